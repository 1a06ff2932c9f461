"""How good are predictions?"""


def accuracy(expected, predicted):
    """The share of predictions that are right, from 0 to 1."""
    if len(expected) != len(predicted):
        raise ValueError(f"{len(expected)} labels do not match {len(predicted)} predictions")
    if not expected:
        raise ValueError("accuracy of nothing is undefined")
    return sum(a == b for a, b in zip(expected, predicted)) / len(expected)


def confusion_matrix(expected, predicted):
    """Counts per (expected, predicted) pair of the classes 0 and 1."""
    matrix = {(a, b): 0 for a in (0, 1) for b in (0, 1)}
    for pair in zip(expected, predicted):
        matrix[pair] += 1
    return matrix
