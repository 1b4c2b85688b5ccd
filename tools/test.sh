#!/usr/bin/env bash
# All tests: on SQLite, on PostgreSQL, then in the browser. Says what it skips; fails when any run fails.
set -uo pipefail
cd "$(dirname "$0")/.."

has_postgresql() { .venv/bin/python -m tests.database; }
has_chromium() { command -v chromium chromium-browser google-chrome >/dev/null; }

wanted=()
has_postgresql || wanted+=(postgresql)
has_chromium || wanted+=(chromium)
if ((${#wanted[@]})) && [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    echo "Installing from the system's packages: ${wanted[*]}"
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && apt-get install -y -qq --no-install-recommends "${wanted[@]}" >/dev/null || echo "The installation failed."
fi

lines=()
status=0
run() {
    local name=$1 log code
    shift
    log=$(mktemp)
    echo "== $name"
    env "$@" 2>&1 | tee "$log"
    code=${PIPESTATUS[0]}
    lines+=("$name: $(tail -n 1 "$log")")
    rm -f "$log"
    case $code in
        0) ;;
        5) echo "$name: no tests were found." ;; # pytest's word for an empty selection
        *) status=1 ;;
    esac
}
skip() {
    echo "== $1: SKIPPED, $2"
    lines+=("$1: SKIPPED, $2")
}

pytest=(.venv/bin/python -m pytest -q)
both=("${pytest[@]}" -n 2 --dist loadfile -m)
run sqlite BERSINAR_TEST_DATABASE=sqlite "${both[@]}" "not browser and not slow" # the ordinary suite: under five minutes
run "sqlite, slow" BERSINAR_TEST_DATABASE=sqlite "${both[@]}" "slow and not browser"
if has_postgresql; then
    run postgresql BERSINAR_TEST_DATABASE=postgresql "${both[@]}" "not browser and not one_engine"
else
    skip postgresql "the PostgreSQL server (15 or newer) is not installed"
fi
if has_chromium; then
    run browser BERSINAR_TEST_DATABASE=sqlite "${pytest[@]}" -m browser
else
    skip browser "Chromium is not installed"
fi

echo
printf '%s\n' "${lines[@]}"
exit $status
