// @ts-check
// The page's calls to the stand-in, and the line that says when one failed.
/** @import { PageAnswers, PageRequests, Refused } from '../page-contract.ts' */
import { byId } from './dom.js';
import { refusals } from './words.js';

/** @typedef {Refused | {ok: false, error: 'offline'}} Failure */

/**
 * @param {string} path below api/
 * @param {RequestInit} [options]
 * @returns {Promise<object>} the answer; a Failure when there was none
 */
export async function ask(path, options) {
  try {
    const response = await fetch(`api/${path}`, options);
    return await response.json();
  } catch {
    return { ok: false, error: 'offline' };
  }
}

/**
 * Asks and shows a refusal; faults of the server stand in the chat already.
 *
 * @template {keyof PageRequests} P
 * @param {P} path
 * @param {PageRequests[P]} request
 * @returns {Promise<PageAnswers[P] | Failure>}
 */
export async function post(path, request) {
  const options = {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
  };
  const answer = /** @type {PageAnswers[P] | Failure} */ (await ask(path, options));
  showTrouble(answer);
  return answer;
}

/**
 * @param {object} answer
 * @returns {answer is Failure}
 */
export function isRefused(answer) {
  return 'error' in answer && typeof answer.error === 'string' && Object.hasOwn(refusals, answer.error);
}

/**
 * Shows why something was refused, and takes the line away again once something was not.
 *
 * @param {object} answer
 */
export function showTrouble(answer) {
  const line = byId('trouble');
  line.textContent = isRefused(answer) ? refusals[answer.error] : '';
  line.hidden = line.textContent === '';
}
