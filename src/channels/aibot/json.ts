import { CallbackRefused } from '../../domain/errors.ts';

/**
 * JSON.parse that lives with what senders are known to do: a byte order mark, raw control characters inside strings, ids
 * written as numbers. The parser's own error quotes the text, so it is dropped.
 * @throws CallbackRefused
 */
export function parseAuthenticJson(text: string): unknown {
  const json = withoutByteOrderMark(text);
  try {
    return parsed(json);
  } catch {
    return parsedMended(json);
  }
}

function parsedMended(json: string): unknown {
  const mended = withoutRawControls(json);
  // What nothing could be mended of fails again, and a long one not faster.
  if (mended === json) throw new CallbackRefused('bad_message');
  try {
    return parsed(mended);
  } catch {
    throw new CallbackRefused('bad_message');
  }
}

export const withoutByteOrderMark = (text: string): string =>
  text.charCodeAt(0) === BYTE_ORDER_MARK ? text.slice(1) : text;

/** Two ids that differ beyond 2^53 are two ids. */
const parsed = (json: string): unknown =>
  LONG_ID.test(json) ? JSON.parse(json, idsAsWritten) : JSON.parse(json);

const LONG_ID = /id"\s{0,9}:\s{0,9}\d{16}/;

function idsAsWritten(key: string, value: unknown, context?: { source?: string }): unknown {
  const isInexact = typeof value === 'number' && !Number.isSafeInteger(value) && key.endsWith('id');
  return isInexact && /^\d+$/.test(context?.source ?? '') ? context!.source : value;
}

/** Every control character inside a string as its escape, in one pass: whoever signs may still send what is no JSON. */
function withoutRawControls(text: string): string {
  const mended: string[] = [];
  let kept = 0;
  let inString = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === QUOTE) inString = !inString;
    else if (!inString) continue;
    else if (code === BACKSLASH) i++;
    else if (code < BLANK) {
      mended.push(text.slice(kept, i), ESCAPES[code]!);
      kept = i + 1;
    }
  }
  return mended.join('') + text.slice(kept);
}

const BYTE_ORDER_MARK = 0xfeff;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** JSON forbids in strings what is below it. */
const BLANK = 0x20;
const ESCAPES = Array.from({ length: BLANK }, (_, code) => `\\u${code.toString(16).padStart(4, '0')}`);
