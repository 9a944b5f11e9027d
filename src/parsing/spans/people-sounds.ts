import { createRequire } from 'node:module';
import { keyOf } from './people-index.ts';
import { isHan } from './people-text.ts';

/** How the names of a roster sound, and how they are shaped. */
export interface SoundIndex {
  /** names by their syllables, tones and what dialects run together aside */
  bySound: ReadonlyMap<string, readonly string[]>;
  /** names by their key with one character left out: `王*强` */
  byShape: ReadonlyMap<string, readonly string[]>;
  /** roster spellings by key */
  byKey: ReadonlyMap<string, readonly string[]>;
}

let library: typeof import('pinyin-pro') | undefined;
// Loaded when a slip is first looked for: it costs a tenth of a second and 15 MB, and most processes never need it.
const pinyinPro = (): typeof import('pinyin-pro') =>
  (library ??= createRequire(import.meta.url)('pinyin-pro'));

const readings = new Map<string, readonly string[]>();

/** Syllables a character may be read as, folded: zh z, ch c, sh s, n l, ng n, h f before u are heard alike. */
function syllablesOf(c: string): readonly string[] {
  let known = readings.get(c);
  if (known) return known;
  const read: string[] = pinyinPro().pinyin(c, {
    toneType: 'none',
    type: 'array',
    multiple: true,
    surname: 'off',
  });
  known = [
    ...new Set(
      read.map((r) =>
        r
          .toLowerCase()
          .replace(/^([zcs])h/, '$1')
          .replace(/^n(?=.)/, 'l')
          .replace(/ng$/, 'n')
          .replace(/^hu(?=.)/, 'f'),
      ),
    ),
  ];
  if (readings.size < 20_000) readings.set(c, known);
  return known;
}

const MOST_READINGS = 8;

/** Every way a key may sound, at most eight: 单 is shan in a name and dan elsewhere. */
export function soundKeys(key: string): string[] {
  let out = [''];
  for (const c of key) {
    const all = isHan(c.charCodeAt(0)) ? syllablesOf(c) : [c];
    const next: string[] = [];
    for (const head of out) for (const r of all) if (next.length < MOST_READINGS) next.push(`${head}${r} `);
    out = next;
  }
  return out;
}

/** The key with each of its characters in turn left open. */
export function shapeKeys(key: string): string[] {
  const characters = [...key];
  return characters.map((_, i) => [...characters.slice(0, i), '*', ...characters.slice(i + 1)].join(''));
}

/** Sounds and shapes of a roster. */
export function soundsOf(names: readonly string[]): SoundIndex {
  const bySound = new Map<string, string[]>();
  const byShape = new Map<string, string[]>();
  const byKey = new Map<string, string[]>();
  const put = (map: Map<string, string[]>, key: string, name: string) => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [name]);
    else if (!list.includes(name)) list.push(name);
  };
  for (const name of new Set(names)) {
    const key = keyOf(name.normalize('NFKC').replace(/\s*\([^()]*\)$/, ''));
    put(byKey, key, name);
    for (const sound of new Set(soundKeys(key))) put(bySound, sound, name);
    for (const shape of shapeKeys(key)) put(byShape, shape, name);
  }
  return { bySound, byShape, byKey };
}
