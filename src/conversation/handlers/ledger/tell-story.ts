// One item's whole story, with what was asked of it before it.
import { dateOf } from '../../../domain/calendar/time.ts';
import { decisionOn, sendingBackOn } from '../../../domain/ledger/approvers.ts';
import { type Item, isOpen, isOverdue } from '../../../domain/ledger/item.ts';
import { itemLabel, kindRow } from '../../../domain/ledger/kinds.ts';
import { stateAfter } from '../../../domain/ledger/moves.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { Evidence, ItemEvent } from '../../../ports/ledger.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { answersAbout } from './asked-of.ts';
import { targetOf } from './find.ts';
import { person } from './people.ts';
import { brief, itemWords } from './words.ts';

const EVENTS_SHOWN = 6;

export async function tellStory(turn: Turn, item: Item): Promise<Reply> {
  const events = await turn.tx.itemEvents(item.id);
  const evidence = await evidenceOf(turn, item);
  const shown = events.slice(-EVENTS_SHOWN);
  return turn.say('ledger.story', {
    ...itemWords(turn, item),
    answers: answersAbout(turn, item, events),
    problem: brief(item.problem, 120),
    source: item.source ?? '',
    type: item.type ?? '',
    department: item.department ?? '',
    measure: brief(item.measure ?? '', 60),
    supervision: brief(item.supervision ?? '', 40),
    prevention: brief(item.prevention ?? '', 40),
    related: item.related.map((no) => itemLabel({ kind: item.kind, no })),
    gone: item.gone ?? '',
    reported: kindRow(item.kind).closing === 'reported',
    events: shown.map((event) => eventWords(turn, event)),
    earlier: events.length - shown.length,
    evidence: evidence.length,
    files: evidence.slice(-3).map((e) => fileWords(e)),
    next: nextSteps(turn, item),
  });
}

/** With that of items merged into it. */
export async function evidenceOf(turn: Turn, item: Item): Promise<Evidence[]> {
  const ids = [item.id];
  for (const no of item.related) {
    const other = await turn.tx.itemNamed(String(no));
    if (other && (other.gone === 'merged' || other.gone === 'split')) ids.push(other.id);
  }
  return turn.tx.evidenceOf(ids);
}

function eventWords(turn: Turn, event: ItemEvent) {
  return {
    day: dateOf(event.at),
    who: person(turn, event.by)?.name ?? event.by,
    what: event.what,
    note: brief(event.note ?? '', 24),
    grade: event.after.grade ?? '',
    progress: event.after.progress ?? null,
    to: event.after.dueAt ? dateOf(event.after.dueAt) : '',
    asked_to: event.after.extensionTo ? dateOf(event.after.extensionTo) : '',
  };
}

const fileWords = (e: Evidence) => ({
  name: e.name ?? '',
  kind: e.kind,
  state: e.state,
  day: dateOf(e.at),
});

/** The one line that would move it on, for the one who asks. */
function nextSteps(turn: Turn, item: Item): string {
  if (item.gone !== null) return '';
  const isAsked = item.state === '提交销号' || (isOpen(item) && isOverdue(item, turn.now));
  if (isAsked && stateAfter(item, 'approve') && mayDo(turn, 'decide_item', decisionOn(turn.org, item)))
    return 'decide';
  if (item.extensionTo !== null && mayDo(turn, 'decide_item', decisionOn(turn.org, item)))
    return 'decide_extension';
  const isReported = kindRow(item.kind).closing === 'reported' && stateAfter(item, 'return') !== undefined;
  if (isReported && mayDo(turn, 'decide_item', sendingBackOn(turn.org, item))) return 'send_back';
  const isAsker = decisionOn(turn.org, item).authors?.includes(turn.sender.id) ?? false;
  if (kindRow(item.kind).byAsker && isOpen(item) && isAsker) return 'nudge';
  if (stateAfter(item, 'ask_closing') && mayDo(turn, 'report_progress', targetOf(item))) return 'report';
  return '';
}
