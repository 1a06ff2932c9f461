import pytest
from kernel_script import Clock, Collector, glob_expression


@pytest.mark.parametrize(
    "pattern, path, matches",
    [
        ("**/*.png", "a.png", True),
        ("**/*.png", "x/y/a.png", True),
        ("*.png", "x/a.png", False),
        ("results/**", "results/a/b", True),
        ("results/**", "other/results/a", False),
        ("a?.txt", "ab.txt", True),
        ("a[1].txt", "a[1].txt", True),
        ("a.txt", "a-txt", False),
    ],
)
def test_patterns(pattern, path, matches):
    assert bool(glob_expression(pattern).match(path)) == matches


@pytest.fixture
def folders(tmp_path):
    root, working = tmp_path / "root", tmp_path / "working"
    root.mkdir()
    working.mkdir()
    return root, working


def paths(recorder):
    return [fields["path"] for kind, fields in recorder.records if kind == "output"]


def test_small_outputs_are_kept_first_when_time_runs_out(folders, recorder):
    root, working = folders
    clock = Clock(100)
    collector = Collector(root, working, [], recorder, clock)
    (root / "large").write_bytes(b"x" * 1000)
    (root / "small").write_bytes(b"x")
    left = iter([50, 0.2])
    clock.session_left = lambda: next(left)
    collector.collect()
    assert paths(recorder) == ["small"]
    assert recorder.said == ["1 output could not be kept: the session's time is over."]


def test_a_name_that_the_target_took_itself_is_not_overwritten(folders, recorder):
    root, working = folders
    collector = Collector(root, working, [], recorder, Clock(None))
    (root / "a.txt").write_text("of the repository")
    (working / "output").mkdir()
    (working / "output" / "a.txt").write_text("of the target")
    collector.collect()
    assert (working / "output" / "a.txt").read_text() == "of the target"
    assert "already holds" in recorder.said[0]


def test_what_stood_in_the_working_folder_before_is_no_output(folders, recorder):
    root, working = folders
    (working / "old.txt").write_text("old")
    collector = Collector(root, working, [], recorder, Clock(None))
    (working / "new.txt").write_text("new")
    collector.collect()
    assert paths(recorder) == ["new.txt"]
