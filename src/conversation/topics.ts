// 上报, 会议记录, 怎么安排会议, 主题党日: a matter named and nothing said of it is answered with what there is to do about it,
// and the very line to send.
import { committeeOf, everyoneOf } from '../domain/activity/due.ts';
import { type ActivityType, typeRow } from '../domain/activity/types.ts';
import { addDays, dateOf } from '../domain/calendar/time.ts';
import { byUrgency } from '../domain/figures/ledger.ts';
import type { Intent, Understanding } from '../domain/intent.ts';
import { type Item, isOpen } from '../domain/ledger/item.ts';
import { itemLabel, LEDGER_KIND } from '../domain/ledger/kinds.ts';
import { namedIn, type Topic } from '../parsing/topics.ts';
import { understand } from '../parsing/understand.ts';
import { readValues } from '../parsing/values.ts';
import type { Reply } from '../ports/channels.ts';
import { perform } from './acts.ts';
import { aboutErasing } from './erasing.ts';
import { roleOf, tellHelp } from './handlers/help.ts';
import { ownItems } from './handlers/ledger/find.ts';
import { activitiesOf, type Near, targetOf, unitsOf } from './near.ts';
import { aboutOwn } from './own-topics.ts';
import { offer } from './questions.ts';
import { mayDo, type Turn } from './turn.ts';
import { homeUnit } from './units.ts';
import { activityWords, currentRoll } from './words.ts';

interface Said {
  reply: Reply | null;
  intent: string;
}

/** What only officers are given. */
const TAKEN_AWAY = '导出';
/** Intents that say no more than a name does. */
const UNSAID: ReadonlySet<string> = new Set(['none', 'help', 'choice']);
/** What is clear and still gives way: 发通知 switches on what is on, 怎么安排会议 asks for no plan. */
const OVERRULED: ReadonlySet<string> = new Set(['setting', 'query']);
const MOST_ITEMS = 3;
/** Characters of a problem: enough to know it by. */
const MOST_PROBLEM = 16;
/** An example is of a day that is still to come. */
const AHEAD_DAYS = 2;
const LATER_DAYS = 20;

/** Undefined where more is said than a name, or what is said is an order or goes on from what was asked. */
export async function aboutTopic(turn: Turn, said: Understanding): Promise<Said | undefined> {
  // 不对 where nothing was asked: something was recorded wrongly.
  if (said.answer !== undefined && said.answer !== 'no') return undefined;
  const isClear = said.certainty === 'clear' && !UNSAID.has(said.intent.intent);
  // 签到 and 请假 come in hundreds a second, and say what they want.
  if (isClear && !OVERRULED.has(said.intent.intent)) return undefined;
  const erasing = await aboutErasing(turn);
  if (erasing) return { reply: erasing, intent: 'help' };
  const named = namedIn(turn.text);
  const own = named ? undefined : aboutOwn(turn);
  if (own) return { reply: own, intent: 'help' };
  if (named?.kind === 'question') {
    if (isClear) return undefined;
    const isTaken = roleOf(turn) === 'member' && named.says.every((text) => text.startsWith(TAKEN_AWAY));
    return isTaken ? ofTopic(turn, 'export', true) : asked(turn, named.says);
  }
  if (named) {
    if (isClear && !named.isHow && said.intent.intent !== 'setting') return undefined;
    if (named.topic === 'menu') return { reply: await tellHelp(turn), intent: 'help' };
    return ofTopic(turn, named.topic, named.isHow);
  }
  return undefined;
}

/** What would be said for it, said: the one, or which of several. */
async function asked(turn: Turn, says: readonly string[]): Promise<Said> {
  const intents = says.map((text) => understand(text, turn.now, turn.reading).intent);
  const [only, ...others] = intents;
  if (others.length > 0) return { reply: await offer(turn, intents), intent: 'unsure' };
  return { reply: await carryOut(turn, only!, says[0]!), intent: only!.intent };
}

function carryOut(turn: Turn, intent: Intent, text = turn.text): Promise<Reply | null> {
  Object.assign(turn, { intent, text });
  return perform(turn);
}

async function ofTopic(turn: Turn, topic: Exclude<Topic, 'menu'>, isHow: boolean): Promise<Said> {
  const near = topic === 'report' ? await unreported(turn) : [];
  if (near.length > 0 && !isHow) {
    const reports = near.slice(-MOST_ITEMS).map(
      ({ activity }): Intent => ({
        intent: 'activity_report',
        activityType: activity.types[0]!,
        startAt: dateOf(activity.startAt),
        activityId: activity.id,
      }),
    );
    return { reply: await offer(turn, reports), intent: 'unsure' };
  }
  return { reply: turn.say(`topics.how.${topic}`, await examples(turn, topic, near.length)), intent: 'help' };
}

/** Meetings that are over, of which nobody has told who came, and which the sender may report. */
async function unreported(turn: Turn): Promise<Near[]> {
  const near = await activitiesOf(turn, unitsOf(turn));
  return near.filter(
    ({ activity, phase }) => phase === 'closed' && mayDo(turn, 'submit_record', targetOf(activity)),
  );
}

/** Kinds of meetings in examples: what is planned most, what is reported most, and what a group may have. */
const EXAMPLES = { plan: 'theme_day', report: 'committee_meeting', group: 'group_meeting' } as const;

/** What stands in the lines to send: kinds, people and numbers of the unit that the sender speaks for. */
async function examples(turn: Turn, topic: Topic, meetings: number) {
  const { org, sender, now, settings } = turn;
  const role = roleOf(turn);
  const led =
    role === 'leader' ? org.officesOf(sender.id).find((o) => o.role === '党小组长')?.unitId : undefined;
  const home = led === undefined ? homeUnit(turn)?.id : led;
  const branch = home === undefined ? undefined : org.branchOf(home);
  const members = home === undefined || !branch ? [] : everyoneOf(home, org).members;
  const isReported = topic === 'report' && led === undefined;
  const kind = led !== undefined ? EXAMPLES.group : isReported ? EXAMPLES.report : EXAMPLES.plan;
  return {
    role,
    kind: typeRow(kind).short,
    expected: isReported && branch ? committeeOf(branch.id, org).members.length : members.length,
    meetings,
    names: members
      .filter(({ id }) => id !== sender.id)
      .slice(0, 2)
      .map(({ name }) => name),
    day: addDays(dateOf(now), AHEAD_DAYS),
    later: addDays(dateOf(now), LATER_DAYS),
    items: byUrgency(
      await (topic === 'decide' ? undecided(turn) : openItems(turn)),
      now,
      settings.reminders.items.noProgressDays,
    )
      .slice(0, MOST_ITEMS)
      .map((item) => ({ name: itemLabel(item), problem: item.problem.slice(0, MOST_PROBLEM) })),
  };
}

/** Their own; whoever keeps those of a branch, and has none, that branch's. */
async function openItems(turn: Turn): Promise<Item[]> {
  const own = await ownItems(turn);
  const home = homeUnit(turn);
  if (own.length > 0 || !home || roleOf(turn) !== 'secretary') return own;
  const unitIds = turn.org.subtree(home.id).map(({ id }) => id);
  return (await turn.tx.items({ unitIds, kind: LEDGER_KIND })).filter(
    (item) => isOpen(item) && mayDo(turn, 'report_progress', { unitId: item.unitId }),
  );
}

/** Closings asked for, which the sender may decide. */
async function undecided(turn: Turn): Promise<Item[]> {
  const items = await turn.tx.items({ kind: LEDGER_KIND, states: ['提交销号'] });
  return items.filter((item) => mayDo(turn, 'decide_item', { unitId: item.unitId }));
}

/** 主题党日, 明天: a kind of meeting or a day to come, alone, where nothing goes on from it. */
export async function aboutValue(turn: Turn, said: Understanding): Promise<Said | undefined> {
  if (said.certainty === 'clear' && said.intent.intent !== 'none') return undefined;
  const v = readValues(turn.text, turn.now, turn.reading);
  if (!v.isBare || v.names.length > 0 || v.units.length > 0) return undefined;
  const [type, ...others] = v.types;
  if (type) {
    const isAlone = others.length === 0 && !v.period && !v.hasDate && said.intent.intent === 'checkin';
    return isAlone ? ofType(turn, type) : undefined;
  }
  const isAhead = v.hasDate && !v.hasClock && v.period !== undefined && v.period.to >= dateOf(turn.now);
  return isAhead ? asked(turn, [`${turn.text}有什么安排`]) : undefined;
}

/** When it was, and when it is to be. Undefined where one is open: then it is a check-in. */
async function ofType(turn: Turn, type: ActivityType): Promise<Said | undefined> {
  const around = unitsOf(turn);
  const { short: name } = typeRow(type);
  // Whoever sits above branches asks of all of them.
  if (!around.some((id) => turn.org.branchOf(id))) {
    const listed: Intent = { intent: 'query', metric: 'activity_list', activityType: type };
    return { reply: await carryOut(turn, listed), intent: listed.intent };
  }
  const all = await activitiesOf(turn, around);
  const near = all.filter(({ activity }) => activity.types.includes(type));
  if (near.some(({ phase }) => phase === 'open')) return undefined;
  const last = near.findLast(({ phase }) => phase === 'closed' || phase === 'recorded');
  const next = near.find(({ phase }) => phase === 'planned');
  const home = homeUnit(turn);
  const told = async ({ activity, phase }: Near) => {
    const { attended, expected } = await currentRoll(turn, activity);
    return { ...activityWords(turn, activity), due: phase === 'closed', present: attended, expected };
  };
  const reply = turn.say('topics.type', {
    name,
    last: last ? await told(last) : null,
    next: next ? activityWords(turn, next.activity) : null,
    may_plan: home !== undefined && mayDo(turn, 'plan_activity', { unitId: home.id, types: [type] }),
    day: addDays(dateOf(turn.now), AHEAD_DAYS),
  });
  return { reply, intent: 'query' };
}
