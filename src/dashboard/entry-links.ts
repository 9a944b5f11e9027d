// Links that let somebody in. What a link is stored and queued as holds a number only; the key is made of that number and
// of a secret of this installation when the text leaves, so that neither a replay nor a restart nor another instance needs
// a key that anybody could read.
import { createHash, createHmac, randomBytes } from 'node:crypto';
import type { EntryLinks } from '../ports/dashboard.ts';

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
/** 256 random bits. Hexadecimal: no channel takes any of it for markup. */
export const randomToken = (): string => randomBytes(32).toString('hex');

const SEALED = /(\/dashboard\/enter\?key=)~([0-9a-f]{64})/g;

export interface SealedLinks extends EntryLinks {
  /** Puts the keys in. For what leaves, and nothing that is kept. */
  unsealed(text: string): string;
}

/**
 * @param secret the same in all instances, and nowhere in the store
 * @param base under which address the page is reached, once that is known
 */
export function createEntryLinks(secret: string, base: () => string | undefined): SealedLinks {
  const keyOf = (number: string) => createHmac('sha256', secret).update(number).digest('hex');
  return {
    isReachable: () => base() !== undefined,
    make() {
      const number = randomToken();
      return { link: `${base()}/dashboard/enter?key=~${number}`, hash: sha256(keyOf(number)) };
    },
    unsealed: (text) =>
      text.includes('/dashboard/enter?key=~')
        ? text.replace(SEALED, (_, address: string, number: string) => address + keyOf(number))
        : text,
  };
}
