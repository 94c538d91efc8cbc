// The list of recorded requests, newest first, page by page; each opens its details.

import * as api from './api.js';
import { button, dialog, element, empty, link, notice, state, table, time } from './elements.js';
import { formatCost, formatCount, formatDuration, formatTime, formatUtc, keyName } from './format.js';
import { GROUPS } from './groups.js';
import { text } from './texts.js';

const PAGE = 50;
const KINDS = { completed: 'good', cancelled: 'off', failed: 'bad' };

/**
 * Makes the list. load(asked) shows the first page of what is asked; refresh() looks for newer requests and offers them, as
 * rows that come by themselves would move under the mouse.
 */
export function requestList({ isAdmin }) {
  let asked = {};
  let shown = { requests: [] };
  let isFirstPage = true;
  const fresh = element('div', { className: 'actions fresh' });
  const newest = button(text('newest'), () => box.load(asked));
  const older = button(text('older'), () => loadPage(shown.next_before));
  const list = table({
    label: text('requestList'),
    columns: columns(isAdmin, () => shown.currency),
    key: (request) => request.request_id,
    onOpen: (request) => showDetails(request, shown.currency),
    empty: () => empty(text('noRequestsHere'), text('nothingInRangeHint')),
  });
  const box = element('div', {}, fresh, list, element('div', { className: 'actions pages' }, newest, older));

  const loadPage = async (before) => {
    const subject = asked;
    const page = await api.usageRequests({ ...asked, limit: PAGE, before });
    if (subject !== asked) {
      return;
    }
    shown = page;
    isFirstPage = !before;
    fresh.replaceChildren();
    list.show(page.requests);
    newest.hidden = isFirstPage;
    older.hidden = !page.next_before;
  };
  box.load = (what) => {
    asked = what;
    return loadPage();
  };
  box.refresh = async () => {
    if (!isFirstPage) {
      return;
    }
    const subject = asked;
    const known = new Set(shown.requests.map((request) => request.request_id));
    const page = await api.usageRequests({ ...asked, limit: PAGE });
    const count = page.requests.findIndex((request) => known.has(request.request_id));
    const news = count < 0 ? page.requests.length : count;
    if (subject === asked && isFirstPage && news > 0) {
      const words = text('newRequests', { n: news === PAGE ? `${PAGE}+` : news });
      fresh.replaceChildren(button(words, () => box.load(asked), { kind: 'primary' }));
    }
  };
  return box;
}

function columns(isAdmin, currency) {
  const tokens = (label, value) => ({ label: text(label), number: true, cell: (request) => formatCount(value(request)) });
  return [
    { label: text('time'), cell: (request) => opener(request, currency) },
    ...(isAdmin ? [{ label: text('user'), clip: true, cell: GROUPS.user.name }] : []),
    { label: text('key'), clip: true, cell: (request) => (request.api_key_id === null ? text('noKey') : keyName(request)) },
    { label: text('model'), whole: true, cell: (request) => request.model ?? text('unnamed') },
    { label: text('outcome'), cell: outcomeOf },
    tokens('input', (request) => request.input_tokens),
    tokens('cached', (request) => request.cache_read_input_tokens),
    tokens('output', (request) => request.output_tokens),
    { label: text('cost'), number: true, cell: (request) => formatCost(request.cost, currency()) },
    { label: text('duration'), number: true, cell: (request) => formatDuration(request.duration_ms) },
  ];
}

const opener = (request, currency) => {
  const made = button(time(request.timestamp), () => showDetails(request, currency()), { kind: 'link' });
  made.ariaLabel = `${text('details')}: ${formatTime(request.timestamp)}`;
  return made;
};

const outcomeOf = ({ outcome, status }) =>
  state(KINDS[outcome] ?? 'off', `${text(outcome)}${outcome === 'failed' && status ? ` (${status})` : ''}`);

function showDetails(request, currency) {
  const close = button(text('close'), () => opened.close());
  const opened = dialog(`${text('request')} · ${formatTime(request.timestamp)}`, {
    content: [
      request.is_estimated ? notice('info', text('estimated')) : element('span', { hidden: true }),
      element('dl', { className: 'details' }, ...facts(request, currency, () => opened.close())
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .flatMap(([label, value]) => [element('dt', {}, text(label)), element('dd', {}, value)])),
    ],
    actions: [close],
  });
}

function facts(request, currency, close) {
  return [
    ['requestId', element('code', {}, request.request_id)],
    ['time', element('span', {}, time(request.timestamp), ` · ${formatUtc(request.timestamp)}`)],
    ['user', GROUPS.user.name(request)],
    ['key', request.api_key_id === null ? null : `${keyName(request)} (${request.key_prefix ?? request.api_key_id}…)`],
    ['endpoint', request.endpoint],
    ['model', request.model],
    ['answeredBy', request.backend_model],
    ['backend', request.backend],
    ['outcome', outcomeOf(request)],
    ['status', request.status === null ? null : String(request.status)],
    ['streamed', text(request.stream ? 'yesWord' : 'noWord')],
    ['inputTokens', formatCount(request.input_tokens)],
    ['cacheReadTokens', formatCount(request.cache_read_input_tokens)],
    ['cacheWriteTokens', formatCount(request.cache_creation_input_tokens)],
    ['outputTokens', formatCount(request.output_tokens)],
    ['reasoningTokens', request.reasoning_tokens > 0 ? formatCount(request.reasoning_tokens) : null],
    ['cost', formatCost(request.cost, currency, { exact: true })],
    ['firstToken', formatDuration(request.time_to_first_token_ms)],
    ['duration', formatDuration(request.duration_ms)],
    ['tokensPerSecond', speedOf(request)],
    ['client', request.client],
    ['session', request.session_id ? sessionOf(request.session_id, close) : null],
  ];
}

/** Of the time after the first token: what stood before it is waiting. */
function speedOf({ output_tokens: tokens, duration_ms: duration, time_to_first_token_ms: first }) {
  const ms = duration - (first ?? 0);
  return tokens > 0 && ms > 0 ? text('perSecond', { n: formatCount(Math.round((tokens * 1000) / ms)) }) : null;
}

function sessionOf(id, close) {
  const all = link(text('showSession'), `#/usage${api.query({ session_id: id, range: '30d' })}`);
  all.addEventListener('click', close);
  return element('span', {}, element('code', {}, id), ' ', all);
}
