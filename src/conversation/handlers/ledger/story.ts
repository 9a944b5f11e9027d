// 整改12: one item's whole story on one screen.

import { dateOf } from '../../../domain/calendar/time.ts';
import type { Item } from '../../../domain/ledger/item.ts';
import { stateAfter } from '../../../domain/ledger/moves.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { Evidence, ItemEvent } from '../../../ports/ledger.ts';
import { mayDo, refuse, type Turn } from '../../turn.ts';
import { itemsNamed, matterOf, maySee, unknownItem } from './find.ts';
import { answersTo } from './hand-out.ts';
import { attachLoose } from './media.ts';
import { decisionOn, person } from './people.ts';
import { brief, itemName, itemWords } from './words.ts';

const EVENTS_SHOWN = 6;

export async function story(turn: Turn): Promise<Reply> {
  if (!turn.intent.itemNo) return turn.say('ledger.ask_number');
  const { items, unknown } = await itemsNamed(turn);
  const [item] = items;
  if (!item) return unknownItem(turn, unknown);
  const hidden = items.find((i) => !maySee(turn, i));
  if (hidden) return refuse(turn, 'see_figures', matterOf(hidden));
  if (items.length > 1)
    return { text: items.map((i) => turn.say('ledger.line', itemWords(turn, i)).text).join('\n') };
  const answers = await answersTo(turn, item);
  if (answers) return answers;
  const pictures = await attachLoose(turn, item);
  const told = await tellStory(turn, item);
  return pictures.text === '' ? told : { text: `${pictures.text}\n${told.text}` };
}

async function tellStory(turn: Turn, item: Item): Promise<Reply> {
  const events = await turn.tx.itemEvents(item.id);
  const evidence = await evidenceOf(turn, item);
  const shown = events.slice(-EVENTS_SHOWN);
  return turn.say('ledger.story', {
    ...itemWords(turn, item),
    problem: brief(item.problem, 120),
    source: item.source ?? '',
    type: item.type ?? '',
    department: item.department ?? '',
    measure: brief(item.measure ?? '', 60),
    supervision: brief(item.supervision ?? '', 40),
    prevention: brief(item.prevention ?? '', 40),
    related: item.related.map((no) => itemName(turn, { kind: item.kind, no })),
    gone: item.gone ?? '',
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
  if (stateAfter(item, 'approve') && mayDo(turn, 'decide_item', decisionOn(item))) return 'decide';
  if (item.extensionTo !== null && mayDo(turn, 'decide_item', decisionOn(item))) return 'decide_extension';
  if (stateAfter(item, 'ask_closing') && mayDo(turn, 'report_progress', matterOf(item))) return 'report';
  return '';
}
