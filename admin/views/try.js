// Try it: one question through one of the client's APIs, and the answer as it streams.

import * as api from '../api.js';
import { CLIENT_APIS, errorIn } from '../client-apis.js';
import { button, card, element, field, form, input, link, notice, page, select } from '../elements.js';
import { eventsOf } from '../event-stream.js';
import { formatCount, formatDuration } from '../format.js';
import { keyField, suggestModels } from '../own-key.js';
import { text } from '../texts.js';

const USAGE = { input: 'inputTokens', cacheRead: 'cacheReadTokens', cacheWrite: 'cacheWriteTokens', output: 'outputTokens' };
/** Beyond that, a browser slows down: the oldest are let go. */
const MOST_EVENTS = 500;

export function show(root, { isAdmin, query, signal, setQuery }) {
  const controls = makeControls(query);
  const answer = makeAnswer();
  let running = null;
  const stop = button(text('cancel'), () => running?.abort());
  stop.disabled = true;
  const ask = async () => {
    running = new AbortController();
    stop.disabled = false;
    try {
      await run(controls, answer, AbortSignal.any([signal, running.signal]));
    } finally {
      stop.disabled = true;
    }
  };
  controls.api.addEventListener('change', () => setQuery({ api: controls.api.value }));
  const asking = form({ className: 'stacked', fields: controls.fields, submit: text('send'), action: ask, actions: [stop] });
  asking.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      asking.requestSubmit();
    }
  });
  root.append(page(text('try'), {},
    element('p', { className: 'soft' }, text('tryHint'), ' ', isAdmin ? link(text('tryMakeKey'), '#/connect') : null),
    element('div', { className: 'side-by-side' }, card(text('question'), asking), answer.box)));
}

function makeControls(query) {
  const key = keyField();
  const chosen = select(Object.entries(CLIENT_APIS).map(([name, { path }]) => [name, `POST ${path}`]),
    { value: query.get('api') in CLIENT_APIS ? query.get('api') : 'messages' });
  const model = input({ required: true, value: query.get('model') ?? 'claude-sonnet-5', spellcheck: false });
  const system = element('textarea', { rows: 2, className: 'prose' });
  const prompt = element('textarea', { rows: 5, required: true, className: 'prose', value: text('tryPrompt') });
  const maxTokens = input({ type: 'number', min: 1, step: 1, required: true, value: 1000 });
  const stream = element('input', { type: 'checkbox', checked: true });
  const modelField = field(text('model'), model);
  suggestModels(model, key.control);
  return {
    key: key.control, api: chosen, model, system, prompt, maxTokens, stream,
    fields: [key.field, element('div', { className: 'fields' }, field(text('endpoint'), chosen), modelField),
      field(text('prompt'), prompt, text('promptHint')),
      element('details', {}, element('summary', {}, text('moreOptions')),
        field(text('systemPrompt'), system),
        element('div', { className: 'fields' }, field(text('maxTokens'), maxTokens),
          element('label', { className: 'check' }, stream, text('streamAnswer'))))],
  };
}

/** The box of the answer: words, thinking, usage, and the events one by one. */
function makeAnswer() {
  const words = element('div', { className: 'answer', role: 'group', tabIndex: 0, ariaLabel: text('answer') }, element('span', { className: 'soft' }, text('answerComesHere')));
  const thinking = element('div', { className: 'answer soft' });
  const thinkingBox = element('details', { hidden: true }, element('summary', {}, text('thinking')), thinking);
  const problem = element('div');
  const facts = element('dl', { className: 'facts' });
  const events = element('ol', { className: 'events', tabIndex: 0, ariaLabel: text('events') });
  const count = element('span', {}, text('events'));
  const box = card(text('answer'), problem, thinkingBox, words, facts,
    element('details', { open: true }, element('summary', {}, count), events));
  return { box, words, thinking, thinkingBox, problem, facts, events, count };
}

async function run(controls, answer, signal) {
  const client = CLIENT_APIS[controls.api.value];
  const asked = {
    model: controls.model.value.trim(),
    prompt: controls.prompt.value,
    system: controls.system.value.trim(),
    maxTokens: Number(controls.maxTokens.value),
    stream: controls.stream.checked,
  };
  const seen = { usage: {}, events: 0, startedAt: performance.now(), firstAt: null, stop: null, requestId: null };
  clear(answer);
  try {
    const response = await api.callAsClient(client.path, controls.key.value.trim(), client.request(asked), signal);
    seen.requestId = response.headers.get('request-id');
    await take(response, client, seen, answer);
  } catch (failed) {
    answer.problem.replaceChildren(signal.aborted
      ? notice('info', text('tryCancelled'))
      : notice('bad', failed instanceof TypeError ? text('unreachable') : failed.message));
  }
  showFacts(seen, answer);
}

async function take(response, client, seen, answer) {
  if (!response.ok) {
    const body = await response.json().catch(() => null);
    throw new Error(text('tryRefused', { status: response.status, reason: errorIn(body) ?? response.statusText }));
  }
  if (!response.headers.get('content-type')?.startsWith('text/event-stream')) {
    const whole = await response.json();
    showEvent({ event: '', data: JSON.stringify(whole) }, seen, answer);
    note(client.readWhole(whole), seen, answer);
    return;
  }
  for await (const event of eventsOf(response)) {
    showEvent(event, seen, answer);
    if (event.data !== '[DONE]') {
      note(client.read(JSON.parse(event.data)), seen, answer);
    }
  }
}

/** Adds what an event says to what is shown. */
function note({ text: words, thinking, usage, stop, error }, seen, answer) {
  if (words || thinking) {
    seen.firstAt ??= performance.now();
  }
  answer.words.append(words ?? '');
  answer.thinking.append(thinking ?? '');
  if (thinking) {
    answer.thinkingBox.hidden = false;
  }
  Object.assign(seen.usage, Object.fromEntries(Object.entries(usage ?? {}).filter(([, value]) => value !== undefined && value !== null)));
  seen.stop = stop ?? seen.stop;
  if (error) {
    throw new Error(error);
  }
  showFacts(seen, answer);
}

function showEvent({ event, data }, seen, answer) {
  const { events, count } = answer;
  const isAtEnd = events.scrollHeight - events.scrollTop - events.clientHeight < 8;
  seen.events += 1;
  count.textContent = `${text('events')}: ${formatCount(seen.events)}`;
  events.append(element('li', {}, element('span', { className: 'soft' }, `${Math.round(performance.now() - seen.startedAt)} ms `),
    event ? element('strong', {}, `${event} `) : null, data));
  if (events.children.length > MOST_EVENTS) {
    events.firstElementChild.remove();
  }
  if (isAtEnd) {
    events.scrollTop = events.scrollHeight;
  }
}

function showFacts(seen, { facts }) {
  const shown = [
    [text('duration'), formatDuration(performance.now() - seen.startedAt)],
    [text('firstToken'), seen.firstAt ? formatDuration(seen.firstAt - seen.startedAt) : null],
    ...Object.entries(USAGE).map(([name, label]) => [text(label), seen.usage[name] === undefined ? null : formatCount(seen.usage[name])]),
    [text('stopReason'), seen.stop],
    [text('requestId'), seen.requestId],
  ];
  facts.replaceChildren(...shown.filter(([, value]) => value !== null)
    .map(([label, value]) => element('div', {}, element('dt', {}, label), element('dd', {}, value))));
}

function clear({ words, thinking, thinkingBox, problem, facts, events, count }) {
  [words, thinking, problem, facts, events].forEach((box) => box.replaceChildren());
  thinkingBox.hidden = true;
  count.textContent = text('events');
}
