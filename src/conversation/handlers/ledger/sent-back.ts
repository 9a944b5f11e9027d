// 顾明远退回过哪些, 这个月退回了几条: each time that something was sent back, by whom and why.
import { dateOf } from '../../../domain/calendar/time.ts';
import { namesIn } from '../../../domain/ledger/cells.ts';
import type { ItemBrief } from '../../../domain/ledger/item.ts';
import { kindRow, LEDGER_KIND } from '../../../domain/ledger/kinds.ts';
import type { Reply } from '../../../ports/channels.ts';
import { isSingle, momentsOf } from '../../../reports/activities.ts';
import { wholeItems } from '../../../reports/items.ts';
import { periodWords } from '../../../reports/words.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { paged, SHOWN, toldBefore } from '../figures/pages.ts';
import { phraseOf } from '../figures/words.ts';
import { standing } from './asked-of.ts';
import { placeOf } from './lists.ts';
import { person } from './people.ts';
import { brief, itemWords } from './words.ts';

/** The history of each is read for itself: of more than these nobody asks by the way. */
const MOST_READ = 300;

export async function sentBack(turn: Turn<'query'>, scope: Scope, all: readonly ItemBrief[]): Promise<Reply> {
  const { period, itemKind = LEDGER_KIND, mine } = turn.intent;
  // 我退回过的: by the sender
  const isBySender = mine === false;
  const names = isBySender ? [turn.sender.name] : (turn.intent.names ?? []);
  const { noun } = kindRow(itemKind);
  const span = period && momentsOf(period);
  const words = {
    about: placeOf(turn, scope),
    who: names.join('、'),
    period: period ? periodWords(phraseOf(turn), period, turn.now) : '',
    noun,
  };
  // What was sent back has moved since.
  const likely = all.filter(({ gone, movedAt }) => gone === null && (!span || movedAt >= span.from));
  if (likely.length > MOST_READ) return turn.say('ledger.sent_back_many', { ...words, count: likely.length });
  const found = [];
  for (const item of await wholeItems(turn.tx, likely)) {
    const owners = namesIn(item.ownerName ?? '', turn.org);
    for (const { what, at, by, note } of standing(await turn.tx.itemEvents(item.id))) {
      const who = person(turn, by)?.name ?? by;
      // 韩梅退回几条 may be of theirs as well: each line says who sent it back.
      const isMeant =
        names.length === 0 || names.some((name) => name === who || (!isBySender && owners.includes(name)));
      if (what !== 'return' || !isMeant || (span && (at < span.from || at > span.to))) continue;
      found.push({ item, at, who, note: brief(note ?? '', 40) });
    }
  }
  const rows = found.sort((a, b) => a.at - b.at);
  const before = toldBefore(turn);
  return paged(turn, { rows: rows.slice(before, before + SHOWN), total: rows.length }, (shown, more) =>
    turn.say('ledger.sent_back', {
      ...words,
      times: rows.length,
      count: new Set(rows.map(({ item }) => item.id)).size,
      items: shown.map(({ item, at, who, note }) => ({
        ...itemWords(turn, item),
        unit: isSingle(scope.tops) ? '' : (turn.org.units.get(item.unitId)?.name ?? ''),
        day: dateOf(at),
        by: who,
        note,
      })),
      more,
    }),
  );
}
