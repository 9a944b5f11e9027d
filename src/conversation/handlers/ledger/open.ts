// 登记整改: one item or many, complete or not stored at all.
import type { Intent, RectifyDraft } from '../../../domain/intent.ts';
import type { Item } from '../../../domain/item.ts';
import { ITEM_KINDS, itemKindOf } from '../../../domain/ledger-kinds.ts';
import type { Unit } from '../../../domain/organisation.ts';
import type { Reply } from '../../../ports.ts';
import { mayDo, refuse, type Turn } from '../../turn.ts';
import { unitInQuestion } from '../../units.ts';
import { type Draft, readDraft } from './drafts.ts';
import { openItem } from './effects.ts';
import { askForGaps } from './gaps.ts';
import { handOut } from './hand-out.ts';
import { othersOf, tell } from './people.ts';
import { itemName, itemWords } from './words.ts';

const SHOWN = 6;

export async function open(turn: Turn): Promise<Reply> {
  const scope = await unitInQuestion(turn);
  if (scope && 'reply' in scope) return scope.reply;
  const drafts = draftsOf(turn.intent).map((written) => readDraft(turn, written, scope?.unit));
  const forbidden = drafts.find((draft) => !mayOpen(turn, draft));
  if (forbidden) {
    if (!forbidden.unit) return turn.say('ledger.ask_unit');
    return refuse(turn, 'open_item', { unitId: forbidden.unit.id });
  }
  if (drafts.some((draft) => draft.gaps.length > 0)) return askForGaps(turn, drafts);
  const first = drafts[0]!;
  if (ITEM_KINDS[first.kind].perBranch && !first.owner) return handOut(turn, first, scope?.unit);
  return openAll(turn, drafts);
}

function draftsOf(intent: Intent): RectifyDraft[] {
  if (intent.items && intent.items.length > 0) return intent.items;
  return [{ problem: intent.remark ?? intent.topic, owner: intent.names?.[0], dueAt: intent.dueAt }];
}

function mayOpen(turn: Turn, draft: Draft): boolean {
  if (!draft.unit) return false;
  const { id } = draft.unit;
  if (mayDo(turn, 'open_item', { unitId: id })) return true;
  const isOwn = ITEM_KINDS[draft.kind].ownByDefault && draft.owner?.id === turn.sender.id;
  return isOwn && turn.permissions.standing(turn.org, turn.sender, id).member;
}

async function openAll(turn: Turn, drafts: Draft[]): Promise<Reply> {
  const opened: Item[] = [];
  const known: Item[] = [];
  for (const draft of drafts) {
    const same = await sameItem(turn, draft);
    if (same) known.push(same);
    else opened.push(await openItem(turn, itemFrom(turn, draft, draft.unit!)));
  }
  await tellOwners(turn, opened);
  const lines = opened.map((item) => itemWords(turn, item));
  const already = known.map((item) => itemName(turn, item));
  if (opened.length === 0) return turn.say('ledger.all_known', { names: already });
  if (opened.length > 1) {
    const more = Math.max(0, opened.length - SHOWN);
    return turn.say('ledger.opened_many', {
      items: lines.slice(0, SHOWN),
      count: opened.length,
      more,
      already,
    });
  }
  const told = othersOf(turn, opened[0]!.ownerId).map((p) => p.name);
  const leader = drafts[0]!.written.leader;
  const stranger = leader && !drafts[0]!.leader ? leader : '';
  return turn.say('ledger.opened', { ...lines[0], told, stranger });
}

/** The same list pasted twice opens nothing twice. */
async function sameItem(turn: Turn, draft: Draft): Promise<Item | undefined> {
  const { code, problem } = draft.written;
  const byCode = code ? await turn.tx.itemNamed(code) : undefined;
  if (byCode?.gone === null) return byCode;
  const here = await turn.tx.items({ unitIds: [draft.unit!.id], kind: draft.kind });
  const plain = (text: string | undefined) => (text ?? '').normalize('NFKC').replace(/\s+/g, '');
  return here.find(
    (i) =>
      i.state !== '已销号' &&
      plain(i.problem) === plain(problem) &&
      i.ownerId === (draft.owner?.id ?? null) &&
      i.dueAt === draft.dueAt,
  );
}

export function itemFrom(
  turn: Pick<Turn, 'sender' | 'now'>,
  draft: Draft,
  unit: Unit,
): Omit<Item, 'id' | 'no' | 'revision'> {
  const { written } = draft;
  const text = (value: string | undefined) => value?.trim() || null;
  return {
    ...BLANK,
    kind: draft.kind,
    code: text(written.code),
    unitId: unit.id,
    problem: written.problem!.trim(),
    source: text(written.source),
    type: itemKindOf(written.kind) ? null : text(written.kind),
    measure: text(written.measure),
    ownerId: draft.owner?.id ?? null,
    ownerName: draft.owner?.name ?? null,
    leaderId: draft.leader?.id ?? null,
    leaderName: draft.leader?.name ?? text(written.leader),
    department: text(written.department),
    supervision: text(written.supervision),
    prevention: text(written.prevention),
    dueAt: draft.dueAt,
    firstDueAt: draft.dueAt,
    openedBy: turn.sender.id,
    openedAt: turn.now,
    movedAt: turn.now,
  };
}

const BLANK = {
  state: '待整改',
  progress: 0,
  supervisorId: null,
  supervisorName: null,
  reviewAt: null,
  progressText: null,
  progressAt: null,
  extensionTo: null,
  extensionReason: null,
  askedBy: null,
  askedAt: null,
  decidedBy: null,
  opinion: null,
  returnedAt: null,
  closedAt: null,
  batch: null,
  gone: null,
  related: [] as number[],
} satisfies Partial<Item>;

/** One message a person, however many items the list gives them. */
export async function tellOwners(turn: Turn, items: readonly Item[]): Promise<void> {
  const byOwner = Map.groupBy(items, (item) => item.ownerId);
  for (const [ownerId, own] of byOwner) {
    const lines = own.slice(0, SHOWN).map((item) => itemWords(turn, item));
    const data = {
      items: lines,
      count: own.length,
      more: Math.max(0, own.length - SHOWN),
      by: turn.sender.name,
      kind: own[0]!.kind,
      name: lines[0]!.name,
    };
    const text = turn.say('ledger.notice_opened', data).text;
    await tell(turn, own[0]!, { rule: 'item_opened', people: othersOf(turn, ownerId), text });
  }
}
