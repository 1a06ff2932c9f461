#!/usr/bin/env bash
# Seeds a history (runs and test results, made up from a fixed seed) and measures what lists, filters, statistics and tests
# over time take, beside a query that does nothing, in one process. Prints a table of medians and maxima.
# usage: bench/history.sh [RUNS, 10000 unless told] [RESULTS A RUN, 100 unless told] [REPETITIONS, 21 unless told]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=scripts/lib.sh
. "$root/scripts/lib.sh"

require_dotnet
mkdir -p "$root/artifacts"
dotnet build "$root/KaggleRunner.Benchmarks" -c Release --nologo -v quiet -p:RunAnalyzers=false \
  -p:CSharpier_Bypass=true > "$root/artifacts/bench-build.log" ||
  fail "The benchmark does not build; see $root/artifacts/bench-build.log"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
say "$(nproc) processors; load $(cut -d ' ' -f 1-3 /proc/loadavg) at the start"
dotnet "$root/KaggleRunner.Benchmarks/bin/Release/net10.0/KaggleRunner.Benchmarks.dll" \
  history "$work/home" "${1:-10000}" "${2:-100}" "${3:-21}"
say "load $(cut -d ' ' -f 1-3 /proc/loadavg) at the end"
