/** Every match of a global pattern. `matchAll` copies the pattern on each call, which costs more than the search. */
export function matches(pattern: RegExp, s: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let m = pattern.exec(s); m !== null; m = pattern.exec(s)) {
    found.push(m);
    if (m[0] === '') pattern.lastIndex++;
  }
  return found;
}
