// Usage: who used what, filtered, as a chart, as figures and request by request.

import * as api from '../api.js';
import { button, card, element, every, failure, field, page, select } from '../elements.js';
import { keyName } from '../format.js';
import { GROUPS, groupsFor, MEASURES } from '../groups.js';
import { usageOverTime } from '../over-time.js';
import { allowsHours, rangeFields, rangeOf, rangeQuery, unitOf } from '../range.js';
import { requestList } from '../requests.js';
import { text } from '../texts.js';
import { usageChart } from '../usage-chart.js';

const EVERY_MS = 5_000;
const OUTCOMES = ['completed', 'cancelled', 'failed'];
const FILTERS = ['user_id', 'api_key_id', 'model', 'backend', 'endpoint', 'outcome'];
const ONLY_REQUESTS = ['session_id', 'request_id'];

export async function show(root, { isAdmin, query, signal, setQuery }) {
  let chosen = choiceOf(query);
  const names = await namesOf(isAdmin);
  const download = element('a', { className: 'button', download: 'usage.csv' }, text('downloadCsv'));
  const filters = element('div', { className: 'choices' });
  const choices = element('div', { className: 'choices' });
  const trouble = element('div');
  const chart = usageChart({ signal });
  const chartCard = card(text('overTime'), choices, chart, element('p', { className: 'hint' }, text('utcDays')));
  const list = requestList({ isAdmin });
  root.append(page(text('usage'), { actions: [download] }, filters, trouble, chartCard, card(text('requestList'), list)));

  const use = async (newQuery) => {
    chosen = choiceOf(newQuery);
    const asked = chosen;
    download.href = api.usageCsvUrl({ ...asked.times, ...asked.filters });
    chartCard.hidden = ONLY_REQUESTS.some((name) => asked.filters[name]);
    showChoices();
    try {
      await Promise.all([showFilters(asked), chartCard.hidden ? null : loadChart(asked), list.load({ ...asked.times, ...asked.filters })]);
      trouble.replaceChildren();
    } catch (error) {
      if (error.message) {
        trouble.replaceChildren(failure(error, () => use(newQuery)));
      }
    }
  };
  const change = (changes) => {
    const { range, filters: given, by, measure, unit } = chosen;
    const values = { ...rangeQuery(range), ...given, by, measure, unit, ...changes };
    setQuery(values);
    return use(new URLSearchParams(api.query(values)));
  };
  const showChoices = () => choices.replaceChildren(
    field(text('unit'), select(
      [['day', text('byDay')], ...(allowsHours(chosen.range) ? [['hour', text('byHour')]] : [])],
      { value: unitOf(chosen.range, chosen.unit), onChange: (unit) => change({ unit }) })),
    field(text('measure'), select(MEASURES.map((name) => [name, text(name)]),
      { value: chosen.measure, onChange: (measure) => change({ measure }) })),
    field(text('stackedBy'), select(groupsFor(isAdmin).map((name) => [name, text(name)]),
      { value: chosen.by, onChange: (by) => change({ by }) })));
  const showFilters = async (asked) => {
    const found = await foundIn(asked.times);
    if (asked === chosen) {
      filters.replaceChildren(...filterFields({ chosen, names, found, isAdmin, change }));
    }
  };
  const loadChart = async (asked) => {
    const { by, measure, range } = asked;
    const unit = unitOf(range, asked.unit);
    const report = await usageOverTime({ unit, by, measure, times: asked.times, filters: asked.filters });
    if (asked === chosen) {
      await chart.show(report, { by, unit, measure, range, filters: asked.filters });
    }
  };
  await use(query);
  every(EVERY_MS, signal, list.refresh);
  return use;
}

function choiceOf(query) {
  const known = (name, values, otherwise) => (values.includes(query.get(name)) ? query.get(name) : otherwise);
  const range = rangeOf(query, '7d');
  return {
    range,
    times: { from: range.from, to: range.to },
    filters: Object.fromEntries([...FILTERS, ...ONLY_REQUESTS]
      .filter((name) => query.get(name)).map((name) => [name, query.get(name)])),
    by: known('by', Object.keys(GROUPS), 'model'),
    measure: known('measure', MEASURES, 'requests'),
    unit: known('unit', ['day', 'hour'], ''),
  };
}

async function namesOf(isAdmin) {
  const [users, keys] = await Promise.all(isAdmin ? [api.listUsers(), api.listKeys()] : [[], api.myKeys()]);
  return { users: new Map(users.map((user) => [user.id, user.username])), keys };
}

/** What there is to filter by in this time. */
async function foundIn(times) {
  const found = await Promise.all(['model', 'backend', 'endpoint'].map(async (by) => {
    const { rows } = await api.usageReport({ by, ...times });
    return [by, rows.map((row) => row[by]).filter((name) => name !== null)];
  }));
  return Object.fromEntries(found);
}

function filterFields({ chosen, names, found, isAdmin, change }) {
  const { filters } = chosen;
  const choice = (name, label, options) => {
    const value = filters[name] ?? '';
    const isKnown = value === '' || options.some(([option]) => String(option) === value);
    return field(text(label), select([['', text('all')], ...options, ...(isKnown ? [] : [[value, value]])],
      { value, onChange: (picked) => change({ [name]: picked }) }));
  };
  const plain = (values) => values.map((value) => [value, value]);
  const ownerOf = (key) => (isAdmin ? ` · ${names.users.get(key.user_id) ?? key.user_id}` : '');
  const keys = names.keys.filter((key) => !filters.user_id || String(key.user_id) === filters.user_id);
  const isFiltered = Object.keys(filters).length > 0;
  return [
    ...rangeFields(chosen.range, (range) => change({ range: '', from: '', to: '', ...rangeQuery(range) })),
    isAdmin ? field(text('user'), select([['', text('all')], ...names.users],
      { value: filters.user_id ?? '', onChange: (id) => change({ user_id: id, api_key_id: '' }) })) : '',
    choice('api_key_id', 'key', keys.map((key) => [key.id, `${keyName(key)}${ownerOf(key)}`])),
    choice('model', 'model', plain(found.model)),
    choice('backend', 'backend', plain(found.backend)),
    choice('endpoint', 'endpoint', plain(found.endpoint)),
    choice('outcome', 'outcome', OUTCOMES.map((name) => [name, text(name)])),
    isFiltered ? button(text('clearFilters'),
      () => change(Object.fromEntries([...FILTERS, ...ONLY_REQUESTS].map((name) => [name, ''])))) : '',
  ];
}
