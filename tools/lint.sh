#!/usr/bin/env bash
# Style, types and layers. Runs every check even after one has failed; `tools/lint.sh types` runs one of them.
set -uo pipefail
cd "$(dirname "$0")/.."
bin=.venv/bin

# mypy's Django plugin loads the settings, and these open the keys: let them be keys of nothing.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export BERSINAR_DATA="$scratch/data" BERSINAR_KEYS="$scratch/keys"

failed=()
check() {
    local name=$1
    shift
    [[ -n $only && $only != "$name" ]] && return
    echo "== $name"
    "$@" || failed+=("$name")
}

only=${1:-}
check style "$bin/ruff" check .
check format "$bin/ruff" format --check .
check types "$bin/mypy"
check layers "$bin/lint-imports"

if ((${#failed[@]})); then
    echo "lint: failed: ${failed[*]}"
    exit 1
fi
echo "lint: passed"
