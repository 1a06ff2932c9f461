import json
import os

import pytest
from kernel_script import STDERR, STDOUT, Console


class Pipes:
    def __init__(self):
        self._out, self._err = os.pipe(), os.pipe()
        self.console = Console("n", self._out[1], self._err[1])

    def read(self):
        os.close(self._out[1])
        os.close(self._err[1])
        return tuple(open(pipe[0], "rb").read() for pipe in (self._out, self._err))


@pytest.fixture
def pipes():
    return Pipes()


def record(kind, **fields):
    return b"##kaggle-runner[n] " + json.dumps({"record": kind, **fields}).encode() + b"\n"


def test_a_record_waits_for_the_end_of_the_programs_line(pipes):
    pipes.console.forward(STDOUT, b"  half")
    pipes.console.record("system", cpu=1)
    pipes.console.forward(STDOUT, b" a line\nnext")
    pipes.console.record("system", cpu=2)
    pipes.console.forward(STDOUT, b"\n")
    assert pipes.read()[0] == b"  half a line\n" + record("system", cpu=1) + b"next\n" + record("system", cpu=2)


def test_a_tests_record_takes_stderr_rather_than_wait(pipes):
    pipes.console.forward(STDOUT, b"tests/test_a.py ..")
    pipes.console.record("test", id="a")
    pipes.console.forward(STDERR, b"\r50%")
    pipes.console.record("test", id="b")
    pipes.console.forward(STDOUT, b".\n")
    assert pipes.read() == (
        b"tests/test_a.py ...\n" + record("test", id="b"),
        record("test", id="a") + b"\r50%",
    )


def test_a_progress_bar_is_one_unfinished_line(pipes):
    for percent in (b"\r10%", b"\r20%", b"\r30%"):
        pipes.console.forward(STDOUT, percent)
        pipes.console.record("system", cpu=int(percent[1:3]))
    pipes.console.forward(STDOUT, b"\n")
    assert pipes.read()[0] == b"\r10%\r20%\r30%\n" + record("system", cpu=30)


def test_the_end_of_a_phase_ends_the_line(pipes):
    pipes.console.forward(STDOUT, b"no newline")
    pipes.console.record("system", cpu=1)
    pipes.console.record("phase", force=True, name="run")
    assert pipes.read()[0] == b"no newline\n" + record("system", cpu=1) + record("phase", name="run")


def test_standard_error_is_another_stream(pipes):
    pipes.console.forward(STDERR, b"\r50%")
    pipes.console.record("test", id="a")
    assert pipes.read() == (record("test", id="a"), b"\r50%")


def test_bytes_pass_as_they_are(pipes):
    data = b"\t  \x1b[31m\xff\x00\r\n\n"
    pipes.console.forward(STDOUT, data)
    pipes.console.record("test", id="a")
    assert pipes.read()[0] == data + record("test", id="a")


def test_names_that_are_no_utf8_can_be_told(pipes):
    pipes.console.record("output", path="bad\udcff.txt")
    assert b"bad?.txt" in pipes.read()[0]


def test_a_phase_that_raises_has_failed(pipes):
    with pytest.raises(KeyError), pipes.console.phase("source"):
        raise KeyError
    lines = pipes.read()[0].splitlines()
    assert [json.loads(line.split(b" ", 1)[1])["state"] for line in lines] == ["started", "failed"]


def test_a_reader_that_went_away_is_no_error():
    read, write = os.pipe()
    os.close(read)
    Console("n", write, write).forward(STDOUT, b"text\n")
    os.close(write)
