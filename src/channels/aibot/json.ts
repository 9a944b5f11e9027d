import { CallbackRefused } from '../../domain/errors.ts';

/**
 * JSON.parse that lives with raw control characters inside strings, which WeCom is known to send. The parser's own
 * error quotes the text, so it is dropped.
 * @throws CallbackRefused
 */
export function parseAuthenticJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    try {
      return JSON.parse(withoutRawControls(text));
    } catch {
      throw new CallbackRefused('bad_message');
    }
  }
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

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
/** JSON forbids in strings what is below it. */
const BLANK = 0x20;
const ESCAPES = Array.from({ length: BLANK }, (_, code) => `\\u${code.toString(16).padStart(4, '0')}`);
