#!/bin/sh
# Sets up what the softphone needs on this machine, and says what it does.
#   prepare.sh system           the few system libraries that Qt needs
#   prepare.sh line             Twilio's Voice SDK for audio in the app, by npm, as pinned in packaging/line
#   prepare.sh validators       what checks the desktop entry and its metainfo before a release
#   prepare.sh venv PYTHON DIR  a virtual environment with the softphone and its test tools
set -eu

# What Qt's wheels expect of a Debian or Ubuntu system, by library and package.
LIBRARIES="libEGL.so.1:libegl1 libGL.so.1:libgl1 libxkbcommon.so.0:libxkbcommon0 libdbus-1.so.3:libdbus-1-3
libfontconfig.so.1:libfontconfig1 libglib-2.0.so.0:libglib2.0-0"
# Needed only to open a window on X11.
WINDOW_LIBRARIES="libxkbcommon-x11.so.0:libxkbcommon-x11-0 libxcb-cursor.so.0:libxcb-cursor0
libxcb-icccm.so.4:libxcb-icccm4 libxcb-keysyms.so.1:libxcb-keysyms1 libxcb-image.so.0:libxcb-image0
libxcb-render-util.so.0:libxcb-render-util0 libxcb-shape.so.0:libxcb-shape0 libxcb-randr.so.0:libxcb-randr0
libxcb-xkb.so.1:libxcb-xkb1"
# Needed only for audio in the app: what QtWebEngine and QtMultimedia are linked with.
AUDIO_LIBRARIES="libnss3.so:libnss3 libnspr4.so:libnspr4 libasound.so.2:libasound2 libpulse.so.0:libpulse0
libgbm.so.1:libgbm1 libdrm.so.2:libdrm2 libxkbfile.so.1:libxkbfile1 libXtst.so.6:libxtst6
libXcomposite.so.1:libxcomposite1 libXdamage.so.1:libxdamage1 libXrandr.so.2:libxrandr2 libXfixes.so.3:libxfixes3
libxcb-dri3.so.0:libxcb-dri3-0 libwayland-server.so.0:libwayland-server0 libexpat.so.1:libexpat1"
SDK=resources/line/sdk

say() { echo "softphone: $*" >&2; }

install_or_name() {
    # Packages, as words. As root on Debian or Ubuntu they are installed; else they are named.
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "installing $*"
        apt-get update -qq || true
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
    else
        say "these system packages are missing: $*"
        say "on Debian or Ubuntu: sudo apt-get install $*"
        return 1
    fi
}

missing_packages() {
    known=$(ldconfig -p 2>/dev/null || /sbin/ldconfig -p)
    for pair in $1; do
        case "$known" in *"${pair%%:*}"*) ;; *) printf '%s ' "${pair##*:}" ;; esac
    done
}

prepare_system() {
    [ "$(uname -s)" = Linux ] || return 0
    wanted=$LIBRARIES
    # Where there is a screen, or one can be made for the tests of windows.
    if [ -n "${DISPLAY:-}" ] || command -v Xvfb >/dev/null; then
        wanted="$wanted $WINDOW_LIBRARIES"
    fi
    packages=$(missing_packages "$wanted")
    fonts=$(find /usr/share/fonts /usr/local/share/fonts -name '*.ttf' -o -name '*.otf' 2>/dev/null | head -n 1)
    [ -n "$fonts" ] || packages="$packages fonts-dejavu-core"
    # shellcheck disable=SC2086  # one word a package
    [ -z "${packages# }" ] || install_or_name $packages
    prepare_audio_libraries
}

prepare_audio_libraries() {
    [ -f "$SDK/twilio.min.js" ] || return 0
    packages=$(missing_packages "$AUDIO_LIBRARIES")
    # shellcheck disable=SC2086  # one word a package
    [ -z "${packages# }" ] || install_or_name $packages || say "audio in the app does not work without them"
}

prepare_line() {
    # The lock holds the SDK's integrity hash, and no address: npm asks the registry it is set up with.
    if ! command -v npm >/dev/null; then
        say "npm is not installed here, so audio in the app is left out"
        return 0
    fi
    say "bringing in Twilio's Voice SDK for audio in the app"
    rm -rf build/line
    mkdir -p build/line "$SDK"
    cp packaging/line/package.json packaging/line/package-lock.json packaging/line/.npmrc build/line/
    if (cd build/line && npm ci --ignore-scripts --no-audit --no-fund --silent); then
        package=build/line/node_modules/@twilio/voice-sdk
        cp "$package/LICENSE.md" "$package/dist/twilio.min.js" "$SDK/"
        touch "$SDK/twilio.min.js"
    else
        say "npm could not bring it in, so audio in the app is left out"
    fi
}

prepare_validators() {
    packages=
    command -v desktop-file-validate >/dev/null || packages="desktop-file-utils"
    command -v appstreamcli >/dev/null || packages="$packages appstream"
    # shellcheck disable=SC2086  # one word a package
    [ -z "$packages" ] || install_or_name $packages
}

prepare_venv() {
    python=$1 venv=$2
    command -v "$python" >/dev/null || { say "there is no $python here; Python 3.11 or newer is needed"; return 1; }
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || {
        say "Python 3.11 or newer is needed; this is $("$python" --version). Set PYTHON=…"
        return 1
    }
    "$python" -c 'import ensurepip, venv' 2>/dev/null || install_or_name python3-venv
    say "setting up $venv with the softphone and its test tools; this takes a minute"
    "$python" -m venv "$venv"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable '.[test]'
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --editable '.[audio]' ||
        say "PySide6-Addons or aiortc cannot be installed here, so audio in the app is left out"
}

case "$1" in
    system) prepare_system ;;
    line) prepare_line ;;
    validators) prepare_validators ;;
    venv) prepare_venv "$2" "$3" ;;
esac
