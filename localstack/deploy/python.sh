# Sourced: environments of Python packages, made once and kept in the user's cache.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/intelmq-serverless

# environment NAME REQUIREMENTS MINOR: sets "environment" to the folder of one for Python 3.MINOR or newer.
environment() {
  python=
  for candidate in python3.13 python3.12 python3.14 python3 \
      "$HOME"/.pyenv/versions/3.1[2-9]*/bin/python /opt/homebrew/bin/python3.1[2-9] /usr/local/bin/python3.1[2-9]; do
    if "$candidate" -c "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, $3))" 2>/dev/null; then
      python=$candidate
      break
    fi
  done
  [ -n "$python" ] || {
    echo "Python 3.$3 or newer with its venv module is needed: install it (for instance apt-get install python3 python3-venv, or brew install python)." >&2
    exit 2
  }
  key=$("$python" -c 'import hashlib, sys
print(hashlib.sha256((sys.version + open(sys.argv[1]).read()).encode()).hexdigest()[:16])' "$2")
  environment=$cache/$1-$key
  [ ! -f "$environment/complete" ] || return 0
  echo "Fetching the Python packages of $2 into $environment (once) ..." >&2
  rm -rf "$environment"
  mkdir -p "$cache"
  "$python" -m venv "$environment"
  # uv takes seconds where pip takes minutes, but does not read pip's configuration.
  {
    "$environment/bin/pip" install --quiet --disable-pip-version-check uv==0.13.9 &&
      "$environment/bin/uv" pip install --quiet --python "$environment/bin/python" --requirement "$2"
  } 2>"$cache/uv.log" ||
    "$environment/bin/pip" install --quiet --disable-pip-version-check --no-deps --requirement "$2"
  : >"$environment/complete"
}
