#!/usr/bin/env bash
# The real Claude Code through infiniproxy and its demo backend: an answer, and tools that Claude Code runs by itself.
# Needs node with npm, jq and curl. CLAUDE_CODE_VERSION names another version.
set -uo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/proxy.sh"

version=${CLAUDE_CODE_VERSION:-2.1.330}

# The program is in the package of the platform: no install script has to run, and no particular node.
install_claude() {
  echo "Installing Claude Code $version"
  mkdir -p "$work/npm"
  (cd "$work/npm" && echo '{"private":true}' >package.json &&
    timeout 300 npm install --no-fund --no-audit --no-package-lock --loglevel=error \
      "@anthropic-ai/claude-code@$version") >"$work/npm.log" 2>&1
  claude=$(find "$work/npm/node_modules/@anthropic-ai" -type f -name claude -size +10M 2>/dev/null | head -n 1)
  if [ -z "$claude" ] || ! chmod +x "$claude"; then
    fail 'install Claude Code'
    cat "$work/npm.log"
    exit 1
  fi
}

# Runs Claude Code in the folder of the test, with nothing of this machine's settings.
claude() {
  (cd "$work/project" && env -i PATH="$PATH" HOME="$work/claude-home" LANG=C.UTF-8 \
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1 DISABLE_TELEMETRY=1 DISABLE_AUTOUPDATER=1 \
    NO_PROXY=localhost,127.0.0.1 ANTHROPIC_BASE_URL="$PROXY_URL" ANTHROPIC_AUTH_TOKEN="$API_KEY" \
    timeout 120 "$claude" "$@" </dev/null 2>"$work/claude.err")
}

# check NAME TEXT ANSWER: passes when the answer holds the text.
check() {
  if grep -qF -- "$2" <<<"$3"; then
    pass "$1"
  else
    fail "$1: expected \"$2\" in the answer, got:"
    printf '%s\n' "$3" | head -c 2000
    head -c 2000 "$work/claude.err"
  fi
}

# equal NAME EXPECTED FOUND
equal() {
  if [ "$2" = "$3" ]; then
    pass "$1"
  else
    fail "$1: expected $2, got \"$3\""
    head -c 2000 "$work/claude.err"
  fi
}

# count JSONL FILTER: how many blocks of a stream-json answer the filter lets through.
count() {
  jq -s "[.[] | .message?.content? | arrays | .[] | select($2)] | length" <<<"$1"
}

plain_answer() {
  check 'a plain answer' 'You said: "say hi"' "$(claude -p 'say hi')"
}

tool_loop() {
  local answer
  answer=$(claude -p "Read $work/project/notes.txt and tell me the word in it" --allowedTools Read)
  check 'a tool loop: the answer quotes the file that Claude Code has read' "$word" "$answer"
}

streamed_json() {
  local events
  events=$(claude -p 'Read notes.txt' --allowedTools Read --output-format stream-json --verbose)
  equal 'stream-json: the tool is called' 1 "$(count "$events" '.type == "tool_use" and .name == "Read"')"
  equal 'stream-json: its result goes back' 1 \
    "$(count "$events" '.type == "tool_result" and (.content | tostring | contains("'"$word"'"))')"
  equal 'stream-json: it ends well' false "$(jq -r 'select(.type == "result") | .is_error' <<<"$events")"
}

parallel_tools() {
  local events i
  for i in 1 2 3 4; do echo "part-$i-$word" >"$work/project/part$i.txt"; done
  events=$(claude -p 'Compare part1.txt, part2.txt, part3.txt and part4.txt' --allowedTools Read \
    --output-format stream-json --verbose)
  equal 'four files at once: four calls' 4 "$(count "$events" '.type == "tool_use"')"
  equal 'four files at once: four results' 4 "$(count "$events" '.type == "tool_result"')"
  for i in 1 2 3 4; do
    check "four files at once: the answer quotes file $i" "part-$i-$word" "$(jq -r 'select(.type == "result") | .result' <<<"$events")"
  done
}

image() {
  local answer
  base64 -d >"$work/project/dot.png" <<'PNG'
iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==
PNG
  answer=$(claude -p 'What is in dot.png ?' --allowedTools Read --output-format json)
  equal 'a picture that Claude Code has read' false "$(jq -r .is_error <<<"$answer")"
}

missing_file() {
  check 'a tool that fails: the model is told' 'File does not exist' \
    "$(claude -p 'What is in missing.txt ?' --allowedTools Read)"
}

context_size() {
  check 'token counts for /context' 'System prompt' "$(claude -p /context)"
}

wrong_key() {
  check 'a wrong key is refused' 'API key is not known' "$(API_KEY=sk-wrong claude -p hi)"
}

usage() {
  local report
  sleep 1 # records gather for a moment before they are written
  report=$(curl -fs -m 10 "$PROXY_URL/usage/me" -H "Authorization: Bearer $API_KEY")
  if jq -e '.total_input_tokens > 0 and .total_output_tokens > 0
            and any(.usage_by_endpoint[]; .endpoint == "/v1/messages" and .total_tokens > 0)' <<<"$report" >/dev/null; then
    pass "usage is on record: $(jq -c '{total_requests, total_input_tokens, total_output_tokens}' <<<"$report")"
  else
    fail "usage is on record, got: $report"
  fi
}

start_proxy
mkdir -p "$work/project" "$work/claude-home"
word=marmot-$RANDOM$RANDOM
echo "the word is $word" >"$work/project/notes.txt"
install_claude
plain_answer
tool_loop
streamed_json
parallel_tools
image
missing_file
context_size
wrong_key
usage
finish
