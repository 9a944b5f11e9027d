// What a kind calls its things: names of sentences in templates/item_kind.yaml, checked at start.
import type { ItemState } from './item.ts';
import { ITEM_KIND_NAMES, type ItemKind } from './kinds.ts';

const STATE_WORDS = {
  待整改: 'waiting',
  整改中: 'working',
  提交销号: 'asked',
  已销号: 'closed',
  长期整改: 'long_term',
} as const satisfies Record<ItemState, string>;

const WORDS = ['noun', 'finish', 'closing', ...Object.values(STATE_WORDS)] as const;
type KindWord = (typeof WORDS)[number];

export const kindWord = (kind: ItemKind, word: KindWord): string => `item_kind.${kind}.${word}`;
export const stateWord = (item: { kind: ItemKind; state: ItemState }): string =>
  kindWord(item.kind, STATE_WORDS[item.state]);

/** Every sentence a kind must have. */
export const ITEM_KIND_SENTENCES = ITEM_KIND_NAMES.flatMap((kind) =>
  WORDS.map((word) => kindWord(kind, word)),
);
