// The jar, running, and its page in Chromium: for scripts that look at the page as it is used.
import { spawn, execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');
const jar = join(root, 'target', 'infiniproxy.jar');
const ADMIN_TOKEN = 'admin-token-of-the-script';
const STARTS_WITHIN_MS = 60_000;

// Without this a signal ends the script before what it has started and made is gone.
['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => process.once(signal, () => process.exit(1)));

/** A JDK 21 or newer: JAVA_HOME, or the newest in the usual folder. */
export function java() {
  const homes = [process.env.JAVA_HOME, ...folders('/usr/lib/jvm')].filter((home) => home && versionOf(home) >= 21);
  if (homes.length === 0) {
    throw new Error('expected a JDK 21 or newer in JAVA_HOME or /usr/lib/jvm, found none');
  }
  return join(homes.sort((a, b) => versionOf(b) - versionOf(a))[0], 'bin', 'java');
}

const folders = (folder) => (existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : []);

function versionOf(home) {
  const release = join(home, 'release');
  return existsSync(join(home, 'bin', 'javac')) && existsSync(release)
    ? Number(/JAVA_VERSION="(\d+)/.exec(readFileSync(release, 'utf8'))?.[1] ?? 0) : 0;
}

/** Runs the action with a folder that is gone afterwards. */
export async function inNewFolder(action) {
  const folder = mkdtempSync(join(tmpdir(), 'infiniproxy-page-'));
  const clean = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', clean);
  try {
    return await action(folder);
  } finally {
    clean();
  }
}

/** Starts the jar on a data folder; `settings` are environment variables. Nothing of this folder's own .env counts. */
export async function startProxy(dataDir, settings = {}) {
  if (!existsSync(jar)) {
    throw new Error(`expected ${jar}: build it with ./infiniproxy version`);
  }
  const address = join(dataDir, 'server.url');
  rmSync(address, { force: true });
  const server = spawn(java(), ['--enable-native-access=ALL-UNNAMED', '-jar', jar, 'start'], {
    env: { PATH: process.env.PATH, INFINIPROXY_HOME: dataDir, DATA_DIR: dataDir, PROXY_PORT: '0', ADMIN_TOKEN, ...settings },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const kill = () => server.kill();
  process.once('exit', kill);
  const ended = new Promise((resolve) => { server.once('exit', resolve); });
  const deadline = Date.now() + STARTS_WITHIN_MS;
  while (!existsSync(address) || !(await isUp(readFileSync(address, 'utf8')))) {
    if (server.exitCode !== null || Date.now() > deadline) {
      server.kill();
      throw new Error(`infiniproxy does not start on ${dataDir}`);
    }
    await pause(50);
  }
  const url = readFileSync(address, 'utf8').trim();
  return {
    url,
    stop: async () => {
      server.kill();
      await ended;
      process.off('exit', kill);
    },
    /** Calls an admin endpoint and returns its answer. */
    admin: (method, path, body) => call(`${url}${path}`, { method, token: ADMIN_TOKEN, body }),
    /** Asks as a client does; returns the status. */
    ask: async (key, path, body) => (await fetch(`${url}${path}`,
      { method: 'POST', headers: { 'x-api-key': key, 'Content-Type': 'application/json' }, body: JSON.stringify(body) })).status,
  };
}

async function isUp(url) {
  try {
    return (await fetch(`${url.trim()}/health`)).ok;
  } catch {
    return false;
  }
}

async function call(url, { method, token, body }) {
  const response = await fetch(url, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) {
    throw new Error(`${method} ${url}: ${response.status} ${await response.text()}`);
  }
  return response.json();
}

export const launch = () => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });

/** A context of the browser that is signed in, by an API key or else as the admin. */
export async function signedIn(browser, { url }, { apiKey = null, ...options } = {}) {
  const context = await browser.newContext({ locale: 'en-US', viewport: { width: 1280, height: 900 }, ...options });
  const answer = await context.request.post(`${url}/admin/login`, {
    headers: { 'X-Requested-With': 'infiniproxy' },
    data: apiKey ? { api_key: apiKey } : { token: ADMIN_TOKEN },
  });
  if (!answer.ok()) {
    throw new Error(`signing in: ${answer.status()} ${await answer.text()}`);
  }
  return context;
}

/** Runs a Java source file with the jar's classes. */
export const runJava = (source, ...args) => execFileSync(java(),
  ['--enable-native-access=ALL-UNNAMED', '-cp', jar, join(root, source), ...args], { stdio: ['ignore', 'inherit', 'inherit'] });
