# Sourced by downloads.sh and log-stream.sh: measure COMMAND REPETITIONS runs a benchmark against a local Kaggle of its own.
# "root" is the repository's top level.
# shellcheck source=scripts/lib.sh
. "$root/scripts/lib.sh"

measure() {
  local command=$1 repetitions=$2
  require_dotnet
  require_python
  command -v curl > /dev/null 2>&1 || fail "curl is needed to compare with: apt-get install curl"
  mkdir -p "$root/artifacts"
  for project in KaggleRunner.LocalKaggle KaggleRunner.Benchmarks; do
    dotnet build "$root/$project" -c Release --nologo -v quiet -p:RunAnalyzers=false -p:CSharpier_Bypass=true \
      > "$root/artifacts/bench-build.log" || fail "$project does not build; see $root/artifacts/bench-build.log"
  done

  folder=$(mktemp -d "${BENCH_FOLDER:-/tmp}/kaggle-runner-bench.XXXXXX")
  trap 'rm -rf "$folder"' EXIT
  say "$(nproc) processors; load $(cut -d ' ' -f 1-3 /proc/loadavg) at the start"
  dotnet "$root/KaggleRunner.Benchmarks/bin/Release/net10.0/KaggleRunner.Benchmarks.dll" \
    "$command" "$folder" "$root/KaggleRunner.LocalKaggle/bin/Release/net10.0" "$repetitions"
  say "load $(cut -d ' ' -f 1-3 /proc/loadavg) at the end"
}
