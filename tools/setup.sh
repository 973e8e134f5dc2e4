#!/usr/bin/env bash
# Sets up what is missing, and nothing else: system libraries, .venv, the locked packages, the program itself.
# usage: tools/setup.sh run|test|build        PYTHON=python3.12 tools/setup.sh run
# A second start finds everything in place and costs some milliseconds.
set -euo pipefail
cd "${BASH_SOURCE[0]%/*}/.."
purpose=${1:-run}
python=${PYTHON:-python3}
venv=.venv
stamp=$venv/.lock-stamp
missing=()

say() { printf '%s\n' "$*" >&2; }
die() { say "$@"; exit 1; }

# --- system packages ------------------------------------------------------------------------------------------------
library() { [[ $loaded == *"$2"* ]] || missing+=("$1"); }                 # package, soname
program() { command -v "$2" >/dev/null || missing+=("$1"); }              # package, command
file() { [[ -e $2 ]] || missing+=("$1"); }                                # package, path

look_for_system_packages() {
    missing=()
    local loaded
    loaded=$(PATH=$PATH:/usr/sbin:/sbin ldconfig -p)
    library libgl1 libGL.so.1
    library libegl1 libEGL.so.1
    library libxkbcommon0 libxkbcommon.so.0
    library libglib2.0-0 libglib-2.0.so.0
    library libfontconfig1 libfontconfig.so.1
    library libdbus-1-3 libdbus-1.so.3
    if [[ -n ${DISPLAY:-} || $purpose == test ]]; then # Qt's X11 part
        library libxkbcommon-x11-0 libxkbcommon-x11.so.0
        library libxcb-cursor0 libxcb-cursor.so.0
        library libxcb-icccm4 libxcb-icccm.so.4
        library libxcb-keysyms1 libxcb-keysyms.so.1
        library libxcb-shape0 libxcb-shape.so.0
    fi
    if [[ $purpose == test ]]; then
        program xvfb Xvfb
        program default-jre-headless java # also runs one source file: the compiler is part of Debian's runtime
        file libjaxb-java /usr/share/java/jaxb-runtime.jar
        program poppler-utils pdftoppm
        program dbus dbus-daemon
        program gnome-keyring gnome-keyring-daemon
    fi
    if [[ $purpose == build ]]; then
        program binutils objdump
        local shared # PyInstaller packs Python as a shared library, which Debian keeps apart
        shared=$("$python" -c 'import sysconfig; print(sysconfig.get_config_var("INSTSONAME"))' 2>/dev/null) || shared=""
        [[ $shared != *.so* ]] && shared=$("$python" -c 'import sys; print("libpython%d.%d.so" % sys.version_info[:2])' 2>/dev/null)
        [[ -e $("$python" -c 'import sysconfig; print(sysconfig.get_config_var("LIBDIR"))')/$shared ]] || library "${shared%%.so*}" "$shared"
    fi
    if [[ ! -x $venv/bin/python ]]; then
        program python3 "$python"
        if command -v "$python" >/dev/null && ! "$python" -c 'import ensurepip' 2>/dev/null; then
            missing+=(python3-venv)
        fi
    fi
}

system_packages() {
    command -v ldconfig >/dev/null || [[ -x /sbin/ldconfig ]] || return 0 # not a Linux: nothing to look for
    look_for_system_packages
    ((${#missing[@]})) || return 0
    local install="apt-get install -y --no-install-recommends ${missing[*]}"
    if ! command -v apt-get >/dev/null; then
        die "These system packages are missing (Debian's names; install them with your package manager): ${missing[*]}"
    elif ((EUID != 0)); then
        die "Some system packages are missing. Run this one line, then try again:"$'\n'"  sudo $install"
    fi
    say "Installing system packages: ${missing[*]}"
    export DEBIAN_FRONTEND=noninteractive
    local log
    log=$(mktemp)
    # shellcheck disable=SC2086 # package names, one word each
    { apt-get update && $install; } >"$log" 2>&1 || { cat "$log" >&2; die "That failed: $install"; }
    rm -f "$log"
    look_for_system_packages
    ((${#missing[@]} == 0)) || die "Still missing after installing: ${missing[*]}"
}

# --- Python packages ------------------------------------------------------------------------------------------------
sum_of() { if command -v sha256sum >/dev/null; then sha256sum "$@"; else shasum -a 256 "$@"; fi; }

python_packages() {
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
        die "BeschutDesk needs Python 3.11 or newer; $python is $("$python" -V 2>&1). Try: make ${purpose} PYTHON=python3.12"
    local had=""
    [[ -f $stamp ]] && had=$(<"$stamp")
    rm -f "$stamp" # an interrupted set-up must not look like a finished one
    if ! "$venv/bin/python" -m pip -V >/dev/null 2>&1 || [[ -n $had && $had != *"$here" ]]; then
        say "Making $venv"
        "$python" -m venv --clear "$venv"
        had=""
    fi
    local pip=("$venv/bin/python" -m pip install -q --disable-pip-version-check --no-deps)
    if [[ $had != "${now%%  requirements.lock*}"* || -z $had ]]; then
        say "Installing the locked Python packages"
        "${pip[@]}" --require-hashes -r requirements.lock
    fi
    "${pip[@]}" --no-build-isolation --no-index -e .
    printf '%s\n' "$now" >"$stamp"
}

up_to_date() { [[ -x $venv/bin/python && -f $stamp && $(<"$stamp") == "$now" ]]; }

here="in $PWD"
now="$(sum_of requirements.lock pyproject.toml)"$'\n'"$here" # hash of the lock, of pyproject.toml, and the place

system_packages
if ! up_to_date; then
    if command -v flock >/dev/null; then # two set-ups at once would spoil each other's work
        exec 9<.
        flock 9
    fi
    up_to_date || python_packages
fi
