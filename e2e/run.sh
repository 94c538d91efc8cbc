#!/usr/bin/env bash
# The real clients through infiniproxy: Claude Code and the official SDKs from npm. Starts the jar once for all of them.
# Needs node with npm, jq and curl. Names as arguments run only those: e2e/run.sh openai-sdk
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/proxy.sh"

# The packages are installed into a copy: what npm writes stays out of the project.
run_sdk() {
  local name=$1
  cp -r "$project/e2e/$name" "$work/$name"
  if ! (cd "$work/$name" && timeout 300 npm install --no-fund --no-audit --no-package-lock --loglevel=error); then
    fail "$name: npm install"
    return
  fi
  if (cd "$work/$name" && NO_PROXY=localhost,127.0.0.1 timeout 300 node --test --test-reporter=spec); then
    pass "$name"
  else
    fail "$name"
  fi
}

run() {
  echo "=== $1"
  case $1 in
    claude-code)
      if "$project/e2e/claude-code.sh"; then pass claude-code; else fail claude-code; fi
      ;;
    openai-sdk | anthropic-sdk) run_sdk "$1" ;;
    *) fail "expected claude-code, openai-sdk or anthropic-sdk, got $1" ;;
  esac
}

start_proxy
[ $# -gt 0 ] || set -- openai-sdk anthropic-sdk claude-code
for name in "$@"; do
  run "$name"
done
finish
