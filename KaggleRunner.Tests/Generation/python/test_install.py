import pytest
from kernel_script import Clock, Installer, Stop, is_installed, requirement_lines, requirement_type

PARSE = requirement_type()


@pytest.mark.parametrize(
    "requirement, met",
    [
        ("pytest", True),
        ("PyTest >= 1", True),
        ("pytest<1", False),
        ("no-such-package-anywhere", False),
        ("no-such-package-anywhere; python_version < '3'", True),
        ("git+https://example.org/x", False),
        ("pytest[testing]", False),
        ("not a requirement!", False),
    ],
)
def test_only_what_is_missing_counts(requirement, met):
    assert is_installed(requirement, PARSE) == met


def test_without_packaging_a_plain_name_can_still_be_judged():
    assert is_installed("pytest", None)
    assert not is_installed("pytest>=1", None)


def test_comments_and_continued_lines_of_requirements():
    text = "# head\nnumpy>=1  # why\n\nrich \\\n  ==13\nx @ https://host/a#egg=b\n"
    assert requirement_lines(text) == ["numpy>=1", "rich    ==13", "x @ https://host/a#egg=b"]


def job(internet=True, **python):
    python = {"requirements": [], "packages": [], "editable": None, **python}
    return {"python": python, "target": {"kind": "script", "path": "a.py"}, "internet": internet}


class Recording(Installer):
    """An installer that installs nothing."""

    fails = False

    def _run(self, arguments):
        if arguments:
            self.runs = [*getattr(self, "runs", []), arguments]
        return "refused" if self.fails and arguments else None


def installer(tmp_path, recorder, **options):
    made = Recording(job(**options), tmp_path, tmp_path, {}, recorder, Clock(None))
    made.runs = []
    return made


def project(tmp_path, name, *dependencies):
    (tmp_path / "pyproject.toml").write_text(f"[project]\nname = '{name}'\ndependencies = {list(dependencies)}\n")


def test_a_declared_dependency_that_is_missing_is_installed(tmp_path, recorder):
    pytest.importorskip("tomllib")
    (tmp_path / "my_project").mkdir()
    project(tmp_path, "my-project", "pytest", "no-such-package-anywhere")
    subject = installer(tmp_path, recorder)
    subject.install()
    assert subject.runs == [["no-such-package-anywhere"]]


def test_a_project_that_the_path_does_not_reach_is_installed_itself(tmp_path, recorder):
    pytest.importorskip("tomllib")
    project(tmp_path, "elsewhere")
    subject = installer(tmp_path, recorder)
    subject.install()
    assert subject.runs == [["--no-deps", "-e", "."]]


def test_what_is_only_declared_may_fail(tmp_path, recorder):
    (tmp_path / "requirements.txt").write_text("no-such-package-anywhere\n")
    subject = installer(tmp_path, recorder)
    subject.fails = True
    subject.install()
    assert recorder.said == ["no-such-package-anywhere could not be installed, going on without: refused"]


def test_without_internet_nothing_that_is_only_declared_is_tried(tmp_path, recorder):
    (tmp_path / "requirements.txt").write_text("no-such-package-anywhere\n")
    subject = installer(tmp_path, recorder, internet=False)
    subject.install()
    assert subject.runs == []


def test_what_the_settings_name_must_succeed(tmp_path, recorder):
    subject = installer(tmp_path, recorder, packages=["pytest", "no-such-package-anywhere"])
    subject.fails = True
    with pytest.raises(Stop, match="no-such-package-anywhere could not be installed: refused"):
        subject.install()


def test_a_requirements_file_that_is_not_there_stops_the_run(tmp_path, recorder):
    with pytest.raises(Stop, match="requirements file dev.txt does not exist"):
        installer(tmp_path, recorder, requirements=["dev.txt"]).install()


def test_a_requirements_file_with_options_goes_to_the_installer_whole(tmp_path, recorder):
    (tmp_path / "dev.txt").write_text("-r base.txt\n")
    subject = installer(tmp_path, recorder, requirements=["dev.txt"])
    subject.install()
    assert subject.runs == [["-r", "dev.txt"]]
