#!/usr/bin/env bash
# Creates .venv with the pinned requirements and the project itself.
# Usage: scripts/setup.sh [python]
set -euo pipefail
cd "$(dirname "$0")/.."
python=${1:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Python 3.11 or newer is needed, and '$python' is $("$python" --version 2>&1 || echo missing); try: make course PYTHON=python3.11" >&2
    exit 1
fi

say() { printf '\033[1m%s\033[0m\n' "$*"; }
# Both paths of pip show a progress bar on a terminal and stay quiet in a log.
pip() { .venv/bin/python -m pip --disable-pip-version-check install --no-input "$@"; }
quiet=(); [ -t 1 ] || quiet=(-qq)

if [ ! -x .venv/bin/python ]; then
    say "Creating .venv"
    "$python" -m venv .venv
fi
say "Installing PyTorch (1 of 3)"
pip "${quiet[@]}" "$(grep '^torch==' requirements.txt)"
say "Installing the other pinned packages (2 of 3; a minute or two)"
pip "${quiet[@]}" -r requirements.txt
say "Installing sequtils and grading (3 of 3)"
pip -qq --no-deps --no-build-isolation --editable .
