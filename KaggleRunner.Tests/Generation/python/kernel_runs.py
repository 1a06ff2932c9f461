"""Runs the whole kernel script in a process of its own, as a session would, on a repository made for the test."""

import base64
import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

NONCE = "0123456789abcdef"
MARK = f"##kaggle-runner[{NONCE}] "
PLACE = "JOB = json.loads(r'''{}''')"


@dataclasses.dataclass
class Run:
    code: int
    log: str
    errors: str
    records: list
    working: Path

    def kind(self, name):
        return [record for record in self.records if record["record"] == name]

    @property
    def verdict(self):
        assert self.records and self.records[-1]["record"] == "verdict", self.log + self.errors
        return self.records[-1]

    @property
    def outcome(self):
        return self.verdict["outcome"]

    @property
    def reason(self):
        return self.verdict["reason"]

    @property
    def tests(self):
        return {record["id"]: record["outcome"] for record in self.kind("test")}

    @property
    def outputs(self):
        return {record["path"]: record["bytes"] for record in self.kind("output")}


class Kernel:
    def __init__(self, script, folder):
        self._text = script.read_text(encoding="utf-8")
        self._folder = folder
        self.repository = folder / "repository"
        self.working = folder / "working"
        self.python = sys.executable
        self.session = {}
        self.seconds = 120

    def use_a_virtual_environment(self):
        """A Python whose packages the test may change: it sees those of this one and installs into itself."""
        venv = self._folder / "venv"
        command = [sys.executable, "-m", "venv", "--system-site-packages", "--without-pip", "--symlinks", str(venv)]
        subprocess.run(command, check=True)
        self.python = str(venv / "bin" / "python")

    def commit(self, files):
        self.repository.mkdir(exist_ok=True)
        self._git("init", "-q", "-b", "main")
        for path, text in files.items():
            file = self.repository / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        self._git("add", "-A", "-f")
        author = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
        self._git(*author, "commit", "-q", "--allow-empty", "-m", "A")
        return self._git("rev-parse", "HEAD").decode().strip()

    def pack(self, sha):
        objects = self._git("rev-list", "--objects", "--no-object-names", "--no-walk", sha)
        return self._git("pack-objects", "-q", "--stdout", data=objects)

    def job(self, sha, target, kind, **settings):
        return {
            "nonce": NONCE,
            "target": {"path": target, "kind": kind},
            "args": settings.get("args", []),
            "pytestArgs": settings.get("pytest_args", []),
            "env": settings.get("env", {}),
            "quick": settings.get("quick", False),
            "internet": settings.get("internet", False),
            "accelerator": settings.get("accelerator"),
            "timeoutSeconds": settings.get("timeout"),
            "python": {"requirements": [], "packages": [], "editable": None, **settings.get("python", {})},
            "outputs": {"include": [], "exclude": [], **settings.get("outputs", {})},
            "source": {
                "transport": "bundle", "sha": sha, "branch": None, "url": None,
                "bundle": base64.urlsafe_b64encode(self.pack(sha)).decode().rstrip("="),
            },
        }  # fmt: skip

    def run(self, target, kind, files, **settings):
        job = self.job(self.commit(files), target, kind, **settings)
        return self.start(job)

    def start(self, job):
        """Sets the document into the script as the generator does, and runs it."""
        document = json.dumps(job).replace("'", "\\u0027")
        assert self._text.count(PLACE) == 1
        script = self._folder / "script.py"
        script.write_text(self._text.replace(PLACE, f"JOB = json.loads(r'''{document}''')"), encoding="utf-8")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "PIP_", "UV_"))}
        env = {
            **kept, "KAGGLE_WORKING_DIR": str(self.working), "TMPDIR": str(self._folder),
            "PIP_CONFIG_FILE": os.devnull, "PIP_NO_CACHE_DIR": "1", **self.session,
        }  # fmt: skip
        command = [self.python, str(script)]
        done = subprocess.run(command, cwd=self._folder, env=env, capture_output=True, timeout=self.seconds)
        log, errors = (stream.decode("utf-8", "replace") for stream in (done.stdout, done.stderr))
        # A test's record may come on either stream; the verdict is the last one on standard output.
        lines = [line for line in errors.splitlines() + log.splitlines() if line.startswith(MARK)]
        records = [json.loads(line[len(MARK) :]) for line in lines]
        return Run(done.returncode, log, errors, records, self.working)

    def _git(self, *arguments, data=None):
        command = ["git", *arguments]
        return subprocess.run(command, cwd=self.repository, input=data, capture_output=True, check=True).stdout
