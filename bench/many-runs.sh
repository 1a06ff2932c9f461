#!/usr/bin/env bash
# Watches many runs at once with one engine, each with a session of the local Kaggle that replays a recording (a line a
# second) over real HTTP, and prints the processors and the memory used beside those of the same engine without a run.
# usage: bench/many-runs.sh [RUNS, 1000 unless told]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=scripts/lib.sh
. "$root/scripts/lib.sh"
runs=${1:-1000}

require_dotnet
require_git
mkdir -p "$root/artifacts"
for project in KaggleRunner.Benchmarks KaggleRunner.LocalKaggle; do
  dotnet build "$root/$project" -c Release --nologo -v quiet -p:RunAnalyzers=false -p:CSharpier_Bypass=true \
    > "$root/artifacts/bench-build.log" || fail "$project does not build; see $root/artifacts/bench-build.log"
done

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export GIT_CONFIG_GLOBAL="$scratch/gitconfig" GIT_CONFIG_NOSYSTEM=1
git config --file "$GIT_CONFIG_GLOBAL" user.name "Bench Author"
git config --file "$GIT_CONFIG_GLOBAL" user.email author@example.invalid
git init -q -b main "$scratch/project"
git init -q --bare -b main "$scratch/remote"
echo 'print("replayed")' > "$scratch/project/train.py"
git -C "$scratch/project" add -A
git -C "$scratch/project" commit -q -m "A target"
git -C "$scratch/project" remote add origin "$scratch/remote"
git -C "$scratch/project" push -q -u origin main

python3 -I - "$scratch/recording.json" <<'EOF'
import json, sys

NONCE = "NONCE"
events = [{"stream_name": "stdout", "time": 0.0, "data": f'##kaggle-runner[{NONCE}] {{"record":"session","python":"3.12.1"}}\n'}]
for second in range(3600):
    events.append({"stream_name": "stdout", "time": float(second), "data": f"epoch {second:5d}  loss {1 / (second + 1):.6f}  accuracy {1 - 1 / (second + 2):.6f}\n"})
with open(sys.argv[1], "w", encoding="utf-8") as file:
    json.dump(events, file)
EOF

exec dotnet "$root/KaggleRunner.Benchmarks/bin/Release/net10.0/KaggleRunner.Benchmarks.dll" many-runs \
  "$scratch/home" "$scratch/project" "$root/KaggleRunner.LocalKaggle/bin/Release/net10.0" "$scratch/recording.json" "$runs"
