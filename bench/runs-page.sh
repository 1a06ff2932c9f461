#!/usr/bin/env bash
# Seeds a history (made up from a fixed seed), opens it with a dashboard, and measures in a real browser what its pages take until
# they are painted: home, runs, filters, pages, Ctrl+K; beside the same dashboard without a run. Prints min, median and max.
# usage: bench/runs-page.sh [RUNS, 10000 unless told] [REPETITIONS, 11 unless told]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=scripts/lib.sh
. "$root/scripts/lib.sh"

require_dotnet
build_when_newer
dotnet build "$root/KaggleRunner.Benchmarks" -c Release --nologo -v quiet -p:RunAnalyzers=false \
  -p:CSharpier_Bypass=true > "$root/artifacts/bench-build.log" ||
  fail "The benchmark does not build; see $root/artifacts/bench-build.log"
bench="$root/KaggleRunner.Benchmarks/bin/Release/net10.0/KaggleRunner.Benchmarks.dll"

work=$(mktemp -d)
dashboards=()
finish() {
  for dashboard in "${dashboards[@]}"; do
    kill "$dashboard" 2> /dev/null || true
    wait "$dashboard" 2> /dev/null || true
  done
  rm -rf "$work"
}
trap finish EXIT

# start NAME: a dashboard on the home of that name; its login stands in "login".
start() {
  dotnet "$web_program" --home "$work/$1" --urls http://127.0.0.1:0 > "$work/$1.log" 2>&1 &
  dashboards+=("$!")
  until login=$(grep -o -m 1 'http://[^ ]*token=[^ ]*' "$work/$1.log"); do
    kill -0 "${dashboards[-1]}" 2> /dev/null || fail "The dashboard did not start: $(cat "$work/$1.log")"
    sleep 0.1
  done
}

say "$(nproc) processors; load $(cut -d ' ' -f 1-3 /proc/loadavg) at the start"
dotnet "$bench" seed-history "$work/full" "${1:-10000}" 10
start empty
empty=$login
start full
dotnet "$bench" runs-page "$login" "$empty" "${2:-11}"
say "load $(cut -d ' ' -f 1-3 /proc/loadavg) at the end"
