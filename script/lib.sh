# Shared by script/build and script/test, which set `here` to this folder before they read this file.
# POSIX sh. Everything asks before it acts, so a second run installs nothing and needs no network.
# shellcheck shell=sh disable=SC2154 # `here` comes from them

root=$(CDPATH='' cd -- "$here/.." && pwd -P)
venv=$root/.venv
pins=requirements/pins.txt
cd "$root" || exit 1

# Another project's modules must not be seen by this one's environment.
unset PYTHONHOME PYTHONPATH
# MacTeX puts its commands here, and only new terminals have it on PATH.
if [ -d /Library/TeX/texbin ]; then
    PATH=$PATH:/Library/TeX/texbin
fi

say() {
    printf '==> %s\n' "$*" >&2
}

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# --- the system's packages ---------------------------------------------------------------------------------------

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

# Prints the first Python that is new enough and can make a virtual environment; fails where there is none.
find_python() {
    for candidate in python3.14 python3.13 python3.12 python3.11 python3; do
        # Run it: a version manager's shim is on PATH and may still refuse. Debian splits ensurepip off.
        if is_new_enough "$candidate" && "$candidate" -c 'import ensurepip, venv' >/dev/null 2>&1; then
            echo "$candidate"
            return 0
        fi
    done
    return 1
}

holds() {
    case $1 in
        python) environment_works || find_python >/dev/null ;;
        command:*) command -v "${1#command:}" >/dev/null 2>&1 ;;
        tex:*) MKTEXTFM=0 kpsewhich "${1#tex:}" >/dev/null 2>&1 ;;
        *) fail "script/packages.txt: unknown probe '$1'" ;;
    esac
}

package_manager() {
    for manager in apt-get dnf pacman brew; do
        if command -v "$manager" >/dev/null 2>&1; then
            echo "$manager"
            return 0
        fi
    done
    return 1
}

# missing_packages PURPOSE MANAGER: the packages of the rows whose probes do not all hold, each once.
missing_packages() {
    case $2 in
        apt-get) column=3 ;;
        dnf) column=4 ;;
        pacman) column=5 ;;
        brew) column=6 ;;
    esac
    wanted=
    while IFS= read -r row; do
        case $row in
            '#'* | '') continue ;;
            test*) [ "$1" = test ] || continue ;;
        esac
        for probe in $(echo "$row" | cut -d '|' -f 2); do
            holds "$probe" && continue
            for package in $(echo "$row" | cut -d '|' -f "$column"); do
                case " $wanted - " in
                    *" $package "*) ;;
                    *) wanted="${wanted:+$wanted }$package" ;;
                esac
            done
            break
        done
    done <script/packages.txt
    echo "$wanted"
}

# install_command MANAGER PACKAGES: what a person would type as root.
install_command() {
    case $1 in
        apt-get) echo "apt-get install -y --no-install-recommends $2" ;;
        dnf) echo "dnf install -y $2" ;;
        pacman) echo "pacman -S --needed --noconfirm $2" ;;
        brew) echo "brew install $2" ;;
    esac
}

# as_root COMMAND…: runs it as root, or fails without asking for a password nobody is there to type.
as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@" </dev/null
    elif [ -t 0 ]; then
        sudo "$@"
    else
        sudo -n "$@" </dev/null
    fi
}

apt_update() {
    say "apt-get update"
    as_root apt-get -o DPkg::Lock::Timeout=300 update -qq
}

# apt_install PACKAGE…: a second try, after fresh package lists, covers stale lists and a mirror's hiccup.
apt_install() {
    set -- env DEBIAN_FRONTEND=noninteractive \
        apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "$@"
    # apt-get update rewrites this folder; an image without lists knows no package at all.
    if ! ls "${CVTEX_APT_LISTS:-/var/lib/apt/lists}"/*_Packages* >/dev/null 2>&1; then
        apt_update
    fi
    as_root "$@" || { apt_update && as_root "$@"; }
}

# install_packages PURPOSE: what is missing for it, by the system's package manager.
install_packages() {
    if ! manager=$(package_manager); then
        packages=$(missing_packages "$1" apt-get)
        [ -z "$packages" ] || fail "no apt-get, dnf, pacman or brew here; install what Debian calls: $packages"
        return 0
    fi
    packages=$(missing_packages "$1" "$manager")
    [ -n "$packages" ] || return 0
    command=$(install_command "$manager" "$packages")
    say "installing, with $manager: $packages"
    if [ "$manager" = brew ]; then # refuses to run as root
        # shellcheck disable=SC2086 # package names, one word each
        brew install $packages </dev/null || brew install $packages </dev/null || fail "this failed: $command"
    elif [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null 2>&1; then
        fail "these packages need root, and there is no sudo; as root, run:
    $command"
    elif [ "$manager" = apt-get ]; then
        # shellcheck disable=SC2086
        apt_install $packages || fail "could not install the packages; as root, run:
    apt-get update && $command"
    else
        # shellcheck disable=SC2086
        as_root $command || as_root $command || fail "could not install the packages; as root, run:
    $command"
    fi
    hash -r
    if [ -d /Library/TeX/texbin ]; then
        PATH=$PATH:/Library/TeX/texbin
    fi
    if ! holds python; then
        fail "cvtex needs Python 3.11 or newer with the venv module, and there is none:" \
            "$(python3 --version 2>&1 || true). Install one, as python3.11 to python3.14 or python3."
    fi
    packages=$(missing_packages "$1" "$manager")
    [ -z "$packages" ] || fail "installed, yet not found (is their folder on PATH?): $packages"
}

# --- the virtual environment -------------------------------------------------------------------------------------

# A Python upgrade breaks an environment; so does moving or copying the checkout, as its commands name their folder.
environment_works() {
    is_new_enough "$venv/bin/python" && grep -qF "$venv/bin/" "$venv/bin/pip" 2>/dev/null
}

# What decides what is installed: when none of it has changed, pip is not asked.
fingerprint() {
    echo "$1 $root"
    "$venv/bin/python" -VV
    cat pyproject.toml "$pins" | cksum
}

pip_install() {
    "$venv/bin/python" -m pip install --quiet --no-input --disable-pip-version-check "$@" </dev/null
}

# pinned_install ARGUMENT…: with the pinned versions; once more after a failure, and where the
# package index has another choice of versions, with what it has of those that pyproject.toml allows.
pinned_install() {
    log=$venv/cvtex-pip.log
    pip_install -c "$pins" "$@" 2>"$log" && return 0
    cat "$log" >&2
    if grep -qE 'No matching distribution|ResolutionImpossible' "$log"; then
        say "the package index lacks a pinned version: trying again with any that pyproject.toml allows"
        pip_install "$@"
    else
        say "trying once more"
        pip_install -c "$pins" "$@"
    fi
}

# ensure_environment PURPOSE: .venv with cvtex in it, editable, and for `test` what the tests need.
ensure_environment() {
    if ! environment_works; then
        python=$(find_python) || fail "cvtex needs Python 3.11 or newer with the venv module; python3 here is:" \
            "$(python3 --version 2>&1 || true)"
        say "making .venv with $("$python" --version)"
        "$python" -m venv --clear "$venv"
    fi
    # What serves the tests serves the build.
    for purpose in "$1" test; do
        if [ "$(fingerprint "$purpose")" = "$(cat "$venv/cvtex-$purpose.stamp" 2>/dev/null)" ]; then
            return 0
        fi
    done
    case $1 in
        test) target='.[test]' ;;
        *) target='.' ;;
    esac
    say "installing cvtex and its dependencies into .venv"
    # shellcheck disable=SC2015 # whichever of the two fails, the words are the same
    # The build backend goes first and is pinned like the rest; an isolated build would fetch any version of it.
    pinned_install 'hatchling>=1.26,<2' && pinned_install --no-build-isolation --editable "$target" ||
        fail "pip could not install the dependencies (its message stands above)"
    fingerprint "$1" >"$venv/cvtex-$1.stamp"
}

# prepare PURPOSE (build or test): everything that must be there before cvtex runs.
prepare() {
    install_packages "$1"
    ensure_environment "$1"
}

build_pdfs() {
    say "cvtex build"
    "$venv/bin/cvtex" build "$@"
}
