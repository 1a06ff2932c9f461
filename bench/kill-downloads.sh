#!/usr/bin/env bash
# Kills the dashboard with SIGKILL at random moments while outputs come from the local Kaggle, half of them of runs, half
# asked for later: after each kill whatever stands in its place must be whole, and at the end everything is there once.
# usage: bench/kill-downloads.sh [KILLS, 50 unless told] [SEED, a random one unless told]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=scripts/lib.sh
. "$root/scripts/lib.sh"
export KAGGLE_RUNNER_KILL_KILLS=${1:-50} KAGGLE_RUNNER_KILL_SEED=${2:-$((RANDOM * 32768 + RANDOM))}

require_dotnet
require_git
mkdir -p "$root/artifacts"
dotnet build "$root/KaggleRunner.Tests" --nologo -v quiet -p:RunAnalyzers=false -p:CSharpier_Bypass=true \
  > "$root/artifacts/bench-build.log" || fail "The test does not build; see $root/artifacts/bench-build.log"
say "$KAGGLE_RUNNER_KILL_KILLS kills, seed $KAGGLE_RUNNER_KILL_SEED …"
cd "$root"
exec "$root/KaggleRunner.Tests/bin/Debug/net10.0/KaggleRunner.Tests" -noLogo -noColor -showLiveOutput \
  -class KaggleRunner.Tests.Runs.Fetching.KilledDownloadTests
