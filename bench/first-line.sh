#!/usr/bin/env bash
# Measures in a real browser, for the sample on the local Kaggle: from pressing Run to the first log line painted, and
# from the end of the session to verdict and outputs painted. Prints min, median and max.
# usage: bench/first-line.sh [REPETITIONS, 5 unless told]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=scripts/lib.sh
. "$root/scripts/lib.sh"
# shellcheck source=scripts/sample.sh
. "$root/scripts/sample.sh"
repetitions=${1:-5}

require_dotnet
require_git
[ -n "$(python_that pytest matplotlib)" ] || fail "A python3 with pytest and matplotlib is needed to measure."
build_when_newer
dotnet build "$root/KaggleRunner.Benchmarks" -c Release --nologo -v quiet -p:RunAnalyzers=false \
  -p:CSharpier_Bypass=true > "$root/artifacts/bench-build.log" ||
  fail "The benchmark does not build; see $root/artifacts/bench-build.log"

home=$(mktemp -d)
dashboard=
finish() {
  if [ -n "$dashboard" ]; then
    kill "$dashboard" 2> /dev/null || true
    wait "$dashboard" 2> /dev/null || true
  fi
  rm -rf "$home"
}
trap finish EXIT

sample=$(lay_out_sample "$home")
dotnet "$web_program" --home "$home" --urls http://127.0.0.1:0 --with-local-kaggle --project "$sample" \
  > "$home/dashboard.log" 2>&1 &
dashboard=$!
until login=$(grep -o -m 1 'http://[^ ]*token=[^ ]*' "$home/dashboard.log"); do
  kill -0 "$dashboard" 2> /dev/null || fail "The dashboard did not start: $(cat "$home/dashboard.log")"
  sleep 0.1
done

say "$(nproc) processors; load $(cut -d ' ' -f 1-3 /proc/loadavg) at the start"
dotnet "$root/KaggleRunner.Benchmarks/bin/Release/net10.0/KaggleRunner.Benchmarks.dll" \
  page-latency "$login" "$home" "$repetitions"
