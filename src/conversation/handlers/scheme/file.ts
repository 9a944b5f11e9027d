// 导入计划: the file that is sent next in private is taken in as a plan, by whoever may.
import { MINUTE_MS } from '../../../domain/calendar/time.ts';
import type { Organisation, Unit } from '../../../domain/organisation/organisation.ts';
import { unitsInCharge } from '../../../domain/organisation/permissions.ts';
import { resolveUnit } from '../../../parsing/resolve.ts';
import type { MediaRef, Reply } from '../../../ports/channels.ts';
import { schemeFileMark } from '../../../ports/scheme.ts';
import { act, type Ended } from '../../act.ts';
import type { Turn } from '../../turn.ts';
import { homeUnit, unitNamed } from '../../units.ts';

const WAIT_MS = 10 * MINUTE_MS;
const markOf = (turn: Turn) => `plan_awaited:${turn.sender.id}`;

export const importSchemeFile = act<'scheme_import', { top: Unit }>({
  permit: {
    actions: ['import_scheme'],
    asked: (_turn, { top }) => [{ action: 'import_scheme', on: { unitId: top.id } }],
  },
  async about(turn) {
    const { scope } = turn.intent;
    const named = scope ? unitNamed(turn, scope) : undefined;
    if (named && 'reply' in named) return named;
    return named ? { top: named.unit } : topMeant(turn);
  },
  async carryOut(turn, { top }) {
    await turn.tx.putMark(markOf(turn), `${top.id}:${turn.now}`);
    return turn.say('scheme.send_file');
  },
});

function topMeant(turn: Turn): { top: Unit } | Ended {
  const led = unitsInCharge(turn.permissions, turn.org, turn.sender, 'import_scheme');
  if (led.length > 1) return { reply: turn.say('scheme.which_top', { units: led.map(({ name }) => name) }) };
  const top = led[0] ?? homeUnit(turn) ?? turn.org.roots()[0];
  return top ? { top } : { reply: turn.say('scheme.none', { unit: '' }) };
}

/** A file that was asked for just now: it waits to be fetched, and is read then. Undefined for any other. */
export async function receiveSchemeFile(turn: Turn, media: readonly MediaRef[]): Promise<Reply | undefined> {
  const [ref] = media;
  if (turn.chat !== '' || media.length !== 1 || ref?.kind !== 'file' || ref.isQuoted) return undefined;
  const [top, at] = ((await turn.tx.mark(markOf(turn))) ?? '').split(':').map(Number);
  if (!top || at === undefined || turn.now - at > WAIT_MS) return undefined;
  const { isQuoted: _, ...media_ } = ref;
  const { id } = await turn.tx.addEvidence({
    ...{ itemId: null, activityId: null, by: turn.sender.id, at: turn.now, messageKey: turn.message.key },
    ...{ kind: ref.kind, state: 'pending', media: media_, validUntil: turn.now + VALID_MS },
    ...{ name: null, size: null, sha256: null, reason: null },
  });
  await turn.tx.putMark(schemeFileMark(id), String(top));
  await turn.tx.putMark(markOf(turn), '');
  return turn.say('scheme.reading');
}
/** The bot's address of a file: 5 minutes (doc 100719). */
const VALID_MS = 5 * MINUTE_MS;

/** Units that a cell of the file may mean. */
export function unitsLike(name: string, org: Organisation, top: Unit): readonly Unit[] {
  const found = resolveUnit(name, org, top.id);
  return found.kind === 'one' ? [found.unit] : found.kind === 'many' ? found.units : [];
}
