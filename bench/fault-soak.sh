#!/usr/bin/env bash
# Many whole runs at once under random faults of the local Kaggle: no verdict may be wrong, no line, file or push lost or
# doubled, no process left. The seed, printed at the start, makes a soak repeatable.
# usage: bench/fault-soak.sh [RUNS, 200 unless told] [SEED, a random one unless told]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=scripts/lib.sh
. "$root/scripts/lib.sh"
export KAGGLE_RUNNER_SOAK_RUNS=${1:-200} KAGGLE_RUNNER_SOAK_SEED=${2:-$((RANDOM * 32768 + RANDOM))}
export KAGGLE_RUNNER_SOAK_KERNELS=8

require_dotnet
require_git
mkdir -p "$root/artifacts"
dotnet build "$root/KaggleRunner.Tests" --nologo -v quiet -p:RunAnalyzers=false -p:CSharpier_Bypass=true \
  > "$root/artifacts/bench-build.log" || fail "The soak does not build; see $root/artifacts/bench-build.log"
say "$KAGGLE_RUNNER_SOAK_RUNS runs under random faults, seed $KAGGLE_RUNNER_SOAK_SEED …"
cd "$root"
exec "$root/KaggleRunner.Tests/bin/Debug/net10.0/KaggleRunner.Tests" -noLogo -noColor -showLiveOutput \
  -class KaggleRunner.Tests.Runs.Soak.FaultSoakTests
