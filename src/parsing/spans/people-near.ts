import type { Knowledge } from '../knowledge.ts';
import { keyOf } from './people-index.ts';
import { type SoundIndex, shapeKeys, soundKeys } from './people-sounds.ts';
import { isHan } from './people-text.ts';

/** Longer stretches hold no single name. */
const LONGEST = 24;
const MOST = 6;

/**
 * Roster names one slip away from a stretch of text, likeliest first: the same sound, one character other, missing,
 * doubled or too many, two swapped. For offering, never for acting.
 */
export const nearNames = (text: string, knowledge: Knowledge): string[] =>
  knowledge.hasRoster ? nearIn(text, knowledge.sounds()) : [];

/** Those of them alone that sound the same. */
export function soundingNames(text: string, knowledge: Knowledge): string[] {
  const key = keyOf(text.slice(0, LONGEST * 2));
  const { bySound, byKey } = knowledge.sounds();
  const exact = new Set(byKey.get(key));
  const found = new Set(soundKeys(key).flatMap((sound) => bySound.get(sound) ?? []));
  return [...found].filter((name) => !exact.has(name)).slice(0, MOST);
}

/** The same among names made ready by `soundsOf`. */
export function nearIn(text: string, { bySound, byShape, byKey }: SoundIndex): string[] {
  const key = keyOf(text.slice(0, LONGEST * 2));
  const characters = [...key];
  if (characters.length < 2 || characters.length > LONGEST) return [];
  const exact = new Set(byKey.get(key));
  const found = new Set<string>();
  const add = (names: readonly string[] | undefined) => {
    for (const name of names ?? []) if (!exact.has(name)) found.add(name);
  };
  for (const sound of soundKeys(key)) add(bySound.get(sound));
  const shapes = shapeKeys(key);
  shapes.forEach((shape, i) => {
    // Of two characters the surname must stand: 王伟 is no slip of 李伟.
    if (characters.length > 2 || i > 0) add(byShape.get(shape));
  });
  for (let i = 0; i + 1 < characters.length; i++) {
    const swapped = [...characters];
    [swapped[i], swapped[i + 1]] = [swapped[i + 1]!, swapped[i]!];
    if (characters.length > 2 && isHan(key.charCodeAt(0))) add(byKey.get(swapped.join('')));
  }
  for (let i = 0; i < characters.length; i++) {
    if (characters.length > 2)
      add(byKey.get([...characters.slice(0, i), ...characters.slice(i + 1)].join('')));
    // One left out in the text: its shape with a character more.
    add(byShape.get([...characters.slice(0, i + 1), '*', ...characters.slice(i + 1)].join('')));
  }
  return [...found].slice(0, MOST);
}
