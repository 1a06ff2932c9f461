#!/usr/bin/env bash
# Measures how fast a run's outputs come home from the local Kaggle, 1,000 files of 100 KB and one of 2 GB, against curl on
# the same addresses in turn: medians, their ratio, and the most memory of client and server.
# usage: bench/downloads.sh [REPETITIONS, 5 unless told]     BENCH_FOLDER: where the files go, /tmp unless told
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=bench/transfer.sh
. "$root/bench/transfer.sh"
measure downloads "${1:-5}"
