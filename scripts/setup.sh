#!/bin/sh
# Make .venv ready: `setup.sh development` (all tools) or `setup.sh demo` (only what running needs).
# Does nothing when everything is in place. Needs Python 3.11 or newer; brings its own installer (uv).
set -eu
cd "$(dirname "$0")/.."
WHAT=${1:-development}
unset PYTHONDONTWRITEBYTECODE PYTHONPATH PYTHONHOME VIRTUAL_ENV || true
export UV_PYTHON_DOWNLOADS=never # the Python of this machine, never a downloaded one
export UV_NO_PROGRESS=1
# Networks of schools often open TLS traffic with a certificate of their own, known to the system only.
[ ! -e /etc/ssl/certs/ca-certificates.crt ] || export UV_SYSTEM_CERTS="${UV_SYSTEM_CERTS:-1}"
export LC_ALL=C

VENV=.venv
case $WHAT in
    development) LOCK=requirements-dev.lock ROOM_MB=1800 ;;
    demo) LOCK=requirements.lock ROOM_MB=1200 ;;
    *) echo "Say what to set up: development or demo." >&2; exit 2 ;;
esac

stop() {
    echo "Setting up stopped: $*" >&2
    exit 1
}

# The state of an installation: what was asked for, and where it stands (scripts hold absolute paths).
state() {
    { cat "$1" requirements-dev.lock pyproject.toml scripts/setup.sh; pwd; } | cksum
}

ready() { # ready KIND LOCK
    [ -x $VENV/bin/klankbord ] && [ -e $VENV/bin/python ] && [ -f "$VENV/.ready-$1" ] &&
        [ "$(cat "$VENV/.ready-$1")" = "$(state "$2")" ]
}

all_ready() {
    ready development requirements-dev.lock || { [ "$WHAT" = demo ] && ready demo requirements.lock; }
}

all_ready && exit 0

# Two `make` at once would write into the same folder: the second one waits and finds it done.
if [ -z "${KLANKBORD_SETUP_LOCKED:-}" ] && command -v flock >/dev/null 2>&1; then
    export KLANKBORD_SETUP_LOCKED=1
    exec flock scripts/setup.sh sh scripts/setup.sh "$WHAT"
fi

[ -w . ] || stop "this folder cannot be written to."

fits() { # fits PYTHON: new enough, and able to make virtual environments
    "$1" -c 'import sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for name in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
        if command -v "$name" >/dev/null 2>&1 && fits "$name"; then
            command -v "$name"
            return
        fi
    done
    for name in ${PYTHON:-} python3 python; do
        command -v "$name" >/dev/null 2>&1 || continue
        found=$("$name" -c 'import sys; print(".".join(map(str, sys.version_info[:3])))' 2>/dev/null) || continue
        if "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            stop "Python $found has no venv module (on Debian and Ubuntu: apt install python3-venv)."
        fi
        stop "Klankbord needs Python 3.11 or newer; this machine has $found."
    done
    stop "no Python found; install Python 3.11 or newer."
}

free_mb=$(df -Pm . 2>/dev/null | awk 'NR == 2 { print $4 }')
if [ -n "$free_mb" ] && [ "$free_mb" -lt "$ROOM_MB" ]; then
    stop "the disk has $free_mb MB free and the packages need about $ROOM_MB MB."
fi

LOG=$(mktemp)
trap 'rm -f "$LOG"' EXIT
run() { # run SENTENCE COMMAND…: quiet when it works, everything when it does not
    sentence=$1
    shift
    if ! "$@" >"$LOG" 2>&1; then
        cat "$LOG" >&2
        if grep -qiE 'no space left|disk quota|os error 28' "$LOG"; then
            stop "the disk is full."
        fi
        stop "$sentence"
    fi
}

PYTHON_FOUND=$(find_python) || exit 1
echo "Setting up Klankbord ($WHAT) with $("$PYTHON_FOUND" --version)."

if ! { [ -e $VENV/bin/python ] && $VENV/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }; then
    echo "  making $VENV"
    run "$VENV could not be made (on Debian and Ubuntu: apt install python3-venv)." \
        "$PYTHON_FOUND" -m venv --clear --without-pip $VENV
fi
rm -f $VENV/.ready-*

UV=$(command -v uv || true)
if [ -z "$UV" ]; then
    UV=.venv-uv/bin/uv
    if ! $UV --version >/dev/null 2>&1; then
        echo "  fetching the installer uv into .venv-uv"
        run "Python's venv is incomplete (on Debian and Ubuntu: apt install python3-venv)." \
            "$PYTHON_FOUND" -m venv --clear .venv-uv
        run "uv could not be fetched; is there a network, and does it let pip through?" \
            .venv-uv/bin/python -m pip install --quiet --disable-pip-version-check 'uv>=0.9,<1'
        # uv does not read pip's settings; a house that has its own package index has it there.
        [ -x $UV ] || stop "uv was fetched but does not run on this machine."
    fi
    index=$(.venv-uv/bin/python -m pip config get global.index-url 2>/dev/null || true)
    if [ -n "$index" ] && [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ]; then
        export UV_DEFAULT_INDEX="$index"
    fi
fi
if [ -n "${PIP_INDEX_URL:-}" ] && [ -z "${UV_DEFAULT_INDEX:-}${UV_INDEX_URL:-}" ]; then
    export UV_DEFAULT_INDEX="$PIP_INDEX_URL"
fi

echo "  installing the packages of $LOCK, each checked against its hash (a few minutes on a slow line)"
run "the packages could not be installed; is there a network, and does it let package downloads through?" \
    "$UV" pip sync --quiet --python $VENV/bin/python --require-hashes --compile-bytecode $LOCK
echo "  installing Klankbord itself"
run "Klankbord itself could not be installed." \
    "$UV" pip install --quiet --python $VENV/bin/python --no-deps --build-constraint requirements-dev.lock -e .
$VENV/bin/python -m compileall -q attacks bot console dashboard klankbord knowledge_base meaning measurement playground \
    prompts safeguards storage || true
[ -x $VENV/bin/klankbord ] || stop "the command klankbord is missing after installing."

state "$LOCK" >"$VENV/.ready-$WHAT"
echo "Ready: $VENV/bin/klankbord"
