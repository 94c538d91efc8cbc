// The API keys section: create, show the secret once, list by user, deactivate.

import * as api from './api.js';
import { byId, confirmed, element, fillSelect, fillTable, onSubmit, orShowError, rowButton, stateOf } from './elements.js';
import { formatTime, text } from './texts.js';

let users = [];
let keys = [];
let newestLoad = 0;
let newKey = null;
let showUsage = async () => {};

/** Starts the section; showUsageOf(key, userName) runs when a key's usage is asked for. */
export function startKeys(showUsageOf) {
  showUsage = showUsageOf;
  onSubmit(byId('key-form'), create);
  byId('key-filter').addEventListener('change', () => orShowError(loadKeys));
  byId('secret-copy').addEventListener('click', copySecret);
  byId('secret-done').addEventListener('click', () => {
    forgetSecret();
    byId('keys-heading').focus();
  });
}

/** The users that keys can be made for and filtered by. */
export function setKeyUsers(all) {
  users = all;
  renderUserChoices();
}

/** Fetches and shows the keys of the chosen user. An answer that a newer question has overtaken is dropped. */
export async function loadKeys() {
  const load = ++newestLoad;
  const loaded = await api.listKeys(byId('key-filter').value);
  if (load === newestLoad) {
    keys = loaded;
    renderKeys();
  }
}

export function renderKeys() {
  renderUserChoices();
  renderSecretLabel();
  const columns = ['id', 'user', 'keyName', 'key', 'created', 'lastUsed', 'state', 'actions'].map((name) => text(name));
  fillTable(byId('keys-table'), columns, keys.map(keyRow), text('noKeys'));
}

/** Takes the secret off the page. The form comes back, which waited so that no second key could replace it. */
export function forgetSecret() {
  newKey = null;
  byId('secret-value').value = '';
  byId('secret-status').textContent = '';
  byId('secret').hidden = true;
  byId('key-form').hidden = false;
}

function renderUserChoices() {
  const named = (user) => [user.id, user.username];
  fillSelect(byId('key-user'), [['', text('chooseUser')], ...users.filter((user) => user.is_active).map(named)]);
  fillSelect(byId('key-filter'), [['', text('allUsers')], ...users.map(named)]);
}

function keyRow(key) {
  return {
    inactive: !key.is_active,
    cells: [
      String(key.id),
      userName(key.user_id),
      key.name ?? '',
      element('code', {}, `${key.key_prefix}…`),
      formatTime(key.created_at),
      key.last_used_at ? formatTime(key.last_used_at) : text('never'),
      stateOf(key.is_active),
      rowActions(key),
    ],
  };
}

function rowActions(key) {
  const usage = rowButton(text('usage'), keyTitle(key), () => orShowError(() => showUsage(key, userName(key.user_id))));
  const deactivation = rowButton(text('deactivate'), keyTitle(key), () => deactivate(key));
  return element('div', { className: 'actions' }, ...(key.is_active ? [usage, deactivation] : [usage]));
}

async function create() {
  const created = await api.createKey(Number(byId('key-user').value), byId('key-name').value.trim());
  byId('key-name').value = '';
  showSecret(created);
  await loadKeys();
}

async function deactivate(key) {
  if (!await confirmed(text('confirmKey', { name: keyTitle(key) }))) {
    return;
  }
  await orShowError(async () => {
    await api.deactivateKey(key.id);
    byId('keys-status').textContent = text('keyDeactivated', { name: keyTitle(key) });
    byId('keys-heading').focus();
    await loadKeys();
  });
}

function showSecret(created) {
  newKey = created;
  byId('secret-value').value = created.api_key;
  renderSecretLabel();
  byId('key-form').hidden = true;
  byId('secret').hidden = false;
  byId('secret-value').focus();
  byId('secret-value').select();
}

function renderSecretLabel() {
  byId('secret-label').textContent =
    newKey ? text('secretOf', { name: newKey.name ?? '', user: userName(newKey.user_id) }) : '';
}

async function copySecret() {
  byId('secret-status').textContent = text(await copied(byId('secret-value')) ? 'copied' : 'copyFailed');
}

/** On plain HTTP there is no navigator.clipboard: the old command copies what is selected. */
async function copied(field) {
  try {
    await navigator.clipboard.writeText(field.value);
    return true;
  } catch {
    field.focus();
    field.select();
    return document.execCommand('copy');
  }
}

function keyTitle(key) {
  return key.name || key.key_prefix;
}

function userName(id) {
  return users.find((user) => user.id === id)?.username ?? text('userNumber', { id });
}
