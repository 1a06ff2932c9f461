"""Runs the kernel script's own tests on every Python from 3.10 on that this machine has.

usage: python_tests.py TESTS REPORTS HOME    TESTS: their folder; REPORTS: for JUnit's XML; HOME: an empty one for them

Run it with a Python that has pytest. A Python without pytest is lent this one's, which is pure Python. Which versions are
missing is said in words and stands in a report as skipped. Standard library only, but for pytest's own `packaging`.
"""

import concurrent.futures
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

OLDEST, NEWEST = 10, 14
LENT = ("pytest", "pytest-xdist")
PROBE = (
    "import importlib.util, os, sys; "
    "print(*sys.version_info[:2], importlib.util.find_spec('pytest') is not None, os.path.realpath(sys.executable))"
)


def candidates():
    """Programs that may be a Python: this one, those on PATH, and those of pyenv and uv."""
    home = Path.home()
    folders = [Path(folder) for folder in os.environ.get("PATH", "").split(os.pathsep) if folder]
    roots = [Path(os.environ.get("PYENV_ROOT", home / ".pyenv")) / "versions", home / ".local/share/uv/python"]
    folders += [folder / "bin" for root in roots if root.is_dir() for folder in sorted(root.iterdir())]
    yield Path(sys.executable)
    for folder in folders:
        if folder.is_dir():
            yield from sorted(path for path in folder.iterdir() if re.fullmatch(r"python3\.\d\d", path.name))


def probe(program):
    """(minor version, whether it has pytest, the program itself); None when it is no Python that runs."""
    try:
        done = subprocess.run([program, "-I", "-c", PROBE], capture_output=True, text=True, timeout=20)
        major, minor, has_pytest, real = done.stdout.strip().split(" ", 3)
        return (int(minor), has_pytest == "True", real) if major == "3" and done.returncode == 0 else None
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def interpreters():
    """One Python a version: (minor version) → (program, whether it has pytest); one with pytest is preferred."""
    found = {}
    for program in dict.fromkeys(candidates()):
        if (facts := probe(program)) and facts[0] >= OLDEST:
            minor, has_pytest, _ = facts
            if minor not in found or (has_pytest and not found[minor][1]):
                found[minor] = (program, has_pytest)
    return dict(sorted(found.items()))


def needed(minor):
    """The distributions that pytest needs under a version, and the names of those that are not here."""
    from packaging.requirements import Requirement

    version = {"python_version": f"3.{minor}", "python_full_version": f"3.{minor}.0", "extra": ""}
    waiting, found, missing = list(LENT), {}, []
    while waiting:
        name = waiting.pop()
        try:
            found[name] = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            missing += [name] if name != "pytest-xdist" else []
            continue
        for text in found[name].requires or ():
            wanted = Requirement(text)
            if wanted.name not in found and (not wanted.marker or wanted.marker.evaluate(version)):
                waiting.append(wanted.name)
    return found, missing


def lend(minor, folder):
    """Lays pytest out for a Python that lacks it; returns what could not be lent."""
    found, missing = needed(minor)
    modules = {}
    for module, distributions in importlib.metadata.packages_distributions().items():
        for name in distributions:
            modules.setdefault(re.sub(r"[-_.]+", "-", name).lower(), []).append(module)
    for name, distribution in found.items():
        site = Path(distribution.locate_file(""))
        parts = [Path(distribution._path), *(site / module for module in modules.get(name, [name]))]
        parts += [site / f"{module}.py" for module in modules.get(name, [])]
        for part in parts:
            target = folder / part.name
            if part.exists() and not target.exists():
                ignored = shutil.ignore_patterns("__pycache__")
                shutil.copytree(part, target, ignore=ignored) if part.is_dir() else shutil.copy(part, target)
    return missing


def run(minor, program, has_pytest, tests, reports, home):
    """(what pytest printed, why the tests were skipped)"""
    with tempfile.TemporaryDirectory() as scratch:
        env = {**os.environ, "HOME": str(home), "PYTHONDONTWRITEBYTECODE": "1"}
        if not has_pytest:
            if missing := lend(minor, Path(scratch)):
                return None, f"it has no pytest, and to lend it one this is missing: {', '.join(missing)}"
            env["PYTHONPATH"] = scratch
        report = reports / f"python-3.{minor}.xml"
        options = ["-q", "-rs", "-p", "no:cacheprovider", "--disable-warnings", "--junitxml", report]
        command = [program, "-m", "pytest", *options]
        done = subprocess.run(command, cwd=tests, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        if not report.exists():
            report.write_text("")  # which is counted as a failure
        return done.stdout, None


def write_skipped(reports, skipped):
    cases = "".join(
        f'<testcase classname="python" name="3.{minor}" time="0"><skipped message="{why}"/></testcase>'
        for minor, why in skipped.items()
    )
    head = f'<testsuite name="pythons" tests="{len(skipped)}" failures="0" errors="0" skipped="{len(skipped)}">'
    (reports / "python-skipped.xml").write_text(f"{head}{cases}</testsuite>")


def main(tests, reports, home):
    found = interpreters()
    skipped = {
        minor: "there is none on PATH or among pyenv's and uv's"
        for minor in range(OLDEST, NEWEST + 1)
        if minor not in found
    }
    with concurrent.futures.ThreadPoolExecutor(max(1, min(2, os.cpu_count() or 1))) as pool:
        jobs = {
            minor: pool.submit(run, minor, program, has_pytest, tests, reports, home)
            for minor, (program, has_pytest) in found.items()
        }
        for minor, job in jobs.items():
            said, why = job.result()
            print(f"Python 3.{minor} ({found[minor][0]}):\n{said}" if why is None else "", end="", flush=True)
            skipped |= {minor: why} if why else {}
    for minor, why in sorted(skipped.items()):
        print(f"Python 3.{minor} skipped: {why}")
    if skipped:
        write_skipped(reports, skipped)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
