#!/usr/bin/env bash
# Measures how many lines a second come from a session of the local Kaggle that prints a million of them into a run's
# folder, while it runs and once it has ended, against curl -N of the same log to nowhere in turn: medians, their ratio,
# and the most memory of client and server.
# usage: bench/log-stream.sh [REPETITIONS, 5 unless told]     BENCH_FOLDER: where the files go, /tmp unless told
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=bench/transfer.sh
. "$root/bench/transfer.sh"
measure log-stream "${1:-5}"
