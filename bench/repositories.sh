#!/usr/bin/env bash
# Measures, in a repository of 100,000 files made for it, what a user waits for before a run: the tree, its search, the
# sync status beside git status, the preview, and the secret scan. Prints a table of min, median and max.
# usage: bench/repositories.sh [REPETITIONS, 9 unless told] [FILES, 100000 unless told]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=scripts/lib.sh
. "$root/scripts/lib.sh"
repetitions=${1:-9}
files=${2:-100000}

require_dotnet
require_git
mkdir -p "$root/artifacts"
dotnet build "$root/KaggleRunner.Benchmarks" -c Release --nologo -v quiet -p:RunAnalyzers=false \
  -p:CSharpier_Bypass=true > "$root/artifacts/bench-build.log" ||
  fail "The benchmark does not build; see $root/artifacts/bench-build.log"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
git init --quiet --bare "$work/origin.git"
git init --quiet "$work/project"
cd "$work/project"
git config user.name bench
git config user.email bench@example.invalid
for ((folder = 0; folder < files / 500; folder++)); do
  mkdir -p "many/d$folder"
  (cd "many/d$folder" && for ((file = 0; file < 500; file++)); do echo "x = $folder$file" > "f$file.py"; done)
done
echo 'print(1)' > train.py
git add --all
git commit --quiet -m "Many files"
git remote add origin "$work/origin.git"
git push --quiet --set-upstream origin HEAD
echo 'print(2)' > train.py
echo 'print(3)' > new.py

say "$(nproc) processors; load $(cut -d ' ' -f 1-3 /proc/loadavg) at the start; $(git ls-files | wc -l) files"
dotnet "$root/KaggleRunner.Benchmarks/bin/Release/net10.0/KaggleRunner.Benchmarks.dll" \
  repositories "$work/project" "$work/home" "$repetitions"
