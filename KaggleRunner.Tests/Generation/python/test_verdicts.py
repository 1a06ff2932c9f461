import pytest
from kernel_script import Clock, Stop, TestReports, Verdict, duration, how_it_ended, judge_pytest


@pytest.fixture
def reports(recorder):
    return TestReports(-1, recorder)


def tell(reports, *events):
    for event in events:
        reports.handle(event)


def ended(test, outcome="passed"):
    return {"event": "ended", "id": test, "outcome": outcome, "seconds": 0.1, "message": None}


START = {"event": "session"}
FINISH = {"event": "finished"}


@pytest.mark.parametrize(
    "code, outcome, words",
    [
        (0, "passed", "1 test passed."),
        (2, "error", "interrupted"),
        (3, "error", "internal error"),
        (4, "error", "wrong argument"),
        (5, "error", "no tests to run in tests"),
        (77, "error", "exit code 77"),
    ],
)
def test_each_exit_code_of_pytest_has_its_sentence(reports, code, outcome, words):
    tell(reports, START, ended("a"), FINISH)
    verdict = judge_pytest(code, reports, "tests")
    assert (verdict.outcome, verdict.exit_code) == (outcome, code)
    assert words in verdict.reason


def test_many_failures_are_counted_and_three_named(reports):
    tell(reports, START, *(ended(name, "failed") for name in "abcde"), FINISH)
    assert judge_pytest(1, reports, "tests").reason == "5 of 5 tests failed: a, b, c and 2 more."


def test_exit_code_1_without_a_failed_test_is_told_as_such(reports):
    tell(reports, START, ended("a"), FINISH)
    assert judge_pytest(1, reports, "tests").reason.startswith("No test failed")


def test_an_end_without_goodbye_is_a_crash_even_with_exit_code_0(reports):
    tell(reports, START, {"event": "started", "id": "a"}, ended("a"), {"event": "started", "id": "b"})
    verdict = judge_pytest(0, reports, "tests")
    assert verdict == Verdict("failed", "crashed in b: the process ended with exit code 0.", 0)
    assert verdict.process_code == 1


def test_a_crash_while_collecting_is_told_as_such(reports):
    tell(reports, START)
    assert judge_pytest(-11, reports, "tests").reason.startswith("crashed in the collection: the process was killed by")


def test_an_exit_before_any_session_is_no_crash(reports):
    assert judge_pytest(4, reports, "tests").outcome == "error"


@pytest.mark.parametrize(
    "verdict, code",
    [
        (Verdict("passed", "", 0), 0),
        (Verdict("failed", "", 1), 1),
        (Verdict("failed", "", -9), 137),
        (Verdict("error", ""), 3),
        (Verdict("timed_out", "", 0), 124),
    ],
)
def test_only_a_pass_exits_with_0(verdict, code):
    assert verdict.process_code == code


@pytest.mark.parametrize("code, words", [(3, "exit code 3"), (-9, "memory"), (-11, "SIGSEGV"), (-63, "signal 63")])
def test_signals_have_names(code, words):
    assert words in how_it_ended(code)


@pytest.mark.parametrize("limit, work", [(2, 1), (30, 25), (300, 270), (7200, 7140)])
def test_time_is_kept_back_to_collect(limit, work):
    assert Clock(limit).work == work


def test_without_a_limit_there_is_no_end():
    assert Clock(None).left() is None


def test_who_is_told_to_stop_does_so_at_once_and_has_a_little_time_to_collect():
    clock = Clock(None)
    with pytest.raises(Stop) as stop:
        clock.end_soon()
    assert stop.value.verdict.outcome == "cancelled" and stop.value.verdict.process_code == 143
    assert clock.left() == 0 and 0 < clock.session_left() <= Clock.GOODBYE
    assert "outside while running a.py" in str(clock.stop("running a.py"))
    clock.end_soon()  # Said twice it is no news.


def test_collecting_is_not_interrupted_but_has_less_time():
    clock = Clock(7200)
    clock.is_collecting = True
    clock.end_soon()
    assert clock.session_left() <= Clock.GOODBYE


@pytest.mark.parametrize("seconds, text", [(1.25, "1.25 s"), (100, "1 min 40 s"), (6600, "1 h 50 min"), (7200, "2 h")])
def test_durations_are_for_people(seconds, text):
    assert duration(seconds) == text
