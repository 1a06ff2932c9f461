#!/usr/bin/env bash
# Measures, in a real browser behind a slow line, a finished log (its last lines painted, jumps about) and a minute of
# following one at 1,000 lines a second: times and bytes on the line, beside the text as it is and an unhampered line.
# usage: bench/log-slow.sh [LINES, 1000000 unless told] [KILOBITS A SECOND, 400 unless told]     the line: 150 ms there and back
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=bench/log.sh
. "$root/bench/log.sh"
measure_log slow "${1:-1000000}" "${2:-400}"
