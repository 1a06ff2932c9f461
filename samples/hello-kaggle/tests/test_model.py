import pytest

from hello_kaggle import LogisticRegression, accuracy, two_moons
from hello_kaggle.model import polynomial_features, sigmoid


@pytest.mark.parametrize("value, expected", [(0, 0.5), (1000, 1.0), (-1000, 0.0)])
def test_sigmoid_never_overflows(value, expected):
    assert sigmoid(value) == pytest.approx(expected)


def test_polynomial_features_of_degree_two():
    assert polynomial_features((2.0, 3.0), degree=2) == [1, 3, 9, 2, 6, 4]


def test_each_step_lowers_the_loss():
    data = two_moons(60)
    model = LogisticRegression(degree=2)
    losses = []
    for _ in range(5):
        losses.append(model.loss(data))
        model.step(data)
    assert losses == sorted(losses, reverse=True)


@pytest.mark.slow
def test_the_model_learns_to_tell_the_moons_apart():
    train, test = two_moons(400, noise=0.1).split(0.75)
    model = LogisticRegression(degree=3, learning_rate=1.0)
    for _ in range(400):
        model.step(train)
    assert accuracy(test.labels, model.predict(test.points)) > 0.95
