"""Runs the tests of public packages with plain pytest and through the kernel script, and compares what both count.

usage: compatibility.py [--repetitions N] [NAME ...]    NAME: a package of CASES; all unless told
"""

import argparse
import importlib.metadata
import importlib.util
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "KaggleRunner.Tests" / "Generation" / "python"))

from kernel_runs import Kernel  # noqa: E402

# Name → targets below the package's own folder (the first is the target, the others are arguments), and what shortens
# them.
CASES = {
    "mpmath": (["tests"], ["-k", "not bessel_zeros_extra and not polyroots_legendre"]),
    "networkx": (["classes", "generators"], []),
    "numpy": (["lib", "linalg", "polynomial"], ["-m", "not slow"]),
    "sympy": (["sets", "logic"], []),
    "jsonschema": (["tests"], []),
}
NAMES = ("passed", "failed", "error", "skipped", "xfailed", "xpassed")


def lay_out(kernel, package):
    """Commits the package as it is installed, its tests included, as the one content of a repository."""
    source = Path(importlib.util.find_spec(package).origin).parent
    kernel.repository.mkdir()
    shutil.copytree(source, kernel.repository / package, ignore=shutil.ignore_patterns("__pycache__"))
    return kernel.commit({"README": package})


def has_tests(package):
    spec = importlib.util.find_spec(package)
    return spec is not None and any(Path(spec.origin).parent.rglob("test_*.py"))


def measured(run):
    """(what it returned, seconds of processor time of its processes)"""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    result = run()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return result, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def plain(checkout, arguments):
    """What `python -m pytest` says of a checkout: (exit code, counts)."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    env |= {"MPLBACKEND": "Agg", "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "pytest", *arguments]
    done = subprocess.run(command, cwd=checkout, env=env, capture_output=True, text=True, errors="replace")
    summaries = re.findall(r"^=+ (.*) in [\d.]+s", done.stdout, re.MULTILINE)
    parts = re.findall(rf"(\d+) ({'|'.join(NAMES)})", summaries[-1] if summaries else "")
    found = {name: int(number) for number, name in parts}
    return done.returncode, {name: found.get(name, 0) for name in NAMES}


def through_the_script(kernel, job):
    """What the kernel script tells of the same commit: (verdict, counts)."""
    result = kernel.start(job)
    told = [record["outcome"] for record in result.kind("test")]
    return result.verdict, {name: told.count(name) for name in NAMES}


def fresh_checkout(kernel, sha, folder):
    shutil.rmtree(folder, ignore_errors=True)
    subprocess.run(["git", "clone", "-q", str(kernel.repository), str(folder)], check=True)


def compare(package, repetitions):
    """(plain, through the script, the least processor time of each)"""
    with tempfile.TemporaryDirectory() as scratch:
        kernel = Kernel(ROOT / "KaggleRunner.Core" / "Generation" / "kernel_script.py", Path(scratch))
        kernel.seconds = 3600
        sha = lay_out(kernel, package)
        targets, shortened = CASES[package]
        arguments = [*(f"{package}/{target}" for target in targets), *shortened]
        checkout = Path(scratch) / "checkout"
        # Packing the commit is the work of the machine that pushes.
        job = kernel.job(sha, arguments[0], "pytest", args=arguments[1:])
        expected, told, times = None, None, []
        for _ in range(repetitions):
            fresh_checkout(kernel, sha, checkout)
            expected, plain_time = measured(lambda: plain(checkout, arguments))
            shutil.rmtree(kernel.working, ignore_errors=True)
            told, script_time = measured(lambda: through_the_script(kernel, job))
            times.append((plain_time, script_time))
        return expected, told, [min(column) for column in zip(*times)]


def version_of(package):
    found = importlib.metadata.version(package)
    return getattr(__import__(package), "__version__", found) if found == "0.0.0" else found


def words(counts):
    return ", ".join(f"{number} {name}" for name, number in counts.items() if number) or "none"


def agree(expected, told):
    code, counts = expected
    outcome = {0: "passed", 1: "failed"}.get(code, "error")
    return counts == told[1] and told[0]["outcome"] == outcome and told[0]["exitCode"] == code


HEAD = """\
| package | tests | plain pytest | through the kernel script | equal | plain | script | added |
|---|---|---|---|---|---|---|---|"""


def main(arguments):
    print(HEAD)
    good = True
    for package in arguments.names or [name for name in CASES if has_tests(name)]:
        expected, told, (plain_time, script_time) = compare(package, arguments.repetitions)
        same = agree(expected, told)
        good = good and same
        cells = [
            f"{package} {version_of(package)}",
            " ".join([*(f"`{target}`" for target in CASES[package][0]), *(["(in part)"] if CASES[package][1] else [])]),
            f"exit {expected[0]}: {words(expected[1])}",
            f"{told[0]['outcome']}: {words(told[1])}",
            "yes" if same else "**no**",
            f"{plain_time:.1f} s",
            f"{script_time:.1f} s",
            f"{100 * (script_time - plain_time) / script_time:+.0f} %",
        ]
        print(f"| {' | '.join(cells)} |", flush=True)
    return 0 if good else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--repetitions", type=int, default=1)
    parser.add_argument("names", nargs="*")
    sys.exit(main(parser.parse_args()))
