import kernel_script
import pytest
from kernel_script import session_facts, without_credentials


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
