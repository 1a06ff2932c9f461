#!/usr/bin/env bash
# Measures, in a real browser and through everything, how long a line takes from a kernel's print to the painted frame at
# 1,000 and at 10,000 lines a second, and how long frames take then, beside an idle page.
# usage: bench/log-latency.sh [SECONDS at each rate, 20 unless told]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=bench/log.sh
. "$root/bench/log.sh"
measure_log latency "${1:-20}"
