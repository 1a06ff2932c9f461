"""Logistic regression on polynomial features, trained by gradient descent in plain Python."""

import math
import random


def sigmoid(value):
    """1 / (1 + e^-value), without an overflow for large negative values."""
    if value >= 0:
        return 1 / (1 + math.exp(-value))
    power = math.exp(value)
    return power / (1 + power)


def polynomial_features(point, degree):
    """All products x^i * y^j with i + j <= degree, for example 1, y, y², x, xy, x²."""
    x, y = point
    return [x**i * y**j for i in range(degree + 1) for j in range(degree + 1 - i)]


class LogisticRegression:
    """Tells two classes apart by a curve of the given degree."""

    def __init__(self, degree=3, learning_rate=0.5, seed=0):
        rng = random.Random(seed)
        size = len(polynomial_features((0.0, 0.0), degree))
        self.degree = degree
        self.learning_rate = learning_rate
        self.weights = [rng.gauss(0, 0.01) for _ in range(size)]

    def probability(self, point):
        """How likely the point belongs to class 1."""
        return sigmoid(self._score(polynomial_features(point, self.degree)))

    def predict(self, points):
        return [int(self.probability(point) >= 0.5) for point in points]

    def loss(self, data):
        """The mean cross-entropy; 0.69 is as good as tossing a coin."""
        total = 0.0
        for point, label in zip(data.points, data.labels):
            probability = min(max(self.probability(point), 1e-12), 1 - 1e-12)
            total -= math.log(probability if label else 1 - probability)
        return total / len(data)

    def step(self, data):
        """One step of gradient descent over the whole data set."""
        gradient = [0.0] * len(self.weights)
        for point, label in zip(data.points, data.labels):
            features = polynomial_features(point, self.degree)
            error = sigmoid(self._score(features)) - label
            for index, feature in enumerate(features):
                gradient[index] += error * feature
        rate = self.learning_rate / len(data)
        self.weights = [weight - rate * slope for weight, slope in zip(self.weights, gradient)]

    def _score(self, features):
        return sum(weight * feature for weight, feature in zip(self.weights, features))
