import importlib.util

import pytest
from kernel_script import Clock, Stop, TargetRun


def test_a_notebook_without_nbconvert_says_what_is_missing(tmp_path, recorder, monkeypatch):
    (tmp_path / "a.ipynb").write_text("{}")
    job = {"target": {"path": "a.ipynb", "kind": "notebook"}, "args": [], "source": {"sha": "a" * 40}}
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    with pytest.raises(Stop, match="nbconvert, which is not installed"):
        TargetRun(job, tmp_path, tmp_path, tmp_path, {}, recorder, Clock(None)).run()
