# Sourced by the log-*.sh: measure_log MEASUREMENT NUMBER [NUMBER] starts a dashboard with a home of its own and a
# repository of programs that print. "root" is the repository's top level.
# shellcheck source=scripts/lib.sh
. "$root/scripts/lib.sh"

measure_log() {
  require_dotnet
  require_git
  require_python
  build_when_newer
  dotnet build "$root/KaggleRunner.Benchmarks" -c Release --nologo -v quiet -p:RunAnalyzers=false \
    -p:CSharpier_Bypass=true > "$root/artifacts/bench-build.log" ||
    fail "The benchmark does not build; see $root/artifacts/bench-build.log"

  scratch=$(mktemp -d "${BENCH_FOLDER:-/tmp}/kaggle-runner-bench.XXXXXX")
  dashboard=
  trap finish EXIT
  lay_out_programs
  touch "$scratch/dashboard.log"
  dotnet "$web_program" --home "$scratch/home" --urls http://127.0.0.1:0 --with-local-kaggle \
    --project "$scratch/project" > "$scratch/dashboard.log" 2>&1 &
  dashboard=$!
  until login=$(grep -o -m 1 'http://[^ ]*token=[^ ]*' "$scratch/dashboard.log"); do
    kill -0 "$dashboard" 2> /dev/null || fail "The dashboard did not start: $(cat "$scratch/dashboard.log")"
    sleep 0.1
  done

  say "$(nproc) processors; load $(cut -d ' ' -f 1-3 /proc/loadavg) at the start"
  dotnet "$root/KaggleRunner.Benchmarks/bin/Release/net10.0/KaggleRunner.Benchmarks.dll" \
    log "$1" "$login" "$scratch/home" "$scratch/project" "$dashboard" "$2" "${3:-0}"
}

finish() {
  if [ -n "$dashboard" ]; then
    kill "$dashboard" 2> /dev/null || true
    wait "$dashboard" 2> /dev/null || true
  fi
  rm -rf "$scratch"
}

lay_out_programs() {
  export GIT_CONFIG_GLOBAL="$scratch/gitconfig" GIT_CONFIG_NOSYSTEM=1
  git config --file "$GIT_CONFIG_GLOBAL" user.name "Bench Author"
  git config --file "$GIT_CONFIG_GLOBAL" user.email author@example.invalid
  git init -q -b main "$scratch/project"
  git init -q --bare -b main "$scratch/remote"
  echo 'print("a small log")' > "$scratch/project/small.py"
  cat > "$scratch/project/paced.py" << 'EOF'
# paced.py LINES-A-SECOND SECONDS: each line tells when it was printed.
import json
import sys
import time

rate, seconds = float(sys.argv[1]), float(sys.argv[2])
began, printed, total = time.time(), 0, int(rate * seconds)
while printed < total:
    due = min(total, int((time.time() - began) * rate))
    while printed < due:
        printed += 1
        print(f"{time.time():.6f} line {printed} loss={1 / printed:.6f} with some more words, as programs have them")
        if printed % 2400 == 0:
            print("##metric " + json.dumps({"name": "loss", "step": printed, "value": 1 / printed}))
    time.sleep(0.001)
EOF
  git -C "$scratch/project" add -A
  git -C "$scratch/project" commit -q -m "Programs that print"
  git -C "$scratch/project" remote add origin "$scratch/remote"
  git -C "$scratch/project" push -q -u origin main
}
