// API keys: the dialogs that make, change and rotate one, and the one that shows a secret, this once.

import * as api from './api.js';
import { button, code, dialog, element, field, form, input, link, notice, select, suggest } from './elements.js';
import { keyName } from './format.js';
import { limitFields } from './limits.js';
import { text } from './texts.js';
import { rememberKey } from './typed-key.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Asks what the new key shall be; shows the key, then `made()` runs. `userId` is chosen already, if given. */
export function createKeyDialog(users, { userId = '', models = [], made }) {
  const user = select([['', text('chooseUser')], ...activeUsers(users)], { value: String(userId) });
  user.required = true;
  const fields = keyFields({}, models);
  const shown = dialog(text('createKey'), { content: [keyForm(text('createKey'), [field(text('user'), user)], fields, async () => {
    const created = await api.createKey({ user_id: Number(user.value), ...fields.read() });
    shown.close();
    showSecret(created.api_key, secretTitle(created, users));
    await made();
  }, () => shown.close())] });
}

/** Asks what of the key shall be otherwise; then `changed()` runs. */
export function editKeyDialog(key, { models = [], changed }) {
  const fields = keyFields(key, models);
  const shown = dialog(text('editKey', { name: keyName(key) }), { content: [keyForm(text('save'), [], fields, async () => {
    await api.updateKey(key.id, fields.read());
    shown.close();
    await changed();
  }, () => shown.close())] });
}

/** Asks how long the old secret shall be good; shows the new one, then `rotated()` runs. */
export function rotateKeyDialog(key, { rotated }) {
  const grace = select([0, 1, 24, 168].map((hours) => [String(hours), text(`grace_${hours}`)]), { value: '24' });
  const shown = dialog(text('rotateKey', { name: keyName(key) }), { content: [
    element('p', {}, text('rotateHint')),
    form({
      fields: [field(text('grace'), grace)],
      submit: text('rotate'),
      action: async () => {
        const { api_key: secret } = await api.rotateKey(key.id, grace.value);
        shown.close();
        showSecret(secret, text('secretRotated', { name: keyName(key) }));
        await rotated();
      },
      actions: [button(text('cancel'), () => shown.close())],
    }),
  ] });
}

function secretTitle(created, users) {
  const owner = users.find(({ id }) => id === created.user_id)?.username ?? '';
  return text('secretOf', { name: created.name || text('unnamedKey'), user: owner });
}

function showSecret(secret, title) {
  const connect = link(text('connectWithIt'), '#/connect');
  const shown = dialog(title, {
    keep: true,
    content: [code(secret, { label: text('copyKey') }), notice('warn', element('strong', {}, text('secretWarning')))],
    actions: [connect, button(text('secretSaved'), () => shown.close(), { kind: 'primary' })],
  });
  connect.addEventListener('click', () => {
    rememberKey(secret);
    shown.close();
  });
}

function keyForm(submit, first, fields, action, cancel) {
  return form({
    fields: [...first, fields],
    submit,
    action,
    actions: [button(text('cancel'), cancel)],
    className: 'stacked',
  });
}

function keyFields(key, knownModels) {
  const name = input({ value: key.name ?? '', maxLength: 100, spellcheck: false });
  const note = input({ value: key.note ?? '', maxLength: 1000 });
  const expiry = expiryField(key.expires_at ?? null);
  const models = input({ value: (key.models ?? []).join(', '), spellcheck: false });
  const limits = limitFields(key.limits);
  const modelField = field(text('models'), models, text('modelsHint'));
  suggest(models, knownModels);
  const made = element('div', { className: 'stack' },
    element('div', { className: 'fields' }, field(text('keyName'), name, text('keyNameHint')), field(text('note'), note)),
    expiry, modelField, limits);
  made.read = () => ({
    name: name.value.trim() || null,
    note: note.value.trim() || null,
    expires_at: expiry.read(),
    models: namesIn(models.value),
    limits: limits.read(),
  });
  return made;
}

function expiryField(expiresAt) {
  const day = input({ type: 'datetime-local', value: expiresAt ? localMinute(expiresAt) : '', ariaLabel: text('expiresAt') });
  const choice = select(
    [['', text('neverExpires')], ...[7, 30, 90].map((days) => [String(days), text('inDays', { days })]), ['own', text('ownDate')]],
    { value: expiresAt ? 'own' : '', onChange: () => showDay() });
  const showDay = () => {
    day.hidden = choice.value !== 'own';
    day.required = !day.hidden;
  };
  showDay();
  const made = field(text('expires'), choice);
  made.append(day);
  made.read = () => {
    if (choice.value === 'own') {
      // What was not touched keeps its seconds.
      return expiresAt && day.value === localMinute(expiresAt) ? expiresAt : new Date(day.value).toISOString();
    }
    return choice.value === '' ? null : new Date(Date.now() + Number(choice.value) * DAY_MS).toISOString();
  };
  return made;
}

/** 2026-11-22T08:00 in the reader's zone, as the browser's field for a date and time wants it. */
function localMinute(iso) {
  const moment = new Date(iso);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function namesIn(words) {
  const names = words.split(/[\s,，]+/).filter((name) => name !== '');
  return names.length === 0 ? null : names;
}

function activeUsers(users) {
  return users.filter((user) => user.is_active).map((user) => [String(user.id), user.username]);
}
