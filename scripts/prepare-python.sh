#!/usr/bin/env bash
# Finds or makes the Python in which the local Kaggle runs kernels: one that has pytest and matplotlib.
# usage: prepare-python.sh HOME [PID]    HOME: the folder of KAGGLE_RUNNER_HOME; PID: give up when that process ends
set -uo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=scripts/lib.sh
. "$root/scripts/lib.sh"

folder="${1:?usage: prepare-python.sh HOME [PID]}/local-kaggle"
owner=${2:-}
log="$folder/prepare-python.log"
umask 077
mkdir -p "$folder"
python_noted=$(cat "$folder/python.path" 2> /dev/null || true)

# tell SENTENCE: for the dashboard, and for whoever reads the terminal.
tell() {
  printf '%s\n' "$1" > "$folder/python.state.tmp" && mv -f "$folder/python.state.tmp" "$folder/python.state"
  say "Python: $1"
}

# use PYTHON: kernels run in it from now on.
use() {
  printf '%s\n' "$1" > "$folder/python.path.tmp" && mv -f "$folder/python.path.tmp" "$folder/python.path"
  tell "ready: $1"
}

owner_lives() { [ -z "$owner" ] || kill -0 "$owner" 2> /dev/null; }

# attempt COMMAND...: runs it into the log, and stops it when nobody waits for it any more.
attempt() {
  "$@" >> "$log" 2>&1 < /dev/null &
  local job=$!
  while kill -0 "$job" 2> /dev/null; do
    owner_lives || { kill "$job" 2> /dev/null; wait "$job"; exit 1; }
    sleep 0.2
  done
  wait "$job"
}

base_python() { command -v /usr/bin/python3 || command -v python3; }

# A virtual environment beside the place, moved there when it is whole; python -m venv leaves absolute paths inside,
# so it is made in place and a mark tells that it is whole.
from_pypi() {
  local venv="$folder/python"
  tell "preparing: pytest and matplotlib from PyPI, for kernels on this machine …"
  rm -rf "$venv"
  attempt "$(base_python)" -m venv "$venv" || return 1
  attempt "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --retries 0 --timeout 15 \
    pytest matplotlib || { rm -rf "$venv"; return 1; }
  "$venv/bin/python" -I -c 'import pytest, matplotlib' 2>> "$log" || { rm -rf "$venv"; return 1; }
}

from_debian() {
  is_debian_root || return 1
  tell "preparing: PyPI cannot be used, installing Debian's pytest and matplotlib …"
  # Not stopped half way: that would leave the package system broken.
  debian_install python3-pytest python3-matplotlib >> "$log" 2>&1 < /dev/null || return 1
  debian_install bubblewrap >> "$log" 2>&1 < /dev/null || true
}

main() {
  local found
  if found=$(python_that pytest matplotlib); then
    use "$found"
  elif from_pypi; then
    use "$folder/python/bin/python"
  elif from_debian && found=$(python_that pytest matplotlib); then
    use "$found"
  elif found=$(python_that pytest); then
    use "$found"
    tell "ready without matplotlib (no plots): install it for $found, for example with: apt-get install python3-matplotlib"
  else
    tell "not ready: install pytest and matplotlib for python3, for example with: apt-get install python3-pytest python3-matplotlib"
    return 1
  fi
}

# While this file names a living process, sessions of the local Kaggle stay queued.
printf '%s\n' "$$" > "$folder/python.preparing"
trap 'rm -f "$folder/python.preparing"' EXIT
trap 'exit 1' INT TERM HUP
: > "$log"
main
