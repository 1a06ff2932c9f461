import importlib.util
import json

import pytest
from kernel_script import Clock, Stop, TargetRun

HAS_JUPYTER = all(importlib.util.find_spec(name) for name in ("nbclient", "nbformat", "ipykernel"))
needs_jupyter = pytest.mark.skipif(not HAS_JUPYTER, reason="this Python has no nbclient and ipykernel")


def test_a_notebook_without_a_runner_says_what_is_missing(tmp_path, recorder, monkeypatch):
    (tmp_path / "a.ipynb").write_text("{}")
    job = {"target": {"path": "a.ipynb", "kind": "notebook"}, "args": [], "source": {"sha": "a" * 40}}
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Stop, match="nbclient, nbformat, ipykernel, not installed here: add .* to python.packages"):
        TargetRun(job, tmp_path, tmp_path, tmp_path, {}, recorder, Clock(None)).run()


def notebook(*cells, kernel="python3"):
    empty = {"cell_type": "code", "outputs": [], "execution_count": None, "metadata": {}}
    return json.dumps(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {"kernelspec": {"name": kernel, "display_name": "x", "language": "python"}},
            "cells": [{**empty, "id": f"c{i}", "source": text} for i, text in enumerate(cells)],
        }
    )


@pytest.fixture
def kernel(kernel, tmp_path):
    kernel.session = {"IPYTHONDIR": str(tmp_path / "ipython"), "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime")}
    return kernel


@needs_jupyter
def test_a_notebook_runs_and_its_cells_are_heard(kernel):
    cells = ("import helper; print('said', helper.x)", "6 * 7", "open('made.txt', 'w').write('1')")
    files = {"nb ✓/it's.ipynb": notebook(*cells), "nb ✓/helper.py": "x = 5\n"}
    result = kernel.run("nb ✓/it's.ipynb", "notebook", files)
    assert result.outcome == "passed", result.log + result.errors
    assert "\nsaid 5\n42\n" in result.log
    assert set(result.outputs) == {"nb ✓/it's.ipynb", "nb ✓/made.txt"}
    executed = json.loads((result.working / "output" / "nb ✓/it's.ipynb").read_text())
    assert executed["cells"][1]["outputs"][0]["data"]["text/plain"] == ["42"]


@needs_jupyter
def test_a_cell_that_raises_fails_and_the_notebook_is_kept_as_far_as_it_came(kernel):
    files = {"a.ipynb": notebook("print('before')", "1 / 0", "print('never')", kernel="the-authors-own-env")}
    result = kernel.run("a.ipynb", "notebook", files)
    assert (result.outcome, result.verdict["exitCode"]) == ("failed", 1)
    assert "ZeroDivisionError" in result.errors
    assert "never" not in result.log
    executed = json.loads((result.working / "output" / "a.ipynb").read_text())
    assert executed["cells"][1]["outputs"][0]["ename"] == "ZeroDivisionError"


@needs_jupyter
def test_a_kernel_that_dies_fails(kernel):
    result = kernel.run("a.ipynb", "notebook", {"a.ipynb": notebook("import os; os._exit(3)")})
    assert result.outcome == "failed"


@needs_jupyter
def test_a_notebook_that_hangs_is_stopped_and_kept(kernel):
    files = {"a.ipynb": notebook("open('early.txt', 'w').write('1')", "import time; time.sleep(600)")}
    result = kernel.run("a.ipynb", "notebook", files, timeout=12)
    assert result.outcome == "timed_out"
    assert set(result.outputs) == {"a.ipynb", "early.txt"}
