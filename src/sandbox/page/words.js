// @ts-check
// Everything the page says by itself stands in templates/sandbox/words.json.
/**
 * @import { FaultCode, ChatMessage, WarningCode } from '../chat-log.ts'
 * @import { RefusalCode, SendingState } from '../page-contract.ts'
 */

/** @typedef {typeof import('../../../templates/sandbox/words.json')} Words */

/** @type {Words} */
export const words = await (await fetch('words.json')).json();

// One table per kind of code. A code the stand-in knows and words.json does not is an error of the type checker.
/** @type {Record<FaultCode, string>} */
export const faults = words.faults;
/** @type {Record<WarningCode, string>} */
export const warnings = words.warnings;
/** @type {Record<RefusalCode | 'offline', string>} */
export const refusals = words.refusals;
/** @type {Record<NonNullable<ChatMessage['status']>, string>} */
export const statuses = words.status;
/** @type {Record<SendingState, string>} */
export const sendings = words.sendings;
/** @type {Record<string, string>} by name of the rule; the server may know one more */
export const rules = words.rules;
/** @type {Record<Exclude<NonNullable<ChatMessage['via']>, 'reply'>, string>} a plain reply needs no word */
export const ways = words.via;

/**
 * Puts values into the braces of a sentence.
 *
 * @param {string} sentence
 * @param {Record<string, string | number>} values
 */
export function fill(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}
