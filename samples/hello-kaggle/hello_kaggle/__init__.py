"""A tiny machine-learning package: enough to have something to test and something to train."""

from hello_kaggle.data import Dataset, two_moons
from hello_kaggle.metrics import accuracy, confusion_matrix
from hello_kaggle.model import LogisticRegression

__all__ = ["Dataset", "LogisticRegression", "accuracy", "confusion_matrix", "two_moons"]
