// 集结情况, 集结记录, 导出集结名单: how far a muster is, and those that were.
import { DAY_MS, dateOf, HOUR_MS, instantOf } from '../../../domain/calendar/time.ts';
import { type IntentOf, toIntent } from '../../../domain/intent.ts';
import { isOpenAt, type Muster, standOf } from '../../../domain/muster/muster.ts';
import { unitsInCharge } from '../../../domain/organisation/permissions.ts';
import type { Reply } from '../../../ports/channels.ts';
import { musterRoll, ownBranches } from '../../../ports/muster-roll.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { act, permit, reading, simply, together } from '../../act.ts';
import { MOST_OPTIONS } from '../../questions.ts';
import { unitsInScope } from '../../scope.ts';
import { sendFile } from '../../send-file.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { paged, toldBefore } from '../figures/pages.ts';
import { musterFigures } from './figures.ts';
import { leadOf, leads, openNow, shownHere } from './words.ts';

/** A muster that is over is asked about no longer. */
const RECENT_MS = 12 * HOUR_MS;
const MOST_LINES = 10;

/** All of it for whoever leads it, their own people for a secretary below, and one's own answer for the others. */
export const showRoll = reading(
  'light',
  simply<'muster_roll'>(async (turn) => {
    const asked = await mustersAsked(turn);
    if (asked.length === 0) {
      const figures = await figuresInstead(turn);
      return figures ? together([turn.say('muster.none_now'), figures]) : turn.say('muster.none_open');
    }
    const replies: Reply[] = [];
    for (const muster of asked) replies.push(await rollOf(turn, muster));
    return together(replies);
  }),
);

/** 集结到岗情况 where none is going on: those of this year, to whoever may know. */
async function figuresInstead(turn: Turn): Promise<Reply | undefined> {
  const asked = toIntent({ intent: 'query', metric: 'muster_arrival_rate' }) as IntentOf<'query'>;
  const query = { ...turn, intent: asked };
  const scope = unitsInScope(query, 'see_figures', {});
  if ('reply' in scope || !scope.tops.every(({ id }) => mayDo(turn, 'see_figures', { unitId: id })))
    return undefined;
  return musterFigures(query, scope, asked.metric, METRIC_DEFINITIONS.muster_arrival_rate);
}

async function rollOf(turn: Turn, muster: Muster): Promise<Reply> {
  const { tx, org, now, sender } = turn;
  const shown = await shownHere(turn, muster);
  const branches = leads(turn, muster) ? undefined : ownPart(turn);
  if (branches?.length === 0) {
    const own = await tx.musterEntry(muster.id, sender.id);
    return own ? turn.say('muster.own', { ...shown, stand: standOf(own) }) : turn.say('muster.none_open');
  }
  // What is said in a group is read by all: who is silent is told in private.
  const names = turn.chat === '';
  const roll = await musterRoll(tx, org, muster, {
    branchIds: branches,
    names,
    reasonsOf: names ? ownBranches(org, sender.id) : [],
  });
  const part = branches === undefined ? '' : org.unit(branches[0]!).name;
  return turn.say('muster.roll', { ...shown, ...roll, over: !isOpenAt(muster, now), part });
}

/** Those the sender has called and not ended; else the newest that is open and concerns them, else the last one that is over. */
async function mustersAsked(turn: Turn): Promise<Muster[]> {
  const open = await openNow(turn);
  const own = open.filter(({ calledBy }) => calledBy === turn.sender.id);
  if (own.length > 0) return own.slice(0, MOST_OPTIONS);
  const recent = await turn.tx.musters(turn.now - RECENT_MS, turn.now + 1);
  const all = [
    ...open,
    ...recent.filter((m) => m.state !== 'cancelled' && !open.some(({ id }) => id === m.id)),
  ];
  const part = ownPart(turn);
  for (const muster of all) {
    if (leads(turn, muster)) return [muster];
    if (await turn.tx.musterEntry(muster.id, turn.sender.id)) return [muster];
    if (part.length > 0 && (await turn.tx.musterCounts(muster.id, { branchIds: part })).called > 0)
      return [muster];
  }
  return [];
}

/** Branches whose people the sender speaks for. */
function ownPart({ permissions, org, sender }: Turn): number[] {
  return unitsInCharge(permissions, org, sender, 'see_delivery')
    .flatMap((unit) => org.subtree(unit.id))
    .filter((unit) => unit.kind === 'branch')
    .map((unit) => unit.id);
}

export const listMusters = reading(
  'light',
  simply<'muster_list'>(async (turn) => {
    const today = dateOf(turn.now);
    const { from, to } = turn.intent.period ?? { from: `${today.slice(0, 4)}-01-01`, to: today };
    const all = await turn.tx.musters(instantOf(from), instantOf(to) + DAY_MS);
    const seen = all.filter((muster) => leads(turn, muster));
    if (seen.length === 0) return turn.say('muster.list_none', { from, to });
    const held = seen.filter(({ state }) => state !== 'cancelled');
    const lines = [];
    for (const muster of seen.slice(toldBefore(turn)).slice(0, MOST_LINES)) {
      const counts = await turn.tx.musterCounts(muster.id);
      lines.push({
        ...(await shownHere(turn, muster)),
        at: muster.calledAt,
        cancelled: muster.state === 'cancelled',
        called: counts.called,
        acked: counts.ackedInTime,
        arrived: counts.arrivedInTime,
      });
    }
    return paged(turn, { rows: lines, total: seen.length }, (shown, more) =>
      turn.say('muster.list', {
        from,
        to,
        real: held.filter(({ isDrill }) => !isDrill).length,
        drills: held.filter(({ isDrill }) => isDrill).length,
        lines: shown,
        more,
      }),
    );
  }),
);

export const exportMuster = act<'muster_export', { muster: Muster }>({
  permit: permit('lead_muster', ({ muster }) => leadOf(muster)),
  async about(turn): Promise<{ muster: Muster } | { reply: Reply }> {
    const year = await turn.tx.musters(turn.now - 366 * DAY_MS, turn.now + 1);
    const held = year.filter(({ state }) => state !== 'cancelled');
    const muster = held.find((one) => leads(turn, one)) ?? held[0];
    return muster ? { muster } : { reply: turn.say('muster.none_open') };
  },
  async carryOut(turn, { muster }) {
    const { target, isDrill, calledAt, id } = muster;
    const name = turn.say('muster.file_name', { target, day: calledAt, drill: isDrill }).text;
    const reasonsOf = ownBranches(turn.org, turn.sender.id);
    const way = await sendFile(turn, 'muster', `${name}.xlsx`, { muster: { id, reasonsOf } });
    if (way === 'nowhere') return turn.say('paper.nowhere');
    await turn.tx.audit({
      at: turn.now,
      by: turn.sender.id,
      action: 'export muster',
      detail: { muster: id },
    });
    return turn.say('muster.file_sent', { target: (await shownHere(turn, muster)).target });
  },
});
