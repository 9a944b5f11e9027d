import { isPresent } from '../../domain/activity/attendance.ts';
import { isOfRegulation, typesInUse } from '../../domain/activity/types.ts';
import { periodOf } from '../../domain/calendar/period.ts';
import { addDays, dateOf, HOUR_MS } from '../../domain/calendar/time.ts';
import { byUrgency } from '../../domain/figures/ledger.ts';
import { filingKindsInUse } from '../../domain/filing/kinds.ts';
import { itemLabel, kindsInUse, LEDGER_KIND } from '../../domain/ledger/kinds.ts';
import { isOpenAt, standOf } from '../../domain/muster/muster.ts';
import { teamOf } from '../../domain/organisation/teams.ts';
import { isQuestion } from '../../parsing/asks.ts';
import { isSmallTalk } from '../../parsing/small-talk.ts';
import type { Reply } from '../../ports/channels.ts';
import { METRIC_DEFINITIONS } from '../../reports/metrics/list.ts';
import { simply } from '../act.ts';
import { activitiesOf, concerns, unitsOf } from '../near.ts';
import type { Turn } from '../turn.ts';
import { homeUnit } from '../units.ts';
import { activityWords } from '../words.ts';
import { ownOwed } from './filing/owed.ts';
import { askedAndOpen } from './ledger/awaited.ts';
import { ownItems } from './ledger/find.ts';
import { itemWords } from './ledger/words.ts';
import { shownHere } from './muster/words.ts';
import { ownProcesses, processLines } from './process/list.ts';
import { schemeExample, schemeOwnLine } from './scheme/own.ts';

/** What 我的 calls the last month. */
const RECENT_DAYS = 31;
/** In 我的, the most urgent. */
const ITEMS = 3;

export const help = simply<'help'>(tellHelp);

/** 帮助: short help for the sender's role, headed by what is open right now. */
export async function tellHelp(turn: Turn): Promise<Reply> {
  const open = (await ownActivities(turn)).find((n) => n.near.phase === 'open');
  const role = roleOf(turn);
  const home = homeUnit(turn);
  const unit = home && (turn.org.branchOf(home.id) ?? home);
  return turn.say('help.help', {
    role,
    in_group: turn.chat !== '',
    bound: turn.groupUnit !== undefined,
    page: turn.entryLinks?.isReachable() ?? false,
    open: open ? activityWords(turn, open.near.activity) : null,
    checked_in: isPresent(open?.state),
    muster: await ownMuster(turn),
    kinds: kindsInUse().flatMap(({ key, prefix }) => (key === LEDGER_KIND ? [] : [prefix])),
    reports: filingKindsInUse()
      .filter(({ who }) => who === 'member' || role !== 'member')
      .map(({ name }) => name),
    processes: role === 'secretary' || role === 'admin' ? processLines(turn) : [],
    others: typesInUse().flatMap(({ key, short }) => (isOfRegulation(key) ? [] : [short])),
    plan: await schemeExample(turn),
    vitality: turn.settings.vitality.enabled && turn.settings.vitality.rules.length > 0,
    plans: (await turn.tx.schemes()).length > 0,
    unit: unit?.name ?? '',
  });
}

export const mine = simply<'my'>(tellMine);

/** 我的: attendance of the last weeks and coming activities. */
export async function tellMine(turn: Turn): Promise<Reply> {
  const own = await ownActivities(turn);
  const today = dateOf(turn.now);
  const { people } = await METRIC_DEFINITIONS.my_attendance.find({
    ...turn,
    tops: [],
    person: turn.sender,
    period: { from: addDays(today, -RECENT_DAYS), to: today },
  });
  const { records, parts } = people[0]!;
  const items = await ownItems(turn);
  return turn.say('help.mine', {
    muster: await ownMuster(turn),
    teams: (turn.sender.teams ?? []).map((text) => teamOf(text).name),
    reports: await ownReports(turn),
    processes: await ownProcesses(turn),
    owed: await ownOwed(turn),
    plan: await schemeOwnLine(turn),
    person: turn.sender.name,
    unit: turn.sender.branchId === null ? '' : turn.org.unit(turn.sender.branchId).name,
    items: byUrgency(items, turn.now, turn.settings.reminders.items.noProgressDays)
      .slice(0, ITEMS)
      .map((item) => ({ name: itemLabel(item), problem: item.problem.slice(0, 16), due: item.dueAt ?? 0 })),
    all: items.length,
    ledger: items.every(({ kind }) => kind === LEDGER_KIND),
    asked: (await askedAndOpen(turn)).slice(0, 3).map((item) => itemWords(turn, item)),
    held: records.length,
    present: parts.present,
    leave: parts.leave,
    absent: parts.absent,
    unknown: parts.open + parts.unnamed,
    coming: own
      .filter((n) => n.near.phase === 'planned' || n.near.phase === 'open')
      .slice(0, 5)
      .map((n) => ({
        ...activityWords(turn, n.near.activity),
        state: n.state ?? '',
        open: n.near.phase === 'open',
      })),
  });
}

async function ownActivities(turn: Turn) {
  const near = (await activitiesOf(turn, unitsOf(turn))).filter((n) => concerns(turn, n.activity));
  await turn.tx.preloadAttendance(near.map((n) => n.activity.id));
  return Promise.all(
    near.map(async (n) => ({
      near: n,
      state: (await turn.tx.attendance(n.activity.id)).of(turn.sender.id)?.state,
    })),
  );
}

/** How often the sender registered something this year, by its name. */
async function ownReports(turn: Turn): Promise<string[]> {
  const kinds = filingKindsInUse().filter(({ who }) => who === 'member');
  if (kinds.length === 0) return [];
  const { from, to } = periodOf('year', dateOf(turn.now));
  const own = await turn.tx.filings({ from, to, personId: turn.sender.id });
  return kinds.flatMap(({ key, name }) => {
    const count = own.filter(({ kind }) => kind === key).length;
    return count > 0 ? [turn.say('filing.own_line', { name, count }).text] : [];
  });
}

/** The muster that calls the sender, in one line; empty where none does. */
async function ownMuster(turn: Turn): Promise<string> {
  for (const muster of await turn.tx.openMusters()) {
    if (!isOpenAt(muster, turn.now)) continue;
    const own = await turn.tx.musterEntry(muster.id, turn.sender.id);
    if (own)
      return turn.say('muster.own_line', { ...(await shownHere(turn, muster)), stand: standOf(own) }).text;
  }
  return '';
}

/** The widest office decides which help is useful. */
export function roleOf(turn: Turn): 'admin' | 'secretary' | 'leader' | 'member' {
  const unit = homeUnit(turn);
  const offices = turn.org.officesOf(turn.sender.id);
  if (turn.admins.has(turn.sender.id) || offices.some((o) => o.role === '管理员')) return 'admin';
  if (unit && turn.permissions.standing(turn.org, turn.sender, unit.id).secretary) return 'secretary';
  if (offices.some((o) => ['书记', '副书记', '组织委员'].includes(o.role))) return 'secretary';
  return offices.some((o) => o.role === '党小组长') ? 'leader' : 'member';
}

export const smallTalk = simply<'none'>(answerTalk);

/** A number or 对 where nothing was asked, or is asked no more. */
export const answerToNothing = simply<'choice'>(async (turn) =>
  turn.intent.choice === 'no' ? answerTalk(turn) : turn.say('general.question_gone', { expired: false }),
);

/**
 * What was not understood is said to be so, every time: else its sender takes it for done. Thanks and greetings get a pointer to
 * 帮助, at most once an hour per person.
 */
async function answerTalk(turn: Turn): Promise<Reply | null> {
  if (turn.text !== '' && !isSmallTalk(turn.text))
    return turn.say('general.not_understood', { asks: isQuestion(turn.text) });
  const key = `hint:${turn.sender.id}`;
  const last = Number((await turn.tx.mark(key)) ?? 0);
  if (turn.now - last < HOUR_MS && turn.now >= last) return null;
  await turn.tx.putMark(key, String(turn.now));
  return turn.say('general.pointer');
}
