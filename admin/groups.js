// What usage is divided by: how reports name a group, how it is called, and how Usage is filtered by it.

import { keyName } from './format.js';
import { text } from './texts.js';

const plain = (column) => ({
  filter: column,
  id: (row) => row[column],
  name: (row) => row[column] ?? text('unnamed'),
});

/** By the names of the report's `by`. */
export const GROUPS = {
  model: plain('model'),
  user: {
    filter: 'user_id',
    id: (row) => row.user_id,
    name: (row) => row.username ?? (row.user_id === null ? text('unnamed') : text('userNumber', { id: row.user_id })),
  },
  key: {
    filter: 'api_key_id',
    id: (row) => row.api_key_id,
    name: (row) => (row.api_key_id === null ? text('noKey') : `${keyName(row)} · ${row.username ?? row.user_id}`),
  },
  backend: plain('backend'),
  endpoint: plain('endpoint'),
};

/** The dimensions that this session can choose: users see only themselves. */
export const groupsFor = (isAdmin) => Object.keys(GROUPS).filter((name) => isAdmin || name !== 'user');

/** What can be drawn, as reports name it. */
export const MEASURES = ['requests', 'cost', 'total_tokens', 'input_tokens', 'cache_read_input_tokens',
  'cache_creation_input_tokens', 'output_tokens'];

const SUMMED = [...MEASURES, 'failed_requests', 'cancelled_requests', 'unpriced_requests'];

/** Adds rows of a report up. The cost stays null where no request had a price. */
export function sumOf(rows) {
  const sum = Object.fromEntries(SUMMED.map((name) => [name, 0]));
  rows.forEach((row) => SUMMED.forEach((name) => { sum[name] += Number(row[name] ?? 0); }));
  if (sum.requests > 0 && sum.unpriced_requests === sum.requests) {
    sum.cost = null;
  }
  return sum;
}

/** Returns the groups of a report's rows as `{id, name, rows, sum}`. */
export function groupsOf(rows, by) {
  const { id, name } = GROUPS[by];
  const groups = new Map();
  rows.forEach((row) => {
    const group = groups.get(id(row)) ?? { id: id(row), name: name(row), rows: [] };
    group.rows.push(row);
    groups.set(group.id, group);
  });
  return [...groups.values()].map((group) => ({ ...group, sum: sumOf(group.rows) }));
}
