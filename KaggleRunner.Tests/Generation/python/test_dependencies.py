"""Whole runs whose packages come from an index on loopback."""

import json
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
from package_index import sha256

PRINT = "import importlib.metadata as m\nfor name in {names!r}:\n    print('got', name, m.version(name))\n"
# A build backend inside the repository: a build needs nothing from an index.
BACKEND = '''
import os, zipfile
METADATA = ["Metadata-Version: 2.1", "Name: built", "Version: 3.0", "Requires-Dist: dep-one", ""]
WHEEL = ["Wheel-Version: 1.0", "Generator: x", "Root-Is-Purelib: true", "Tag: py3-none-any", ""]
def build_wheel(folder, config_settings=None, metadata_directory=None):
    name = "built-3.0-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as archive:
        archive.writestr("built.pth", os.path.join(os.getcwd(), "lib") + "\\n")
        archive.writestr("built-3.0.dist-info/METADATA", "\\n".join(METADATA))
        archive.writestr("built-3.0.dist-info/WHEEL", "\\n".join(WHEEL))
        archive.writestr("built-3.0.dist-info/RECORD", "")
    return name
build_editable = build_wheel
'''
BUILD = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def kernel(kernel):
    pytest.importorskip("pip", reason="this Python has no pip")
    kernel.use_a_virtual_environment()
    return kernel


def run(kernel, index, files, packages=(), kind="script", **settings):
    modules = ", ".join(name.replace("-", "_") for name in packages) or "os"
    files = {"a.py": PRINT.format(names=list(packages)), "test_a.py": f"def test_a(): import {modules}\n", **files}
    settings = {"internet": True, "env": index.env, **settings}
    return kernel.run("a.py" if kind == "script" else "test_a.py", kind, files, **settings)


def got(run):
    return sorted(line.removeprefix("got ") for line in run.log.splitlines() if line.startswith("got "))


def test_requirements_with_includes_constraints_extras_and_markers(kernel, index):
    index.add("dep-one", "1.0")
    index.add("dep-one", "2.0")
    index.add("dep-two", "1.0", extras={"fast": ["dep-three>=1"]})
    index.add("dep-three", "1.5")
    files = {
        "requirements.txt": "-r more/base.txt\n-c limits.txt  # not the newest\ndep-one\n",
        "more/base.txt": "dep-two[fast] >= 1 ; python_version >= '3'\nnever-there; python_version < '3'\n",
        "limits.txt": "dep-one<2\n",
    }
    result = run(kernel, index, files, ["dep-one", "dep-two", "dep-three"])
    assert result.outcome == "passed", result.log
    assert got(result) == ["dep-one 1.0", "dep-three 1.5", "dep-two 1.0"]
    assert "Successfully installed" in result.log


def test_what_is_there_is_not_asked_for_again(kernel, index):
    version = pytest.__version__
    files = {"requirements.txt": "pytest>=6\n-c limits.txt\n", "limits.txt": f"pytest=={version}\n"}
    result = run(kernel, index, files)
    assert result.outcome == "passed"
    assert index.asked == []


def test_an_installed_version_that_is_not_the_wanted_one_is_replaced(kernel, index):
    index.add("dep-one", "1.0")
    index.add("dep-one", "2.0")
    first = {"packages": ["dep-one==1.0"]}
    result = run(kernel, index, {"requirements.txt": "dep-one>=2\n"}, ["dep-one"], python=first)
    assert got(result) == ["dep-one 2.0"], result.log
    assert "dep_one-1.0" in result.log


def test_a_hash_that_does_not_match_is_an_error_and_one_that_does_is_none(kernel, index):
    path = index.add("dep-one")
    bad = run(kernel, index, {"requirements.txt": "dep-one==1.0 --hash=sha256:" + "0" * 64 + "\n"})
    assert (bad.outcome, bad.verdict["exitCode"]) == ("error", None)
    assert bad.reason.startswith("dep-one"), bad.reason
    assert "could not be installed (requirements.txt lists it)" in bad.reason
    good = run(kernel, index, {"requirements.txt": f"dep-one==1.0 \\\n  --hash=sha256:{sha256(path)}\n"}, ["dep-one"])
    assert got(good) == ["dep-one 1.0"], good.log


def test_a_package_that_does_not_exist_is_an_error_that_names_it(kernel, index):
    result = run(kernel, index, {"requirements.txt": "pytest\nno-such-thing>=2\n"})
    assert result.outcome == "error"
    assert result.code != 0
    assert result.reason.startswith("no-such-thing>=2 could not be installed (requirements.txt lists it): ")
    assert "No matching distribution found" in result.reason
    assert [phase["state"] for phase in result.kind("phase") if phase["name"] == "install"] == ["started", "failed"]
    assert "No matching distribution" in result.errors + result.log


def test_packages_that_contradict_one_another_are_an_error_that_names_them(kernel, index):
    index.add("dep-one", requires=["dep-two<2"])
    index.add("dep-two", "1.0")
    index.add("dep-two", "2.0")
    result = run(kernel, index, {"requirements.txt": "dep-one\ndep-two>=2\n"})
    assert result.outcome == "error"
    assert "dep-two" in result.reason.split(" could not be installed")[0]


def test_an_index_that_is_named_in_the_file_is_used(kernel, index):
    index.add("dep-one")
    files = {"requirements.txt": f"--index-url {index.url}\ndep-one\n"}
    result = run(kernel, index, files, ["dep-one"], env={"PIP_INDEX_URL": "http://127.0.0.1:9/none"})
    assert got(result) == ["dep-one 1.0"], result.log


def test_a_vcs_line_that_leads_nowhere_is_an_error_that_names_it(kernel, index):
    result = run(kernel, index, {"requirements.txt": "git+file:///no/such/repository.git#egg=gone\n"})
    assert result.outcome == "error"
    assert "no/such/repository" in result.reason


def test_wheels_and_folders_of_the_repository_are_found_from_a_file_in_a_folder(kernel, index, tmp_path):
    path = index.add("dep-one")
    files = {
        "deps/requirements.txt": "--find-links ./wheels\n--no-index\ndep-one\n",
        f"deps/wheels/{path.name}": path.read_bytes(),
    }
    result = run(kernel, index, files, ["dep-one"], python={"requirements": ["deps/requirements.txt"]}, internet=False)
    assert got(result) == ["dep-one 1.0"], result.log
    assert index.asked == []


def test_a_file_that_is_included_and_missing_is_named(kernel, index):
    result = run(kernel, index, {"requirements.txt": "-r base.txt\n"})
    assert result.reason == "requirements.txt includes base.txt, which does not exist in this commit."


def test_a_project_its_test_group_and_its_extra(kernel, index):
    for name in ("dep-one", "dep-two", "dep-three", "dep-four"):
        index.add(name)
    files = {
        "my_project/__init__.py": "",
        "pyproject.toml": """
            [project]
            name = "my-project"
            version = "1"
            dependencies = ["dep-one"]
            [project.optional-dependencies]
            plots = ["dep-three"]
            test = ["my-project[plots]"]
            docs = ["not-for-tests"]
            [dependency-groups]
            shared = ["dep-four"]
            Test = ["dep-two", {include-group = "shared"}]
            lint = ["not-for-tests"]
            """,
    }
    script = run(kernel, index, files, ["dep-one"])
    assert script.outcome == "passed", script.log
    assert index.asked == ["dep-one"]
    # Both a group and an extra are called test: the group is what uv and pip install for tests.
    tests = run(kernel, index, files, ["dep-one", "dep-two", "dep-four"], "pytest")
    assert tests.outcome == "passed", tests.log


def test_an_extra_for_tests_is_installed_when_no_group_is_for_them(kernel, index):
    index.add("dep-three")
    files = {
        "me.py": "",
        "pyproject.toml": "[project]\nname = 'me'\nversion = '1'\n[project.optional-dependencies]\n"
        "plots = ['dep-three']\ntest = ['me[plots]']\n",
    }
    assert run(kernel, index, files, ["dep-three"], "pytest").outcome == "passed"


@pytest.mark.parametrize(
    "files",
    [
        {"setup.cfg": "[metadata]\nname = me\n[options]\ninstall_requires =\n    dep-one>=1\n    pytest\n"},
        {"setup.py": "from setuptools import setup\nsetup(name='me', install_requires=['dep-one'])\n"},
    ],
    ids=["setup.cfg", "setup.py"],
)
def test_the_dependencies_of_setup_files_are_read_without_running_them(kernel, index, files):
    index.add("dep-one")
    result = run(kernel, index, {"me.py": "", **files}, ["dep-one"])
    assert got(result) == ["dep-one 1.0"], result.log
    assert index.asked == ["dep-one"]


def test_a_project_that_must_be_built_is_installed_with_what_its_build_says(kernel, index):
    index.add("dep-one")
    files = {
        "backend.py": BACKEND,
        "lib/inside.py": "word = 'from lib'\n",
        "pyproject.toml": BUILD + "[project]\nname = 'built'\ndynamic = ['version', 'dependencies']\n",
        "a.py": PRINT.format(names=["built", "dep-one"]) + "import inside; print(inside.word)\n",
    }
    result = kernel.run("a.py", "script", files, internet=True, env=index.env)
    assert got(result) == ["built 3.0", "dep-one 1.0"], result.log + result.errors
    assert "from lib" in result.log


def test_a_project_with_entry_points_is_installed_and_may_fail_while_the_path_suffices(kernel, index):
    files = {
        "me.py": "word = 'importable'\n",
        "backend.py": "raise RuntimeError('a broken build')\n",
        "pyproject.toml": BUILD + "[project]\nname = 'me'\nversion = '1'\n[project.scripts]\nme = 'me:main'\n",
        "a.py": "import me; print(me.word)\n",
    }
    result = kernel.run("a.py", "script", files, internet=True, env=index.env)
    assert result.outcome == "passed", result.log
    assert "going on with PYTHONPATH" in result.log
    asked_for = kernel.run("a.py", "script", files, internet=True, env=index.env, python={"editable": True})
    assert asked_for.outcome == "error"
    assert asked_for.reason.startswith("The project could not be installed: ")
    left_alone = kernel.run("a.py", "script", files, internet=True, env=index.env, python={"editable": False})
    assert left_alone.outcome == "passed"
    assert "Installing" not in left_alone.log


def test_without_internet_it_is_said_what_is_missing_and_why(kernel, index):
    files = {"requirements.txt": "no-such-thing\n", "a.py": "import no_such_thing\n"}
    result = kernel.run("a.py", "script", files, internet=False, env=index.env)
    assert result.outcome == "failed"
    assert result.reason.endswith("Not installed, as internet is off: no-such-thing.")
    assert index.asked == []
    named = kernel.run("a.py", "script", files, internet=False, env=index.env, python={"packages": ["no-such-thing"]})
    assert named.outcome == "error"
    assert named.reason.endswith("; internet is off for this run.")


def test_pytest_comes_from_the_index_when_it_is_missing(kernel, index, tmp_path):
    # A Python without the packages of this one, but for pip.
    import pip

    bare = tmp_path / "bare"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", "--symlinks", str(bare)], check=True)
    kernel.python = str(bare / "bin" / "python")
    site = sysconfig.get_path("purelib", "posix_prefix", {"base": str(bare)})
    shutil.copytree(Path(pip.__file__).parent, Path(site) / "pip", ignore=shutil.ignore_patterns("__pycache__"))
    main = "import sys; print('a stand-in for pytest', sys.argv); sys.exit(5)\n"
    index.add("pytest", modules={"pytest/__init__.py": "", "pytest/__main__.py": main})
    kernel.session = {"PYTHONPATH": ""}
    result = kernel.run("test_a.py", "pytest", {"test_a.py": ""}, internet=True, env=index.env)
    assert "a stand-in for pytest" in result.log, result.log + result.errors
    assert index.asked[0] == "pytest"


UV = """#!{python}
import subprocess, sys
print("uv was given", sys.argv[1:], flush=True)
if sys.argv[1] == "export":
    open(sys.argv[sys.argv.index("--output-file") + 1], "w").write("dep-two==1.0\\n")
    sys.exit(0)
if {fails}:
    sys.exit("error: this uv fails")
python, *rest = sys.argv[sys.argv.index("--python") + 1 :]
rest.remove("--no-progress")
sys.exit(subprocess.run([python, "-m", "pip", "install", *rest]).returncode)
"""


@pytest.fixture
def uv(kernel, tmp_path, monkeypatch):
    """A stand-in for uv, which cannot be had where these tests were written: it tells its arguments and calls pip."""

    def write(fails=False):
        folder = tmp_path / "bin"
        folder.mkdir(exist_ok=True)
        (folder / "uv").write_text(UV.format(python=sys.executable, fails=fails))
        (folder / "uv").chmod(0o755)
        monkeypatch.setenv("PATH", str(folder), prepend=":")

    return write


def test_uv_is_preferred(kernel, index, uv):
    uv()
    index.add("dep-one")
    result = run(kernel, index, {"requirements.txt": "dep-one\n"}, ["dep-one"])
    assert got(result) == ["dep-one 1.0"], result.log
    assert "uv was given ['pip', 'install', '--python', " in result.log


def test_pip_is_tried_when_uv_fails(kernel, index, uv):
    uv(fails=True)
    index.add("dep-one")
    result = run(kernel, index, {"requirements.txt": "dep-one\n"}, ["dep-one"])
    assert got(result) == ["dep-one 1.0"], result.log


def test_a_lock_is_what_uv_installs_from(kernel, index, uv):
    uv()
    index.add("dep-two", "1.0")
    index.add("dep-two", "2.0")
    project = "[project]\nname = 'me'\nversion = '1'\ndependencies = ['dep-two']\n"
    files = {"uv.lock": "", "me.py": "", "pyproject.toml": project}
    result = run(kernel, index, files, ["dep-two"])
    assert got(result) == ["dep-two 1.0"], result.log


def is_managed():
    return Path(sysconfig.get_path("stdlib"), "EXTERNALLY-MANAGED").exists() and sys.prefix == sys.base_prefix


@pytest.mark.skipif(not is_managed(), reason="this Python is not managed by a system's packages")
def test_a_python_of_the_system_stays_as_it_is(kernel, index):
    index.add("dep-one", requires=["pytest"])
    kernel.python = sys.executable
    before = set(Path(sysconfig.get_path("purelib")).iterdir())
    test = (
        "import dep_one, subprocess, sys\ndef test_a():\n"
        "    assert subprocess.run([sys.executable, '-c', 'import dep_one']).returncode == 0\n"
    )
    files = {"requirements.txt": "dep-one\n", "test_a.py": test}
    result = kernel.run("test_a.py", "pytest", files, internet=True, env=index.env)
    assert result.outcome == "passed", result.log
    assert index.asked == ["dep-one"]
    assert set(Path(sysconfig.get_path("purelib")).iterdir()) == before


def test_credentials_of_an_index_are_not_told(kernel, index):
    url = index.url.replace("127.0.0.1", "user:secret@127.0.0.1")
    result = run(kernel, index, {"requirements.txt": "no-such-thing\n"}, env={"PIP_INDEX_URL": url})
    assert result.outcome == "error"
    assert "secret" not in json.dumps(result.verdict)
