import pytest

from hello_kaggle import accuracy, confusion_matrix


@pytest.mark.parametrize(
    "expected, predicted, share",
    [
        ([0, 1, 1, 0], [0, 1, 1, 0], 1.0),
        ([0, 1, 1, 0], [0, 1, 0, 0], 0.75),
        ([0, 1], [1, 0], 0.0),
    ],
    ids=["all right", "one wrong", "all wrong"],
)
def test_accuracy_is_the_share_of_right_answers(expected, predicted, share):
    assert accuracy(expected, predicted) == pytest.approx(share)


def test_accuracy_needs_a_prediction_for_each_label():
    with pytest.raises(ValueError, match="3 labels do not match 2 predictions"):
        accuracy([0, 1, 1], [0, 1])


def test_confusion_matrix_counts_each_kind_of_error():
    assert confusion_matrix([0, 0, 1, 1, 1], [0, 1, 1, 1, 0]) == {(0, 0): 1, (0, 1): 1, (1, 0): 1, (1, 1): 2}
