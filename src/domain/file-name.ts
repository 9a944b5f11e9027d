// A name for a file, whatever a unit, a sender or a template wrote into it.

/** What Windows, WPS or a chat refuses in a file's name. */
const FORBIDDEN = /[\\/:*?"<>|\p{Cc}\p{Cs}\p{Zl}\p{Zp}\uFFFE\uFFFF]/gu;
/** Signs nobody sees: some of them turn round the letters that follow, so that an ending looks like another. */
const UNSEEN = /\p{Cf}/gu;
const ENDING = /\.[A-Za-z0-9]{1,8}$/;
/** In bytes of UTF-8: file systems end at 255, and a number in brackets may follow. */
const LONGEST = 225;

/** A name that every system takes, its ending kept. */
export function fileName(text: string): string {
  const clean = text.replace(UNSEEN, '').replace(FORBIDDEN, '_').trim();
  const ending = ENDING.exec(clean)?.[0] ?? '';
  const stem = cut(clean.slice(0, clean.length - ending.length), LONGEST - ending.length);
  // Windows drops blanks and dots at the end of a name.
  return (stem.replace(/[\s.]+$/, '') || '_') + ending;
}

/** So many bytes of UTF-8 at most, and no half character. */
function cut(text: string, most: number): string {
  const encoder = new TextEncoder();
  let [name, bytes] = ['', 0];
  for (const { segment } of new Intl.Segmenter('zh').segment(text)) {
    bytes += encoder.encode(segment).length;
    if (bytes > most) break;
    name += segment;
  }
  return name;
}
