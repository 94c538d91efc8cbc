// A made-up team, and what it has used in the last forty days.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../../bench/page/proxy.mjs';

const HOUR_MS = 3_600_000;
const DAYS = 40;

/** Prices for a million tokens in nanos a token: input, input from the cache, output. They are made up, as are the requests. */
const MODELS = {
  'deepseek-v4-pro': [1320, 44, 3960],
  'deepseek-v4-flash': [300, 6, 1200],
  'qwen3-coder': [450, 90, 1800],
  'glm-4.6': [600, 110, 2200],
  'bge-m3': [20, 20, 0],
};

const coder = { endpoint: '/v1/messages', client: 'claude-cli', input: 42_000, cached: 0.86, output: 620, hours: [7, 18] };
const chat = { endpoint: '/v1/chat/completions', client: 'OpenAI', input: 1_800, cached: 0.2, output: 480, hours: [6, 20] };
const embeddings = { endpoint: '/v1/embeddings', client: 'OpenAI', input: 3_200, cached: 0, output: 0, hours: [0, 24] };

/** Who there is: each key's requests on a weekday, what they are like, and its models with their parts. */
const TEAM = [
  { user: 'alice', email: 'alice@example.com', limits: { budgets: [{ period: 'month', cost: 150 }] }, keys: [
    { name: 'laptop', note: 'Claude Code', perDay: 150, like: coder, models: { 'deepseek-v4-pro': 0.7, 'deepseek-v4-flash': 0.3 },
      limits: { requests_per_minute: 60, concurrent_requests: 8 } },
    { name: 'workstation', perDay: 45, like: coder, models: { 'qwen3-coder': 1 } },
  ] },
  { user: 'bob', email: 'bob@example.com', limits: null, keys: [
    { name: 'laptop', perDay: 95, like: coder, models: { 'qwen3-coder': 0.6, 'deepseek-v4-flash': 0.4 },
      limits: { budgets: [{ period: 'month', tokens: 125_000_000 }] }, allowed: ['qwen3-*', 'deepseek-*'] },
  ] },
  { user: 'mei', email: 'mei@example.com', limits: { tokens_per_minute: 400_000 }, keys: [
    { name: 'notebook', note: 'evaluations', perDay: 70, like: chat, models: { 'glm-4.6': 0.8, 'qwen3-coder': 0.2 },
      limits: { budgets: [{ period: 'week', cost: 2 }] }, expiresInDays: 30 },
  ] },
  { user: 'helpdesk', email: null, limits: null, keys: [
    { name: 'production', perDay: 320, like: chat, models: { 'deepseek-v4-flash': 0.85, 'glm-4.6': 0.15 },
      limits: { requests_per_minute: 300, budgets: [{ period: 'day', cost: 1 }] } },
    { name: 'staging', perDay: 12, like: chat, models: { 'deepseek-v4-flash': 1 }, expiresInDays: 9 },
  ] },
  { user: 'search', email: null, limits: null, keys: [
    { name: 'indexer', perDay: 260, like: embeddings, models: { 'bge-m3': 1 }, limits: { concurrent_requests: 16 }, allowed: ['bge-m3'] },
    { name: 'old indexer', perDay: 40, like: embeddings, models: { 'bge-m3': 1 }, isOld: true },
  ] },
];

/** Makes the users and keys by the admin API; returns the keys with their ids and secrets. */
export async function addTeam(proxy) {
  const keys = [];
  for (const { user, email, limits, keys: own } of TEAM) {
    const { user_id: userId } = await proxy.admin('POST', '/admin/users', { username: user, email, limits });
    for (const key of own) {
      const created = await proxy.admin('POST', '/admin/api-keys', {
        user_id: userId,
        name: key.name,
        note: key.note ?? null,
        limits: key.limits ?? null,
        models: key.allowed ?? null,
        expires_at: key.expiresInDays ? new Date(Date.now() + key.expiresInDays * 24 * HOUR_MS).toISOString() : null,
      });
      keys.push({ ...key, id: created.api_key_id, userId, secret: created.api_key });
    }
  }
  for (const { id } of keys.filter(({ isOld }) => isOld)) {
    await proxy.admin('DELETE', `/admin/api-keys/${id}`);
  }
  return keys;
}

/** Writes the records as the route store-usage does, with its own statement, so that all sums come with them. */
export function addUsage(dataDir, keys) {
  const file = join(dataDir, 'records.json');
  writeFileSync(file, JSON.stringify(keys.flatMap(recordsOf)));
  const insert = readFileSync(join(root, 'src/main/resources/sql/sqlite/insert-usage-records.sql'), 'utf8')
    .replace(':#${body}', `cast(readfile('${file}') as text)`);
  const lastUsed = 'update api_keys set last_used_at = (select max(timestamp) from usage_records where api_key_id = api_keys.id);';
  const ages = `update api_keys set created_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-' || (41 + 17 * (id % 5)) || ' days');
    update users set created_at = strftime('%Y-%m-%dT%H:%M:%fZ', 'now', '-' || (130 - 3 * id) || ' days');`;
  execFileSync('sqlite3', ['-cmd', '.timeout 10000', join(dataDir, 'proxy_users.db')], { input: `${insert};\n${lastUsed}\n${ages}\n` });
}

/** A seeded generator: the same requests each time. */
let seed = 20261122;
const random = () => ((seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff);
const around = (middle, spread) => middle * Math.exp(spread * (random() + random() + random() - 1.5));

function recordsOf(key) {
  const now = Date.now();
  const records = [];
  for (let back = DAYS; back >= 0; back--) {
    const midnight = Math.floor(now / (24 * HOUR_MS)) * 24 * HOUR_MS - back * 24 * HOUR_MS;
    const weekday = new Date(midnight).getUTCDay();
    const isFree = key.like === coder && (weekday === 0 || weekday === 6);
    const count = key.isOld && back < 21 ? 0 : Math.round(around(key.perDay * (isFree ? 0.25 : 1) * (1.25 - back / 100), 0.5));
    for (let number = 0; number < count; number++) {
      const [first, last] = key.like.hours;
      const time = midnight + (first + (last - first) * (random() + random()) / 2) * HOUR_MS;
      if (time < now) {
        records.push(record(key, time, `${key.id}-${back}-${number}`));
      }
    }
  }
  return records;
}

function record({ id, userId, like, models }, time, name) {
  const model = pick(models);
  const input = Math.round(around(like.input, 1.2));
  const cached = Math.round(input * like.cached * (0.8 + 0.2 * random()));
  const isGood = random() < 0.985;
  const output = isGood ? Math.round(around(like.output, 1.4)) : 0;
  const [price, cachedPrice, outputPrice] = MODELS[model];
  const firstToken = Math.round(around(700, 0.8));
  return {
    request_id: `req_${name}`,
    timestamp: new Date(time).toISOString(),
    api_key_id: id,
    user_id: userId,
    endpoint: like.endpoint,
    model,
    backend_model: model,
    backend: 'llm.example.com',
    input_tokens: input,
    output_tokens: output,
    total_tokens: input + output,
    cache_read_input_tokens: cached,
    cache_creation_input_tokens: 0,
    reasoning_tokens: 0,
    is_estimated: 0,
    cost_nanos: (input - cached) * price + cached * cachedPrice + output * outputPrice,
    outcome: isGood ? 'completed' : random() < 0.5 ? 'cancelled' : 'failed',
    status: isGood ? 200 : 502,
    stream: like === embeddings ? 0 : 1,
    time_to_first_token_ms: firstToken,
    duration_ms: firstToken + output * 14,
    client: like.client,
    session_id: like === coder ? `session-${name.split('-').slice(0, 2).join('-')}` : null,
  };
}

function pick(parts) {
  let left = random();
  return Object.entries(parts).find(([, part]) => (left -= part) < 0)?.[0] ?? Object.keys(parts)[0];
}
