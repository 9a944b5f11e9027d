import { fold } from './people-text.ts';
import { Trie } from './people-trie.ts';

/** Ways the units of a roster may be written, in layers: what many people know alike is made once for all of them. */
export type UnitIndex = readonly Trie[];

const PATH = /\s*[/\\>]\s*/;

/** Every way these units may be written: by name, by path, by path without the strokes. Undefined where there is none. */
export function indexUnits(units: Iterable<string>): Trie | undefined {
  const keys = new Set<string>();
  const put = (key: string) => {
    if (key.length >= 2) keys.add(key);
  };
  for (const unit of units) {
    const parts = unitKey(unit).split(PATH);
    put(parts.join('/'));
    for (let i = 0; i < parts.length; i++) put(parts.slice(i).join(''));
  }
  if (keys.size === 0) return undefined;
  let length = 0;
  for (const key of keys) length += key.length;
  const trie = new Trie(length);
  for (const key of keys) trie.set(key, 0);
  return trie;
}

const unitKey = (unit: string): string => fold(unit).replace(/ /g, '');
