#!/usr/bin/env bash
# Measures, in a real browser, the Tests tab and the log's sections of a run of 100,000 tests: opened, filtered, scrolled,
# and what page and dashboard hold, beside a run of 30 tests.
# usage: bench/run-tests.sh [TESTS, 100000 unless told]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=bench/log.sh
. "$root/bench/log.sh"
measure_log tests "${1:-100000}"
