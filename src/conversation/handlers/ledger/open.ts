// 登记整改: one item or many, complete or not stored at all.
import type { IntentOf } from '../../../domain/intent.ts';
import { type Item, ownersOf } from '../../../domain/ledger/item.ts';
import { itemKindOf, itemLabel, kindRow } from '../../../domain/ledger/kinds.ts';
import type { Person, Unit } from '../../../domain/organisation/organisation.ts';
import type { RectifyDraft } from '../../../domain/slots.ts';
import { understand } from '../../../parsing/understand.ts';
import type { Reply } from '../../../ports/channels.ts';
import { act } from '../../act.ts';
import type { Turn } from '../../turn.ts';
import { unitInQuestion } from '../../units.ts';
import { type Draft, goneBy, readDraft } from './drafts.ts';
import { openItem } from './effects.ts';
import { askForGaps } from './gaps.ts';
import { handOut, type Receivers, receiversOf } from './hand-out.ts';
import { itemFrom, tellOwners } from './new-item.ts';
import { othersOf } from './people.ts';
import { itemWords } from './words.ts';

const SHOWN = 6;

type Placed = Draft & { unit: Unit };

interface Drafts {
  drafts: Placed[];
  /** what each of several units gets one of, with these units; absent: each draft is one item */
  handed: { draft: Placed; to: Receivers }[] | undefined;
}

export const open = act<'rectify_create', Drafts>({
  // A promise of one's own is everybody's to make.
  permit: {
    actions: ['open_item', 'open_own_item'],
    asked: (turn, { drafts, handed }) => {
      const named = handed?.flatMap(({ to }) => to.named.map((unit) => unit.id)) ?? [];
      if (named.length > 0) return named.map((unitId) => ({ action: 'open_item', on: { unitId } }));
      return drafts.map((draft) => ({
        action: isOwn(turn, draft) ? 'open_own_item' : 'open_item',
        on: { unitId: (draft.asker ?? draft.unit).id },
      }));
    },
  },
  async about(turn) {
    const scope = unitInQuestion(turn, turn.intent.scope);
    if (scope && 'reply' in scope) return scope;
    const drafts = (severalAsked(turn) ?? draftsOf(turn.intent)).map((written) =>
      readDraft(turn, written, scope?.unit),
    );
    if (!drafts.every(hasUnit)) return { reply: turn.say('ledger.ask_unit') };
    if (!drafts.every(isHandedOut)) return { drafts, handed: undefined };
    const handed: Drafts['handed'] = [];
    for (const draft of drafts) {
      const to = receiversOf(turn, draft.written.to, scope?.unit ?? draft.unit);
      if ('reply' in to) return to;
      handed.push({ draft, to });
    }
    return { drafts, handed };
  },
  async carryOut(turn, { drafts, handed }) {
    const past = drafts.flatMap(({ dueAt }) => goneBy(turn, dueAt) ?? [])[0];
    if (past !== undefined) return turn.say('ledger.due_past', { due: past });
    if (drafts.some((draft) => draft.gaps.length > 0)) return askForGaps(turn, drafts);
    return handed ? handOut(turn, handed) : openAll(turn, drafts);
  },
});

const isHandedOut = ({ kind, owners, written: { to } }: Draft): boolean =>
  kindRow(kind).perBranch && (owners.length === 0 || to !== undefined);

const hasUnit = (draft: Draft): draft is Placed => draft.unit !== undefined;

const isOwn = (turn: Turn, draft: Draft): boolean =>
  kindRow(draft.kind).opener === 'member' &&
  draft.owners.length > 0 &&
  draft.owners.every((p) => p.id === turn.sender.id);

/** 约请三支部来清淤，再约请二支部来看水渠: each is one of its own. Undefined where one alone is asked for. */
function severalAsked({ intent, text, now, reading }: Turn<'rectify_create'>): RectifyDraft[] | undefined {
  const [only, ...more] = intent.items ?? [];
  const kind = itemKindOf(only?.kind);
  if (!only || more.length > 0 || kind === undefined || !kindRow(kind).toUnit) return undefined;
  const { prefix } = kindRow(kind);
  const parts = text.split(
    new RegExp(`[\\s,，;；。]*(?:再|另外|另|还|也|并|同时|[,，;；。\\n])+(?=${prefix})`, 'u'),
  );
  if (parts.length < 2) return undefined;
  const read = parts.map((part) => understand(part.trim(), now, reading).intent);
  const drafts = read.flatMap((one) => (one.intent === 'rectify_create' ? (one.items ?? []) : []));
  return drafts.length === parts.length ? drafts : undefined;
}

function draftsOf(intent: IntentOf<'rectify_create'>): RectifyDraft[] {
  if (intent.items && intent.items.length > 0) return intent.items;
  const problem = intent.remark ?? intent.topic;
  const owner = intent.names?.[0];
  const { dueAt } = intent;
  return [{ ...(problem && { problem }), ...(owner && { owner }), ...(dueAt && { dueAt }) }];
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
  const already = known.map((item) => itemLabel(item));
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
  const told = othersOf(turn, ...ownersOf(opened[0]!)).map((p) => p.name);
  const leader = drafts[0]!.written.leader;
  const stranger = leader && !drafts[0]!.leader ? leader : '';
  return turn.say('ledger.opened', { ...lines[0]!, told, stranger });
}

const isSamePeople = (ids: readonly string[], people: readonly Person[]): boolean =>
  ids.length === people.length && people.every((p) => ids.includes(p.id));

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
      isSamePeople(ownersOf(i), draft.owners) &&
      i.dueAt === draft.dueAt,
  );
}
