// Kinds of things that are followed through to the end, as one table. A new one is a row here and its words in
// templates/item_kind.yaml.

interface ItemKindRow {
  /** what stands before the number, written by the bot and by people: 整改12 */
  prefix: string;
  /** what else people write in a form or before the matter */
  words: readonly string[];
  /** verbs by which its people say that it is done, beside 完成: 上报了, 已兑现; the sentence `finish` uses one of them */
  doneVerbs: readonly string[];
  /** fields asked for when missing */
  needs: readonly ('owner' | 'dueAt')[];
  /** `officer`: who may `open_item`; `member`: every member for themself as well */
  opener: 'officer' | 'member';
  /** without a named person the sender is responsible */
  ownByDefault: boolean;
  /** one item for every branch below the sender, its secretary responsible */
  perBranch: boolean;
  /** `approved`: another person closes it; `reported`: the report itself closes it, and may be sent back */
  closing: 'approved' | 'reported';
}

const TABLE = {
  rectification: {
    prefix: '整改',
    words: ['整改问题', '问题'],
    doneVerbs: [],
    needs: ['owner', 'dueAt'],
    opener: 'officer',
    ownByDefault: false,
    perBranch: false,
    closing: 'approved',
  },
  // 承诺践诺评诺
  promise: {
    prefix: '承诺',
    words: ['承诺践诺', '公开承诺', '承诺事项', '践诺'],
    doneVerbs: ['兑现'],
    needs: ['dueAt'],
    opener: 'member',
    ownByDefault: true,
    perBranch: false,
    closing: 'approved',
  },
  // 限期上报
  task: {
    prefix: '任务',
    words: ['限期上报', '限时上报', '上报任务', '报送'],
    doneVerbs: ['上报', '报送', '报', '交'],
    needs: ['dueAt'],
    opener: 'officer',
    ownByDefault: false,
    perBranch: true,
    closing: 'reported',
  },
  // 会议议定、交人办理的
  errand: {
    prefix: '交办',
    words: ['交办事项', '议定事项'],
    doneVerbs: ['落实'],
    needs: ['owner', 'dueAt'],
    opener: 'officer',
    ownByDefault: false,
    perBranch: false,
    closing: 'reported',
  },
} as const satisfies Record<string, ItemKindRow>;

export type ItemKind = keyof typeof TABLE;
export const ITEM_KINDS: Readonly<Record<ItemKind, ItemKindRow>> = TABLE;
export const ITEM_KIND_NAMES = Object.keys(TABLE) as ItemKind[];

/** The kind of the 整改台账, its file and its figures; also what a message means that names no other. */
export const LEDGER_KIND: ItemKind = 'rectification';
/** What a resolution of a meeting becomes. */
export const RESOLUTION_KIND: ItemKind = 'errand';
export const OTHER_KINDS: readonly ItemKind[] = ITEM_KIND_NAMES.filter((kind) => kind !== LEDGER_KIND);

export const ITEM_PREFIXES: readonly string[] = ITEM_KIND_NAMES.map((kind) => ITEM_KINDS[kind].prefix);
export const wordsOfKind = (kind: ItemKind): readonly string[] => [
  ITEM_KINDS[kind].prefix,
  ...ITEM_KINDS[kind].words,
];

/** 整改12, 承诺13: so the bot writes an item in chat, in reminders and in files, and so it is read. */
export const itemLabel = (item: { kind: ItemKind; no: number }): string =>
  `${ITEM_KINDS[item.kind].prefix}${item.no}`;

/** The kind a written word means; undefined for a word that says something else, e.g. 立行立改. */
export function itemKindOf(word: string | undefined): ItemKind | undefined {
  const text = word?.normalize('NFKC').replace(/[\s:【】[\]]/g, '');
  return ITEM_KIND_NAMES.find((kind) => text !== undefined && wordsOfKind(kind).includes(text));
}
