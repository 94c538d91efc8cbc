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
  let drawn = '';
  const refresh = async () => {
    const { routes } = await api.routes();
    // Routes are only drawn again when they have been loaded anew; else their numbers alone change.
    if (withoutCounts(routes) !== drawn) {
      drawn = withoutCounts(routes);
      counters = new Map();
      drawing.replaceChildren(...GROUPS.map((group) => groupCard(group, routes.filter((route) => groupOf(route) === group), counters)));
    }
    routes.forEach((route) => {
      counters.get(route.id)(route.counts);
      eachStep(route.steps, (step) => counters.get(step.id)(step.total));
    });
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

/** What of the routes is in the drawing itself. */
const withoutCounts = (routes) => JSON.stringify(routes, (name, value) => (['counts', 'total'].includes(name) ? undefined : value));

function eachStep(steps, tell) {
  for (const step of steps) {
    tell(step);
    eachStep(step.steps, tell);
  }
}

function groupCard(group, routes, counters) {
  const drawn = routes.map((route) => drawnRoute(route, counters));
  // Few look at what serves this page: it is drawn, but folded.
  return card(text(`routesOf_${group}`), ...(group === 'admin'
    ? [element('details', {}, element('summary', {}, text('routesCount', { n: routes.length })), element('div', {}, ...drawn))]
    : drawn));
}

function drawnRoute(route, counters) {
  const counts = element('span', { className: 'route-counts' });
  counters.set(route.id, (count) => { counts.textContent = countWords(count); });
  return element('section', { className: 'route', id: `route-${route.id}`, tabIndex: -1 },
    element('div', { className: 'route-head' }, element('h3', {}, route.id), element('code', { className: 'soft' }, plainUri(route.from)), counts),
    route.description ? element('p', { className: 'soft small' }, route.description) : null,
    steps(route.steps, counters));
}

const steps = (list, counters) => element('ol', { className: 'steps' }, ...list.map((step) => drawnStep(step, counters)));

function drawnStep(step, counters) {
  const total = element('span', { className: 'step-total' });
  counters.set(step.id, (count) => { total.textContent = count > 0 ? formatCount(count) : ''; });
  const box = element('li', { className: `step step-${step.type}` }, stepName(step), total,
    step.steps.length > 0 ? steps(step.steps, counters) : null);
  box.title = step.description ?? `${step.type} ${step.id}`;
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

function countWords(count) {
  if (!count) {
    return '';
  }
  const { total, failed, inflight, mean_ms: mean, last_ms: last } = count;
  const words = text('routeCounts', { total: formatCount(total), failed: formatCount(failed), inflight: formatCount(inflight) });
  return total > 0 ? `${words} · ${text('routeTimes', { mean: formatDuration(mean), last: formatDuration(last) })}` : words;
}
