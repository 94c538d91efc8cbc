// The admin and usage endpoints, one function each. A failure is an Error whose message can be shown.

import { language, text } from './texts.js';

let signedOut = () => {};

/** Calls the listener when the server does not know the session, or no longer. */
export function onSignedOut(listener) {
  signedOut = listener;
}

/** Has no message: the listener answers it. */
export class SignedOutError extends Error {}

class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

export const signIn = (token) => call('POST', '/admin/login', { token });
export const signOut = () => callSignedIn('POST', '/admin/logout');

export const listUsers = async () => (await callSignedIn('GET', '/admin/users')).users;
export const createUser = (username, email) =>
  callSignedIn('POST', '/admin/users', email ? { username, email } : { username });
export const deactivateUser = (id) => callSignedIn('DELETE', `/admin/users/${encodeURIComponent(id)}`);

export const listKeys = async (userId) =>
  (await callSignedIn('GET', `/admin/api-keys${query({ user_id: userId })}`)).api_keys;
export const createKey = (userId, name) => callSignedIn('POST', '/admin/api-keys', { user_id: userId, name });
export const deactivateKey = (id) => callSignedIn('DELETE', `/admin/api-keys/${encodeURIComponent(id)}`);

export const keyUsage = (id, startDate, endDate) =>
  callSignedIn('GET', `/usage/api-key/${encodeURIComponent(id)}${query({ start_date: startDate, end_date: endDate })}`);

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

function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value);
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`;
}
