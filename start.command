#!/bin/sh
# Starts Layerwise on a Mac by a double click, and on Linux with sh start.command. The first time it fetches uv (which brings
# Python) and what the app needs, about 2 GB on the disk; later it starts without a network.
cd "$(dirname "$0")" || exit 1
PATH="$PATH:$HOME/.local/bin:$HOME/.cargo/bin:/opt/homebrew/bin:/usr/local/bin"

fail() {
    echo
    echo "$1"
    printf "Press Enter to close. "
    read -r _
    exit 1
}

case "$(uname -s) $(uname -m)" in
    "Darwin x86_64")
        if [ "$(sysctl -n hw.optional.arm64 2>/dev/null)" != 1 ]; then
            fail "TensorFlow no longer runs on Intel Macs. Use Docker: docker build -t layerwise . && docker run -p 8501:8501 layerwise"
        fi ;;
esac

if ! command -v uv >/dev/null 2>&1; then
    echo "Fetching uv, which installs Python programs (astral.sh/uv) ..."
    curl -LsSf https://astral.sh/uv/install.sh | sh || fail "uv could not be fetched. Is there a network?"
    command -v uv >/dev/null 2>&1 || fail "uv was installed, but is not found. Open a new window and try again."
fi
if [ ! -d .venv ]; then
    echo "The first start fetches Python, TensorFlow and the rest, about 2 GB on the disk: some minutes ..."
    uv venv --seed --quiet --python 3.12 .venv || fail "Python 3.12 could not be fetched. Is there a network?"
fi
if [ ! -f .venv/installed ] || [ requirements.txt -nt .venv/installed ]; then
    uv pip install --compile-bytecode --python .venv/bin/python -r requirements.txt || fail "The installation failed; the lines above say why. Start again to go on with it."
    touch .venv/installed
fi
.venv/bin/python start.py --open "$@"
code=$?
[ "$code" -eq 0 ] || [ "$code" -ge 128 ] || fail "Layerwise ended with an error; the lines above say why."
