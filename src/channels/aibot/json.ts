import { CallbackRefused } from '../../domain/errors.ts';

const CONTROL = /\p{Cc}/gu;
const STRING = /"(?:[^"\\]|\\[\s\S])*"/g;

/**
 * JSON.parse that lives with raw control characters inside strings, which WeCom is known to send. Only for text that
 * is authentic: on hostile text the second attempt is slow. The parser's own error quotes the text, so it is dropped.
 * @throws CallbackRefused
 */
export function parseAuthenticJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(text.replace(STRING, (string) => string.replace(CONTROL, escaped)));
    } catch {
      throw new CallbackRefused('bad_message');
    }
  }
}

function escaped(char: string): string {
  return `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
