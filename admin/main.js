// Starts the page: signed in or not, its language, and what the sections tell each other.

import * as api from './api.js';
import { byId, clearMessages, onSubmit, orShowError } from './elements.js';
import { forgetSecret, loadKeys, renderKeys, setKeyUsers, startKeys } from './keys.js';
import { switchLanguage, text, writeTexts } from './texts.js';
import { reloadUsage, renderUsage, showUsageOf, startUsage } from './usage.js';
import { loadUsers, renderUsers, startUsers } from './users.js';

const SIGNED_IN_ONLY = ['sections', 'refresh', 'sign-out', 'users', 'keys', 'usage'];

startUsers(loadAll);
startKeys(showUsageOf);
startUsage();
api.onSignedOut(endSession);
onSubmit(byId('sign-in-form'), signIn);
byId('sign-out').addEventListener('click', () => orShowError(signOut));
byId('refresh').addEventListener('click', () => orShowError(refresh));
byId('language').addEventListener('click', () => {
  switchLanguage();
  render();
});

render();
await open();

/** Only the server can see the session cookie, so ask it. */
async function open() {
  await orShowError(showSignedIn);
  if (byId('users').hidden) {
    showSignIn();
  }
}

async function signIn() {
  const token = byId('token');
  await api.signIn(token.value.trim());
  token.value = '';
  try {
    await showSignedIn();
  } catch (failure) {
    throw failure instanceof api.SignedOutError ? new Error(text('noCookie')) : failure;
  }
  byId('users-heading').focus();
}

/** Loading the page anew also forgets what was on it. */
async function signOut() {
  await api.signOut();
  location.reload();
}

function endSession() {
  forgetSecret();
  if (!byId('users').hidden) {
    showSignIn();
    signInError().textContent = text('sessionEnded');
  }
}

async function showSignedIn() {
  await loadAll();
  byId('sign-in').hidden = true;
  SIGNED_IN_ONLY.forEach((id) => { byId(id).hidden = false; });
}

function showSignIn() {
  SIGNED_IN_ONLY.forEach((id) => { byId(id).hidden = true; });
  byId('sign-in').hidden = false;
  byId('token').focus();
}

async function loadAll() {
  setKeyUsers(await loadUsers());
  await loadKeys();
}

async function refresh() {
  await loadAll();
  await reloadUsage();
}

function render() {
  clearMessages();
  writeTexts();
  renderLanguageButton();
  renderUsers();
  renderKeys();
  renderUsage();
}

function renderLanguageButton() {
  const button = byId('language');
  button.textContent = text('otherLanguage');
  button.lang = document.documentElement.lang === 'en' ? 'zh-CN' : 'en';
}

function signInError() {
  return byId('sign-in-form').querySelector('.error');
}
