"""A session with a GPU is imitated by an nvidia-smi and by modules that are named like the libraries."""

import pytest

TORCH = '''
class _Tensor:
    def __matmul__(self, other): return self
    def sum(self): return self
    def item(self): return {value}
class cuda:
    is_available = staticmethod(lambda: {available})
    device_count = staticmethod(lambda: 2)
def ones(size, device):
    {broken}
    return _Tensor()
'''
RIGHT = 64.0**3
P100 = "raise RuntimeError('CUDA error: no kernel image is available for execution on the device\\nCompile with …')"


def torch(value=RIGHT, available=True, broken="pass"):
    return TORCH.format(value=value, available=available, broken=broken)


@pytest.fixture
def gpu(kernel, tmp_path, monkeypatch):
    folder = tmp_path / "bin"
    folder.mkdir()
    (folder / "nvidia-smi").write_text("#!/bin/sh\n[ \"$1\" = -L ] && echo 'GPU 0: Tesla P100 (UUID: GPU-1)'\n")
    (folder / "nvidia-smi").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=":")
    return kernel


def run(kernel, torch=None, source="print('ran')", accelerator="NvidiaTeslaP100", **modules):
    libraries = {"torch": torch, **modules}
    files = {f"libraries/{name}.py": text for name, text in libraries.items() if text is not None}
    kernel.repository.parent.joinpath("libraries").mkdir(exist_ok=True)
    for path, text in files.items():
        (kernel.repository.parent / path).write_text(text)
    env = {"PYTHONPATH": str(kernel.repository.parent / "libraries")}
    return kernel.run("a.py", "script", {"a.py": source}, env=env, accelerator=accelerator)


def test_an_accelerator_that_cannot_compute_is_an_error_and_no_failed_test(gpu):
    result = run(gpu, torch(broken=P100), "import torch; assert False")
    assert result.outcome == "error"
    assert result.reason == (
        "The accelerator Tesla P100 cannot compute: torch: RuntimeError: CUDA error: "
        "no kernel image is available for execution on the device."
    )
    assert [phase["name"] for phase in result.kind("phase")][-1] == "collect"


@pytest.mark.parametrize(
    "fake, words",
    [
        (torch(available=False), "torch finds no GPU that it can use"),
        (torch(value=1.0), "came out as 1.0 instead of 262144"),
        ("import os; os.kill(os.getpid(), 11)", "torch: was killed by SIGSEGV"),
        ("import no_such_library", "No module named 'no_such_library'"),
    ],
    ids=["none", "wrong", "crash", "import"],
)
def test_all_ways_not_to_compute_are_told(gpu, fake, words):
    result = run(gpu, fake, "import torch")
    assert result.outcome == "error"
    assert words in result.reason


def test_an_accelerator_that_computes_is_told_and_the_target_runs(gpu):
    result = run(gpu, torch())
    assert result.outcome == "passed"
    assert "Tesla P100: torch computes on 2 devices" in result.log
    assert "\nran\n" in result.log


def test_only_the_library_that_the_project_uses_counts(gpu):
    broken = "raise RuntimeError('too old')"
    cupy = "class cuda:\n    class runtime:\n        getDeviceCount = staticmethod(lambda: 0)\n"
    result = run(gpu, broken, "from cupy import cuda", cupy=cupy)
    assert result.outcome == "passed", result.log
    assert "torch" not in result.log
    assert run(gpu, broken, "pass", cupy=cupy).outcome == "error"


def test_without_an_accelerator_asked_for_nothing_is_checked(gpu):
    result = run(gpu, torch(available=False), "import torch", accelerator=None)
    assert result.outcome == "passed"
    assert "torch" not in result.log


def test_on_the_local_kaggle_it_is_only_told(gpu):
    gpu.session = {"KAGGLE_RUNNER_ISOLATION": "bwrap"}
    result = run(gpu, torch(available=False), "import torch")
    assert result.outcome == "passed"
    assert "The accelerator Tesla P100 cannot compute: torch: RuntimeError: torch finds no GPU" in result.log


def test_an_accelerator_that_was_asked_for_and_is_missing(kernel):
    assert run(kernel).reason == "The accelerator NvidiaTeslaP100 cannot compute: this session shows no GPU."
    kernel.session = {"KAGGLE_RUNNER_ISOLATION": "bwrap"}
    result = run(kernel)
    assert result.outcome == "passed"
    assert "NvidiaTeslaP100 was asked for; this session shows no accelerator." in result.log
