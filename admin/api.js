// Every call of the server, one function each. A failure is an Error whose message can be shown.

import { language, text } from './texts.js';

let signedOut = () => {};

/** Calls the listener when the server does not know the session, or no longer. */
export function onSignedOut(listener) {
  signedOut = listener;
}

/** Has no message: the listener answers it. */
export class SignedOutError extends Error {}

/** The server refused: `status` is that of HTTP, the message what the server says. */
export class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

/** Returns who is signed in, `{role, user_id, username, api_key_id}`; null if nobody is. */
export async function session() {
  try {
    const answer = await call('GET', '/admin/session');
    return answer.role ? answer : null;
  } catch (error) {
    // The cookie of a session that has ended.
    if (error.status === 401) {
      return null;
    }
    throw error;
  }
}
export const signInAsAdmin = (token) => call('POST', '/admin/login', { token });
export const signInAsUser = (apiKey) => call('POST', '/admin/login', { api_key: apiKey });
export const signOut = () => callSignedIn('POST', '/admin/logout');

export const status = () => callSignedIn('GET', '/admin/status');
export const health = () => call('GET', '/health');
export const backends = () => callSignedIn('GET', '/admin/backends');
export const checkBackend = () => callSignedIn('POST', '/admin/backends/check');
export const routes = () => callSignedIn('GET', '/admin/routes');
export const failures = async () => (await callSignedIn('GET', '/admin/failures')).failures;
/** Those of the keys of the user who is signed in. */
export const myFailures = async () => (await callSignedIn('GET', '/admin/my-failures')).failures;
export const audit = ({ limit, before } = {}) => callSignedIn('GET', `/admin/audit${query({ limit, before })}`);
/** `{request, profile, flags}` -> what the backend would be sent, and what was changed. */
export const translate = (translation) => callSignedIn('POST', '/admin/translate', translation);

export const listUsers = async () => (await callSignedIn('GET', '/admin/users')).users;
export const createUser = (user) => callSignedIn('POST', '/admin/users', user);
export const updateUser = (id, change) => callSignedIn('PATCH', `/admin/users/${encodeURIComponent(id)}`, change);
export const deactivateUser = (id) => callSignedIn('DELETE', `/admin/users/${encodeURIComponent(id)}`);

export const listKeys = async (userId) =>
  (await callSignedIn('GET', `/admin/api-keys${query({ user_id: userId })}`)).api_keys;
/** The keys of the user who is signed in. */
export const myKeys = async () => (await callSignedIn('GET', '/admin/my-api-keys')).api_keys;
/** Its answer is the only one that ever has the key itself, as `api_key`. */
export const createKey = (key) => callSignedIn('POST', '/admin/api-keys', key);
export const updateKey = (id, change) => callSignedIn('PATCH', `/admin/api-keys/${encodeURIComponent(id)}`, change);
export const rotateKey = (id, graceHours) =>
  callSignedIn('POST', `/admin/api-keys/${encodeURIComponent(id)}/rotate${query({ grace_hours: graceHours })}`);
export const deactivateKey = (id) => callSignedIn('DELETE', `/admin/api-keys/${encodeURIComponent(id)}`);

/** `{by, from, to}` and filters; `by` is one or two of user, key, model, endpoint, backend, day, hour. */
export const usageReport = (asked) => callSignedIn('GET', `/usage/report${query(asked)}`);
/** Records, newest first: `{limit, before, from, to}` and filters; `next_before` of the answer leads to the next page. */
export const usageRequests = (asked) => callSignedIn('GET', `/usage/requests${query(asked)}`);
/** How much of their limits keys and users use. */
export const usageLimits = (asked = {}) => callSignedIn('GET', `/usage/limits${query(asked)}`);
/** The address of the records as CSV, for a link. */
export const usageCsvUrl = (asked) => `/usage/export.csv${query(asked)}`;

/** Calls a client's endpoint with a key and returns the response as it is, to be read as it streams. */
export async function callAsClient(path, apiKey, body, signal) {
  const headers = { Authorization: `Bearer ${apiKey}` };
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  const method = body === undefined ? 'GET' : 'POST';
  return fetch(path, { method, headers, body: body && JSON.stringify(body), signal, credentials: 'omit', cache: 'no-store' });
}

/** Writes `?name=value&…`; what is empty is left out. */
export function query(parameters) {
  const given = Object.entries(parameters)
    .filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}

async function callSignedIn(method, path, body) {
  try {
    return await call(method, path, body);
  } catch (error) {
    if (error.status === 401) {
      signedOut();
      throw new SignedOutError();
    }
    throw error;
  }
}

async function call(method, path, body) {
  const response = await send(method, path, body);
  const answer = await readJson(response);
  if (!response.ok) {
    throw new ApiError(detail(answer, response), response.status);
  }
  if (answer === undefined) {
    throw new Error(text('unreadable'));
  }
  return answer;
}

async function send(method, path, body) {
  const headers = { Accept: 'application/json', 'Accept-Language': language() };
  if (method !== 'GET') {
    // Another site's form cannot send this header: it tells the server that the call comes from this page.
    headers['X-Requested-With'] = 'infiniproxy';
  }
  if (body !== undefined) {
    headers['Content-Type'] = 'application/json';
  }
  try {
    return await fetch(path, { method, headers, body: JSON.stringify(body), cache: 'no-store' });
  } catch {
    throw new Error(text('unreachable'));
  }
}

async function readJson(response) {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

function detail(answer, response) {
  return typeof answer?.detail === 'string' ? answer.detail : text('unexplained', { status: response.status });
}
