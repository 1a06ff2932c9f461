#!/usr/bin/env bash
# Measures how long a run's whole collection from the local Kaggle takes, 5,000 files of 20 KB and one of 2 GB (listing,
# fetching, moving to their places, outputs.json), against curl on the same addresses in turn, with the most memory meanwhile.
# usage: bench/collection.sh [REPETITIONS, 3 unless told]     BENCH_FOLDER: where the files go, /tmp unless told
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=bench/transfer.sh
. "$root/bench/transfer.sh"
measure collection "${1:-3}"
