// Users: who may use the backend, what each has used this month, and whether they still may.

import * as api from '../api.js';
import {
  button, dialog, element, empty, every, failure, field, form, input, link, orToast, page, state, table, time, toast,
} from '../elements.js';
import { formatCount } from '../format.js';
import { limitBars, limitFields } from '../limits.js';
import { text } from '../texts.js';

const REFRESH_MS = 10_000;

export async function show(root, { signal }) {
  const view = { users: [], keys: new Map(), used: new Map(), limits: new Map(), currency: '' };
  const list = table({
    label: text('users'),
    key: (user) => user.id,
    isOff: (user) => !user.is_active,
    columns: columns(view, () => refresh()),
    empty: () => empty(text('noUsers'), text('noUsersHint'), createButton(() => refresh())),
  });
  const refresh = async () => {
    await load(view);
    list.show(view.users);
  };
  const trouble = element('div');
  root.append(page(text('users'), { actions: [createButton(() => refresh())] }, trouble, list));
  await refresh();
  every(REFRESH_MS, signal, refresh, (failed) => trouble.replaceChildren(...(failed?.message ? [failure(failed)] : [])));
}

async function load(view) {
  const [users, keys, report, limits] = await Promise.all([
    api.listUsers(), api.listKeys(), api.usageReport({ by: 'user', from: monthStart() }), api.usageLimits(),
  ]);
  view.users = users;
  view.currency = report.currency;
  view.keys = Map.groupBy(keys.filter((key) => key.is_active), (key) => key.user_id);
  view.used = new Map(report.rows.map((row) => [row.user_id, row]));
  view.limits = new Map(limits.subjects.filter((subject) => subject.user_id).map((subject) => [subject.user_id, subject]));
}

const monthStart = () => `${new Date().toISOString().slice(0, 7)}-01`;

function columns(view, refresh) {
  const current = (user) => view.users.find(({ id }) => id === user.id);
  return [
    { label: text('userName'), cell: nameCell },
    { label: text('apiKeys'), number: true, cell: (user) => link(
      text('keysCount', { n: formatCount(view.keys.get(user.id)?.length ?? 0) }), `#/api-keys${api.query({ user_id: user.id })}`) },
    { label: text('thisMonth'), number: true, cell: (user) => usageCell(user, view.used.get(user.id)) },
    { label: text('limits'), cell: (user) => limitBars(view.limits.get(user.id), view.currency) },
    { label: text('created'), cell: (user) => time(user.created_at, { ago: true }) },
    { label: text('state'), cell: (user) => state(user.is_active ? 'good' : 'off', text(user.is_active ? 'active' : 'inactive')) },
    { label: '', cell: (user) => element('div', { className: 'row-actions' },
      button(text('edit'), () => editDialog(current(user), refresh), { label: `${text('edit')}: ${user.username}` }),
      switchButton(user, refresh)) },
  ];
}

function nameCell(user) {
  const more = [user.email, user.note].filter(Boolean).join(' · ');
  return element('div', {}, element('strong', {}, user.username),
    more ? element('div', { className: 'soft small' }, more) : null);
}

function usageCell(user, used) {
  const made = link(text('requestsCount', { n: formatCount(used?.requests) }), `#/usage${api.query({ user_id: user.id })}`);
  made.ariaLabel = `${text('usageOf', { name: user.username })}: ${made.textContent}`;
  return element('div', {}, made,
    element('div', { className: 'soft small' }, text('tokensCount', { n: formatCount(used?.total_tokens) })));
}

function switchButton(user, refresh) {
  const name = user.is_active ? 'deactivate' : 'activate';
  return button(text(name), () => orToast(() => setActive(user, !user.is_active, refresh)),
    { label: `${text(name)}: ${user.username}` });
}

async function setActive(user, isActive, refresh) {
  await api.updateUser(user.id, { is_active: isActive });
  toast(text(isActive ? 'userActivated' : 'userDeactivated', { name: user.username }),
    { undo: () => api.updateUser(user.id, { is_active: !isActive }).then(refresh) });
  await refresh();
}

const createButton = (refresh) => button(text('createUser'), () => createDialog(refresh), { kind: 'primary' });

function createDialog(refresh) {
  const name = input({ required: true, maxLength: 100, autocapitalize: 'none', spellcheck: false });
  const fields = userFields({});
  const shown = dialog(text('createUser'), { content: [form({
    className: 'stacked',
    fields: [field(text('userName'), name), fields],
    submit: text('createUser'),
    action: async () => {
      const created = await api.createUser({ username: name.value.trim(), ...fields.read() });
      shown.close();
      toast(text('userCreated', { name: created.username }));
      await refresh();
    },
    actions: [button(text('cancel'), () => shown.close())],
  })] });
}

function editDialog(user, refresh) {
  const fields = userFields(user);
  const shown = dialog(text('editUser', { name: user.username }), { content: [form({
    className: 'stacked',
    fields: [fields],
    submit: text('save'),
    action: async () => {
      await api.updateUser(user.id, fields.read());
      shown.close();
      await refresh();
    },
    actions: [button(text('cancel'), () => shown.close())],
  })] });
}

function userFields(user) {
  const email = input({ type: 'email', maxLength: 254, value: user.email ?? '' });
  const note = input({ maxLength: 1000, value: user.note ?? '' });
  const limits = limitFields(user.limits);
  const made = element('div', { className: 'stack' },
    element('div', { className: 'fields' }, field(text('email'), email), field(text('note'), note)), limits);
  made.read = () => ({ email: email.value.trim() || null, note: note.value.trim() || null, limits: limits.read() });
  return made;
}
