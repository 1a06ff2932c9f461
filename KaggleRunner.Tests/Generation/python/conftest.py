import importlib.util
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[3] / "KaggleRunner.Core" / "Generation" / "kernel_script.py"


def load():
    spec = importlib.util.spec_from_file_location("kernel_script", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules["kernel_script"] = module
    spec.loader.exec_module(module)
    return module


load()

from kernel_runs import Kernel  # noqa: E402
from package_index import PackageIndex  # noqa: E402


class Recorder:
    """A console that keeps what it is told."""

    def __init__(self):
        self.records = []
        self.said = []
        self.output = b""

    def record(self, kind, force=False, **fields):
        self.records.append((kind, fields))

    def say(self, text):
        self.said.append(text)

    def forward(self, stream, data):
        self.output += data


@pytest.fixture
def recorder():
    return Recorder()


@pytest.fixture
def kernel(tmp_path):
    return Kernel(SCRIPT, tmp_path)


@pytest.fixture
def index(tmp_path):
    with PackageIndex(tmp_path / "index") as index:
        yield index
