# Shared by run.sh, test.sh and kaggle-runner; sourced with bash. "root" is the repository's top level.

say() { printf '%s\n' "$*" >&2; }

# fail SENTENCE...: something the user must mend first.
fail() {
  say "$@"
  exit 2
}

# The caller's git variables would point our git at another repository.
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_COMMON_DIR GIT_OBJECT_DIRECTORY GIT_PREFIX

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
export DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false

require_dotnet() {
  if ! command -v dotnet > /dev/null 2>&1 && [ -x "$HOME/.dotnet/dotnet" ]; then
    export DOTNET_ROOT="$HOME/.dotnet" PATH="$HOME/.dotnet:$PATH"
  fi
  command -v dotnet > /dev/null 2>&1 ||
    fail "The .NET 10 SDK is needed and 'dotnet' was not found: https://dotnet.microsoft.com/download/dotnet/10.0"
  dotnet --list-sdks 2> /dev/null | grep -q '^10\.' ||
    fail "The .NET 10 SDK is needed; 'dotnet --list-sdks' names none: https://dotnet.microsoft.com/download/dotnet/10.0"
}

require_git() {
  command -v git > /dev/null 2>&1 || fail "git is needed and was not found: install it, for example with: apt-get install git"
}

require_python() {
  command -v python3 > /dev/null 2>&1 || [ -x /usr/bin/python3 ] || [ -n "${KAGGLE_RUNNER_PYTHON:-}" ] ||
    fail "python3 is needed to run kernels on this machine: install it, for example with: apt-get install python3"
}

# python_that IMPORTS...: the first interpreter that imports all of these modules. Isolated (-I), as kernels are run.
python_that() {
  local modules candidate
  modules=$(IFS=,; printf '%s' "$*")
  for candidate in "${KAGGLE_RUNNER_PYTHON:-}" "${python_noted:-}" /usr/bin/python3 python3; do
    if [ -n "$candidate" ] && command -v "$candidate" > /dev/null 2>&1 &&
      "$candidate" -I -c "import $modules" > /dev/null 2>&1; then
      command -v "$candidate"
      return 0
    fi
  done
  return 1
}

is_debian_root() {
  [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null 2>&1
}

# debian_install PACKAGES...
debian_install() {
  DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 update -qq &&
    DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=120 install -y -qq --no-install-recommends "$@"
}

# build_when_newer: builds dashboard and command line when a source is newer than the last build.
build_when_newer() {
  local stamp="$root/artifacts/build.stamp"
  mkdir -p "$root/artifacts" || fail "$root cannot be written to; the programs are built there."
  # Two that start at once must not build into the same folders.
  exec 9> "$root/artifacts/build.lock"
  if command -v flock > /dev/null 2>&1; then flock 9; fi
  if is_build_old "$stamp"; then
    build "$stamp"
  fi
  exec 9>&-
}

is_build_old() {
  local stamp=$1
  [ -f "$stamp" ] && [ -f "$web_program" ] && [ -f "$cli_program" ] || return 0
  source_files | cmp -s - "$stamp.files" || return 0
  [ -n "$(sources -newer "$stamp" -print -quit)" ]
}

# sources FIND-ARGUMENTS...: what the programs are built from.
sources() {
  find "$root/KaggleRunner.Core" "$root/KaggleRunner.LocalKaggle" "$root/KaggleRunner.Web" "$root/KaggleRunner.Cli" \
    "$root/wwwroot-assets" "$root/Directory.Build.props" "$root/Directory.Packages.props" "$root/global.json" \
    \( -name bin -o -name obj -o -name node_modules \) -prune -o -type f "$@"
}

source_files() { sources -print | LC_ALL=C sort; }

build() {
  local stamp=$1 log="$root/artifacts/build.log" begun="$root/artifacts/build.begun"
  say "Building (the first time takes a minute or two) …"
  rm -f "$stamp"
  # What is changed while it builds is newer than the build.
  touch "$begun"
  source_files > "$stamp.files"
  # Analyzers and the formatter are for developers: ./test.sh runs them.
  if ! (cd "$root" && dotnet build scripts/programs.slnf -c Release --nologo -v quiet -nodeReuse:false \
    -p:UseSharedCompilation=false -p:RunAnalyzers=false -p:CSharpier_Bypass=true -p:CI=) > "$log" 2>&1 9>&-; then
    grep -E 'error|warn' "$log" | sort -u | tail -n 20 >&2
    fail "The build failed; all of its words are in $log"
  fi
  mv -f "$begun" "$stamp"
}

web_program="$root/KaggleRunner.Web/bin/Release/net10.0/KaggleRunner.Web.dll"
cli_program="$root/KaggleRunner.Cli/bin/Release/net10.0/kaggle-runner.dll"
