// Kinds of things that are followed through to the end. A new one is an entry here and its words in
// templates/ledger.yaml (kind.<name>, done.<name>, …).

interface ItemKindRules {
  /** how people write it in a form */
  words: readonly string[];
  /** fields asked for when missing */
  needs: readonly ('owner' | 'dueAt')[];
  /** one item for every branch below the sender, its secretary responsible */
  perBranch: boolean;
  /** without a named person the sender is responsible, and a member may open one for themself */
  ownByDefault: boolean;
  /** `approved`: another person closes it; `reported`: the report itself closes it, and may be sent back */
  closing: 'approved' | 'reported';
}

export const ITEM_KIND_NAMES = ['rectification', 'promise', 'task'] as const;
export type ItemKind = (typeof ITEM_KIND_NAMES)[number];

export const ITEM_KINDS: Readonly<Record<ItemKind, ItemKindRules>> = {
  rectification: {
    words: ['整改', '问题', '整改问题'],
    needs: ['owner', 'dueAt'],
    perBranch: false,
    ownByDefault: false,
    closing: 'approved',
  },
  // 承诺践诺评诺
  promise: {
    words: ['承诺', '承诺践诺', '公开承诺', '承诺事项', '践诺'],
    needs: ['dueAt'],
    perBranch: false,
    ownByDefault: true,
    closing: 'approved',
  },
  // 限期上报
  task: {
    words: ['任务', '限期上报', '限时上报', '上报任务', '报送'],
    needs: ['dueAt'],
    perBranch: true,
    ownByDefault: false,
    closing: 'reported',
  },
};

/** The kind a written word means; undefined for a word that says something else, e.g. 立行立改. */
export function itemKindOf(word: string | undefined): ItemKind | undefined {
  const text = word?.normalize('NFKC').replace(/[\s:【】[\]]/g, '');
  return ITEM_KIND_NAMES.find((kind) => text !== undefined && ITEM_KINDS[kind].words.includes(text));
}
