#!/usr/bin/env bash
# Installs what the tests need, builds, runs all tests, and ends with the line "N passed, N failed".
# usage: ./test.sh [filters of the .NET tests, for example: -class "KaggleRunner.Tests.CommandLine.*"]
# With CI=true formatting, analyzers and warnings are errors.
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")" && pwd)
# shellcheck source=scripts/lib.sh
. "$root/scripts/lib.sh"

results="$root/artifacts/test-results"
configuration=Debug
code=0

# What is missing is installed from Debian's packages by root; anybody else is told what to install.
install_what_tests_need() {
  local packages=()
  command -v git > /dev/null 2>&1 || packages+=(git)
  command -v bwrap > /dev/null 2>&1 || packages+=(bubblewrap)
  command -v chromium > /dev/null 2>&1 || packages+=(chromium)
  python_that pytest matplotlib > /dev/null || packages+=(python3-pytest python3-matplotlib)
  # Without these some tests of the kernel script and of notebooks are skipped, which is said.
  if is_debian_root; then
    python_that xdist > /dev/null || packages+=(python3-pytest-xdist)
    python_that nbconvert nbclient ipykernel > /dev/null ||
      packages+=(jupyter-nbconvert python3-nbclient python3-ipykernel)
    /usr/bin/python3 -I -c 'import jsonschema' > /dev/null 2>&1 || packages+=(python3-jsonschema)
    python_that exceptiongroup tomli > /dev/null || packages+=(python3-exceptiongroup python3-tomli)
  fi
  [ ${#packages[@]} -eq 0 ] && return
  is_debian_root ||
    fail "The tests need: ${packages[*]}. Install them, on Debian with: sudo apt-get install ${packages[*]}"
  say "Installing ${packages[*]} …"
  debian_install "${packages[@]}" > "$results/apt.log" 2>&1 ||
    fail "${packages[*]} could not be installed; apt's words are in $results/apt.log"
}

# Nothing of the user's is read or written: no home, no credentials, no git settings.
use_a_home_of_its_own() {
  scratch=$(mktemp -d)
  trap 'rm -rf "$scratch"' EXIT
  mkdir -p "$scratch/home"
  unset KAGGLE_USERNAME KAGGLE_KEY KAGGLE_API_TOKEN KAGGLE_CONFIG_DIR
  export KAGGLE_RUNNER_HOME="$scratch/runner" GIT_CONFIG_GLOBAL="$scratch/gitconfig" GIT_CONFIG_NOSYSTEM=1
  export XDG_CONFIG_HOME="$scratch/home/.config"
  git config --file "$GIT_CONFIG_GLOBAL" user.name "Test Author"
  git config --file "$GIT_CONFIG_GLOBAL" user.email author@example.invalid
  git config --file "$GIT_CONFIG_GLOBAL" init.defaultBranch main
}

build_tests() {
  say "Building …"
  (cd "$root" && dotnet build KaggleRunner.sln -c "$configuration" --nologo -v quiet -nodeReuse:false \
    -p:UseSharedCompilation=false)
}

# On each Python that the machine has; the reports tell what failed.
run_python_tests() {
  say "Python tests …"
  "$(python_that pytest)" "$root/scripts/python_tests.py" "$root/KaggleRunner.Tests/Generation/python" "$results" \
    "$scratch/home"
}

# HOME is replaced here only: the SDK keeps its packages there. Hundreds of programs are started that live for seconds: measuring
# their code to compile it better a second time costs each an eighth of its processor time, and none gets to use it.
run_dotnet_tests() {
  say ".NET tests …"
  export DOTNET_TieredPGO=0
  local program="$root/KaggleRunner.Tests/bin/$configuration/net10.0/KaggleRunner.Tests.dll"
  # The Python tests have run by themselves.
  (cd "$root" && HOME="$scratch/home" dotnet "$program" -noLogo -noColor -xml "$results/dotnet.xml" \
    -class- KaggleRunner.Tests.Generation.PythonSuiteTests "$@")
}

rm -rf "$results"
mkdir -p "$results"
require_dotnet
require_python
install_what_tests_need
use_a_home_of_its_own
if ! build_tests; then
  say "The build failed: no test was run."
  echo "0 passed, 1 failed"
  exit 1
fi

# A suite that crashes leaves no report, or one that tells of errors: both count as failures below.
run_python_tests || code=1
run_dotnet_tests "$@" || code=1
python=$(python_that xml.etree.ElementTree) || fail "python3 is needed to sum the results."
"$python" -I "$root/scripts/sum_tests.py" "$results"/python-*.xml "$results/dotnet.xml" || code=1
exit "$code"
