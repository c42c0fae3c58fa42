#!/bin/sh
# Write both lock files from pyproject.toml: every package with its hashes, no address of any registry.
set -eu
cd "$(dirname "$0")/.."
UV=$(command -v uv || echo .venv-uv/bin/uv)
export UV_PYTHON_DOWNLOADS=never
lock() {
    "$UV" pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-header "$@"
}
lock pyproject.toml --output-file requirements.lock
lock pyproject.toml --group dev --output-file requirements-dev.lock
if grep -nE 'https?://' requirements.lock requirements-dev.lock; then
    echo "A lock file names an address; only names, versions and hashes belong there." >&2
    exit 1
fi
