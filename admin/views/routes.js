// Routes: the running routes as drawings of their steps, with what has passed each step.

import * as api from '../api.js';
import { card, element, every, failure, page } from '../elements.js';
import { formatCount, formatDuration } from '../format.js';
import { text } from '../texts.js';

const REFRESH_MS = 2000;
const GROUPS = ['api', 'inner', 'admin'];

export async function show(root, { signal }) {
  const trouble = element('div');
  const drawing = element('div');
  let counters = new Map();
  const refresh = async () => {
    const { routes } = await api.routes();
    const counts = countsById(routes);
    // Routes are only drawn again when they have been loaded anew; else their numbers alone change.
    if (counts.size !== counters.size || [...counts.keys()].some((id) => !counters.has(id))) {
      counters = new Map();
      drawing.replaceChildren(...GROUPS.map((group) => groupCard(group, routes.filter((route) => groupOf(route) === group), counters)));
    }
    counts.forEach((count, id) => counters.get(id)(count));
  };
  root.append(page(text('routes'), {}, element('p', { className: 'soft' }, text('routesHint')), trouble, drawing));
  await refresh();
  every(REFRESH_MS, signal, refresh, (failed) => trouble.replaceChildren(...(failed?.message ? [failure(failed)] : [])));
}

function groupOf({ from }) {
  if (from.startsWith('platform-http:/v1/')) {
    return 'api';
  }
  return /^(platform-http|rest):/.test(from) ? 'admin' : 'inner';
}

/** The counts of each route and each step, by what they are called in this drawing. */
function countsById(routes) {
  const counts = new Map();
  const add = (step) => {
    counts.set(`step ${step.id}`, step.counts);
    step.steps.forEach(add);
  };
  routes.forEach((route) => {
    counts.set(`route ${route.id}`, route.counts);
    route.steps.forEach(add);
  });
  return counts;
}

function groupCard(group, routes, counters) {
  const drawn = routes.map((route) => drawnRoute(route, counters));
  // Few look at what serves this page: it is drawn, but folded.
  return card(text(`routesOf_${group}`), ...(group === 'admin'
    ? [element('details', {}, element('summary', {}, text('routesCount', { n: routes.length })), element('div', {}, ...drawn))]
    : drawn));
}

function drawnRoute(route, counters) {
  const counts = element('span', { className: 'step-counts' });
  counters.set(`route ${route.id}`, (count) => { counts.textContent = countWords(count); });
  return element('section', { className: 'route', id: `route-${route.id}`, tabIndex: -1 },
    element('div', { className: 'route-head' }, element('h3', {}, route.id), element('code', { className: 'soft' }, plainUri(route.from)), counts),
    route.description ? element('p', { className: 'soft small' }, route.description) : null,
    steps(route.steps, counters));
}

const steps = (list, counters) => element('ol', { className: 'steps' }, ...list.map((step) => drawnStep(step, counters)));

function drawnStep(step, counters) {
  const counts = element('div', { className: 'step-counts' });
  const box = element('li', { className: `step step-${step.type}` }, stepName(step), counts,
    step.steps.length > 0 ? steps(step.steps, counters) : null);
  box.title = step.description ?? `${step.type} ${step.id}`;
  counters.set(`step ${step.id}`, (count) => {
    counts.textContent = count ? shortWords(count) : '';
    counts.title = count ? countWords(count) : '';
    box.classList.toggle('step-failed', count?.failed > 0);
  });
  return box;
}

/** What a step does in few words; a step that calls another route leads to its drawing. */
function stepName({ type, label }) {
  const inner = label.match(/^\w+\[(.*)\]$/)?.[1] ?? label;
  const called = inner.match(/^direct:([\w-]+)/)?.[1];
  if (called) {
    const leads = element('button', { type: 'button', className: 'quiet link' }, `${type === 'wireTap' ? 'wireTap' : '↪'} ${plainUri(inner)}`);
    leads.title = text('leadsTo', { name: called });
    leads.addEventListener('click', () => goTo(inner));
    return leads;
  }
  return element('div', {}, type === 'process' ? null : element('strong', {}, `${type} `), plainUri(inner.replace(/^ref:/, '')));
}

/** Goes to the route that is called by this address: its head names it. */
function goTo(uri) {
  const head = [...document.querySelectorAll('.route code')].find((code) => code.textContent === plainUri(uri));
  const route = head?.closest('.route');
  route?.scrollIntoView({ block: 'center' });
  route?.focus({ preventScroll: true });
}

/** rest://get:/admin:/users?… as GET /admin/users; others without their parameters. */
function plainUri(uri) {
  const rest = uri.match(/^rest:\/\/(\w+):([^:?]*):([^?]*)/);
  return rest ? `${rest[1].toUpperCase()} ${rest[2]}${decodeURIComponent(rest[3])}` : uri.split('?')[0];
}

function shortWords({ total, failed, mean_ms: mean }) {
  const words = [formatCount(total)];
  if (failed > 0) {
    words.push(text('ofThemFailed', { n: formatCount(failed) }));
  }
  if (mean !== null && mean !== undefined) {
    words.push(`⌀ ${formatDuration(mean)}`);
  }
  return words.join(' · ');
}

function countWords(count) {
  if (!count) {
    return '';
  }
  const { total, failed, inflight, mean_ms: mean, last_ms: last } = count;
  const words = text('routeCounts', { total: formatCount(total), failed: formatCount(failed), inflight: formatCount(inflight) });
  return total > 0 ? `${words} · ${text('routeTimes', { mean: formatDuration(mean), last: formatDuration(last) })}` : words;
}
