// The field for an API key that is to be used from this page, and the models that it may ask for.

import * as api from './api.js';
import { field, input, suggest } from './elements.js';
import { text } from './texts.js';
import { rememberKey, typedKey } from './typed-key.js';

/** Returns {field, control}: where the key is typed in; what the last view knew is there already. */
export function keyField() {
  const control = input({ type: 'password', required: true, value: typedKey(), spellcheck: false, placeholder: 'sk-…' });
  control.addEventListener('input', () => rememberKey(control.value.trim()));
  return { field: field(text('key'), control, text('ownKeyHint')), control };
}

/** Suggests the models that the key in the other field may ask for, once it is known. */
export function suggestModels(modelInput, keyInput) {
  let askedWith = '';
  const load = async () => {
    const apiKey = keyInput.value.trim();
    if (apiKey === '' || apiKey === askedWith) {
      return;
    }
    askedWith = apiKey;
    const models = await modelsOf(apiKey);
    if (models.length > 0) {
      modelInput.parentElement.querySelector('datalist')?.remove();
      suggest(modelInput, models);
    }
  };
  modelInput.addEventListener('focus', load);
}

/** Returns the names of the models that a key may ask for; none where the server does not tell. */
export async function modelsOf(apiKey) {
  try {
    const response = await api.callAsClient('/v1/models', apiKey);
    return response.ok ? (await response.json()).data.map(({ id }) => id) : [];
  } catch {
    // Suggestions are a help; that the server cannot be reached is said by what is asked next.
    return [];
  }
}

