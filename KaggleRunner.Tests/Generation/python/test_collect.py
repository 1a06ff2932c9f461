import os
import socket
import zipfile

import pytest
from kernel_script import Clock, Collector, files_below, glob_expression, size_words


@pytest.mark.parametrize(
    "pattern, path, matches",
    [
        ("**/*.png", "a.png", True),
        ("**/*.png", "x/y/a.png", True),
        ("*.png", "x/a.png", False),
        ("./x/*.png", "x/a.png", True),
        ("results/**", "results/a/b", True),
        ("results/", "results/a/b", True),
        ("results/**", "other/results/a", False),
        ("a?.txt", "ab.txt", True),
        ("a[1].txt", "a[1].txt", True),
        ("a.txt", "a-txt", False),
        ("*", "two\nlines", True),
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


@pytest.fixture
def collector(folders, recorder):
    """Makes collectors of the two folders."""

    def make(clock=None, include=(), exclude=(), **limits):
        outputs = {"include": list(include), "exclude": list(exclude)}
        return Collector(*folders, outputs, recorder, clock or Clock(None), **limits)

    return make


def write(folder, **files):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def paths(recorder):
    return [fields["path"] for kind, fields in recorder.records if kind == "output"]


def omitted(recorder):
    return [fields for kind, fields in recorder.records if kind == "omitted"]


def test_small_outputs_are_kept_first_when_time_runs_out(folders, collector, recorder):
    clock = Clock(100)
    subject = collector(clock)
    write(folders[0], large="x" * 1000, small="x")
    left = iter([50])
    clock.session_left = lambda: next(left, 0.2)
    subject.collect()
    assert paths(recorder) == ["small"]
    assert recorder.said == ["1 output (1.0 kB) could not be kept, the session's time is over: large (1.0 kB)"]


def test_a_name_that_the_target_took_itself_is_not_overwritten(folders, collector, recorder):
    root, working = folders
    subject = collector()
    write(root, **{"a.txt": "of the repository"})
    write(working, **{"output/a.txt": "of the target"})
    subject.collect()
    assert (working / "output" / "a.txt").read_text() == "of the target"
    assert "already holds" in recorder.said[0]


def test_what_stood_in_the_working_folder_before_is_no_output(folders, collector, recorder):
    write(folders[1], **{"old.txt": "old"})
    subject = collector()
    write(folders[1], **{"new.txt": "new"})
    subject.collect()
    assert paths(recorder) == ["new.txt"]
    assert not (folders[1] / "output").exists()


def test_excluded_files_stay_behind_even_when_they_are_included(folders, collector, recorder):
    write(folders[0], **{"config.yml": "of the commit"})
    subject = collector(include=["*.yml", "logs/"], exclude=["**/*.tmp", "logs/private/"])
    write(folders[0], **{"a.tmp": "", "b.txt": "", "logs/x.log": "", "logs/y.tmp": "", "logs/private/key": ""})
    subject.collect()
    assert sorted(paths(recorder)) == ["b.txt", "config.yml", "logs/x.log"]


def test_files_beyond_the_number_go_into_one_archive_the_named_and_small_ones_stay_alone(folders, collector, recorder):
    root, working = folders
    subject = collector(include=["*.named"], most_files=4)
    write(working, **{"by-itself.txt": "counts too"})
    write(root, **{"a.named": "x" * 90, "big": "x" * 80, "medium": "x" * 50, "small": "x", "tiny": ""})
    subject.collect()
    assert sorted(paths(recorder)) == ["a.named", "by-itself.txt", "remaining-files.zip", "tiny"]
    with zipfile.ZipFile(working / "output" / "remaining-files.zip") as archive:
        assert {name: len(archive.read(name)) for name in archive.namelist()} == {"small": 1, "medium": 50, "big": 80}
    assert recorder.said == ["More files than Kaggle keeps: 3 files of them are in remaining-files.zip."]
    assert omitted(recorder) == []


def test_what_does_not_fit_is_told_and_what_is_named_comes_first(folders, collector, recorder):
    subject = collector(include=["*.pt"], most_bytes=1000)
    write(folders[0], **{"model.pt": "x" * 600, "cache.bin": "x" * 500, "plot.png": "x" * 300})
    subject.collect()
    assert paths(recorder) == ["model.pt", "plot.png"]
    assert omitted(recorder) == [{"files": 1, "bytes": 500, "reason": "Kaggle keeps 20 GB", "paths": ["cache.bin"]}]
    assert recorder.said == ["1 output (500 bytes) could not be kept, Kaggle keeps 20 GB: cache.bin (500 bytes)"]


def test_caches_virtual_environments_and_gits_own_files_are_never_outputs(folders, collector, recorder):
    subject = collector()
    caches = ("__pycache__", ".pytest_cache", ".mypy_cache", "node_modules", ".venv", "a.egg-info", ".git")
    others = ("a.pyc", "env/pyvenv.cfg", "env/lib/x", "sub/.git", "result")
    write(folders[0], **dict.fromkeys([*(f"{folder}/x" for folder in caches), *others], "x"))
    subject.collect()
    assert paths(recorder) == ["result"]


def test_links_pipes_and_sockets_are_passed_over(folders, collector, recorder, tmp_path, monkeypatch):
    root, working = folders
    subject = collector()
    write(tmp_path, secret="outside", **{"folder/inner": "outside"})
    os.symlink(tmp_path / "secret", root / "link")
    os.symlink(tmp_path / "folder", root / "linked-folder")
    os.symlink("loop", root / "loop")
    os.mkfifo(root / "pipe")
    monkeypatch.chdir(root)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as server:
        server.bind("socket")
        subject.collect()
    assert paths(recorder) == []
    assert not any(working.rglob("*"))


def test_hard_links_inside_are_kept_and_those_to_the_outside_are_not(folders, collector, recorder, tmp_path):
    root, working = folders
    subject = collector()
    write(tmp_path, secret="outside")
    write(root, best="x")
    os.link(root / "best", root / "last")
    os.link(tmp_path / "secret", root / "stolen")
    subject.collect()
    assert paths(recorder) == ["best", "last"]
    assert recorder.said == ["stolen was not kept: it is a hard link to a file outside of the repository"]


def test_what_cannot_be_read_is_told(folders, collector, recorder, monkeypatch):
    root, working = folders
    subject = collector()
    write(root, good="", bad="", **{"closed/x": ""})
    real_open, real_scan = os.open, os.scandir

    def refuse(path, *arguments, **options):
        if str(path).endswith("bad"):
            raise PermissionError(13, "Permission denied")
        return real_open(path, *arguments, **options)

    def refuse_folder(path):
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied")
        return real_scan(path)

    monkeypatch.setattr(os, "open", refuse)
    monkeypatch.setattr(os, "scandir", refuse_folder)
    subject.collect()
    assert paths(recorder) == ["good"]
    assert recorder.said == ["closed cannot be read", "bad could not be kept: [Errno 13] Permission denied"]


def test_a_thousand_failures_are_told_in_a_few_lines(folders, collector, recorder):
    root, working = folders
    subject = collector(most_files=9000)
    for number in range(1000):
        write(root, **{f"{number}": ""})
        write(working, **{f"output/{number}": ""})
    subject.collect()
    assert len(recorder.said) == 21


def test_names_of_every_kind_come_through(folders, collector, recorder):
    root, working = folders
    subject = collector()
    nasty = ["-rf", "two\nlines", "quo'te\"s", "🚀 é", "back\\slash", "{0}%s", " ", "x" * 250, b"not-utf8-\xff"]
    for name in nasty:
        with open(os.path.join(os.fsencode(root), os.fsencode(name)), "w"):
            pass
    subject.collect()
    assert {os.fsencode(name) for name in os.listdir(working / "output")} == {os.fsencode(name) for name in nasty}
    assert len(paths(recorder)) == len(nasty)


def test_a_working_folder_that_the_target_removed_is_made_again(folders, collector, recorder):
    root, working = folders
    subject = collector()
    working.rmdir()
    write(root, a="x")
    subject.collect()
    assert (working / "output" / "a").read_text() == "x"


def test_a_folder_that_is_gone_holds_no_files(tmp_path):
    assert list(files_below(tmp_path / "gone")) == []


@pytest.mark.parametrize("size, words", [(0, "0 bytes"), (999, "999 bytes"), (1234567, "1.2 MB"), (5e13, "50000.0 GB")])
def test_sizes_are_for_people(size, words):
    assert size_words(size) == words
