import pytest

from hello_kaggle import two_moons


def test_both_classes_are_equally_frequent():
    data = two_moons(100)
    assert sum(data.labels) == 50


def test_the_same_seed_gives_the_same_points():
    assert two_moons(20, seed=7) == two_moons(20, seed=7)


def test_another_seed_gives_other_points():
    assert two_moons(20, seed=7) != two_moons(20, seed=8)


@pytest.mark.parametrize("share, expected", [(0.0, 0), (0.25, 25), (0.8, 80), (1.0, 100)])
def test_split_keeps_every_point(share, expected):
    first, second = two_moons(100).split(share)
    assert len(first) == expected
    assert len(first) + len(second) == 100


def test_too_few_points_are_refused():
    with pytest.raises(ValueError, match="at least two points"):
        two_moons(1)
