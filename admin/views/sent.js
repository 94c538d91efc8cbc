// What is sent: a Messages request beside the request that the backend would get, and why they differ.

import * as api from '../api.js';
import { card, element, empty, field, input, notice, page, select, suggest, table } from '../elements.js';
import { text } from '../texts.js';
import { EXAMPLES } from './sent-examples.js';

const PAUSE_MS = 400;

/** The files of src/main/resources/profiles. */
const PROFILES = ['default', 'deepseek', 'gemini', 'glm', 'kimi', 'llama.cpp', 'mistral', 'ollama', 'openai', 'openai-reasoning',
  'openai-reasoning-5', 'openai-reasoning-5.1', 'openai-reasoning-5.2', 'openai-reasoning-5.4', 'openrouter', 'replaying', 'vllm'];

export async function show(root, { query, signal, setQuery }) {
  const request = element('textarea', { spellcheck: false, ariaLabel: text('messagesRequest') });
  const profile = input({ value: query.get('profile') ?? '', placeholder: text('ownProfile'), spellcheck: false });
  const example = select(Object.keys(EXAMPLES).map((name) => [name, text(`example_${name}`)]),
    { value: query.get('example') in EXAMPLES ? query.get('example') : 'simple', onChange: () => choose() });
  const translated = element('pre', { role: 'group', tabIndex: 0, ariaLabel: text('translatedRequest') });
  const problem = element('div');
  const reasons = changesTable();
  const used = element('p', { className: 'soft' });
  const result = { translated, problem, reasons, used };

  const update = () => showTranslation(request.value, profile.value.trim(), result);
  const choose = () => {
    request.value = JSON.stringify(EXAMPLES[example.value], null, 2);
    changed();
  };
  const changed = () => {
    setQuery({ example: example.value, profile: profile.value.trim() });
    return update();
  };
  const profileField = field(text('profile'), profile);
  suggest(profile, PROFILES);
  root.append(page(text('sent'), {},
    element('p', { className: 'soft' }, text('sentHint')),
    element('div', { className: 'fields' }, field(text('example'), example), profileField),
    used,
    problem,
    element('div', { className: 'side-by-side' }, card(text('messagesRequest'), request), card(text('translatedRequest'), translated)),
    card(text('changes'), reasons)));
  afterPause(request, signal, update);
  afterPause(profile, signal, changed);
  request.value = JSON.stringify(EXAMPLES[example.value], null, 2);
  await update();
}

/** Runs the action when typing into the control has paused. */
function afterPause(control, signal, action) {
  let timer;
  control.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(action, PAUSE_MS);
  });
  signal.addEventListener('abort', () => clearTimeout(timer));
}

let asked = 0;

/** What is asked last is shown, whichever answer comes last. */
async function showTranslation(words, profile, { translated, problem, reasons, used }) {
  const mine = ++asked;
  try {
    const answer = await api.translate({ request: parsed(words), ...(profile ? { profile } : {}) });
    if (mine === asked) {
      problem.replaceChildren();
      translated.textContent = JSON.stringify(answer.request, null, 2);
      used.textContent = text('translatedFor', { model: answer.model, profile: answer.profile });
      reasons.show(answer.changes);
    }
  } catch (failed) {
    if (mine === asked && failed.message) {
      problem.replaceChildren(notice('bad', failed.message));
    }
  }
}

function parsed(words) {
  try {
    return JSON.parse(words);
  } catch (failed) {
    throw new Error(text('noJson', { reason: failed.message }));
  }
}

function changesTable() {
  return table({
    label: text('changes'),
    columns: [
      { label: text('changeAction'), cell: ({ action }) => element('span', { className: `tag tag-${action}` }, text(`change_${action}`)) },
      { label: text('changePath'), cell: ({ path }) => element('code', {}, path) },
      { label: text('changeKind'), cell: ({ kind }) => element('code', {}, kind) },
      { label: text('changeReason'), wide: true, cell: ({ reason }) => reason },
    ],
    empty: () => empty(text('noChanges'), text('noChangesHint')),
  });
}
