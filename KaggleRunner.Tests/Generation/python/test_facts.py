import kernel_script
import pytest
from kernel_script import installed_packages, session_facts, without_credentials


@pytest.mark.parametrize(
    "name, number",
    [("kaggle_dXNlcg-253001234-webtier", 253001234), ("kaggle_a-b-7-x", 7), ("kaggle", None), ("", None)],
)
def test_the_session_id_stands_in_the_containers_name(name, number):
    assert session_facts({"KAGGLE_CONTAINER_NAME": name})["id"] == number


def test_gpus_are_counted(monkeypatch):
    listing = "GPU 0: Tesla T4 (UUID: GPU-1)\nGPU 1: Tesla T4 (UUID: GPU-2)\n"
    monkeypatch.setattr(kernel_script, "query", lambda *_: listing)
    assert session_facts({})["accelerator"] == "2 × Tesla T4"


def test_a_tpu_is_known_by_its_environment(monkeypatch):
    monkeypatch.setattr(kernel_script, "query", lambda *_: "")
    assert session_facts({"TPU_ACCELERATOR_TYPE": "v5e-8"})["accelerator"] == "TPU v5e-8"
    assert session_facts({})["accelerator"] is None


@pytest.mark.parametrize(
    "text, safe",
    [
        ("fatal: 'https://user:secret@host/x' not found", "fatal: 'https://host/x' not found"),
        ("http://token@host", "http://host"),
        ("https://host/a@b", "https://host/a@b"),
    ],
)
def test_credentials_are_taken_out_of_urls(text, safe):
    assert without_credentials(text) == safe


def test_packages_are_told_by_the_names_of_their_metadata(tmp_path):
    first, second = tmp_path / "first", tmp_path / "second"
    for name in ("Foo_Bar-1.2.3.dist-info", "old-0.9-py3.11.egg-info", "foo", "no-info"):
        (first / name).mkdir(parents=True)
    (second / "foo.bar-9.dist-info").mkdir(parents=True)
    (second / "torch-2.5.1+cu121.dist-info").mkdir()

    packages = installed_packages([str(first), str(tmp_path / "missing"), str(second)])

    assert packages == {"foo-bar": "1.2.3", "old": "0.9", "torch": "2.5.1+cu121"}
