#!/usr/bin/env bash
# Measures the share of a processor that the dashboard uses while a kernel prints 10,000 lines a second: at rest, without a
# viewer and with many.
# usage: bench/log-viewers.sh [VIEWERS, 50 unless told]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=bench/log.sh
. "$root/bench/log.sh"
measure_log viewers "${1:-50}"
