// Backends: what is configured, how it does, and a real call that tries it.

import * as api from '../api.js';
import { button, card, element, every, failure, link, notice, page, state, time } from '../elements.js';
import { text } from '../texts.js';

const REFRESH_MS = 5000;
const SIGNS = { ok: 'good', failed: 'bad' };

export async function show(root, { signal }) {
  const boxes = element('div');
  const trouble = element('div');
  const checked = element('div');
  checked.setAttribute('role', 'status');
  let shown = '';
  const refresh = async () => {
    const { backends } = await api.backends();
    // What looks as before stays, with the focus and the selection in it.
    const looks = JSON.stringify(backends);
    if (looks !== shown) {
      shown = looks;
      boxes.replaceChildren(...backends.map(box));
    }
  };
  const check = button(text('checkBackend'), async () => {
    check.disabled = true;
    checked.replaceChildren(notice('info', text('checking')));
    try {
      checked.replaceChildren(result(await api.checkBackend()));
      await refresh();
    } catch (failed) {
      checked.replaceChildren(failure(failed));
    } finally {
      check.disabled = false;
    }
  }, { kind: 'primary' });
  root.append(page(text('backends'), { actions: [check] }, trouble, element('p', { className: 'soft' }, text('backendsHint')), checked, boxes));
  await refresh();
  every(REFRESH_MS, signal, refresh, (failed) => trouble.replaceChildren(...(failed?.message ? [failure(failed)] : [])));
}

function box(backend) {
  const flags = Object.entries(backend.flags);
  return card(backend.demo ? text('builtInBackend') : backend.host,
    backend.demo ? notice('info', text('demoHint')) : null,
    facts([
      [text('health'), health(backend)],
      [text('address'), element('code', {}, backend.url)],
      [text('model'), backend.model ?? text('modelOfClient')],
      [text('profile'), profile(backend)],
      [text('profileFlags'), flags.length === 0 ? text('noFlags')
        : element('ul', { className: 'plain' }, ...flags.map(([name, value]) => element('li', {}, element('code', {}, `${name}=${value}`))))],
      [text('lastError'), backend.last_error ? element('div', {}, backend.last_error, ' ', time(backend.last_error_at, { ago: true })) : text('noError')],
    ]),
    element('p', {}, link(text('seeUsage'), `#/usage${api.query({ backend: backend.host })}`)));
}

const facts = (list) => element('dl', { className: 'rows' },
  ...list.map(([label, value]) => element('div', {}, element('dt', {}, label), element('dd', {}, value))));

function health(backend) {
  return backend.status === 'healthy'
    ? state('good', text('backendAnswers'))
    : element('div', {}, state('bad', text('failingSince')), ' ', time(backend.failing_since, { ago: true }));
}

const profile = (backend) => element('div', {}, element('code', {}, backend.profile), ' ',
  element('span', { className: 'soft' }, text(backend.profile_is_guessed ? 'profileGuessed' : 'profileSet')), ' ',
  link(text('sent'), '#/sent'));

/** What the check found, step by step. */
function result({ passed, steps }) {
  return notice(passed ? 'good' : 'bad', element('strong', {}, text(passed ? 'checkPassed' : 'checkFailed')),
    element('ul', { className: 'plain' }, ...steps.map((step) => element('li', {},
      state(SIGNS[step.result] ?? 'off', text(`step_${step.step}`)), ' ', element('span', { className: 'soft' }, step.words)))));
}
