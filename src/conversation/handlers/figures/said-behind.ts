// 高志远算进去没有, 不是20号吗 咋变21了, 哪次人最少, 7号怎么没写期限: of what was just told.
import { METRIC_RULES } from '../../../domain/figures/metrics.ts';
import type { Intent, IntentOf, Understanding } from '../../../domain/intent.ts';
import type { Person } from '../../../domain/organisation/organisation.ts';
import { saidBehind } from '../../../parsing/asked/follow-behind.ts';
import type { Reply } from '../../../ports/channels.ts';
import { itemNamed } from '../../../reports/items.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { isSpan } from '../../../reports/roll.ts';
import { isMember, meantBy } from '../../../reports/who.ts';
import { unitWords } from '../../../reports/words.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { closedLate } from '../ledger/closed-late.ts';
import { maySee } from '../ledger/find.ts';
import { goingOn, lastAsked, rememberAsked } from './asked.ts';
import { aboutTopic } from './by-topic.ts';
import { extremeOf, heldWithin } from './extreme.ts';
import { movedDay } from './moved-day.ts';
import { unitsTold } from './units-told.ts';

type Query = IntentOf<'query'>;
type Meant = { intent: Intent } | { reply: Reply; as: string };

/** Undefined where the line is none of these, or nothing was told that it could be of. */
export async function meantBehind(turn: Turn, { answer, intent }: Understanding): Promise<Meant | undefined> {
  // 7号整改到哪了 says itself which it is.
  const isNamed = 'itemNo' in intent && intent.itemNo !== undefined;
  const behind = isNamed ? undefined : saidBehind(turn.text);
  // 4号呢 is a number too, where none is open to be answered.
  if (!behind || (answer !== undefined && behind.asks !== 'item')) return undefined;
  const last = await lastAsked(turn);
  if (behind.asks === 'all_there') return allThere(turn, last, behind.isPlain);
  if (behind.asks === 'closed_late') {
    const isOfItems = last !== undefined && METRIC_RULES[last.metric].about === 'items';
    return behind.isPlain || isOfItems ? told(turn, CLOSED, await closedLate(turn, last)) : undefined;
  }
  if (!last) return undefined;
  switch (behind.asks) {
    case 'counted_in':
      return told(turn, last, countedIn(turn, last, behind.name));
    case 'kind_counted':
      return isOfRoster(last) ? { intent: { ...last, metric: 'member_count', what: 'explain' } } : undefined;
    case 'moved_day':
      return told(
        turn,
        last,
        shapeOf(last) === 'coming' ? await movedDay(turn, last, behind.days) : undefined,
      );
    case 'item':
      return ofNumber(turn, last, behind.no);
    case 'extreme':
      return told(turn, last, await extremeOf(turn, last, behind));
    case 'without_leave':
      return withoutLeave(last);
    case 'unreported':
      return isOfMeetings(last) && last.period
        ? { intent: goingOn(last, { metric: 'report_missing' }, turn.now) }
        : undefined;
    case 'topic':
      return ofTopic(turn, last, behind.topic);
    case 'own_which':
      return last.metric === 'my_attendance'
        ? { intent: goingOn(last, { what: behind.what }, turn.now) }
        : undefined;
    case 'coming_of':
      return shapeOf(last) === 'coming'
        ? { intent: goingOn(last, { scope: behind.unit }, turn.now) }
        : undefined;
    case 'coming_again':
      return shapeOf(last) === 'coming' ? { intent: last } : undefined;
  }
}
const CLOSED = { intent: 'query', metric: 'rectify_rate', what: 'closed' } as const;

const isOfMeetings = ({ metric }: Query): boolean => METRIC_RULES[metric].about === undefined;

const shapeOf = ({ metric }: Query) => METRIC_DEFINITIONS[metric].shape;

/** What is said next goes on from the same. */
async function told(turn: Turn, asked: Query, reply: Reply | undefined): Promise<Meant | undefined> {
  if (!reply) return undefined;
  await rememberAsked(turn, asked);
  return { reply, as: 'query' };
}

const isOfRoster = ({ metric }: Query): boolean => metric === 'member_count' || metric === 'member_list';

/** 高志远算进去没有, behind how many members there are. */
function countedIn(turn: Turn, last: Query, name: string): Reply | undefined {
  if (!isOfRoster(last)) return undefined;
  const { org } = turn;
  const tops = unitsTold(turn, last, 'see_figures');
  const [first] = tops;
  if (!first) return undefined;
  const isHere = ({ branchId, groupId }: Person) =>
    [branchId, groupId].some((id) => id !== null && tops.some((top) => org.isWithin(id, top.id)));
  const all = MYSELF.test(name) ? [turn.sender] : org.named(name);
  const here = all.filter(isHere);
  // Of whoever is elsewhere nobody is told more than they may look up.
  const others = all.filter(({ branchId }) =>
    mayDo(turn, 'see_figures', { unitId: branchId ?? org.roots()[0]?.id ?? first.id }),
  );
  const people = here.length > 0 ? here : others;
  if (all.length === 0) return undefined;
  const isMeant = meantBy(last.what);
  return turn.say('figures.counted_in', {
    unit: tops.map((unit) => unitWords(org, unit)),
    kind: isMeant ? last.what! : '',
    name,
    people: people.map((person) => ({
      name: person.name,
      branch: person.branchId === null ? '' : org.unit(person.branchId).name,
      kind: person.kind,
      mobile: person.mobile,
      here: isHere(person),
      counted: isHere(person) && (isMeant ? isMeant(person, org) : isMember(person)),
    })),
  });
}

const MYSELF = /^我(?:自己|本人|自个儿?|个人)?$/u;

/** 到齐了没有, behind the meeting of that day; with nothing told, of the meeting that is on or was last. */
async function allThere(turn: Turn, last: Query | undefined, isPlain: boolean): Promise<Meant | undefined> {
  const isOfSome = last !== undefined && isOfMeetings(last);
  const { period } = (isOfSome && last) || {};
  if (isOfSome && shapeOf(last) === 'roll' && (!period || !isSpan(period))) return { intent: last };
  // 都到齐了吗, behind a month: whoever was not there, on leave or not
  if (isOfSome && period && isSpan(period)) {
    const absent = { metric: 'absentees', also: ['leave_list'] } as const;
    return { intent: goingOn(last, { ...absent, also: [...absent.also] }, turn.now) };
  }
  if (!isOfSome || !period || isSpan(period))
    return isPlain ? { intent: { intent: 'query', metric: 'absentees' } } : undefined;
  const held = await heldWithin(turn, last);
  const [one] = held;
  // Of several meetings of one day each says how many came.
  if (held.length !== 1) return { intent: goingOn(last, { metric: 'attendance_rate' }, turn.now) };
  const { types, unitId } = one!.activity;
  return {
    intent: {
      intent: 'query',
      metric: 'absentees',
      period,
      scope: turn.org.unit(unitId).path,
      activityType: types[0]!,
      ...(types.length > 1 && { activityTypes: [...types] }),
    },
  };
}

/** 那次清沟呢, behind another meeting: the same of that one. */
async function ofTopic(turn: Turn, last: Query, topic: string): Promise<Meant | undefined> {
  if (!isOfMeetings(last)) return undefined;
  const { scope } = last;
  const found = await aboutTopic(turn, {
    intent: 'query',
    metric: last.metric,
    topic,
    ...(scope !== undefined && { scope }),
  });
  return 'reply' in found
    ? undefined
    : { intent: goingOn(last, { ...found, metric: last.metric }, turn.now) };
}

/** 7号怎么没写期限, behind items: number 7 of them. */
async function ofNumber(turn: Turn, last: Query, no: string): Promise<Meant | undefined> {
  if (METRIC_RULES[last.metric].about !== 'items') return undefined;
  const item = await itemNamed(turn.tx, no);
  return item && maySee(turn, item)
    ? { intent: { intent: 'query', metric: 'rectify_item', itemNo: no } }
    : undefined;
}

/** 排除请假的, behind who was not there. */
function withoutLeave({ also, ...last }: Query): Meant | undefined {
  const isOfAbsent = last.metric === 'absentees' || last.metric === 'leave_list';
  const others = also?.filter((metric) => metric !== 'leave_list') ?? [];
  return isOfAbsent
    ? { intent: { ...last, metric: 'absentees', ...(others.length > 0 && { also: others }) } }
    : undefined;
}
