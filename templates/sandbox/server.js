// The page's calls to the stand-in, and the line that says when one failed.
import { byId } from './dom.js';
import { REFUSALS } from './words.js';

/** @returns {Promise<any>} the answer, `{ok: false, error}` when there was none */
export async function ask(path, options) {
  try {
    const response = await fetch(`api/${path}`, options);
    return await response.json();
  } catch {
    return { ok: false, error: 'offline' };
  }
}

/** Asks and shows a refusal; faults of the server stand in the chat already. */
export async function post(path, data) {
  const answer = await ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(data),
  });
  trouble(answer.error);
  return answer;
}

/** Shows why something was refused; nothing hides the line. */
export function trouble(code) {
  const text = REFUSALS[code] ?? '';
  byId('trouble').hidden = text === '';
  byId('trouble').textContent = text;
}
