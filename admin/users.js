// The users section: create, list, deactivate.

import * as api from './api.js';
import { byId, confirmed, fillTable, onSubmit, orShowError, rowButton, stateOf } from './elements.js';
import { formatTime, text } from './texts.js';

let users = [];
let usersChanged = async () => {};

/** Starts the section; changed() runs after a user was created or deactivated. */
export function startUsers(changed) {
  usersChanged = changed;
  onSubmit(byId('user-form'), create);
}

/** Fetches and shows the users, and returns them. */
export async function loadUsers() {
  users = await api.listUsers();
  renderUsers();
  return users;
}

export function renderUsers() {
  const columns = ['id', 'userName', 'email', 'created', 'state', 'actions'].map((name) => text(name));
  fillTable(byId('users-table'), columns, users.map(userRow), text('noUsers'));
}

function userRow(user) {
  return {
    inactive: !user.is_active,
    cells: [
      String(user.id),
      user.username,
      user.email ?? '',
      formatTime(user.created_at),
      stateOf(user.is_active),
      user.is_active ? rowButton(text('deactivate'), user.username, () => deactivate(user)) : '',
    ],
  };
}

async function create() {
  const user = await api.createUser(byId('username').value.trim(), byId('email').value.trim());
  byId('user-form').reset();
  say('userCreated', user);
  await usersChanged();
}

async function deactivate(user) {
  if (!await confirmed(text('confirmUser', { name: user.username }))) {
    return;
  }
  await orShowError(async () => {
    await api.deactivateUser(user.id);
    say('userDeactivated', user);
    byId('users-heading').focus();
    await usersChanged();
  });
}

function say(name, user) {
  byId('users-status').textContent = text(name, { name: user.username });
}
