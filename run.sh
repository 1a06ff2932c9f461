#!/usr/bin/env bash
# Starts the dashboard with all that belongs to it.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)

usage() {
  cat << 'USAGE'
usage: ./run.sh [--project PATH]... [--urls URL] [--home PATH] [--no-sample]

Builds what is newer, lays out the sample project, prepares a Python for local kernels, starts the local Kaggle and the
dashboard, and prints the address to open. Ctrl+C stops all of it.

  --project PATH  open this git repository as well (any folder inside it); can be given several times
  --urls URL      listen there, for example http://127.0.0.1:5200 (port 0 takes a free one)
  --home PATH     the folder for Kaggle Runner's own data instead of $KAGGLE_RUNNER_HOME or ~/.kaggle-runner
  --no-sample     leave the sample project out
USAGE
}

# shellcheck source=scripts/lib.sh
. "$root/scripts/lib.sh"
# shellcheck source=scripts/sample.sh
. "$root/scripts/sample.sh"

projects=()
dashboard=()
with_sample=yes
while [ $# -gt 0 ]; do
  case $1 in
    --*=*)
      set -- "${1%%=*}" "${1#*=}" "${@:2}"
      ;;
    -h | --help)
      usage
      exit 0
      ;;
    --no-sample)
      with_sample=no
      shift
      ;;
    --project | --urls | --home)
      [ $# -gt 1 ] && [ -n "$2" ] || fail "$1 needs a value; ./run.sh --help tells more."
      case $1 in
        --project) projects+=("$2") ;;
        --urls) dashboard+=(--urls "$2") ;;
        --home) export KAGGLE_RUNNER_HOME=$2 ;;
      esac
      shift 2
      ;;
    *) fail "run.sh has no option $1; ./run.sh --help tells what there is." ;;
  esac
done

require_dotnet
require_git
require_python

for project in ${projects[@]+"${projects[@]}"}; do
  [ -d "$project" ] || fail "There is no folder $project."
  top=$(git -C "$project" rev-parse --show-toplevel 2> /dev/null) && [ -n "$top" ] ||
    fail "$project is in no git repository: git init makes one there, or name another folder."
  dashboard+=(--project "$top")
done

home=${KAGGLE_RUNNER_HOME:-$HOME/.kaggle-runner}
(umask 077 && mkdir -p "$home") 2> /dev/null && [ -w "$home" ] ||
  fail "$home cannot be written to; set KAGGLE_RUNNER_HOME to a folder that can."
home=$(cd "$home" && pwd)
export KAGGLE_RUNNER_HOME=$home

build_when_newer

# In a session of its own: what Ctrl+C ends is the dashboard, and this ends with it.
mkdir -p "$home/local-kaggle"
touch "$home/local-kaggle/python.preparing"
if command -v setsid > /dev/null 2>&1; then apart=setsid; else apart=nohup; fi
("$apart" "$root/scripts/prepare-python.sh" "$home" $$ < /dev/null &)

if [ "$with_sample" = yes ]; then
  sample=$(lay_out_sample "$home")
  dashboard+=(--sample "$sample" --project "$sample")
  # A newcomer finds a run under way: it is saved here, and the dashboard takes it up. Only ever on the local Kaggle.
  if [ ! -e "$home/sample/first-run" ]; then
    touch "$home/sample/first-run"
    dotnet "$cli_program" run --queue --project "$sample" --target tests --sync none --account local > /dev/null ||
      say "The sample's first run could not be made; press Run on the page instead."
  fi
fi

exec dotnet "$web_program" --with-local-kaggle ${dashboard[@]+"${dashboard[@]}"}
