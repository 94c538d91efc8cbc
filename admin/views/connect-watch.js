// The watch of Connect: what has arrived since it was opened, what came of it, and what to do where it failed.

import * as api from '../api.js';
import { card, element, every, state, time } from '../elements.js';
import { formatCount, formatDuration } from '../format.js';
import { text } from '../texts.js';

const REFRESH_MS = 2000;
const MOST_SHOWN = 5;
const PREFIX_LENGTH = 12;
const HINTS = [400, 401, 402, 403, 404, 413, 429, 502, 503, 504, 529];
const BACKEND_FAILS = [502, 504, 529];

/** A box that tells of each request as it ends; `apiKey` returns the key that is waited for, if one is known. */
export function watch({ isAdmin, signal, apiKey }) {
  const since = new Date();
  const seen = element('div', { className: 'watch' });
  seen.setAttribute('role', 'status');
  let shown = '';
  const look = async () => {
    const [finished, refused] = await Promise.all([arrived(since, apiKey()), failed(isAdmin, since, apiKey())]);
    const told = newestFirst([...finished, ...refused]);
    // A live region is read aloud when it changes, and only then.
    const key = told.map(({ requestId, title }) => `${requestId} ${title}`).join(' ');
    if (key !== shown) {
      shown = key;
      seen.replaceChildren(...told.map(line));
    }
  };
  seen.append(element('p', { className: 'waiting' }, text('waitingForRequest')));
  every(REFRESH_MS, signal, look, (trouble) => seen.classList.toggle('interrupted', trouble !== null));
  return card(text('firstRequest'), element('p', { className: 'soft' }, text('watchHint')), seen);
}

/** Requests that have been recorded: good ones, and such that failed on their way. */
async function arrived(since, apiKey) {
  const { requests } = await api.usageRequests({ limit: 20, from: since.toISOString() });
  return requests.filter((request) => isOf(request.key_prefix, apiKey)).map((request) => ({
    at: request.timestamp,
    requestId: request.request_id,
    good: request.outcome === 'completed',
    title: request.outcome === 'completed' ? text('arrivedWell') : text(request.outcome),
    words: text('arrivedFacts', {
      endpoint: request.endpoint,
      model: request.backend_model ?? request.model ?? '–',
      tokens: formatCount(request.total_tokens),
      duration: formatDuration(request.duration_ms),
    }),
  }));
}

/** Requests that were refused or failed, with what the client was told. */
async function failed(isAdmin, since, apiKey) {
  const failures = await (isAdmin ? api.failures() : api.myFailures());
  return failures.filter((one) => new Date(one.time) >= since && isNear(one, apiKey)).map((one) => ({
    at: one.time,
    requestId: one.request_id,
    good: false,
    title: text('arrivedBadly', { status: one.status, path: one.path }),
    words: one.message,
    hint: hintOf(one, isAdmin),
  }));
}

/** What to do, as far as the status tells; the name of the words, or empty. */
function hintOf({ status, key }, isAdmin) {
  if (status === 404 && key === 'known') {
    return 'hint_404_model'; // the address was right: what the backend does not know is most likely the model
  }
  if (BACKEND_FAILS.includes(status) && !isAdmin) {
    return 'hint_502_user';
  }
  return HINTS.includes(status) ? `hint_${BACKEND_FAILS.includes(status) ? 502 : status}` : '';
}

const isOf = (prefix, apiKey) => apiKey === '' || !prefix || prefix === apiKey.slice(0, PREFIX_LENGTH);

/** A request without a key, or with one that nobody knows, may well be the one that is waited for. */
const isNear = (failure, apiKey) => failure.key !== 'known' || isOf(failure.key_prefix, apiKey);

/** A request that was refused and recorded is told once, with the words of the refusal. */
function newestFirst(told) {
  const byId = new Map(told.map((one) => [one.requestId, one]));
  return [...byId.values()].sort((one, other) => other.at.localeCompare(one.at)).slice(0, MOST_SHOWN);
}

function line({ at, good, title, words, hint }) {
  return element('div', { className: `arrival notice notice-${good ? 'good' : 'bad'}` },
    element('p', {}, state(good ? 'good' : 'bad', title), ' · ', time(at)),
    element('p', {}, words),
    hint ? element('p', {}, text(hint)) : null);
}
