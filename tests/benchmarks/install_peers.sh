#!/usr/bin/env bash
# Installs the tools termcheck is measured against into one folder, nothing system-wide.
# Usage: tests/benchmarks/install_peers.sh [FOLDER]   (default: ~/.cache/termcheck-benchmarks)
# A tool that cannot be installed is skipped: the benchmark then says "not installed".
set -uo pipefail

folder=${1:-${XDG_CACHE_HOME:-$HOME/.cache}/termcheck-benchmarks}
rumdl=0.3.0
codespell=2.4.3
ripgrep=15.1.0
textlint=15.8.0
terminology=5.2.16
# The newest whose every dependency the Go module proxy serves.
vale=v3.22.0

mkdir -p "$folder/bin"
cd "$folder" || exit 1
missing=()

install() { # name, command...
  local name=$1
  shift
  echo "== $name"
  "$@" || missing+=("$name")
}

with_pip() {
  [ -x venv/bin/pip ] || python3 -m venv venv
  venv/bin/pip install --quiet --disable-pip-version-check "$1" && ln -sf "$folder/venv/bin/$2" "bin/$2"
}

with_npm() {
  [ -f package.json ] || echo '{"private": true}' > package.json
  npm install --silent --no-audit --no-fund "textlint@$textlint" \
    "textlint-rule-terminology@$terminology" && ln -sf "$folder/node_modules/.bin/textlint" bin/textlint
}

with_go() {
  GOBIN="$folder/bin" nice go install "github.com/vale-cli/vale/v3/cmd/vale@$vale"
}

install rumdl with_pip "rumdl==$rumdl" rumdl
install codespell with_pip "codespell==$codespell" codespell
install ripgrep with_pip "ripgrep==$ripgrep" rg
install textlint with_npm
install vale with_go

if [ ${#missing[@]} -gt 0 ]; then
  echo "not installed: ${missing[*]}"
fi
ls bin
