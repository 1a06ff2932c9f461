"""Whole runs of pytest targets: what is told of each test, the report, and the verdict."""

import importlib.util
import xml.etree.ElementTree as ElementTree

import pytest

needs_xdist = pytest.mark.skipif(importlib.util.find_spec("xdist") is None, reason="this Python has no pytest-xdist")


def report(run):
    """The JUnit report: (class, name) → what became of the test."""
    outcomes = {}
    for case in ElementTree.parse(run.working / "junit.xml").getroot().iter("testcase"):
        tags = [part.tag for part in case if part.tag != "system-out"]
        outcomes[case.get("classname"), case.get("name")] = (tags or ["passed"])[0]
    return outcomes


def run(kernel, source, target="test_a.py", files=(), **settings):
    return kernel.run(target, "pytest", {"test_a.py": source, **dict(files)}, **settings)


CRASHES = {
    "segfault": ("import ctypes; ctypes.string_at(0)", "was killed by SIGSEGV"),
    "exit": ("import os; os._exit(0)", "ended with exit code 0"),
    "killed": ("import os; os.kill(os.getpid(), 9)", "was killed by SIGKILL, often a sign that the memory ran out"),
    "abort": ("import os; os.abort()", "was killed by SIGABRT"),
}


@pytest.mark.parametrize("crash, words", CRASHES.values(), ids=CRASHES)
def test_a_crash_names_its_test_and_loses_none_that_ended(kernel, crash, words):
    crashing = f"class TestX:\n    def test_crash(self):\n        {crash}\n"
    source = f"def test_good(): pass\n{crashing}def test_after(): pass\n"
    result = run(kernel, source)
    assert result.outcome == "failed"
    assert result.reason == f"crashed in test_a.py::TestX::test_crash: the process {words}."
    assert result.code != 0
    assert result.tests == {"test_a.py::test_good": "passed", "test_a.py::TestX::test_crash": "failed"}
    assert report(result) == {("test_a", "test_good"): "passed", ("test_a.TestX", "test_crash"): "failure"}


def test_memory_that_runs_out_ends_the_target_and_not_the_script(kernel):
    # A limit on the address space stands for the machine's memory; the score is what the kernel's killer looks at.
    source = (
        "import resource\ndef test_score(): assert open('/proc/self/oom_score_adj').read().strip() == '1000'\n"
        "def test_memory():\n    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))\n    bytearray(1 << 31)\n"
    )
    result = run(kernel, source)
    assert result.tests == {"test_a.py::test_score": "passed", "test_a.py::test_memory": "failed"}


def test_a_crash_after_the_last_test_is_a_crash(kernel):
    result = run(kernel, "import atexit, os\natexit.register(os.abort)\ndef test_a(): pass\n")
    assert (result.outcome, result.reason) == (
        "failed",
        "crashed after all tests (1 test passed): the process was killed by SIGABRT.",
    )
    assert report(result) == {("test_a", "test_a"): "passed"}


@pytest.mark.parametrize(
    "conftest, words",
    [
        ("import os; os._exit(0)", "crashed in pytest's start: the process ended with exit code 0."),
        ("import os; os.abort()", "crashed in pytest's start: the process was killed by SIGABRT."),
    ],
)
def test_a_crash_before_the_session_is_a_crash(kernel, conftest, words):
    result = run(kernel, "def test_a(): pass\n", files={"conftest.py": conftest})
    assert (result.outcome, result.reason) == ("failed", words)


def test_a_crash_while_collecting_is_a_crash(kernel):
    result = run(kernel, "import os; os._exit(1)\n")
    assert result.outcome == "failed"
    assert result.reason == "crashed in the collection: the process ended with exit code 1."


def test_what_keeps_pytest_from_starting_stands_in_the_verdict(kernel):
    missing = run(kernel, "def test_a(): pass\n", "test_a.py::test_b")
    assert missing.outcome == "error"
    assert "not found: " in missing.reason and "test_a.py::test_b" in missing.reason
    conftest = run(kernel, "def test_a(): pass\n", files={"conftest.py": "import no_such_module\n"})
    assert conftest.outcome == "error"
    assert "no_such_module" in conftest.reason
    argument = run(kernel, "def test_a(): pass\n", files={"conftest.py": ""}, pytest_args=["--no-such-option"])
    assert argument.outcome == "error"
    assert "--no-such-option" in argument.reason
    plugin = run(kernel, "def test_a(): pass\n", pytest_args=["-p", "no_such_plugin"])
    assert plugin.outcome == "error"
    assert "no_such_plugin" in plugin.reason


def test_an_internal_error_is_no_failed_test(kernel):
    conftest = "def pytest_runtest_protocol(item, nextitem): raise RuntimeError('hook')\n"
    result = run(kernel, "def test_a(): pass\n", files={"conftest.py": conftest})
    assert (result.outcome, result.verdict["exitCode"]) == ("error", 3)
    assert "RuntimeError: hook" in result.reason


def test_a_file_that_cannot_be_collected_is_named_and_stands_in_the_report(kernel):
    result = run(kernel, "def test_a(:\n", ".", files={"test_b.py": "def test_b(): pass\n"})
    assert result.outcome == "error"
    assert result.reason == "pytest could not collect the tests: an error in test_a.py."
    assert result.tests == {"test_a.py": "error"}
    assert list(report(result).values()) == ["error"]


def test_a_test_that_hangs_is_failed_in_the_report_too(kernel):
    source = "import time\ndef test_good(): pass\ndef test_hangs(): time.sleep(600)\n"
    result = run(kernel, source, timeout=6)
    assert result.outcome == "timed_out"
    assert "test_a.py::test_hangs" in result.reason
    assert result.tests == {"test_a.py::test_good": "passed", "test_a.py::test_hangs": "failed"}
    assert report(result) == {("test_a", "test_good"): "passed", ("test_a", "test_hangs"): "failure"}


def test_a_test_that_hangs_and_does_not_listen_costs_no_result(kernel):
    source = (
        "import signal, time\ndef test_good(): open('made.txt', 'w').write('x')\ndef test_hangs():\n"
        "    signal.signal(signal.SIGINT, signal.SIG_IGN)\n    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "    time.sleep(600)\n"
    )
    result = run(kernel, source, timeout=6)
    assert result.outcome == "timed_out"
    assert report(result) == {("test_a", "test_good"): "passed", ("test_a", "test_hangs"): "failure"}
    assert result.outputs == {"made.txt": 1}


ODD = ["a b", "x::y", "it's", 'say "hi"', "[in]ner]", "-rf", "ü", "🚀", "a/b", "{0}", "$(id)", "new\nline", "", "%s"]
ODD += ["x" * 300]


def test_parametrised_tests_with_odd_names_run_and_each_can_be_a_target(kernel):
    source = f"import pytest\n@pytest.mark.parametrize('x', {ODD!r})\ndef test_odd(x): pass\n"
    everything = run(kernel, source)
    assert everything.reason == f"{len(ODD)} tests passed."
    assert len(report(everything)) == len(ODD)
    for test in list(everything.tests)[::3]:
        alone = run(kernel, source, test)
        assert alone.tests == {test: "passed"}, test


def test_several_targets_and_arguments(kernel):
    files = {"b/test_b.py": "def test_b(): pass\ndef test_c(): pass\n", "c/test_d.py": "def test_d(): pass\n"}
    arguments = ["b/test_b.py::test_b", "c", "-p", "no:cacheprovider"]
    result = run(kernel, "def test_a(): pass\n", files=files, args=arguments)
    assert set(result.tests) == {"test_a.py::test_a", "b/test_b.py::test_b", "c/test_d.py::test_d"}
    assert result.reason == "3 tests passed."


def test_a_target_of_several_paths(kernel):
    files = {
        "test_a.py": "def test_a(): pass\n", "-b/test_b.py": "def test_b(): pass\ndef test_c(): pass\n",
        "c/test_d.py": "def test_d(): pass\n",
    }  # fmt: skip
    target = {"path": "test_a.py", "kind": "pytest", "more": ["-b/test_b.py::test_b", "c"]}
    result = kernel.start({**kernel.job(kernel.commit(files), "", "pytest"), "target": target})
    assert set(result.tests) == {"test_a.py::test_a", "-b/test_b.py::test_b", "c/test_d.py::test_d"}
    assert result.reason == "3 tests passed."


def test_the_missing_ones_of_several_paths_are_named(kernel):
    job = kernel.job(kernel.commit({"test_a.py": "def test_a(): pass\n"}), "", "pytest")
    result = kernel.start({**job, "target": {"path": "test_a.py", "kind": "pytest", "more": ["b", "c.py::test_c"]}})
    assert result.outcome == "error"
    assert result.reason.startswith("b, c.py::test_c do not exist in the commit")


@pytest.mark.parametrize(
    "arguments",
    [["-q"], ["-qq"], ["-vv"], ["-s"], ["-x"], ["-p", "no:terminal"], ["-p", "no:junitxml"], ["--junitxml=own.xml"],
     ["-p", "no:cacheprovider", "--color=no"], ["-p", "no:logging", "--capture=no"], ["--rootdir=/"], ["--tb=line"]],
    ids=" ".join,
)  # fmt: skip
def test_no_argument_of_pytest_silences_the_reports(kernel, arguments):
    result = run(kernel, "def test_a(): print('shown')\ndef test_b(): assert 0\n", pytest_args=arguments)
    assert result.outcome == "failed", result.log + result.errors
    assert result.tests == {"test_a.py::test_a": "passed", "test_a.py::test_b": "failed"}
    assert sorted(report(result).values()) == ["failure", "passed"]


def test_the_projects_own_settings_and_plugins_stay_in_force(kernel):
    files = {
        "part/pytest.ini": "[pytest]\naddopts = -k 'not left_out' --strict-markers\npython_files = check_*.py\n",
        "part/conftest.py": "pytest_plugins = ['own_plugin']\n",
        "part/check_x.py": "def test_x(word): assert word\ndef test_left_out(): assert 0\ndef test_y(): pass\n",
        "own_plugin.py": "import pytest\n@pytest.fixture\ndef word(): return 'mine'\n",
    }
    result = run(kernel, "", "part", files=files, env={"PYTEST_ADDOPTS": "--deselect check_x.py::test_y"})
    assert result.tests == {"part/check_x.py::test_x": "passed"}, result.log
    assert result.reason == "1 test passed."


def test_a_run_that_only_asks_passes(kernel):
    for argument in ("--collect-only", "--version"):
        result = run(kernel, "def test_a(): assert 0\n", pytest_args=[argument])
        assert (result.outcome, result.reason) == ("passed", "pytest ran no test, as its arguments ask.")


def test_errors_of_setup_and_teardown_are_told_apart_from_failures(kernel):
    source = (
        "import pytest\n@pytest.fixture\ndef broken(): raise KeyError('setup')\n"
        "@pytest.fixture\ndef later():\n    yield\n    raise KeyError('teardown')\n"
        "def test_a(broken): pass\ndef test_b(later): pass\ndef test_c(): assert 0\n"
    )
    result = run(kernel, source)
    assert result.tests == {"test_a.py::test_a": "error", "test_a.py::test_b": "error", "test_a.py::test_c": "failed"}
    assert result.reason == "3 of 3 tests failed: test_a.py::test_a, test_a.py::test_b, test_a.py::test_c."


def test_a_module_that_skips_itself_counts_as_pytest_counts_it(kernel):
    files = {"test_b.py": "import pytest\npytest.importorskip('no_such_module')\ndef test_b(): pass\n"}
    result = run(kernel, "def test_a(): pass\n", ".", files=files)
    assert result.reason == "1 test passed, 1 skipped."
    assert result.tests == {"test_a.py::test_a": "passed", "test_b.py": "skipped"}


def test_unittest_classes_and_processes_that_tests_fork(kernel):
    source = (
        "import os, unittest\nclass TestOld(unittest.TestCase):\n    def test_u(self): self.assertTrue(True)\n"
        "    @unittest.expectedFailure\n    def test_e(self): self.fail()\n"
        "def test_fork():\n    pid = os.fork()\n    if pid == 0:\n        os._exit(0)\n"
        "    assert os.waitpid(pid, 0)[1] == 0\n"
    )
    result = run(kernel, source)
    assert result.tests == {
        "test_a.py::TestOld::test_u": "passed",
        "test_a.py::TestOld::test_e": "xfailed",
        "test_a.py::test_fork": "passed",
    }


@needs_xdist
def test_tests_on_several_workers_are_reported_once_each(kernel):
    source = "import pytest\n@pytest.mark.parametrize('n', range(12))\ndef test_n(n): assert n != 7\n"
    result = run(kernel, source, pytest_args=["-n", "2"])
    assert result.reason == "1 of 12 tests failed: test_a.py::test_n[7]."
    assert len(result.kind("test")) == len(report(result)) == 12
    assert {record["total"] for record in result.kind("test")} == {12}


@needs_xdist
def test_a_worker_that_crashes_fails_its_test_and_the_others_go_on(kernel):
    source = "import os, pytest\n@pytest.mark.parametrize('n', range(6))\ndef test_n(n):\n    if n == 3: os._exit(1)\n"
    result = run(kernel, source, pytest_args=["-n", "2"])
    assert result.outcome == "failed"
    assert result.tests == {f"test_a.py::test_n[{n}]": "failed" if n == 3 else "passed" for n in range(6)}


def test_a_failed_run_keeps_its_outputs_and_tells_their_sizes(kernel):
    source = "def test_a():\n    open('half.csv', 'w').write('1,2')\n    assert 0\n"
    result = run(kernel, source, outputs={"exclude": ["*.tmp"]})
    assert result.outcome == "failed"
    assert result.outputs == {"half.csv": 3}
    assert (result.working / "output" / "half.csv").read_text() == "1,2"


def test_a_failure_tells_its_traceback_at_once_and_no_more_of_it_than_its_end(kernel):
    source = (
        "import pytest\ndef test_a():\n    value = 3\n    assert value == 4, 'not \u00e9'\n"
        "def test_long():\n    assert 0, 'x' * 9000 + ' to the end'\n"
        "def test_good(): pass\n@pytest.mark.skip\ndef test_left_out(): pass\n"
        "@pytest.fixture\ndef broken(): raise KeyError('of the fixture')\ndef test_setup(broken): pass\n"
    )
    result = run(kernel, source, ".", files={"test_b.py": "import no_such_module\n"}, pytest_args=["--continue-on-collection-errors"])
    told = {record["id"].rpartition("::")[2]: record.get("details") for record in result.kind("test")}
    assert ">       assert value == 4, 'not \u00e9'" in told["test_a"] and told["test_a"].endswith("test_a.py:4: AssertionError")
    assert told["test_long"].startswith("\u2026\n") and "to the end" in told["test_long"]
    assert len(told["test_long"]) <= 4002
    assert told["test_good"] is None and told["test_left_out"] is None
    assert "KeyError: 'of the fixture'" in told["test_setup"]
    assert "No module named 'no_such_module'" in told["test_b.py"]


def test_of_very_many_failures_the_first_tell_their_tracebacks(kernel):
    source = "import pytest\n@pytest.mark.parametrize('n', range(300))\ndef test_n(n): assert 0, 'x' * 5000\n"
    told = {record["id"].rpartition("::")[2]: record.get("details") for record in run(kernel, source).kind("test")}
    assert len(told) == 300
    assert all(told[f"test_n[{n}]"] for n in range(240)) and not any(told[f"test_n[{n}]"] for n in range(260, 300))


def test_the_report_survives_texts_that_xml_cannot_hold(kernel):
    source = (
        "import os, pytest\n@pytest.mark.parametrize('x', ['\\x00', '\\x1b[31m', '\\ud800'])\n"
        "def test_x(x): assert not x, x\ndef test_z(): os._exit(1)\n"
    )
    result = run(kernel, source)
    assert result.outcome == "failed"
    assert len(report(result)) == 4


def test_the_report_holds_what_failing_tests_printed_and_no_more(kernel):
    source = "def test_a():\n    print('of the failure')\n    assert 0\ndef test_b():\n    print('of no interest')\n"
    text = (run(kernel, source).working / "junit.xml").read_text()
    assert "of the failure" in text
    assert "of no interest" not in text


SCRIPT = "import json, sys\nfrom sibling import x\nprint(json.dumps([__name__, sys.argv, sys.path[0], x]))\n"


def test_a_script_runs_as_python_runs_it(kernel):
    files = {"deep er/a.py": SCRIPT, "deep er/sibling.py": "x = 5\n"}
    result = kernel.run("deep er/a.py", "script", files, args=["-x", "--flag=a b", ""])
    assert result.outcome == "passed"
    assert '["__main__", ["deep er/a.py", "-x", "--flag=a b", ""], ' in result.log
    assert '/source/deep er", 5]' in result.log
