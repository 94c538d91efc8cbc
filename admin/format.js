// How numbers, money and times are written, in the page's language and the reader's time zone.

import { language, text } from './texts.js';

const locale = () => (language() === 'zh' ? 'zh-CN' : navigator.languages.find((tag) => tag.startsWith('en')) ?? 'en');

/** 1,234,567 */
export const formatCount = (count) => Number(count ?? 0).toLocaleString(locale());

/** 1.2M: for what has little room; the whole number belongs into the title. */
export const formatShort = (count) =>
  Number(count ?? 0).toLocaleString(locale(), { notation: 'compact', maximumFractionDigits: 1 });

/** Money, with enough digits for what one request costs; `exact` writes all. Null is not free but without a price. */
export function formatCost(cost, currency, { exact = false } = {}) {
  if (cost === null || cost === undefined) {
    return text('unpriced');
  }
  const isSmall = cost !== 0 && Math.abs(cost) < 0.1;
  const most = exact ? 9 : 2;
  const options = isSmall && !exact
    ? { maximumSignificantDigits: 2 } : { minimumFractionDigits: 2, maximumFractionDigits: most };
  try {
    return Number(cost).toLocaleString(locale(), { ...options, style: 'currency', currency, currencyDisplay: 'narrowSymbol' });
  } catch {
    // The price list may name what is no currency to the browser: credits, say.
    return `${Number(cost).toLocaleString(locale(), options)} ${currency ?? ''}`.trim();
  }
}

/** 950 ms, 12.3 s, 4 min 5 s */
export function formatDuration(ms) {
  if (ms === null || ms === undefined) {
    return '–';
  }
  if (ms < 1000) {
    return text('milliseconds', { n: formatCount(Math.round(ms)) });
  }
  const seconds = ms / 1000;
  if (seconds < 60) {
    return text('seconds', { n: seconds.toLocaleString(locale(), { maximumFractionDigits: 1 }) });
  }
  return text('minutes', { m: formatCount(Math.floor(seconds / 60)), s: Math.floor(seconds % 60) });
}

/** Date and time in the reader's zone; the year where it is another one. */
export const formatTime = (iso) => inZone(iso, {
  year: dateOf(iso)?.getFullYear() === new Date().getFullYear() ? undefined : 'numeric',
  month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit',
});

/** The same moment in UTC, for the title of a local time. */
export const formatUtc = (iso) => {
  const time = dateOf(iso);
  return time ? `${time.toISOString().replace('T', ' ').replace(/\.\d+Z$/, '')} UTC` : String(iso);
};

/** The label of a day (2026-11-22) or, in the reader's zone, of an hour (2026-11-22T08:00:00Z). */
export const formatDay = (day) => inZone(`${day}T00:00:00Z`, { month: 'short', day: 'numeric', timeZone: 'UTC' });
export const formatHour = (iso) => inZone(iso, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });

/** How long ago, for what is seen change: 5 minutes ago. */
export function formatAgo(iso, now = Date.now()) {
  const seconds = Math.round(((dateOf(iso)?.getTime() ?? now) - now) / 1000);
  const [unit, length] = [['day', 86400], ['hour', 3600], ['minute', 60], ['second', 1]]
    .find(([, size]) => Math.abs(seconds) >= size) ?? ['second', 1];
  return new Intl.RelativeTimeFormat(locale(), { numeric: 'auto' }).format(Math.trunc(seconds / length), unit);
}

/** What to call a key: its name, else how it begins. */
export const keyName = (key) => key.key_name || key.name || key.key_prefix || text('noKey');

function inZone(iso, options) {
  const time = dateOf(iso);
  return time ? time.toLocaleString(locale(), options) : String(iso ?? '');
}

/** The API's times without a zone are UTC; JavaScript would take them for local. */
function dateOf(iso) {
  const time = new Date(/(Z|[+-]\d\d:?\d\d)$/i.test(iso) ? iso : `${iso}Z`);
  return Number.isNaN(time.getTime()) ? null : time;
}
