// How long do the page's views take on a full database? Fills one with usage records of a year (../reports/ReportBench.java),
// starts infiniproxy on it, signs in with Chromium, and measures each view from the navigation until all of its requests are
// answered and what they brought is painted. Each should take less than a second.
//
//   npm install && node measure.mjs                 10 million records; some ten minutes, and 4 GB below /tmp
//   node measure.mjs 1000000                        fewer
//   node measure.mjs --data FOLDER                  a folder that has been filled before
//
// Cold: the view is asked for the first time since the server was started, by a browser that has nothing of the page: it is all loaded.
// Warm: from another view of the same page to it, the median and the longest of five. Needs a JDK 21 or newer,
// target/infiniproxy.jar and Chromium.
import { loadavg } from 'node:os';
import { inNewFolder, launch, runJava, signedIn, startProxy } from './proxy.mjs';

const RUNS = 5;
const FILTERED = { user_id: 7, api_key_id: 7, model: 'model-7', backend: 'api.one.example', outcome: 'failed', 'user_id=7&model': 'model-13' };

const overviews = [
  ...['today', '30d', '365d'].flatMap((range) => ['model', 'user', 'key'].map((by) => `overview?range=${range}&by=${by}`)),
  'overview?range=7d',
  'overview?range=month',
  'overview?range=365d&by=backend',
  'overview?range=365d&by=endpoint&measure=cost',
  'overview?range=7d&by=key&unit=hour',
  'overview?range=30d&by=model&unit=hour',
];
const usages = [
  'usage',
  ...['30d', '365d'].flatMap((range) => ['', ...Object.entries(FILTERED).map(([name, value]) => `&${name}=${value}`)]
    .map((filter) => `usage?range=${range}${filter}`)),
  'usage?range=365d&by=key&measure=total_tokens',
  'usage?session_id=session-5000',
];
const others = ['users', 'api-keys', 'api-keys?user_id=7', 'connect', 'try', 'sent', 'backends', 'routes', 'audit'];
const ofUsers = ['overview?range=365d', 'overview?range=30d&by=key', 'usage', 'usage?range=365d&model=model-7', 'api-keys', 'connect', 'try'];

/** Runs in the page: tells when nothing more is asked and painted for a while, and when the last of it was. */
function observe() {
  const QUIET_MS = 300;
  const UNPAINTED_MS = 2000; // what changes nothing that is seen is not painted
  let pending = 0;
  let painted = 0;
  let last = 0;
  let isBegun = () => document.querySelector('.view h1') !== null;
  const now = () => performance.now();
  const isQuiet = () => pending === 0 && now() - last > (painted >= last ? QUIET_MS : UNPAINTED_MS);
  setInterval(() => isQuiet() && isBegun() && globalThis.settled?.(Math.max(last, painted)), 50);
  // a frame has been painted when the first task after its callbacks runs
  const changed = () => {
    last = now();
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { painted = now(); };
      port2.postMessage(null);
    });
  };
  const done = () => {
    pending--;
    changed();
  };
  const original = globalThis.fetch;
  globalThis.fetch = async (...request) => {
    pending++;
    try {
      return await original(...request);
    } catch (failed) {
      done();
      throw failed;
    }
  };
  const json = Response.prototype.json; // the page reads all its answers by it
  Response.prototype.json = function read() {
    return json.call(this).finally(done);
  };
  new MutationObserver(changed).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  globalThis.untilSettled = (start) => {
    isBegun = () => last > start;
    return new Promise((resolve) => { globalThis.settled = (end) => resolve(end - start); });
  };
  globalThis.firstSettled = new Promise((resolve) => { globalThis.settled = resolve; });
}

const fillAndMeasure = (records) => inNewFolder(async (folder) => {
  runJava('bench/reports/ReportBench.java', 'fill', folder, String(records));
  await measure(folder);
});

async function measure(dataDir) {
  const settings = { OPENAI_BASE_URL: 'http://127.0.0.1:9/v1', OPENAI_API_KEY: 'none' };
  const browser = await launch();
  const proxy = await startProxy(dataDir, settings);
  try {
    const apiKey = await prepare(proxy);
    console.log(`Load average at the start: ${loadavg().map((load) => load.toFixed(1)).join(', ')}\n`);
    console.log('| view | cold, ms | warm, median | warm, longest |\n|---|---|---|---|');
    for (const [views, key] of [[[...overviews, ...usages, ...others], null], [ofUsers, apiKey]]) {
      const cold = new Map();
      for (const view of views) {
        cold.set(view, await coldTime(browser, proxy, key, view));
        console.error(`${view}: ${Math.round(cold.get(view))} ms cold`);
      }
      const context = await signedIn(browser, proxy, { apiKey: key });
      const page = await openPage(context, `${proxy.url}/admin#/connect`);
      for (const view of views) {
        const times = await warmTimes(page, view);
        const row = [cold.get(view), times[Math.floor(RUNS / 2)], times.at(-1)].map((ms) => Math.round(ms));
        console.log(`| ${key ? 'a user: ' : ''}\`${view}\` | ${row.join(' | ')} |`);
      }
      await context.close();
    }
    console.log(`\nLoad average at the end: ${loadavg().map((load) => load.toFixed(1)).join(', ')}`);
  } finally {
    await proxy.stop();
    await browser.close();
  }
}

/** Gives some users and keys limits, whose levels the views show; returns an API key of user 8. */
async function prepare(proxy) {
  const limits = { requests_per_minute: 60, budgets: [
    { period: 'month', tokens: 100_000_000 }, { period: 'total', tokens: 100_000_000_000 }] };
  for (let id = 1; id <= 20; id++) {
    await proxy.admin('PATCH', `/admin/users/${id}`, { limits });
    await proxy.admin('PATCH', `/admin/api-keys/${id}`, { limits });
  }
  return (await proxy.admin('POST', '/admin/api-keys/7/rotate?grace_hours=0')).api_key;
}

async function openPage(context, address) {
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.addInitScript(observe);
  await page.goto(address);
  return page;
}

async function coldTime(browser, proxy, apiKey, view) {
  const context = await signedIn(browser, proxy, { apiKey });
  const page = await openPage(context, `${proxy.url}/admin#/${view}`);
  const time = await page.evaluate(() => globalThis.firstSettled);
  await context.close();
  return time;
}

async function warmTimes(page, view) {
  const times = [];
  for (let run = 0; run <= RUNS; run++) {
    await page.evaluate(() => { location.hash = '#/try'; });
    await page.waitForSelector('.view-try textarea');
    if (view === 'try') {
      await page.evaluate(() => { location.hash = '#/connect'; });
      await page.waitForSelector('.view-connect pre');
    }
    const time = await page.evaluate((hash) => {
      const start = performance.now();
      location.hash = hash;
      return globalThis.untilSettled(start);
    }, `#/${view}`);
    if (run > 0) {
      times.push(time); // the first one loads the view's script
    }
  }
  return times.sort((a, b) => a - b);
}

const [first, second] = process.argv.slice(2);
await (first === '--data' ? measure(second) : fillAndMeasure(Number(first ?? 10_000_000)));
