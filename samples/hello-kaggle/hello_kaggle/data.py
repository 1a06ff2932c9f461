"""A small two-class problem that a straight line cannot solve."""

import math
import random
from dataclasses import dataclass


@dataclass(frozen=True)
class Dataset:
    points: list[tuple[float, float]]
    labels: list[int]

    def __len__(self):
        return len(self.points)

    def split(self, share):
        """Two data sets: the first holds the given share of the points."""
        middle = round(len(self) * share)
        return (
            Dataset(self.points[:middle], self.labels[:middle]),
            Dataset(self.points[middle:], self.labels[middle:]),
        )


def two_moons(count, noise=0.1, seed=0):
    """Two interleaving half circles, shuffled; the same seed gives the same points."""
    if count < 2:
        raise ValueError("two moons need at least two points")
    rng = random.Random(seed)
    samples = []
    for index in range(count):
        label = index % 2
        angle = math.pi * rng.random()
        x, y = (math.cos(angle), math.sin(angle)) if label == 0 else (1 - math.cos(angle), 0.5 - math.sin(angle))
        samples.append(((x + rng.gauss(0, noise), y + rng.gauss(0, noise)), label))
    rng.shuffle(samples)
    return Dataset([point for point, _ in samples], [label for _, label in samples])
