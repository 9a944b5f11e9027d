/** What XML cannot carry, not even escaped; Excel would refuse the whole file. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const SPECIAL = /[&<>"]/g;
/** Nothing here needs a second look: most texts of a table are names. */
const PLAIN = /^[\p{L}\p{N}\p{P}\p{Zs}\n+=^|~$]*$/u;
const NEEDS = /[&<>"]/;

/** For texts and attributes. */
export function escaped(text: string): string {
  if (PLAIN.test(text) && !NEEDS.test(text)) return text;
  return text.replace(UNWRITABLE, '').replace(SPECIAL, (sign) => ENTITIES[sign]!);
}
