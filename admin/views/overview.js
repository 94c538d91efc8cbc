// Overview: what is used today, this month and over time, and how infiniproxy does.

import * as api from '../api.js';
import { card, element, empty, every, failure, field, link, page, select, state } from '../elements.js';
import { formatCost, formatCount, formatShort } from '../format.js';
import { GROUPS, groupsFor, MEASURES, sumOf } from '../groups.js';
import { usageOverTime } from '../over-time.js';
import { allowsHours, rangeFields, rangeOf, rangeQuery, unitOf } from '../range.js';
import { text } from '../texts.js';
import { costOf, usageChart } from '../usage-chart.js';

const STATUS_EVERY_MS = 2_000;
const USAGE_EVERY_MS = 10_000;

export async function show(root, { isAdmin, query, signal, setQuery }) {
  const states = element('div', { className: 'states', ariaLabel: text('states') });
  states.setAttribute('role', 'group');
  const trouble = element('div');
  const content = element('div');
  root.append(page(text('overview'), {}, states, trouble, content));

  const onFailure = (error) => trouble.replaceChildren(...(error?.message ? [failure(error)] : []));
  const showStates = async () => place(states, isAdmin ? serverStates(await api.status()) : [healthState(await api.health())]);
  const usage = usageParts({ isAdmin, query, signal, setQuery });
  const showUsage = async () => {
    const isUsed = usage.isShown || (await api.usageRequests({ limit: 1 })).requests.length > 0;
    if (!isUsed) {
      content.replaceChildren(card(text('firstRun'), firstRun()));
      return;
    }
    if (!usage.isShown) {
      usage.isShown = true;
      content.replaceChildren(...usage.parts);
    }
    await usage.load();
  };
  await Promise.all([showStates(), showUsage()]);
  every(STATUS_EVERY_MS, signal, () => Promise.all([showStates(), usage.isShown ? null : showUsage()]), onFailure);
  every(USAGE_EVERY_MS, signal, showUsage, onFailure);
  return (newQuery) => usage.use(newQuery);
}

function firstRun() {
  return empty(text('noRequestsYet'), text('noRequestsYetHint'),
    element('a', { className: 'button primary', href: '#/connect' }, text('connectClient')));
}

/** Today and this month in figures, and a chart of the range that is chosen. */
function usageParts({ isAdmin, query, signal, setQuery }) {
  const [today, month] = [element('dl', { className: 'figures' }), element('dl', { className: 'figures' })];
  const choices = element('div', { className: 'choices' });
  const chart = usageChart({ signal });
  const parts = [
    element('div', { className: 'cards' }, card(text('today'), today), card(text('thisMonth'), month)),
    card(text('overTime'), choices, chart, element('p', { className: 'hint' }, text('utcDays'))),
  ];
  let chosen = choiceOf(query);

  const use = async (newQuery) => {
    chosen = choiceOf(newQuery);
    showChoices();
    await loadChart();
  };
  const change = async (changes) => {
    const values = { ...rangeQuery(chosen.range), by: chosen.by, measure: chosen.measure, unit: chosen.unit, ...changes };
    setQuery(values);
    await use(new URLSearchParams(api.query(values)));
  };
  const showChoices = () => choices.replaceChildren(
    ...rangeFields(chosen.range, (range) => change({ range: '', from: '', to: '', ...rangeQuery(range) })),
    field(text('unit'), select(
      [['day', text('byDay')], ...(allowsHours(chosen.range) ? [['hour', text('byHour')]] : [])],
      { value: unitOf(chosen.range, chosen.unit), onChange: (unit) => change({ unit }) })),
    field(text('measure'), select(MEASURES.map((name) => [name, text(name)]),
      { value: chosen.measure, onChange: (measure) => change({ measure }) })),
    field(text('stackedBy'), select(groupsFor(isAdmin).map((name) => [name, text(name)]),
      { value: chosen.by, onChange: (by) => change({ by }) })));
  const loadChart = async () => {
    const { by, measure, range } = chosen;
    const asked = chosen;
    const unit = unitOf(range, chosen.unit);
    const report = await usageOverTime({ unit, by, measure, times: { from: range.from, to: range.to }, filters: {} });
    if (asked === chosen) {
      await chart.show(report, { by, unit, measure, range, filters: {} });
    }
  };
  const loadFigures = async () => {
    const day = new Date().toISOString().slice(0, 10);
    const { rows, currency } = await api.usageReport({ by: 'day', from: `${day.slice(0, 8)}01` });
    showFigures(today, sumOf(rows.filter((row) => row.day === day)), currency, 'today');
    showFigures(month, sumOf(rows), currency, 'month');
  };
  showChoices();
  return { parts, isShown: false, use, load: () => Promise.all([loadFigures(), loadChart()]) };
}

function choiceOf(query) {
  const known = (name, values, otherwise) => (values.includes(query.get(name)) ? query.get(name) : otherwise);
  return {
    range: rangeOf(query, '30d'),
    by: known('by', Object.keys(GROUPS), 'model'),
    measure: known('measure', MEASURES, 'requests'),
    unit: known('unit', ['day', 'hour'], ''),
  };
}

function showFigures(list, sum, currency, range) {
  const count = (label, value, hint) => figure(text(label), formatShort(value), { title: formatCount(value), hint });
  const part = (value) => (sum.input_tokens > 0 ? text('partOfInput', { n: Math.round((100 * value) / sum.input_tokens) }) : '');
  place(list, [
    figure(text('requests'), link(formatCount(sum.requests), `#/usage?range=${range}`),
      { hint: sum.failed_requests > 0 ? text('ofThemFailed', { n: formatCount(sum.failed_requests) }) : '' }),
    figure(text('cost'), costOf(sum, currency),
      { hint: sum.cost > 0 && sum.requests > 0 ? text('perRequest', { n: formatCost(sum.cost / sum.requests, currency) }) : '' }),
    count('inputTokens', sum.input_tokens),
    count('cacheReadTokens', sum.cache_read_input_tokens, part(sum.cache_read_input_tokens)),
    count('cacheWriteTokens', sum.cache_creation_input_tokens, part(sum.cache_creation_input_tokens)),
    count('outputTokens', sum.output_tokens),
  ]);
}

const figure = (label, value, { title = '', hint = '' } = {}) => element('div', {},
  element('dt', {}, label), element('dd', { title }, value), element('dd', { className: 'hint' }, hint));

function serverStates({ requests_in_flight: inFlight, backend, database, journal, version, demo }) {
  return [
    stateBox(text('inFlight'), state(inFlight > 0 ? 'good' : 'off', formatCount(inFlight))),
    stateBox(text('backend'), link(demo ? text('demoBackend') : backend.host, '#/backends'),
      backend.status === 'failing' ? state('bad', text('failing')) : state('good', text('healthy')), backend.last_error ?? ''),
    stateBox(text('database'), database.kind === 'postgresql' ? 'PostgreSQL' : 'SQLite',
      database.away ? state('bad', text('away')) : state('good', text('healthy'))),
    stateBox(text('journal'), text('waiting', { n: formatCount(journal.waiting) }),
      journal.stuck ? state('bad', text('stuck')) : state('good', text('healthy'))),
    stateBox(text('version'), version),
  ];
}

const stateBox = (label, ...words) => element('div', { className: 'state-box' },
  element('span', { className: 'soft' }, label), ...words);

function healthState({ status, reasons = [] }) {
  const kind = { healthy: 'good', degraded: 'warn' }[status] ?? 'bad';
  return stateBox('infiniproxy', state(kind, status === 'healthy' ? text('healthy') : reasons.join('; ') || status));
}

/** Replaces only what has changed, so that nothing moves under the mouse. */
function place(parent, children) {
  children.forEach((child, index) => {
    const old = parent.children[index];
    if (!old) {
      parent.append(child);
    } else if (!old.isEqualNode(child)) {
      old.replaceWith(child);
    }
  });
}
