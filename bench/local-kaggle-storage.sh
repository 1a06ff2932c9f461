#!/usr/bin/env bash
# Measures the local Kaggle by itself, over HTTP: lists, pages and the zip of a session with many output files, and the
# reads of a kernel with many versions. Prints min, median and max.
# usage: bench/local-kaggle-storage.sh [FILES, 10000 unless told] [VERSIONS, 1000 unless told]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=scripts/lib.sh
. "$root/scripts/lib.sh"
files=${1:-10000}
versions=${2:-1000}

require_dotnet
python=$(python_that json) || fail "A python3 is needed to measure."
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
dotnet build "$root/KaggleRunner.LocalKaggle" -c Release --nologo -v quiet -p:RunAnalyzers=false \
  -p:CSharpier_Bypass=true -o "$home/program" > "$home/build.log" ||
  fail "The local Kaggle does not build: $(cat "$home/build.log")"
mkdir "$home/state"
"$python" "$root/bench/local_kaggle_storage.py" "$home/program/KaggleRunner.LocalKaggle.dll" "$home/state" \
  "$files" "$versions"
