#!/usr/bin/env bash
# Measures, in a real browser, a finished log of a million lines (200 MB): opened, jumped about in, searched, and what the
# page holds, beside a log of a few lines; searches also beside grep; and whether a longer log still opens.
# usage: bench/log-finished.sh [LINES, 1000000 unless told] [LINES of the longer log, 10000000 unless told, 0 for none]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=bench/log.sh
. "$root/bench/log.sh"
measure_log finished "${1:-1000000}" "${2:-10000000}"
