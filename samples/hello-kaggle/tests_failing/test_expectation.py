"""Fails on purpose: shows what a red run looks like."""

from hello_kaggle import LogisticRegression, accuracy, two_moons


def test_a_straight_line_cannot_separate_the_moons():
    data = two_moons(200, noise=0.1)
    model = LogisticRegression(degree=1, learning_rate=1.0)
    for _ in range(50):
        model.step(data)
    share = accuracy(data.labels, model.predict(data.points))
    assert share > 0.99, f"a straight line gets {share:.0%} of the points right, not 99%"
