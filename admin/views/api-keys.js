// API keys: all of them for the admin, the own ones for a user.

import * as api from '../api.js';
import { button, element, empty, every, failure, field, link, orToast, page, select, state, table, time, toast } from '../elements.js';
import { keyName } from '../format.js';
import { createKeyDialog, editKeyDialog, rotateKeyDialog } from '../keys.js';
import { limitBars } from '../limits.js';
import { text } from '../texts.js';

const REFRESH_MS = 10_000;

export async function show(root, { isAdmin, query, signal, setQuery }) {
  const view = { isAdmin, userId: isAdmin ? query.get('user_id') ?? '' : '', users: [], keys: [], limits: new Map(), models: [] };
  const list = table({
    label: text('apiKeys'),
    key: (key) => key.id,
    isOff: (key) => stateOf(key).kind === 'off',
    columns: columns(view, () => refresh()),
    empty: () => nothing(view, () => refresh()),
  });
  const refresh = async () => {
    await load(view);
    list.show(view.keys);
  };
  await load(view);
  const trouble = element('div');
  const filter = isAdmin ? userFilter(view, (userId) => {
    view.userId = userId;
    setQuery({ user_id: userId });
    orToast(refresh);
  }) : null;
  root.append(page(text('apiKeys'), { actions: isAdmin ? [createButton(view, refresh)] : [] }, trouble, ...(filter ? [filter] : []), list));
  list.show(view.keys);
  every(REFRESH_MS, signal, refresh, (failed) => trouble.replaceChildren(...(failed?.message ? [failure(failed)] : [])));
}

async function load(view) {
  const [users, keys, limits, report] = await Promise.all([
    view.isAdmin ? api.listUsers() : [],
    view.isAdmin ? api.listKeys(view.userId) : api.myKeys(),
    api.usageLimits(),
    api.usageReport({ by: 'model' }),
  ]);
  view.users = users;
  view.keys = keys;
  view.limits = new Map(limits.subjects.filter((subject) => subject.api_key_id).map((subject) => [subject.api_key_id, subject]));
  view.models = report.rows.map((row) => row.model).filter(Boolean);
  view.currency = report.currency;
}

function columns(view, refresh) {
  const owner = { label: text('owner'), cell: (key) => ownerLink(view, key) };
  const actions = { label: '', cell: (key) => actionsOf(view, key, refresh) };
  return [
    { label: text('keyName'), cell: nameCell },
    ...(view.isAdmin ? [owner] : []),
    { label: text('lastUsed'), cell: (key) => time(key.last_used_at, { ago: true }) },
    { label: text('expires'), cell: (key) => time(key.expires_at, { ago: true, none: text('neverExpires') }) },
    { label: text('limits'), cell: (key) => limitBars(view.limits.get(key.id), view.currency) },
    { label: text('state'), cell: stateCell },
    ...(view.isAdmin ? [actions] : [{ label: '', cell: usageLink }]),
  ];
}

function nameCell(key) {
  const more = [key.note, key.models ? text('onlyModels', { models: key.models.join(', ') }) : null].filter(Boolean).join(' · ');
  return element('div', {}, element('strong', {}, key.name || text('unnamedKey')),
    element('div', {}, element('code', { className: 'soft' }, `${key.key_prefix}…`)),
    more ? element('div', { className: 'soft small' }, more) : null);
}

function ownerLink(view, key) {
  const name = view.users.find((user) => user.id === key.user_id)?.username ?? `#${key.user_id}`;
  return link(name, `#/api-keys${api.query({ user_id: key.user_id })}`);
}

function stateCell(key) {
  const { kind, words } = stateOf(key);
  const rotated = key.previous_expires_at && new Date(key.previous_expires_at) > new Date();
  return element('div', {}, state(kind, text(words)),
    rotated ? element('div', { className: 'soft small' }, text('oldSecretUntil'), ' ', time(key.previous_expires_at)) : null);
}

function stateOf(key) {
  if (!key.is_active) {
    return { kind: 'off', words: 'inactive' };
  }
  const isOver = key.expires_at && new Date(key.expires_at) <= new Date();
  return isOver ? { kind: 'off', words: 'expired' } : { kind: 'good', words: 'active' };
}

function usageLink(key) {
  const made = link(text('usage'), `#/usage${api.query({ api_key_id: key.id })}`);
  made.ariaLabel = text('usageOf', { name: keyName(key) });
  return made;
}

function actionsOf(view, key, refresh) {
  const current = () => view.keys.find(({ id }) => id === key.id);
  const rowButton = (name, action) => button(text(name), action, { label: `${text(name)}: ${keyName(key)}` });
  const name = key.is_active ? 'deactivate' : 'activate';
  return element('div', { className: 'row-actions' },
    usageLink(key),
    rowButton('edit', () => editKeyDialog(current(), { models: view.models, changed: refresh })),
    key.is_active ? rowButton('rotate', () => rotateKeyDialog(current(), { rotated: refresh })) : null,
    rowButton(name, () => orToast(() => setActive(key, !key.is_active, refresh))));
}

async function setActive(key, isActive, refresh) {
  await api.updateKey(key.id, { is_active: isActive });
  toast(text(isActive ? 'keyActivated' : 'keyDeactivated', { name: keyName(key) }),
    { undo: () => api.updateKey(key.id, { is_active: !isActive }).then(refresh) });
  await refresh();
}

function userFilter(view, choose) {
  const made = field(text('filterByUser'), select(
    [['', text('allUsers')], ...view.users.map((user) => [String(user.id), user.username])], { value: view.userId, onChange: choose }));
  made.classList.add('filter');
  return made;
}

function nothing(view, refresh) {
  if (!view.isAdmin) {
    return empty(text('noKeys'), text('noKeysOfYours'));
  }
  return view.users.some((user) => user.is_active)
    ? empty(text('noKeys'), text('noKeysHint'), createButton(view, refresh))
    : empty(text('noKeys'), text('noKeysNoUsers'), link(text('users'), '#/users'));
}

function createButton(view, refresh) {
  return button(text('createKey'), () => createKeyDialog(view.users, { userId: view.userId, models: view.models, made: refresh }),
    { kind: 'primary' });
}
