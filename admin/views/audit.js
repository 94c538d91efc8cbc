// Audit: who changed what, with what it was before and after.

import * as api from '../api.js';
import { button, element, empty, orToast, page, table, time } from '../elements.js';
import { formatTime } from '../format.js';
import { text } from '../texts.js';

const PAGE_LENGTH = 50;
const ACTIONS = ['create_user', 'update_user', 'deactivate_user', 'create_api_key', 'update_api_key', 'deactivate_api_key',
  'rotate_api_key', 'sign_in', 'sign_in_failed'];
const ACTORS = { admin: 'actor_admin', 'admin page': 'actor_admin_page', cli: 'actor_cli' };
const MEMBERS = ['username', 'email', 'note', 'is_active', 'limits', 'key_prefix', 'name', 'expires_at', 'previous_expires_at',
  'models', 'user_id', 'client'];
const TIMES = ['expires_at', 'previous_expires_at'];

export async function show(root) {
  const [users, keys, first] = await Promise.all([api.listUsers(), api.listKeys(), api.audit({ limit: PAGE_LENGTH })]);
  const names = {
    user: new Map(users.map((user) => [user.id, user.username])),
    api_key: new Map(keys.map((key) => [key.id, key.name || `${key.key_prefix}…`])),
  };
  const list = table({ label: text('audit'), key: (entry) => entry.id, columns: columns(names), empty: () => empty(text('noAudit')) });
  const more = button(text('older'), () => orToast(loadMore));
  let entries = [];
  let before = null;
  const add = (answer) => {
    entries = [...entries, ...answer.audit];
    before = answer.next_before;
    list.show(entries);
    more.hidden = before === null;
  };
  const loadMore = async () => add(await api.audit({ limit: PAGE_LENGTH, before }));
  root.append(page(text('audit'), {}, element('p', { className: 'soft' }, text('auditHint')), list, element('p', {}, more)));
  add(first);
}

function columns(names) {
  return [
    { label: text('at'), cell: (entry) => time(entry.at) },
    { label: text('actor'), cell: (entry) => (entry.actor in ACTORS ? text(ACTORS[entry.actor]) : entry.actor) },
    { label: text('action'), cell: (entry) => (ACTIONS.includes(entry.action) ? text(`action_${entry.action}`) : entry.action) },
    { label: text('subject'), cell: (entry) => subject(entry, names) },
    { label: text('changes'), wide: true, cell: (entry) => changes(entry, names) },
  ];
}

function subject({ subject_kind: kind, subject_id: id, before, after }, names) {
  if (kind === 'session' || id === null) {
    return '';
  }
  const name = names[kind]?.get(id) ?? after?.name ?? after?.username ?? before?.name ?? before?.username ?? `#${id}`;
  return element('span', { title: `#${id}` }, name);
}

/** One line a member: what it was, and what it is since. */
function changes({ before, after }, names) {
  const members = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])]
    .filter((member) => !isNothing(before?.[member]) || !isNothing(after?.[member]));
  return element('ul', { className: 'changes' }, ...members.map((member) => element('li', {},
    element('span', { className: 'soft' }, `${MEMBERS.includes(member) ? text(`member_${member}`) : member}: `),
    before ? element('del', {}, words(member, before[member], names)) : null,
    before ? ' → ' : null,
    element('ins', {}, words(member, after?.[member], names)))));
}

const isNothing = (value) => value === null || value === undefined;

function words(member, value, names) {
  if (isNothing(value)) {
    return text('nothing');
  }
  if (TIMES.includes(member)) {
    return formatTime(value);
  }
  if (member === 'user_id') {
    return names.user.get(value) ?? `#${value}`;
  }
  if (typeof value === 'boolean') {
    return text(value ? 'yesWord' : 'noWord');
  }
  return typeof value === 'object' ? plain(value) : String(value);
}

/** {"requests_per_minute": 60} as requests_per_minute 60, a list with commas. */
function plain(value) {
  if (Array.isArray(value)) {
    return value.map((one) => (typeof one === 'object' ? plain(one) : String(one))).join(', ');
  }
  return Object.entries(value)
    .filter(([, inner]) => !isNothing(inner) && inner.length !== 0)
    .map(([name, inner]) => `${name} ${typeof inner === 'object' ? `(${plain(inner)})` : inner}`)
    .join(', ');
}
