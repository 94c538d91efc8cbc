# Sourced by the end-to-end scripts: starts infiniproxy with the demo backend in a folder of its own, and cleans up.
# Sets PROXY_URL, API_KEY, INFINIPROXY_HOME and DATA_DIR, unless PROXY_URL and API_KEY are there already.

project=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/infiniproxy-e2e.XXXXXX")
server=''
failures=0

pass() { echo "PASS  $*"; }

fail() {
  echo "FAIL  $*"
  failures=$((failures + 1))
}

# What the server wrote helps only when something went wrong.
clean_up() {
  local code=$?
  trap - EXIT INT TERM
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null
    wait "$server" 2>/dev/null
    if [ $code -ne 0 ]; then
      echo '--- what the server wrote ---'
      cat "$work/server.log"
    fi
  fi
  rm -rf "$work"
  exit $code
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# An empty home: no .env and no edited route of this folder gets into the test, the jar's own copies do.
start_proxy() {
  if [ -n "${PROXY_URL:-}" ] && [ -n "${API_KEY:-}" ]; then
    return
  fi
  mkdir -p "$work/home" "$work/data"
  unset OPENAI_BASE_URL OPENAI_API_KEY OPENAI_MODEL DATABASE_URL ADMIN_TOKEN PROXY_HOST
  export INFINIPROXY_HOME="$work/home" DATA_DIR="$work/data" PROXY_PORT=0
  "$project/infiniproxy" version || exit 1 # builds what is missing
  "$project/infiniproxy" start >"$work/server.log" 2>&1 &
  server=$!
  await_server
  PROXY_URL=$(cat "$DATA_DIR/server.url")
  API_KEY=$("$project/infiniproxy" key create --user e2e --name "e2e test") || exit 1
  export PROXY_URL API_KEY
  echo "infiniproxy runs at $PROXY_URL"
}

# The first start of a jar rehearses, which takes up to a minute on a machine that has nothing else to do.
await_server() {
  for _ in $(seq 900); do
    if [ -s "$DATA_DIR/server.url" ] && curl -fs -m 5 "$(cat "$DATA_DIR/server.url")/health" >/dev/null; then
      return
    fi
    kill -0 "$server" 2>/dev/null || break
    sleep 0.2
  done
  fail 'infiniproxy does not start'
  exit 1
}

# Ends a script: its exit code says whether anything failed.
finish() {
  [ $failures -eq 0 ] || echo "$failures failed"
  exit $((failures > 0))
}
