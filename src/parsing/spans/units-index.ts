import { fold } from './people-text.ts';
import { Trie } from './people-trie.ts';

export interface UnitIndex {
  trie: Trie;
  /** the roster's spelling, by the value in the trie */
  names: readonly string[];
}

const PATH = /\s*[/\\>]\s*/;

/** Every way the units of a roster may be written: by name, by path, by path without the strokes. */
export function indexUnits(units: readonly string[]): UnitIndex {
  const keys = new Map<string, string>();
  const put = (key: string, unit: string) => {
    if (key.length >= 2 && !keys.has(key)) keys.set(key, unit);
  };
  for (const unit of units) {
    const parts = unitKey(unit).split(PATH);
    put(parts.join('/'), unit);
    for (let i = 0; i < parts.length; i++) put(parts.slice(i).join(''), unit);
  }
  let length = 0;
  for (const key of keys.keys()) length += key.length;
  const trie = new Trie(length);
  const names = [...keys.values()];
  [...keys.keys()].forEach((key, i) => {
    trie.set(key, i);
  });
  return { trie, names };
}

const unitKey = (unit: string): string => fold(unit).replace(/ /g, '');
