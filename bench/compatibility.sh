#!/usr/bin/env bash
# Runs the tests of public packages, as Debian ships them, with plain pytest and through the kernel script, and prints
# whether verdicts and counts are equal and how much processor time the script adds.
# usage: bench/compatibility.sh [--repetitions N] [PACKAGE ...]
set -euo pipefail
root=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
# shellcheck source=scripts/lib.sh
. "$root/scripts/lib.sh"

needed=(pytest mpmath networkx numpy sympy jsonschema hypothesis)
if ! python_that "${needed[@]}" > /dev/null; then
  is_debian_root || fail "A python3 that imports these is needed: ${needed[*]}"
  say "Installing …"
  debian_install "${needed[@]/#/python3-}" > /dev/null
fi
say "$(nproc) processors; load $(cut -d ' ' -f 1-3 /proc/loadavg) at the start"
exec "$(python_that "${needed[@]}")" "$root/bench/compatibility.py" "$@"
