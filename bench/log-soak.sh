#!/usr/bin/env bash
# Follows a log of eight hours (100 lines a second) in twenty minutes and prints what server and page hold meanwhile.
# usage: bench/log-soak.sh [MINUTES, 20 unless told]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=bench/log.sh
. "$root/bench/log.sh"
measure_log soak "${1:-20}"
