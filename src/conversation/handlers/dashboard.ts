// 看板: a link to the page for admins. In a group it goes to whoever asked, in private.
import type { Unit } from '../../domain/organisation/organisation.ts';
import { unitsInCharge } from '../../domain/organisation/permissions.ts';
import { ENTRY_LIFE_MS } from '../../ports/dashboard.ts';
import { act } from '../act.ts';
import type { Turn } from '../turn.ts';
import { homeUnit } from '../units.ts';

interface Seen {
  /** what the page would show */
  tops: readonly Unit[];
}

export const sendEntry = act<'dashboard', Seen>({
  permit: {
    actions: ['see_figures'],
    asked: (_turn, { tops }) => tops.map(({ id }) => ({ action: 'see_figures', on: { unitId: id } })),
  },
  async about(turn) {
    const tops = unitsInCharge(turn.permissions, turn.org, turn.sender, 'see_figures');
    if (tops.length > 0) return { tops };
    const home = homeUnit({ ...turn, groupUnit: undefined }) ?? turn.org.roots()[0];
    return home ? { tops: [home] } : { reply: turn.say('general.pointer') };
  },
  async carryOut(turn, { tops }) {
    const { entryLinks } = turn;
    if (!entryLinks?.isReachable()) return turn.say('dashboard.no_address');
    const { link, hash } = entryLinks.make();
    await turn.tx.addEntryKey(hash, turn.sender.id, turn.now + ENTRY_LIFE_MS);
    const answer = turn.say('dashboard.entry', { link, minutes: ENTRY_LIFE_MS / 60_000 });
    if (turn.chat === '') return answer;
    await tellInPrivate(turn, tops[0]!, answer.text);
    return turn.say('dashboard.in_private');
  },
});

/** At once, whatever the hour: it was asked for, and is of no use later. */
const tellInPrivate = (turn: Turn, unit: Unit, text: string): Promise<void> =>
  turn.tx.addOutbox([
    {
      key: `dashboard:${turn.message.key}`,
      at: turn.now,
      expiresAt: turn.now + ENTRY_LIFE_MS,
      rule: 'reply',
      unitId: unit.id,
      subject: `dashboard:${turn.sender.id}`,
      channel: 'app',
      to: [turn.sender.userId],
      audience: [turn.sender.id],
      text,
      card: null,
    },
  ]);
