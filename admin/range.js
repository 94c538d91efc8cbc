// The range of time that a view shows, and its choice. Days are those of UTC, as in budgets, reports and CSV.

import { element, field, input, select } from './elements.js';
import { formatHour } from './format.js';
import { text } from './texts.js';

const DAY_MS = 86_400_000;

/** Each preset's days before today with which it begins; it ends now. */
const PRESETS = { today: () => 0, '7d': () => 6, '30d': () => 29, month: (now) => now.getUTCDate() - 1, '365d': () => 364 };

/** Reports by the hour are of so many days at most. */
const MOST_DAYS_BY_HOUR = 31;

/**
 * Returns the range of an address as `{range, from, to}`: `range` is a preset's name or empty, `from` and `to` what the
 * server is to be asked. A preset stays relative: bookmarked, it means other days tomorrow.
 */
export function rangeOf(query, otherwise) {
  const [from, to] = [query.get('from') ?? '', query.get('to') ?? ''];
  if (from || to) {
    return { range: '', from, to };
  }
  const range = Object.hasOwn(PRESETS, query.get('range') ?? '') ? query.get('range') : otherwise;
  const now = new Date();
  return { range, from: day(new Date(now - PRESETS[range](now) * DAY_MS)), to: '' };
}

/** What of a range stands in the address. */
export const rangeQuery = ({ range, from, to }) => (range ? { range } : { from, to });

/** The days or hours of a range, in the order of time, as reports name them. */
export function steps({ from, to }, unit) {
  const length = unit === 'hour' ? DAY_MS / 24 : DAY_MS;
  const start = from ? new Date(from) : new Date();
  const end = endOf(to);
  const first = Math.floor(start / length) * length;
  const count = Math.max(0, Math.floor((end - first) / length) + 1);
  return Array.from({ length: Math.min(count, 2000) }, (_, number) => {
    const iso = new Date(first + number * length).toISOString();
    return unit === 'hour' ? `${iso.slice(0, 13)}:00:00Z` : iso.slice(0, 10);
  });
}

/** The range of one day or hour. */
export const rangeOfStep = (step) => (step.length === 10
  ? { from: step, to: step } : { from: step, to: `${step.slice(0, 13)}:59:59Z` });

/** Whether a report of this range may be by the hour. */
export const allowsHours = ({ from, to }) => Boolean(from) && endOf(to) - new Date(from) < MOST_DAYS_BY_HOUR * DAY_MS;

/** By hour what is of a day or two, else by day. */
export const unitOf = (range, chosen) => {
  const isShort = Boolean(range.from) && endOf(range.to) - new Date(range.from) < 2 * DAY_MS;
  return chosen === 'hour' && !allowsHours(range) ? 'day' : chosen || (isShort ? 'hour' : 'day');
};

/** Fields to choose a range; onChange is told the new one. */
export function rangeFields(range, onChange) {
  const hasTimes = /T/.test(`${range.from}${range.to}`);
  const options = Object.keys(PRESETS).map((name) => [name, text(`range_${name}`)]);
  if (hasTimes) {
    options.push(['times', `${formatHour(range.from)} – ${formatHour(range.to)}`]);
  }
  options.push(['days', text('range_days')]);
  const [from, to] = [dayField(range.from), dayField(range.to)];
  const days = element('div', { className: 'range-days', hidden: range.range !== '' || hasTimes },
    field(text('from'), from), field(text('to'), to));
  const changed = () => (from.value || to.value) && onChange({ range: '', from: from.value, to: to.value });
  [from, to].forEach((control) => control.addEventListener('change', changed));
  const preset = select(options, {
    value: range.range || (hasTimes ? 'times' : 'days'),
    onChange: (name) => {
      days.hidden = name !== 'days';
      if (name === 'days') {
        from.focus();
      } else if (name !== 'times') {
        onChange(rangeOf(new URLSearchParams({ range: name }), name));
      }
    },
  });
  return [field(text('range'), preset), days];
}

const dayField = (value) => input({ type: 'date', value: value.slice(0, 10), max: day(new Date()) });

const day = (date) => date.toISOString().slice(0, 10);

/** A bare day counts whole; without an end it is now. */
function endOf(to) {
  if (!to) {
    return new Date();
  }
  return to.length === 10 ? new Date(Date.parse(to) + DAY_MS - 1) : new Date(to);
}
