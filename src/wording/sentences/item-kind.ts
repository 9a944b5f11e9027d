import { KIND_WORDS, type KindWord } from '../../domain/ledger/kind-words.ts';
import { ITEM_KIND_NAMES, type ItemKind } from '../../domain/ledger/kinds.ts';
import type { NoFields } from '../shape.ts';

/** What each kind of item calls its things: the table of kinds says which there are. */
export const itemKind = Object.fromEntries(
  ITEM_KIND_NAMES.flatMap((kind) => KIND_WORDS.map((word) => [`${kind}.${word}`, {}])),
) as Readonly<Record<`${ItemKind}.${KindWord}`, NoFields>>;
