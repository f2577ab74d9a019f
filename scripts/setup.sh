#!/usr/bin/env bash
# Creates .venv with the pinned requirements and the project itself.
# Usage: scripts/setup.sh [python]
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-python3}

say() { printf '\033[1m%s\033[0m\n' "$*"; }
fail() { echo "$*" >&2; exit 1; }

command -v "$python" >/dev/null || fail "There is no program '$python'; name your Python: make course PYTHON=python3.11"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "Python 3.11 or newer is needed, and '$python' is $("$python" --version 2>&1); name another: make course PYTHON=python3.11"

# A progress bar on a terminal, only errors in a log.
quiet=-qq
if [ -t 1 ]; then quiet=--progress-bar=on; fi
install() { .venv/bin/python -m pip --disable-pip-version-check install --no-input "$@"; }
version() { "$1" -c 'import sys; print(sys.version_info[:2])'; }

if ! .venv/bin/python -m pip --version >/dev/null 2>&1 ||
    [ "$(version .venv/bin/python)" != "$(version "$python")" ]; then
    say "Creating .venv"
    rm -rf .venv
    "$python" -m venv .venv || fail "'$python -m venv' failed; on Debian and Ubuntu install the package python3-venv."
fi
say "Installing PyTorch (1 of 3)"
install $quiet "$(grep '^torch==' requirements.txt)"
say "Installing the other pinned packages (2 of 3; a minute or two)"
install $quiet -r requirements.txt
say "Installing sequtils and grading (3 of 3)"
install -qq --no-deps --no-build-isolation --editable .
