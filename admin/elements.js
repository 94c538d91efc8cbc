// The building blocks of the views. What comes from users or the server goes in as text, never as HTML.
//
// How a view is written. A view is a file views/<name>.js that is listed in VIEWS of main.js:
//
//   import * as api from '../api.js';
//   import { empty, every, page, table } from '../elements.js';
//   import { text } from '../texts.js';
//
//   export async function show(root, { session, isAdmin, query, signal, setQuery }) {
//     const list = table({ label: text('users'), columns: [{ label: text('userName'), cell: (user) => user.username }],
//       empty: () => empty(text('noUsers'), text('noUsersHint')) });
//     root.append(page(text('users'), {}, list));
//     list.show(await api.listUsers());
//     every(2000, signal, async () => list.show(await api.listUsers()));
//   }
//
// - It fills `root`, which is empty and in the page. What it throws is shown there in words, with a button to try again.
// - `signal` is aborted when the view is left: every listener outside of root, timer and stream ends by it, so that
//   nothing else is to be cleaned up. After an await that ends late, root is no longer in the page, which does no harm.
// - `query` are the URLSearchParams of the address; setQuery({from, to, …}) writes what is chosen back into it, so that
//   each state of a view can be bookmarked. A view that returns a function is given the new query when only that has
//   changed (the history's buttons, a link); without one it is shown anew. So it is when the language changes.
// - `session` is {role, user_id, username, api_key_id}, `isAdmin` its role. The server checks again.
// - All calls are in api.js, all words in texts.js (both languages), numbers and times are written by format.js.
// - No style attributes and no inline scripts: the Content-Security-Policy refuses them. Classes are in admin.css.
// - Links between views are plain: link(text('usage'), `#/usage${api.query({ user_id: 3 })}`).

import { formatAgo, formatTime, formatUtc } from './format.js';
import { text } from './texts.js';

export const byId = (id) => document.getElementById(id);

let lastId = 0;
const newId = () => `e${++lastId}`;

/** element('p', { className: 'soft' }, 'text or element', …); null and undefined children are left out. */
export function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A view's frame: its heading with what belongs beside it (buttons), then the content. */
export function page(title, { actions = [] } = {}, ...content) {
  const fragment = document.createDocumentFragment();
  fragment.append(
    element('div', { className: 'page-head' }, element('h1', {}, title), element('div', { className: 'actions' }, ...actions)),
    ...content);
  return fragment;
}

/** A box with a heading. */
export function card(title, ...content) {
  const id = newId();
  const made = element('section', { className: 'card' }, element('h2', { id }, title), ...content);
  made.setAttribute('aria-labelledby', id);
  return made;
}

/**
 * A button. `kind` is primary, danger or quiet; `label` is what is spoken where the words alone do not say of what:
 * button(text('rotate'), rotate, { label: `${text('rotate')}: ${key.name}` })
 */
export function button(words, onClick, { kind = '', label = null } = {}) {
  const made = element('button', { type: 'button', className: kind }, words);
  if (label) {
    made.ariaLabel = label;
  }
  made.addEventListener('click', onClick);
  return made;
}

export const link = (words, href) => element('a', { href }, words);

/** A moment in the reader's zone, with UTC in the title; `ago` says how long ago instead. */
export function time(iso, { ago = false, none = text('never') } = {}) {
  if (!iso) {
    return element('span', { className: 'soft' }, none);
  }
  const title = ago ? `${formatTime(iso)} · ${formatUtc(iso)}` : formatUtc(iso);
  return element('time', { dateTime: iso, title }, ago ? formatAgo(iso) : formatTime(iso));
}

/** A state in a word, with a sign beside the colour: good, bad, warn or off. */
export const state = (kind, words) => element('span', { className: `state state-${kind}` }, words);

/** How much of a limit is used, as a bar; `words` say it too. */
export function bar(used, limit, words) {
  const part = limit > 0 ? used / limit : 1;
  const meter = element('meter', { min: 0, max: 1, high: 0.8, optimum: 0, value: Math.min(1, part) });
  meter.setAttribute('aria-label', words);
  return element('span', { className: 'bar' }, meter, element('span', { className: 'soft' }, words));
}

/** What to say and to do where nothing is to be shown yet. */
export const empty = (title, hint = '', ...actions) => element('div', { className: 'empty' },
  element('p', { className: 'empty-title' }, title), element('p', { className: 'soft' }, hint),
  element('div', { className: 'actions' }, ...actions));

/** A box of words: info, good, warn or bad. */
export function notice(kind, ...content) {
  const made = element('div', { className: `notice notice-${kind}` }, ...content);
  made.setAttribute('role', kind === 'bad' ? 'alert' : 'status');
  return made;
}

/** What went wrong, in words, and a button to try again. */
export function failure(error, again) {
  return notice('bad', element('p', {}, error.message), again ? button(text('tryAgain'), again) : null);
}

/**
 * A table in a box of its own; on a phone its rows become cards, or with `dense` it scrolls behind its first column.
 *
 * columns: [{ label, cell: (row) => text or element, number: true to align right, wide: true for long text; where there is no room,
 * clip: true cuts, and whole: true breaks even a word }]
 * key: (row) => what tells rows apart; with it, show() leaves rows that are still there where the focus is in them.
 * isOff: (row) => whether it is shown as no longer in use. onOpen: (row) => what a click on a row does; a row then needs a
 * button or link in a cell as well, for the keyboard. empty: () => element instead of a table without rows.
 * Returns the box; its show(rows) fills it.
 */
export function table({ label, columns, key, isOff, onOpen, dense = false, empty: whenEmpty }) {
  const head = element('thead', {}, row(columns.map(headCell)));
  const body = element('tbody');
  const made = withRole('table', element('table', { className: dense ? 'dense' : '', ariaLabel: label }, head, body));
  const box = element('div', { className: 'table-box' });
  let lines = new Map();
  box.show = (rows) => {
    const old = lines;
    lines = new Map(rows.map((one, index) => {
      const id = key ? key(one) : index;
      const fresh = line(one, { columns, isOff, onOpen });
      // A row that looks as before stays: neither the focus in it nor a selection is lost.
      return [id, old.get(id)?.isEqualNode(fresh) && !onOpen && key ? old.get(id) : fresh];
    }));
    keepingFocus(body, () => place(body, [...lines.values()]));
    if (box.firstElementChild !== made || rows.length === 0) {
      box.replaceChildren(rows.length === 0 && whenEmpty ? whenEmpty() : made);
    }
  };
  return box;
}

function headCell(column) {
  const cell = withRole('columnheader', element('th', { scope: 'col' }, column.label));
  cell.classList.toggle('number', Boolean(column.number));
  return cell;
}

function line(one, { columns, isOff, onOpen }) {
  const made = row(columns.map((column) => {
    const cell = withRole('cell', element('td', {}, column.cell(one) ?? ''));
    cell.dataset.column = column.label;
    cell.classList.toggle('number', Boolean(column.number));
    cell.classList.toggle('wide', Boolean(column.wide));
    cell.classList.toggle('clip', Boolean(column.clip));
    cell.classList.toggle('whole', Boolean(column.whole));
    cell.title = column.clip ? cell.textContent : '';
    return cell;
  }));
  made.classList.toggle('off', Boolean(isOff?.(one)));
  if (onOpen) {
    made.classList.add('opens');
    made.addEventListener('click', (event) => {
      if (!event.target.closest('a, button, input')) {
        onOpen(one);
      }
    });
  }
  return made;
}

/** Replaces rows; where the focus was in one, it is on the same button of the new one, counted from the end. */
function keepingFocus(body, replace) {
  const controls = (made) => [...made?.querySelectorAll('a, button') ?? []];
  const index = [...body.children].findIndex((made) => made.contains(document.activeElement));
  const old = controls(body.children[index]);
  const fromEnd = old.indexOf(document.activeElement) - old.length;
  replace();
  if (index >= 0 && !body.contains(document.activeElement)) {
    controls(body.children[index]).at(fromEnd)?.focus();
  }
}

/** Puts the children in this order and moves none that is in its place already. */
function place(parent, children) {
  children.forEach((child, index) => {
    if (parent.children[index] !== child) {
      parent.insertBefore(child, parent.children[index] ?? null);
    }
  });
  while (parent.children.length > children.length) {
    parent.lastElementChild.remove();
  }
}

const row = (cells) => withRole('row', element('tr', {}, ...cells));

/** Said outright: the phone layout changes `display`, and a browser then forgets that this is a table. */
function withRole(role, made) {
  made.setAttribute('role', role);
  return made;
}

/** A control with its label and, below, a hint: field(text('email'), input({ type: 'email' })) */
export function field(label, control, hint = '') {
  control.id ||= newId();
  const made = element('div', { className: 'field' }, element('label', { htmlFor: control.id }, label), control);
  if (hint) {
    const hintId = newId();
    made.append(element('p', { className: 'hint', id: hintId }, hint));
    control.setAttribute('aria-describedby', hintId);
  }
  return made;
}

export const input = (properties = {}) => element('input', { autocomplete: 'off', ...properties });

/** select([['value', 'label'], …], { value }) */
export function select(options, { value = '', onChange } = {}) {
  const made = element('select', {}, ...options.map(([name, label]) => element('option', { value: name }, label)));
  made.value = value;
  if (onChange) {
    made.addEventListener('change', () => onChange(made.value));
  }
  return made;
}

/** Suggestions for an input: what else is typed counts too. */
export function suggest(control, values) {
  const list = element('datalist', { id: newId() }, ...values.map((value) => element('option', { value })));
  control.setAttribute('list', list.id);
  control.after(list);
}

/** A form. `action` runs once at a time when it is sent; what it throws is shown in the form. */
export function form({ fields, submit, action, actions = [], className = '' }) {
  const error = withRole('alert', element('p', { className: 'error' }));
  const send = element('button', { className: 'primary' }, submit);
  const made = element('form', { className, noValidate: false }, element('div', { className: 'fields' }, ...fields), error,
    element('div', { className: 'actions' }, send, ...actions));
  made.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (send.disabled) {
      return;
    }
    send.disabled = true;
    error.textContent = '';
    try {
      await action();
    } catch (failed) {
      error.textContent = failed.message;
    } finally {
      send.disabled = false;
    }
  });
  return made;
}

/**
 * Opens a dialog and returns it; `content` and `actions` are elements. It closes by Escape and by dialog.close(), and is
 * gone then. With `keep`, Escape does not close it: what it shows is not shown again.
 */
export function dialog(title, { content = [], actions = [], keep = false, onClose = () => {} } = {}) {
  const id = newId();
  const made = element('dialog', {}, element('h2', { id }, title), ...content,
    actions.length > 0 ? element('div', { className: 'actions' }, ...actions) : null);
  made.setAttribute('aria-labelledby', id);
  made.addEventListener('cancel', (event) => keep && event.preventDefault());
  made.addEventListener('close', () => {
    made.remove();
    onClose(made.returnValue);
  });
  document.body.append(made);
  made.showModal();
  return made;
}

/** Asks, and resolves to whether the answer was yes; Escape is no. */
export function confirmed(question, { yes = text('yes'), kind = 'danger' } = {}) {
  return new Promise((resolve) => {
    const asked = dialog(question, {
      actions: [
        button(text('cancel'), () => asked.close('no')),
        button(yes, () => asked.close('yes'), { kind }),
      ],
      onClose: (answer) => resolve(answer === 'yes'),
    });
  });
}

const TOAST_MS = 8000;

/** Says for some seconds what was done; `undo` is an action that takes it back. */
export function toast(words, { undo, kind = 'good' } = {}) {
  const made = element('div', { className: `toast toast-${kind}` }, element('span', {}, words));
  const close = () => made.remove();
  if (undo) {
    made.append(button(text('undo'), async () => {
      close();
      await orToast(undo);
    }));
  }
  made.append(button('×', close, { kind: 'quiet', label: text('close') }));
  byId('toasts').append(made);
  let timer = setTimeout(close, TOAST_MS);
  // Who reaches for it gets the time that it takes.
  made.addEventListener('pointerenter', () => clearTimeout(timer));
  made.addEventListener('focusin', () => clearTimeout(timer));
  made.addEventListener('pointerleave', () => { timer = setTimeout(close, TOAST_MS); });
}

/** Runs the action; a failure is said as a toast. */
export async function orToast(action) {
  try {
    return await action();
  } catch (failed) {
    if (failed.message) {
      toast(failed.message, { kind: 'bad' });
    }
    return undefined;
  }
}

/** Tabs: [{ name, label, content: () => element }]; `onChoose` is told the name. */
export function tabs(label, items, { chosen = items[0].name, onChoose = () => {} } = {}) {
  const panel = withRole('tabpanel', element('div', { id: newId(), tabIndex: 0 }));
  const list = withRole('tablist', element('div', { className: 'tabs', ariaLabel: label }));
  const choose = (item, tab) => {
    [...list.children].forEach((other) => {
      other.ariaSelected = String(other === tab);
      other.tabIndex = other === tab ? 0 : -1;
    });
    panel.setAttribute('aria-labelledby', tab.id);
    panel.replaceChildren(item.content());
    onChoose(item.name);
  };
  items.forEach((item) => {
    const tab = withRole('tab', button(item.label, () => choose(item, tab)));
    tab.id = newId();
    tab.setAttribute('aria-controls', panel.id);
    list.append(tab);
  });
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      const all = [...list.children];
      const next = all[(all.indexOf(document.activeElement) + step + all.length) % all.length];
      next.focus();
      next.click();
    }
  });
  const at = Math.max(0, items.findIndex((item) => item.name === chosen));
  choose(items[at], list.children[at]);
  return element('div', { className: 'tabbed' }, list, panel);
}

/** Copies what `content` returns; over plain HTTP as well, where browsers have no clipboard for pages. */
export function copyButton(content, { label = null } = {}) {
  const made = button(text('copy'), async () => {
    const done = await copied(content(), made);
    made.textContent = text(done ? 'copied' : 'copyFailed');
    setTimeout(() => { made.textContent = text('copy'); }, 2000);
  }, { label });
  return made;
}

async function copied(words, near) {
  try {
    await navigator.clipboard.writeText(words);
    return true;
  } catch {
    // Beside the button, as a modal dialog lets nothing outside of it be selected.
    const area = element('textarea', { value: words, className: 'off-screen' });
    near.after(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    near.focus();
    return done;
  }
}

/** Lines to be copied. */
export function code(words, { label = null } = {}) {
  const pre = element('pre', { tabIndex: 0 }, words);
  return element('div', { className: 'code' }, pre, copyButton(() => pre.textContent, { label }));
}

/**
 * Runs the action every so many milliseconds, one at a time, until the signal is aborted; not while the page is hidden.
 * What it throws goes to `onFailure`, and it is tried again; `onFailure` is called with null when it has worked.
 */
export function every(ms, signal, action, onFailure = () => {}) {
  let timer;
  const next = () => { timer = setTimeout(run, ms); };
  const run = async () => {
    if (!document.hidden) {
      try {
        await action();
        onFailure(null);
      } catch (failed) {
        onFailure(failed);
      }
    }
    if (!signal.aborted) {
      next();
    }
  };
  signal.addEventListener('abort', () => clearTimeout(timer));
  next();
}
