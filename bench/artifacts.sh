#!/usr/bin/env bash
# Opens runs with 10,000 outputs, with 1,000 images of 1 MB and with a great CSV file in a browser: the times until they
# are painted, the frames of a gallery that is scrolled beside those of an idle page, and the memory used.
# usage: bench/artifacts.sh [MB of the table, 1000 unless told]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=bench/log.sh
. "$root/bench/log.sh"
measure_log artifacts "${1:-1000}"
