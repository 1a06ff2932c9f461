import kernel_script
import pytest
from kernel_script import (
    Clock,
    Installer,
    Project,
    Stop,
    anchored,
    is_installed,
    requirement_lines,
    requirement_type,
    setup_arguments,
    why_not_installed,
)

PARSE = requirement_type()


@pytest.mark.parametrize(
    "requirement, met",
    [
        ("pytest", True),
        ("PyTest >= 1", True),
        ("pytest<1", False),
        ("pytest>=1 --hash=sha256:00", True),
        ("no-such-package-anywhere", False),
        ("no-such-package-anywhere; python_version < '3'", True),
        ("git+https://example.org/x", False),
        ("pytest @ https://example.org/pytest.whl", False),
        ("pytest[no-such-extra]", True),
        ("not a requirement!", False),
    ],
)
def test_only_what_is_missing_counts(requirement, met):
    if PARSE is None:
        pytest.skip("neither packaging nor pip is here to judge requirements")
    assert is_installed(requirement, PARSE) == met


def test_an_extra_is_met_when_all_that_it_asks_for_is(monkeypatch):
    if PARSE is None:
        pytest.skip("neither packaging nor pip is here to judge requirements")
    asked = {"me": ["pytest; extra == 'good'", "no-such-package-anywhere; extra == 'bad'"]}
    monkeypatch.setattr(kernel_script.importlib.metadata, "version", lambda name: {"me": "1", "pytest": "7"}[name])
    monkeypatch.setattr(kernel_script.importlib.metadata, "requires", asked.get)
    assert is_installed("me[good]", PARSE)
    assert not is_installed("me[bad]", PARSE)
    assert not is_installed("me[good,bad]", PARSE)


def test_without_packaging_a_plain_name_can_still_be_judged():
    assert is_installed("pytest", None)
    assert not is_installed("pytest>=1", None)


def test_comments_and_continued_lines_of_requirements():
    text = "\ufeff# head\nnumpy>=1  # why\n\nrich \\\n  ==13\nx @ https://host/a#egg=b\n"
    assert requirement_lines(text) == ["numpy>=1", "rich    ==13", "x @ https://host/a#egg=b"]


@pytest.mark.parametrize(
    "line, expected",
    [
        ("./part", "{0}/part"),
        ("./part[test]; python_version > '3'", "{0}/part[test]; python_version > '3'"),
        ("-e ./part[test]", "-e {0}/part[test]"),
        ("--find-links=part", "--find-links={0}/part"),
        ("-e .", "-e {0}"),
        ("part", "part"),
        ("./gone", "./gone"),
        ("git+https://host/x@main", "git+https://host/x@main"),
        ("", ""),
    ],
)
def test_relative_paths_are_those_of_the_repository(tmp_path, line, expected):
    (tmp_path / "part").mkdir()
    assert anchored(line, tmp_path) == expected.format(tmp_path)


def test_the_arguments_of_a_setup_file_are_read_without_running_it(tmp_path):
    (tmp_path / "setup.py").write_text("raise SystemExit\nsetuptools.setup(name='a', install_requires=read(), x=[1])\n")
    assert setup_arguments(tmp_path / "setup.py") == {"name": "a", "install_requires": ..., "x": [1]}
    assert Project(tmp_path).dependencies is None


@pytest.mark.parametrize(
    "output, package, words",
    [
        ("ERROR: No matching distribution found for a>=2 (from b)\n", "a>=2", "distribution found for a>=2"),
        ("error: x\nERROR: Could not build wheels for numpy, which is required\n", "numpy", "which is required"),
        ("  × No solution found\n  ╰─▶ Because none was not found in the registry and …\n", "none", "Because"),
        ("  × Failed to build `scipy==1.0`\n  ├─▶ The build backend returned an error\n", "scipy", "Failed to build"),
        ("ERROR: Cannot install a==1 and b==2 because these package versions conflict.\n", "a==1 and b==2", "conflict"),
        ("ERROR: Invalid requirement: 'not one!'\n", "not one!", "Invalid"),
        ("/usr/bin/python3: No module named pip\n", "asked", "No module named pip"),
    ],
)  # fmt: skip
def test_the_package_that_failed_is_found_in_what_installers_say(output, package, words):
    found, why = why_not_installed(output, "asked")
    assert found == package
    assert words in why


def job(internet=True, kind="script", **python):
    python = {"requirements": [], "packages": [], "editable": None, **python}
    return {"python": python, "target": {"kind": kind, "path": "a.py"}, "internet": internet}


class Recording(Installer):
    """An installer that installs nothing, and tells what it would have."""

    fails = False

    def _run(self, arguments, asked="the project"):
        self.runs.append(asked)
        return (asked, "refused") if self.fails else None


def installer(tmp_path, recorder, **options):
    temp = tmp_path / "temp"
    temp.mkdir()
    made = Recording(job(**options), tmp_path, temp, {}, recorder, Clock(None))
    made.runs = []
    return made


def project(tmp_path, name, *dependencies, more=""):
    text = f"[build-system]\n[project]\nname = '{name}'\ndependencies = {list(dependencies)}\n{more}"
    (tmp_path / "pyproject.toml").write_text(text)
    if not Project(tmp_path).pyproject:
        pytest.skip("nothing in this Python reads TOML")


def test_a_declared_dependency_that_is_missing_is_installed(tmp_path, recorder):
    (tmp_path / "my_project").mkdir()
    project(tmp_path, "my-project", "pytest", "no-such-package-anywhere")
    subject = installer(tmp_path, recorder)
    subject.install()
    assert subject.runs == ["no-such-package-anywhere"]


@pytest.mark.parametrize(
    "files, more, why",
    [
        ({}, "", "PYTHONPATH does not reach it"),
        ({"me.py": ""}, "[project.scripts]\nme = 'me:main'\n", "it has entry points"),
        ({"src/me/__init__.py": "from importlib.metadata import version\n"}, "", "it reads its own metadata"),
        ({"me/__init__.py": "from ._version import version\n"}, "", "building it writes its version"),
        ({"me/__init__.py": "from ._version import version\n", "me/_version.py": ""}, "", None),
        ({"me.py": ""}, "", None),
        ({"src/me.py": ""}, "", None),
    ],
)
def test_a_project_is_installed_where_the_path_is_not_enough(tmp_path, recorder, files, more, why):
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    project(tmp_path, "me", more=more)
    assert Project(tmp_path).why_installed() == why
    subject = installer(tmp_path, recorder)
    subject.install()
    assert subject.runs == (["the project"] if why else [])


def test_a_circle_of_groups_and_extras_ends(tmp_path):
    more = (
        "[project.optional-dependencies]\na = ['me[b]', 'x']\nb = ['me[a]', 'y']\n"
        "[dependency-groups]\np = [{include-group = 'q'}, 'x']\nq = [{include-group = 'p'}, 'y']\n"
    )
    project(tmp_path, "me", more=more)
    assert sorted(Project(tmp_path).extra("a")) == ["x", "y"]
    assert sorted(Project(tmp_path).group("P")) == ["x", "y"]


@pytest.mark.parametrize("text", ["[project]\nname = 7\ndependencies = 'x'\n", "project = 3\n", "not toml", "[tool]\n"])
def test_a_pyproject_of_any_kind_is_no_reason_to_fail(tmp_path, recorder, text):
    (tmp_path / "pyproject.toml").write_text(text)
    subject = installer(tmp_path, recorder, kind="pytest")
    subject.install()
    assert not any("project" in str(run) and "[" in str(run) for run in subject.runs)


def test_what_is_declared_must_succeed_too(tmp_path, recorder):
    (tmp_path / "requirements.txt").write_text("no-such-package-anywhere\n")
    subject = installer(tmp_path, recorder)
    subject.fails = True
    with pytest.raises(Stop, match=r"no-such-package-anywhere .* \(requirements.txt lists it\): refused"):
        subject.install()


def test_nothing_that_is_declared_is_installed_when_editable_is_off(tmp_path, recorder):
    (tmp_path / "requirements.txt").write_text("no-such-package-anywhere\n")
    subject = installer(tmp_path, recorder, editable=False)
    subject.install()
    assert subject.runs == []


def test_without_internet_nothing_that_is_only_declared_is_tried(tmp_path, recorder):
    (tmp_path / "requirements.txt").write_text("no-such-package-anywhere\n")
    subject = installer(tmp_path, recorder, internet=False)
    subject.install()
    assert subject.runs == []
    assert recorder.said == ["Not installed, as internet is off: no-such-package-anywhere"]


def test_what_the_settings_name_must_succeed(tmp_path, recorder):
    subject = installer(tmp_path, recorder, packages=["pytest", "no-such-package-anywhere"])
    subject.fails = True
    with pytest.raises(Stop, match="no-such-package-anywhere could not be installed: refused"):
        subject.install()


def test_a_requirements_file_that_is_not_there_stops_the_run(tmp_path, recorder):
    with pytest.raises(Stop, match="requirements file dev.txt does not exist"):
        installer(tmp_path, recorder, requirements=["dev.txt"]).install()
