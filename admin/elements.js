// The page's elements: finding, making and asking. Text goes in as text, never as HTML.

import { text } from './texts.js';

export const byId = (id) => document.getElementById(id);

/** element('td', { className: 'wide' }, 'text or element', …) */
export function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

/** A button of a table row; its spoken label also says which row it is of. */
export function rowButton(label, rowName, onClick) {
  const button = element('button', { type: 'button', ariaLabel: `${label}: ${rowName}` }, label);
  button.addEventListener('click', onClick);
  return button;
}

/** Fills a table. Each row is { inactive, cells }, with one cell a column; an empty table says so. */
export function fillTable(table, columns, rows, whenEmpty) {
  table.tHead.replaceChildren(
    tableRow(columns.map((column) => withRole('columnheader', element('th', { scope: 'col' }, column)))));
  table.tHead.hidden = rows.length === 0;
  const bodyRows = rows.map(({ inactive, cells }) => {
    const row = tableRow(cells.map((content, column) => tableCell(columns[column], content)));
    row.classList.toggle('inactive', inactive);
    return row;
  });
  const emptyRow = () =>
    tableRow([withRole('cell', element('td', { className: 'wide', colSpan: columns.length }, whenEmpty))]);
  table.tBodies[0].replaceChildren(...(rows.length === 0 ? [emptyRow()] : bodyRows));
}

/** Fills a select and keeps what is chosen, where it is still there. */
export function fillSelect(select, options) {
  const chosen = select.value;
  select.replaceChildren(...options.map(([value, label]) => element('option', { value }, label)));
  if (options.some(([value]) => String(value) === chosen)) {
    select.value = chosen;
  }
}

/** Runs the action when the form is sent; not twice at once, and its failure is shown in the form. */
export function onSubmit(form, action) {
  const error = form.querySelector('.error');
  let running = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (running) {
      return;
    }
    running = true;
    form.ariaBusy = 'true';
    clearMessages();
    try {
      await action();
    } catch (failure) {
      show(failure, error);
    } finally {
      running = false;
      form.ariaBusy = 'false';
    }
  });
}

/** Runs the action and shows its failure at the top of the page. */
export async function orShowError(action) {
  const error = byId('page-error');
  clearMessages();
  try {
    await action();
  } catch (failure) {
    show(failure, error);
  }
}

/** Asks before a deactivation; Escape is no. */
export function confirmed(question) {
  const dialog = byId('confirm');
  byId('confirm-question').textContent = question;
  dialog.returnValue = 'no';
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => resolve(dialog.returnValue === 'yes'), { once: true });
  });
}

export const stateOf = (isActive) => element('span', { className: 'state' }, text(isActive ? 'active' : 'inactive'));

/** What the page says is of the last thing done: each new one starts with nothing said. */
export function clearMessages() {
  for (const message of document.querySelectorAll('.error, .status')) {
    message.textContent = '';
  }
}

/** A failure without words was answered already: the sign-in form is there. */
function show(failure, error) {
  if (failure.message) {
    error.textContent = failure.message;
    error.scrollIntoView({ block: 'nearest' });
  }
}

function tableRow(cells) {
  return withRole('row', element('tr', {}, ...cells));
}

function tableCell(column, content) {
  const cell = withRole('cell', element('td', {}, content));
  cell.dataset.column = column;
  return cell;
}

/** Said outright: the phone layout changes `display`, and a browser then forgets that this is a table. */
function withRole(role, made) {
  made.setAttribute('role', role);
  return made;
}
