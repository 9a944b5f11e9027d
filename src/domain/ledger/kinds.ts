// Kinds of things that are followed through to the end. config/item-kinds.yaml says which there are; until it is read, and
// where a folder has no such file, these four hold.
import type { PeriodKind } from '../calendar/period.ts';
import { createRegistry } from '../registry.ts';
import type { ItemKind, ItemState } from './item.ts';

export interface ItemKindRow {
  key: ItemKind;
  /** what stands before the number, written by the bot and by people: 整改12 */
  prefix: string;
  /** what else people write in a form or before the matter */
  words: readonly string[];
  /** 一项什么 */
  noun: string;
  /** what its people reply when it is done: 整改12 完成 */
  finish: string;
  /** what is asked for when it is done: 销号 */
  closingWord: string;
  /** what its states are called */
  states: Readonly<Record<ItemState, string>>;
  /** fields asked for when missing */
  needs: readonly ('owner' | 'dueAt')[];
  /** `officer`: who may `open_item`; `member`: every member for themself as well */
  opener: 'officer' | 'member';
  /** without a named person the sender is responsible */
  ownByDefault: boolean;
  /** one item for every branch below the sender, its secretary responsible */
  perBranch: boolean;
  /**
   * asked of another unit, which the message names: the item lies there, its secretary is responsible, and those who asked see it
   * too
   */
  toUnit: boolean;
  /** working days to its deadline where none is said; null asks or leaves it open, as `needs` has it */
  dueIn: number | null;
  /** what else its people say when it is done: 应约, 已安排 */
  doneWords: readonly string[];
  /** `approved`: another person closes it; `reported`: the report itself closes it, and may be sent back */
  closing: 'approved' | 'reported';
  /** of what another person closes: the secretaries of its branch may as well, though not their own */
  bySecretary: boolean;
  /** of another unit that was asked: whoever asked says that it was done, and closes it */
  byAsker: boolean;
  /** how they say so: 来过了 */
  confirmWords: readonly string[];
  /** how the other side says that it cannot: 来不了 */
  declineWords: readonly string[];
  /** what it is given when it is closed: 好, 较好 …; empty: it is closed and no more */
  grades: readonly string[];
  /** how often its people are asked once how far it is; null: only before its deadline */
  askEvery: Extract<PeriodKind, 'month' | 'quarter'> | null;
  /** working days before its deadline, and before each node, on which its people hear of it; null: as reminders.yaml has it */
  remind: readonly number[] | null;
  /** none is opened any more: its words open nothing, what was stored keeps its name */
  stopped: boolean;
}

/** Closed without a grade, and asked about before its deadline alone. */
const NO_WORDS: readonly string[] = [];
const OWN = { byAsker: false, confirmWords: NO_WORDS, declineWords: NO_WORDS, remind: null };
const PLAIN = { ...OWN, bySecretary: false, grades: NO_WORDS, askEvery: null };

/** Every config has these keys: the ledger, the resolutions of meetings and 限期上报 rest on them. */
export const BASIC_KINDS: readonly ItemKindRow[] = [
  {
    key: 'rectification',
    prefix: '整改',
    words: ['整改问题', '问题'],
    noun: '整改',
    finish: '完成',
    closingWord: '销号',
    states: {
      待整改: '待整改',
      整改中: '整改中',
      提交销号: '已申请销号',
      已销号: '已销号',
      长期整改: '长期整改',
    },
    needs: ['owner', 'dueAt'],
    opener: 'officer',
    ownByDefault: false,
    perBranch: false,
    toUnit: false,
    dueIn: null,
    doneWords: [],
    closing: 'approved',
    ...PLAIN,
    stopped: false,
  },
  // 承诺践诺评诺
  {
    key: 'promise',
    prefix: '承诺',
    words: ['承诺践诺', '公开承诺', '承诺事项', '践诺'],
    noun: '承诺',
    finish: '完成',
    closingWord: '评诺',
    states: {
      待整改: '未开始',
      整改中: '进行中',
      提交销号: '已申请评诺',
      已销号: '已评诺',
      长期整改: '长期承诺',
    },
    needs: ['dueAt'],
    opener: 'member',
    ownByDefault: true,
    perBranch: false,
    toUnit: false,
    dueIn: null,
    doneWords: [],
    closing: 'approved',
    ...OWN,
    bySecretary: true,
    grades: ['好', '较好', '一般', '差'],
    askEvery: 'quarter',
    stopped: false,
  },
  // 限期上报
  {
    key: 'task',
    prefix: '任务',
    words: ['限期上报', '限时上报', '上报任务', '报送'],
    noun: '上报任务',
    finish: '已报',
    closingWord: '上报',
    states: {
      待整改: '未开始',
      整改中: '进行中',
      提交销号: '已申请上报',
      已销号: '已上报',
      长期整改: '长期整改',
    },
    needs: ['dueAt'],
    opener: 'officer',
    ownByDefault: false,
    perBranch: true,
    toUnit: false,
    dueIn: null,
    doneWords: [],
    closing: 'reported',
    ...PLAIN,
    remind: [3, 0],
    stopped: false,
  },
  // 会议议定、交人办理的
  {
    key: 'errand',
    prefix: '交办',
    words: ['交办事项', '议定事项'],
    noun: '交办事项',
    finish: '已落实',
    closingWord: '落实',
    states: {
      待整改: '未开始',
      整改中: '办理中',
      提交销号: '已申请落实',
      已销号: '已落实',
      长期整改: '长期办理',
    },
    needs: ['owner', 'dueAt'],
    opener: 'officer',
    ownByDefault: false,
    perBranch: false,
    toUnit: false,
    dueIn: null,
    doneWords: [],
    closing: 'reported',
    ...PLAIN,
    remind: [3, 0],
    stopped: false,
  },
];

interface Catalogue {
  keys: readonly ItemKind[];
  rows: ReadonlyMap<ItemKind, ItemKindRow>;
}

const catalogueOf = (rows: readonly ItemKindRow[]): Catalogue => ({
  keys: rows.map(({ key }) => key),
  rows: new Map(rows.map((row) => [row.key, row])),
});

const registry = createRegistry(catalogueOf(BASIC_KINDS));

/** Says which kinds there are: once at start, before anything is read. */
export const defineItemKinds = (rows: readonly ItemKindRow[]): void => registry.define(catalogueOf(rows));

/** Something worked out from the kinds, kept as long as they stand. */
export const perKinds = <V>(make: () => V): (() => V) => registry.per(make);

/** All kinds, the stopped ones too. */
export const itemKinds = (): readonly ItemKind[] => registry.current().keys;

/** What is said of a kind. One that is in no file (stored by a server with another config) is like the ledger's, under its key. */
export function kindRow(kind: ItemKind): ItemKindRow {
  const known = registry.current().rows.get(kind);
  return known ?? { ...BASIC_KINDS[0]!, key: kind, prefix: kind, words: [], noun: kind, stopped: true };
}

/** The kind of the 整改台账, its file and its figures; also what a message means that names no other. */
export const LEDGER_KIND: ItemKind = 'rectification';
/** What is asked of all branches at once, with a day: 限期上报. */
export const TASK_KIND: ItemKind = 'task';
/** What a resolution of a meeting becomes. */
export const RESOLUTION_KIND: ItemKind = 'errand';

/** Those of which items may be opened. */
export const kindsInUse = registry.per(({ rows }) => [...rows.values()].filter(({ stopped }) => !stopped));

/** What stands before numbers, of stopped kinds too. */
export const itemPrefixes = registry.per(({ rows }): readonly string[] =>
  [...rows.values()].map(({ prefix }) => prefix),
);

/** What stands before the first number of a message, where that is the name of a kind; stopped kinds too. */
export function kindSaid(text: string): ItemKind | undefined {
  const before = /^\D*(?=\d)/u.exec(text.normalize('NFKC'))?.[0].replace(/(?:第|编号|[\s:])+$/u, '') ?? '';
  return [...registry.current().rows.values()]
    .toSorted((a, b) => b.prefix.length - a.prefix.length)
    .find(({ prefix }) => before.endsWith(prefix))?.key;
}

export const wordsOfKind = ({ prefix, words }: ItemKindRow): readonly string[] => [prefix, ...words];

const BASIC = new Set(BASIC_KINDS.map(({ key }) => key));
/** One of the four, which every config has. */
export const isBasicKind = (kind: ItemKind): boolean => BASIC.has(kind);

/** 整改12, 承诺13: so the bot writes an item in chat, in reminders and in files, and so it is read. */
export const itemLabel = (item: { kind: ItemKind; no: number }): string =>
  `${kindRow(item.kind).prefix}${item.no}`;

/** 待整改, 未开始: what the state of an item is called among its kind. */
export const stateWord = (item: { kind: ItemKind; state: ItemState }): string =>
  kindRow(item.kind).states[item.state];

/** What closes an item of the kind when it is said behind its name: 同意销号, 评诺 好. */
export function approvalWords(kind: ItemKind): string {
  const { closingWord, grades } = kindRow(kind);
  return grades.length > 0 ? `${closingWord} ${grades[0]}` : `同意${closingWord}`;
}

/** The kind a written word means; undefined for a word that says something else, e.g. 立行立改. */
export function itemKindOf(word: string | undefined): ItemKind | undefined {
  const text = word?.normalize('NFKC').replace(/[\s:【】[\]]/g, '');
  return kindsInUse().find((row) => text !== undefined && wordsOfKind(row).includes(text))?.key;
}
