// Signing in: with the admin token, or with one's own API key.

import * as api from '../api.js';
import { card, field, form, input, notice } from '../elements.js';
import { text } from '../texts.js';

export function show(root, { message, signedIn }) {
  // No name: a form sent without the script must not carry it.
  const secret = input({ type: 'password', required: true, autocomplete: 'current-password' });
  const sent = form({
    fields: [field(text('secret'), secret, text('secretHint'))],
    submit: text('signIn'),
    action: async () => {
      await signIn(secret.value.trim());
      const session = await api.session();
      if (!session) {
        throw new Error(text('noCookie'));
      }
      secret.value = '';
      await signedIn(session);
    },
  });
  sent.method = 'post';
  root.append(card(text('signIn'), ...(message ? [notice('info', message)] : []), sent));
  secret.focus();
}

/** Keys begin with sk-; so may an admin token that somebody chose. */
async function signIn(secret) {
  if (!secret.startsWith('sk-')) {
    await api.signInAsAdmin(secret);
    return;
  }
  try {
    await api.signInAsUser(secret);
  } catch (error) {
    if (error.status !== 401) {
      throw error;
    }
    await api.signInAsAdmin(secret).catch(() => { throw error; });
  }
}
