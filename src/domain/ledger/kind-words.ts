// What a kind calls its things: names of sentences in templates/item_kind.yaml, checked at start.
import type { ItemState } from './item.ts';
import type { ItemKind } from './kinds.ts';

const STATE_WORDS = {
  待整改: 'waiting',
  整改中: 'working',
  提交销号: 'asked',
  已销号: 'closed',
  长期整改: 'long_term',
} as const satisfies Record<ItemState, string>;

/** Every sentence a kind must have. */
export const KIND_WORDS = ['noun', 'finish', 'closing', ...Object.values(STATE_WORDS)] as const;
export type KindWord = (typeof KIND_WORDS)[number];

export const kindWord = (kind: ItemKind, word: KindWord) => `item_kind.${kind}.${word}` as const;
export const stateWord = (item: { kind: ItemKind; state: ItemState }) =>
  kindWord(item.kind, STATE_WORDS[item.state]);
