#!/usr/bin/env bash
# Install by apt what pip cannot. Does nothing, quickly, where nothing is missing.
#   system-packages.sh venv PYTHON     what `PYTHON -m venv` needs
#   system-packages.sh qt PYTHON       the libraries that PYTHON's PySide6 links to, and fonts for Chinese and emoji
#   system-packages.sh tools           the checkers of the desktop files
set -euo pipefail

as_root() {
    if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

# install PURPOSE PACKAGE...: install the packages or say which command would.
install() {
    local purpose=$1
    shift
    if ! command -v apt-get >/dev/null; then
        echo "MineReader needs $purpose. Please install it with your system's package manager (on Debian: $*)." >&2
        exit 1
    fi
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        echo "MineReader needs $purpose. Please run as root: apt-get install $*" >&2
        exit 1
    fi
    echo "Installing $purpose: $*"
    local quiet=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0)
    as_root "${quiet[@]}" update || true # an old list may still do
    if ! as_root "${quiet[@]}" install --yes --no-install-recommends "$@" >/dev/null; then
        echo "MineReader needs $purpose, and apt could not install it. Please run: sudo apt-get install $*" >&2
        exit 1
    fi
}

missing_libraries() {
    local qt
    qt=$("$1" -c 'import importlib.util; print(*importlib.util.find_spec("PySide6").submodule_search_locations)')
    ldd "$qt"/Qt{Gui,Widgets,Network,Svg}.abi3.so "$qt"/Qt/plugins/platforms/libq{xcb,offscreen}.so "$qt"/lrelease \
        | awk '/not found/ {print $1}' | sort -u
}

case "$1" in
venv)
    if ! "$2" -c 'import ensurepip, venv' 2>/dev/null; then
        version=$("$2" -c 'import sys; print("{}.{}".format(*sys.version_info))')
        install "Python's venv module" "python$version-venv"
    fi
    ;;
qt)
    [ "$(uname)" = Linux ] || exit 0
    libraries=(libglib2.0-0 libbrotli1 libdbus-1-3 libegl1 libfontconfig1 libgl1 libgssapi-krb5-2 libwayland-client0
        libwayland-cursor0 libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
        libxcb-render-util0 libxcb-shape0 libxcb-shm0 libxcb-sync1 libxcb-xfixes0 libxcb-xkb1 libxkbcommon-x11-0
        libxkbcommon0 libzstd1)
    if [ -n "$(missing_libraries "$2")" ]; then
        install "the system libraries of Qt" "${libraries[@]}"
    fi
    left=$(missing_libraries "$2")
    if [ -n "$left" ]; then
        echo "These libraries are still missing, so the window cannot open:" $left >&2
        exit 1
    fi
    fonts=()
    [ -n "$(fc-list :lang=zh-cn family 2>/dev/null || true)" ] || fonts+=(fonts-noto-cjk)
    [ -n "$(fc-list :lang=und-zsye family 2>/dev/null || true)" ] || fonts+=(fonts-noto-color-emoji)
    if [ ${#fonts[@]} -gt 0 ]; then
        (install "fonts for Chinese and emoji" fontconfig "${fonts[@]}") || echo "Going on without them." >&2
    fi
    ;;
tools)
    command -v desktop-file-validate >/dev/null || install "desktop-file-validate" desktop-file-utils
    command -v appstreamcli >/dev/null || install "appstreamcli" appstream
    ;;
*)
    sed -n '2,5p' "$0" >&2
    exit 2
    ;;
esac
