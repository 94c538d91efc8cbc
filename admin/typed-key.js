// The API key that was typed in or made on this page: in memory only, so that it is gone with the page or the session.

let known = '';

/** Returns the key itself; an empty text when there is none. */
export const typedKey = () => known;

export function rememberKey(apiKey) {
  known = apiKey;
}

export function forgetKey() {
  known = '';
}
