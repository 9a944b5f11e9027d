/** In UTF-16 units, as Excel counts. */
const LONGEST_NAME = 31;

/** A name a sheet may have, and no other of the workbook has; 2 and so on where they would be the same. */
export function sheetName(unit: string, taken: Set<string>): string {
  const clean = [...unit.replace(/[[\]/\\:*?<>&'"\p{Cc}\p{Cs}\uFFFE\uFFFF]/gu, '_').trim()];
  for (let n = 1; ; n++) {
    const ending = n === 1 ? '' : `(${n})`;
    const name = cut(clean, LONGEST_NAME - ending.length) + ending;
    if (name === '' || taken.has(name.toLowerCase())) continue;
    taken.add(name.toLowerCase());
    return name;
  }
}

/** At most so many units, and no half character. */
function cut(characters: readonly string[], length: number): string {
  let text = '';
  for (const character of characters) {
    if (text.length + character.length > length) break;
    text += character;
  }
  return text;
}
