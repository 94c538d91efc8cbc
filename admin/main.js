// Starts the page: who is signed in, and which view the address names.

import * as api from './api.js';
import { byId, element, failure } from './elements.js';
import { showHeader } from './shell.js';
import { text } from './texts.js';
import { forgetKey } from './typed-key.js';

/**
 * The views in the order of the navigation. `name` is the file in views/ and the part of the address behind #/,
 * `title` a name in texts.js; `users` are let in by their own API key, too.
 */
const VIEWS = [
  { name: 'overview', title: 'overview', users: true },
  { name: 'usage', title: 'usage', users: true },
  { name: 'users', title: 'users' },
  { name: 'api-keys', title: 'apiKeys', users: true },
  { name: 'connect', title: 'connect', users: true },
  { name: 'try', title: 'try', users: true },
  { name: 'sent', title: 'sent' },
  { name: 'backends', title: 'backends' },
  { name: 'routes', title: 'routes' },
  { name: 'audit', title: 'audit' },
];

let session = null;
let shown = { name: null, update: null, leave: new AbortController() };
let farewell = '';

api.onSignedOut(() => endSession(text('sessionEnded')));
addEventListener('hashchange', open);
document.addEventListener('infiniproxy-language-changed', reopen);
await start();

async function start() {
  loadEarly(address().name);
  try {
    session = await api.session();
  } catch (error) {
    byId('main').replaceChildren(failure(error, start));
    return;
  }
  await reopen();
}

/** Loads a view's script while the session is asked for; if that fails, it is told when the view is shown. */
function loadEarly(name) {
  if (VIEWS.some((view) => view.name === name)) {
    import(`./views/${name}.js`).catch(() => {});
  }
}

/** Shows the view anew, in whatever language and for whoever is signed in. */
async function reopen() {
  shown.name = null;
  await open();
}

async function open() {
  const { name, query } = address();
  const view = session ? visible().find((one) => one.name === name) : { name: 'sign-in', title: 'signIn' };
  if (!view) {
    location.replace(`#/${visible()[0].name}`);
    return;
  }
  if (shown.name === view.name && shown.update) {
    shown.update(query);
    return;
  }
  await show(view, query);
}

async function show(view, query) {
  shown.leave.abort();
  const leave = new AbortController();
  const isFirst = shown.name === null;
  shown = { name: view.name, update: null, leave };
  showHeader({ session, views: session ? visible() : [], current: view.name, signOut });
  document.title = `${text(view.title)} · infiniproxy`;
  const root = element('div', { className: `view view-${view.name}` });
  byId('main').replaceChildren(root);
  if (!isFirst) {
    byId('main').focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  await fill(view, root, { query, leave });
}

async function fill(view, root, { query, leave }) {
  try {
    const module = await import(`./views/${view.name}.js`);
    if (leave.signal.aborted) {
      return;
    }
    const update = await module.show(root, context(query, leave.signal));
    if (!leave.signal.aborted) {
      shown.update = update ?? null;
    }
  } catch (error) {
    if (!leave.signal.aborted) {
      root.replaceChildren(failure(error, reopen));
    }
  }
}

function context(query, signal) {
  return {
    session,
    isAdmin: session?.role === 'admin',
    query,
    signal,
    setQuery,
    signedIn,
    message: farewell,
  };
}

/** Writes what is chosen into the address, without a new entry in the history; empty values are left out. */
function setQuery(values) {
  history.replaceState(null, '', `#/${shown.name}${api.query(values)}`);
}

async function signedIn(newSession) {
  session = newSession;
  farewell = '';
  await reopen();
}

async function signOut() {
  await api.signOut();
  endSession('');
}

function endSession(message) {
  const wasSignedIn = session !== null;
  session = null;
  farewell = message;
  forgetKey();
  if (wasSignedIn) {
    reopen();
  }
}

function visible() {
  return VIEWS.filter((view) => session.role === 'admin' || view.users);
}

/** #/usage?by=model is the view `usage` and its query; an empty address the first view. */
function address() {
  const [name, query] = location.hash.replace(/^#\/?/, '').split('?', 2);
  return { name: name || VIEWS[0].name, query: new URLSearchParams(query) };
}
