// Takes the pictures of the page that the READMEs show: fills a database with the usage of a made-up team (usage.mjs), starts
// target/infiniproxy.jar on it, and photographs the real page in Chromium, in English and Chinese.
//
//   (cd bench/page && npm install) && node docs/pictures/take.mjs
//
// Needs a JDK 21 or newer, sqlite3, Chromium and the fonts of Debian's fonts-noto-cjk. The usage is drawn from a fixed seed and ends
// now, so pictures of another day show other days: take them after the tenth of a month and after noon UTC, when "this month" and
// "today" have something to show.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inNewFolder, launch, signedIn, startProxy } from '../../bench/page/proxy.mjs';
import { addTeam, addUsage } from './usage.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const BACKEND = { OPENAI_BASE_URL: 'https://llm.example.com/v1', OPENAI_API_KEY: 'none' };

/** What is photographed: the view's address, and what is there when it is all there. */
const PICTURES = [
  { name: 'overview', address: 'overview?range=30d&by=model&measure=cost', ready: '.u-over' },
  { name: 'api-keys', address: 'api-keys', ready: '.view-api-keys tbody tr' },
  { name: 'sent', address: 'sent?example=thinking&profile=openai-reasoning', ready: '.view-sent tbody tr', scheme: 'dark' },
];
const CONNECT = { name: 'connect', address: 'connect', ready: '.arrival' };
const [WIDTH, SCALE] = [1280, 1.2];
const LANGUAGES = [['en', 'en-US'], ['zh', 'zh-CN']];

// Chromium's own system-ui is what the machine has; a picture shall look the same from everywhere.
process.env.FONTCONFIG_FILE = join(here, 'fonts.conf');

await inNewFolder(async (folder) => {
  const proxy = await startProxy(folder, BACKEND);
  const keys = await addTeam(proxy);
  addUsage(folder, keys);
  await photograph(proxy, PICTURES);
  await proxy.stop();
  const demo = await startProxy(folder, { PROXY_PORT: '8000' }); // it is in the picture, and the default
  const { secret } = keys.find(({ name }) => name === 'staging');
  await photograph(demo, [CONNECT], (page) => firstRequest(demo, secret, page));
  await demo.stop();
});

async function photograph(proxy, pictures, before = () => {}) {
  const browser = await launch();
  try {
    for (const [language, locale] of LANGUAGES) {
      for (const { name, address, ready, scheme = 'light' } of pictures) {
        const context = await signedIn(browser, proxy,
          { locale, colorScheme: scheme, viewport: { width: WIDTH, height: 800 }, deviceScaleFactor: SCALE });
        const page = await context.newPage();
        await page.goto(`${proxy.url}/admin#/${address}`);
        await before(page);
        await page.waitForSelector(ready);
        await page.waitForLoadState('networkidle');
        await page.setViewportSize({ width: WIDTH, height: await page.evaluate(() => document.documentElement.scrollHeight) });
        await page.screenshot({ path: join(here, `${name}-${language}.png`), animations: 'disabled' });
        await context.close();
      }
    }
  } finally {
    await browser.close();
  }
}

/** What Claude Code would ask first. */
async function firstRequest(proxy, key, page) {
  await page.waitForSelector('.waiting');
  await page.locator('.view-connect input[type=password]').fill(key);
  await proxy.ask(key, '/v1/messages', { model: 'claude-sonnet-5', max_tokens: 500, messages: [{ role: 'user', content: 'Hello!' }] });
}
