import type { TokenKind } from '../spans/token.ts';

/** What a span or a word can be in a message; `o`: nothing that is stored. */
export const TAGS = [
  'o',
  'start',
  'end',
  'due',
  'old',
  'period',
  'length',
  'name',
  'absent',
  'host',
  'recorder',
  'expected',
  'present',
  'both',
  'ratio',
  'away',
  'progress',
  'scope',
  'type',
  'item',
  'topic',
  'place',
  'reason',
] as const;
export type Tag = (typeof TAGS)[number];
export const TAG_COUNT = TAGS.length;
const indices = new Map<Tag, number>(TAGS.map((tag, i) => [tag, i]));
export const tagIndex = (tag: Tag): number => indices.get(tag)!;

const TEXT: readonly Tag[] = ['o', 'topic', 'place', 'reason'];
const list = (...tags: Tag[]) => Uint8Array.from([...TEXT, ...tags].map(tagIndex));
const NOTHING = Uint8Array.from([tagIndex('o')]);
const WORDS = list();
const COUNT = list('expected', 'present', 'both', 'away', 'progress');

/** The tags a token of that kind may bear: a number is never a host. */
export const ALLOWED: Readonly<Record<TokenKind, Uint8Array>> = {
  time: list('start', 'end', 'due', 'old', 'period'),
  period: list('period', 'start', 'due'),
  duration: list('length', 'due'),
  repeat: WORDS,
  person: list('name', 'absent', 'host', 'recorder'),
  unit: list('scope'),
  type: list('type'),
  item: list('item'),
  count: COUNT,
  percent: list('progress'),
  ratio: list('ratio'),
  everybody: list('both'),
  nobody: WORDS,
  title: WORDS,
  label: NOTHING,
  bullet: NOTHING,
  line: list(),
  word: WORDS,
  char: WORDS,
  mark: WORDS,
};
