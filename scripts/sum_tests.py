"""Sums test reports (JUnit's and xunit's) and prints `N passed, N failed` last; fails when anything failed or is missing."""

import sys
import xml.etree.ElementTree as ElementTree


def counts(path):
    """(passed, failed, skipped) of one report."""
    root = ElementTree.parse(path).getroot()
    if root.tag == "assemblies":
        parts = [
            (int(part.get("passed", 0)), int(part.get("failed", 0)) + int(part.get("errors", 0)), int(part.get("skipped", 0)))
            for part in root.iter("assembly")
        ]
    else:
        parts = []
        for suite in root.iter("testsuite"):
            failed = int(suite.get("failures", 0)) + int(suite.get("errors", 0))
            skipped = int(suite.get("skipped", 0))
            parts.append((int(suite.get("tests", 0)) - failed - skipped, failed, skipped))
    return tuple(sum(column) for column in zip(*parts)) if parts else (0, 0, 0)


def main(paths):
    total = [0, 0, 0]
    for path in paths:
        try:
            found = counts(path)
        except (OSError, ElementTree.ParseError) as error:
            print(f"No report of a suite: {error}; it counts as one failure.", file=sys.stderr)
            found = (0, 1, 0)
        if sum(found) == 0:
            print(f"{path} tells of no test; that counts as one failure.", file=sys.stderr)
            found = (0, 1, 0)
        total = [a + b for a, b in zip(total, found)]
    passed, failed, skipped = total
    if skipped:
        print(f"{skipped} skipped, for what this machine lacks; their reasons stand above.")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
