// The usage section: what one API key has used, in all or between two days.

import * as api from './api.js';
import { byId, element, onSubmit } from './elements.js';
import { formatCount, text } from './texts.js';

let shown = null;
let totals = null;

export function startUsage() {
  onSubmit(byId('usage-form'), load);
}

/** Shows the usage of this key, from the first day to the last. */
export async function showUsageOf(key, userName) {
  shown = { key, userName };
  totals = null;
  byId('usage-form').reset();
  renderUsage();
  byId('usage').scrollIntoView();
  byId('usage-heading').focus();
  await load();
}

/** Asks again for the key that is shown, if there is one. */
export async function reloadUsage() {
  if (shown) {
    await load();
  }
}

export function renderUsage() {
  byId('usage-form').hidden = !shown;
  byId('usage-of').textContent = shown
    ? text('usageOf', { name: shown.key.name || shown.key.key_prefix, user: shown.userName })
    : text('usageChoose');
  byId('usage-totals').replaceChildren(...(totals ? totalsOf(totals) : []));
}

async function load() {
  const { key } = shown;
  totals = null;
  renderUsage();
  const answer = await api.keyUsage(key.id, byId('start-date').value, byId('end-date').value);
  if (shown.key === key) {
    totals = answer;
    renderUsage();
  }
}

function totalsOf(usage) {
  return [
    total('requests', usage.total_requests),
    total('inputTokens', usage.total_input_tokens),
    total('outputTokens', usage.total_output_tokens),
    total('totalTokens', usage.total_tokens),
  ];
}

function total(name, count) {
  return element('div', {}, element('dt', {}, text(name)), element('dd', {}, formatCount(count)));
}
