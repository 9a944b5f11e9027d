// Asking once for everything a list of items lacks; nothing is stored until it is complete.
import { isLongTerm, namesIn } from '../../../domain/ledger/cells.ts';
import { kindRow } from '../../../domain/ledger/kinds.ts';
import type { Organisation } from '../../../domain/organisation/organisation.ts';
import type { RectifyDraft } from '../../../domain/slots.ts';
import type { Reply } from '../../../ports/channels.ts';
import { askItem } from '../../questions.ts';
import type { Turn } from '../../turn.ts';
import type { Draft, Lack } from './drafts.ts';
import { brief } from './words.ts';

const SHOWN = 5;

export async function askForGaps(turn: Turn<'rectify_create'>, drafts: readonly Draft[]): Promise<Reply> {
  const items = drafts.map((draft) => withoutDoubts(draft, turn.org));
  const lacking = drafts.flatMap((draft, i) => (draft.gaps.length > 0 ? [{ draft, number: i + 1 }] : []));
  const fields = new Set(lacking.flatMap(({ draft }) => draft.gaps.map((gap) => gap.field)));
  const intent = { ...turn.intent, items };
  if (lacking.some(({ draft }) => draft.gaps.some((gap) => gap.field === 'problem')))
    return turn.say('ledger.ask_problem');
  const unknown = drafts.flatMap((draft) => draft.gaps).find(({ field }) => field === 'department');
  if (unknown)
    return turn.say('ledger.ask_addressee', {
      name: unknown.written ?? '',
      kind: kindRow(drafts[0]!.kind).prefix,
    });
  await askItem(turn, { ...intent, lacks: 'gaps' });
  return turn.say('ledger.ask_gaps', {
    one: drafts.length === 1,
    problem: brief(drafts[0]!.written.problem ?? ''),
    kind: drafts[0]!.kind,
    owner: fields.has('owner'),
    due: fields.has('dueAt'),
    due_unread: dueUnread(drafts[0]!),
    due_long: isLongTerm(dueUnread(drafts[0]!)),
    lines: lacking.slice(0, SHOWN).map(({ draft, number }) => ({
      number,
      problem: brief(draft.written.problem ?? ''),
      owner: draft.gaps.some((gap) => gap.field === 'owner'),
      due: draft.gaps.some((gap) => gap.field === 'dueAt'),
      due_unread: dueUnread(draft),
    })),
    more: Math.max(0, lacking.length - SHOWN),
    doubts: lacking.flatMap(({ draft }) => draft.gaps.filter(isDoubt).map((gap) => doubtWords(draft, gap))),
  });
}

/** As written, so that 李晓红（第二党支部） stays the one who was meant. */
function namesOf({ owner = '' }: RectifyDraft, gaps: readonly Lack[], org: Organisation): string {
  const doubtful = gaps.map((gap) => gap.written);
  return namesIn(owner, org)
    .filter((name) => !doubtful.includes(name))
    .join('、');
}

/** 立行立改 and 长期坚持 were said, and are no day. */
const dueUnread = ({ written, gaps }: Draft): string =>
  gaps.some(({ field }) => field === 'dueAt') ? brief(written.dueAt ?? '') : '';

const isDoubt = (gap: Lack) => gap.written !== undefined;
const doubtWords = ({ owners }: Draft, gap: Lack) => ({
  kept: owners.map((p) => p.name).join('、'),
  name: gap.written!,
  similar: gap.similar ?? [],
  several: gap.several ?? [],
});

/** A name nobody answers to, or a deadline that is no date, is asked for anew; names beside it stay. */
function withoutDoubts({ written, gaps, owners }: Draft, org: Organisation): RectifyDraft {
  const clear = { ...written };
  for (const { field } of gaps) if (field !== 'problem') delete clear[field];
  const isKnown = clear.owner === undefined && owners.length > 0;
  return { ...clear, ...(isKnown && { ownersKnown: namesOf(written, gaps, org) }) };
}
