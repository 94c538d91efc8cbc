// Connect: a key, ready lines for each client, and a watch for the first request.

import * as api from '../api.js';
import { card, code, element, field, form, input, link, page, select, tabs, toast } from '../elements.js';
import { text } from '../texts.js';
import { keyField, suggestModels } from '../own-key.js';
import { rememberKey, typedKey } from '../typed-key.js';
import { CLIENTS } from './connect-clients.js';
import { watch } from './connect-watch.js';

const KEY_PLACEHOLDER = 'sk-…';
const NEW_USER = 'new';

export async function show(root, context) {
  const { isAdmin, query, signal, setQuery } = context;
  const key = keyField();
  const [users, configured] = isAdmin ? await Promise.all([api.listUsers(), backendModel()]) : [[], ''];
  const model = input({ value: configured || 'claude-sonnet-5', spellcheck: false });
  const state = { client: CLIENTS.find(({ name }) => name === query.get('client'))?.name ?? CLIENTS[0].name };
  const lines = element('div');
  const showLines = () => {
    const values = { origin: location.origin, key: key.control.value.trim() || KEY_PLACEHOLDER, model: model.value.trim() };
    lines.replaceChildren(linesFor(values, state, setQuery));
  };
  const modelField = field(text('model'), model, text('connectModelHint'));
  suggestModels(model, key.control);
  [key.control, model].forEach((control) => control.addEventListener('input', showLines));
  // Browsers want a password in a form; nothing is to be sent.
  const asked = element('form', {}, element('div', { className: 'fields' }, key.field, modelField));
  asked.addEventListener('submit', (event) => event.preventDefault());
  const made = (apiKey) => {
    rememberKey(apiKey);
    key.control.value = apiKey;
    showLines();
  };
  root.append(page(text('connect'), {},
    card(text('connectKey'), isAdmin ? makeKeyForm(users, made) : element('p', { className: 'soft' }, text('connectOwnKey')),
      asked),
    card(text('connectLines'), lines),
    watch({ isAdmin, signal, apiKey: () => typedKey() }),
    element('p', { className: 'soft' }, text('connectTry'), ' ', link(text('try'), '#/try'))));
  showLines();
}

/** Returns the one model that the backend is asked for, if there is one. */
async function backendModel() {
  const { backends } = await api.backends();
  return backends[0]?.model ?? '';
}

function linesFor(values, state, setQuery) {
  return tabs(text('clients'), CLIENTS.map(({ name, label, parts }) => ({
    name,
    label,
    content: () => element('div', {}, ...parts(values).map(({ title, lines }) => element('div', {},
      title ? element('p', { className: 'soft' }, title) : null, code(lines, { label: `${text('copy')}: ${label}` })))),
  })), {
    chosen: state.client,
    onChoose: (name) => {
      if (name !== state.client) {
        state.client = name;
        setQuery({ client: name });
      }
    },
  });
}

function makeKeyForm(users, made) {
  const active = users.filter((user) => user.is_active);
  const owner = select([...active.map((user) => [String(user.id), user.username]), [NEW_USER, text('newUser')]],
    { onChange: () => showName() });
  owner.value = active.length > 0 ? String(active[0].id) : NEW_USER;
  const username = input({ maxLength: 100, autocapitalize: 'none', spellcheck: false });
  const usernameField = field(text('userName'), username);
  const name = input({ maxLength: 100, value: text('connectKeyName'), spellcheck: false });
  const showName = () => {
    usernameField.hidden = owner.value !== NEW_USER;
    username.required = !usernameField.hidden;
  };
  showName();
  return form({
    fields: [field(text('owner'), owner), usernameField, field(text('keyName'), name)],
    submit: text('createKey'),
    action: async () => {
      const userId = owner.value === NEW_USER
        ? (await api.createUser({ username: username.value.trim() })).user_id : Number(owner.value);
      const created = await api.createKey({ user_id: userId, name: name.value.trim() || null });
      made(created.api_key);
      toast(text('connectKeyMade'));
    },
  });
}
