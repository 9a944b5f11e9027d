import { dayNumber } from '../domain/calendar/time.ts';
import { METRIC_RULES, type Metric } from '../domain/figures/metrics.ts';
import type { Filled, IntentName } from '../domain/intent.ts';
import { ABOUT_PEOPLE } from '../domain/intent-groups.ts';
import { withApart } from './commands/figure-apart.ts';
import { type Tag, tagIndex } from './learned/tags.ts';
import type { View } from './learned/view.ts';
import { absences, rollIn } from './slots/away.ts';
import { dueAt, dues, extendBy, newDate } from './slots/dues.ts';
import { everyoneIn } from './slots/everyone.ts';
import { figures } from './slots/figures.ts';
import { wholeReason } from './slots/free-reason.ts';
import { hostIn } from './slots/host.ts';
import { lasting, someYears } from './slots/lasting.ts';
import { lecturerIn } from './slots/lecturer.ts';
import { leaveDays } from './slots/lengths.ts';
import { placeIn } from './slots/place.ts';
import { asking } from './slots/question.ts';
import { reasonIn } from './slots/reason.ts';
import { seat } from './slots/seated.ts';
import { countsSelf, nameOfMe, selfAs } from './slots/self.ts';
import { saidToBeThere } from './slots/there.ts';
import { lateIn } from './slots/told.ts';
import { types } from './slots/types.ts';
import { unexcusedOf } from './slots/unexcused.ts';
import { DIRECTION, moment } from './slots/when.ts';
import { labelled, labelledItem, run, said, topicOf } from './slots/words.ts';
import { written } from './slots/written.ts';
import type { Spans } from './spans/spans.ts';
import { periodOf } from './spans/time/resolve.ts';
import type { Token } from './spans/token.ts';

/** Fills the slots of an intent from the spans that bear a role. */
export function assemble(
  view: View,
  intent: IntentName,
  metric: Metric | undefined,
  tags: Uint8Array,
): Filled {
  const found = fill(view, intent, metric, tags);
  // Not after now, or with people counted, it is told and not planned (domain rule 6).
  const isTold =
    intent === 'activity_create' &&
    (isOver(view.spans, found.startAt) ||
      isNextYears(view.spans, found.startAt) ||
      (found.present !== undefined && !isAnnounced(view.spans, found)));
  if (isTold) return fill(view, 'activity_report', metric, tags);
  if (intent === 'activity_create') delete found.present;
  if (isLongPast(view.spans, found)) return fill(view, 'activity_create', metric, tags);
  if (intent === 'roster_checkin' && found.absent === undefined && FOR_OTHERS.test(view.spans.s))
    return { ...found, intent: 'checkin' };
  return found;
}

/** 上月, 上周: a meeting was on some day of it, and is none of today. */
function pastPeriod(spans: Spans): Filled['period'] {
  const time = spans.times.find((t) => t.kind === 'period');
  const period = time && periodOf(time, spans, false);
  return period && period.from < spans.today ? period : undefined;
}

const TELLS_OFFICES: ReadonlySet<IntentName> = new Set<IntentName>(['activity_create', 'activity_report']);
/** Of these a topic is kept. */
const MEETING_SAID: ReadonlySet<IntentName> = new Set<IntentName>([
  'activity_create',
  'activity_change',
  'activity_report',
]);
const MEETINGS_TOLD: ReadonlySet<IntentName> = new Set<IntentName>(['activity_report', 'roster_checkin']);
/** 帮以下同志签到, 代签: over a list is a word for others (domain rule 14). */
const FOR_OTHERS = /^[^\n:]{0,12}(?:代签|[帮替给代][^\n:,]{0,8}签)/;
/** 3月31日 said in March without a figure is not last year's. */
const LONG_DAYS = 120;

function isLongPast({ today }: Spans, { intent, startAt, expected, present, absent }: Filled): boolean {
  if (intent !== 'activity_report' || startAt === undefined) return false;
  const told = expected !== undefined || present !== undefined || absent !== undefined;
  return !told && dayNumber(today) - dayNumber(startAt.slice(0, 10)) > LONG_DAYS;
}

/** 小年那天村里支部, 其间支部: what stands before is no name. */
const NO_UNIT = /(?:其间|(?:[村寨屯庄]|那天)里|[那当][天日时]|[开过上][咗了]|[几多哪]家)支部$/u;

/** 截至11月20日逾期的 are those of now. */
const AS_OF = /截[至止到]/u;

/** 节前肯定弄不完: nothing is promised. */
const CANNOT_BY =
  /[前底内](?:肯定|怕是|恐怕|估计|可能|都|也|是|还)*(?:[弄做搞改办干整修]不(?:完|成|好|了)|完不成|完不了|来不及|赶不(?:上|完|出))/u;

/** 会议通知 … 参会人员:支委5人: who is to come to what lies ahead has not come yet. */
const ANNOUNCES = /通知|预告|安排|定于|拟于|请.{0,12}参加|召集/u;
const SOON_DAYS = 60;

function isAnnounced({ s, today }: Spans, { startAt, absent }: Filled): boolean {
  if (startAt === undefined || absent !== undefined || !ANNOUNCES.test(s) || /实到|已开|召开了|开完/.test(s))
    return false;
  const ahead = dayNumber(startAt.slice(0, 10)) - dayNumber(today);
  return ahead > 0 && ahead <= SOON_DAYS;
}

function isOver({ now, today }: Spans, startAt: string | undefined): boolean {
  if (startAt === undefined) return false;
  return startAt.includes('T') ? Date.parse(startAt) <= now : startAt < today;
}

/** 11月3日 said on the 4th, without a year: nobody plans a meeting for next November, it was held yesterday. */
function isNextYears({ s, today, times }: Spans, startAt: string | undefined): boolean {
  if (startAt === undefined || /(?:19|20)\d{2}|[明后来]年|^安排/u.test(s)) return false;
  // 端午过完第二个星期六: a festival alone may be named for another day
  const isNamed = times.some((t) => t.hasDate && (t.hasClock || !t.mayBeTopic));
  return isNamed && dayNumber(startAt.slice(0, 10)) - dayNumber(today) > FAR_DAYS;
}
const FAR_DAYS = 300;

function fill(view: View, intent: IntentName, metric: Metric | undefined, tags: Uint8Array): Filled {
  const { spans, tokens } = view;
  const found: Filled = { intent };
  if (intent === 'none' || intent === 'help') return found;
  // In one pass: a message is filled in again for each role that is in doubt.
  const bearing: Token[][] = [];
  tokens.forEach((token, i) => {
    const same = bearing[tags[i]!];
    if (same) same.push(token);
    else bearing[tags[i]!] = [token];
  });
  const of = (tag: Tag): readonly Token[] => bearing[tagIndex(tag)] ?? [];
  const times = (tag: Tag) =>
    of(tag)
      .map((t) => spans.times[t.index])
      .filter((t) => t !== undefined);
  const set = <K extends keyof Filled>(key: K, value: Filled[K] | undefined) => {
    if (value !== undefined && value !== '') found[key] = value;
  };
  if (metric) found.metric = metric;
  const direction = DIRECTION[intent] ?? 'forward';
  const when = moment(
    spans,
    { starts: times('start'), ends: times('end'), lengths: times('length') },
    direction,
    intent,
  );
  set('startAt', when.startAt);
  set('endAt', when.endAt);
  if (intent === 'leave' && when.startAt === undefined && when.endAt === undefined)
    set('lasts', leaveDays(spans));
  const isClockAlone = when.startAt !== undefined && !times('start').some((t) => t.hasDate);
  if (intent === 'activity_change' && isClockAlone) set('dayIs', 'lacking');
  const later = intent === 'rectify_extend' ? extendBy(spans) : undefined;
  if (later) set('extendBy', later);
  else if (intent !== 'rectify_progress' || !CANNOT_BY.test(spans.s))
    set(
      'dueAt',
      (intent === 'rectify_extend' ? newDate(spans) : undefined) ??
        dueAt(spans, dues(spans, intent, times('due')), times('old')),
    );
  let asked = times('period')
    .map((t) => periodOf(t, spans, metric !== undefined && METRIC_RULES[metric].ahead === true))
    .find((p) => p !== undefined);
  const rule = intent === 'query' && metric !== undefined ? METRIC_RULES[metric] : undefined;
  const isPast = rule !== undefined && !rule.ahead && rule.about === undefined;
  const asOf = metric !== undefined && METRIC_RULES[metric].about === 'items' && AS_OF.test(spans.s);
  if (asOf) asked = undefined;
  set('period', asked ?? (isPast ? spans.times.map((t) => lasting(t, spans)).find((p) => p) : undefined));
  types(view, of('type'), found);
  if (intent === 'query') asking(spans, metric, found);
  const scope = of('scope').find((t) => !NO_UNIT.test(written(spans, spans.units[t.index]!)));
  // 一组 and 二组 over parts of a list say where somebody is, not whose list it is.
  const isParted = intent === 'roster_checkin' && spans.units.filter((u) => /组$/u.test(u.text)).length > 1;
  if (scope && !isParted) set('scope', written(spans, spans.units[scope.index]!));
  figures(view, tags, found);
  // Of a pasted ledger the first row counts.
  const until = intent.startsWith('rectify_') ? (spans.firstRowEnd ?? spans.s.length) : spans.s.length;
  const named = (tag: Tag) => [
    ...new Set(
      of(tag)
        .filter((t) => t.at < until)
        .map((t) => spans.people[t.index]!.name),
    ),
  ];
  const listed = intent === 'roster_checkin' ? rollIn(view) : undefined;
  const called = listed?.names ?? named('name');
  const names = intent.startsWith('rectify_')
    ? knownOwners(spans, called)
    : meantNames(spans, called, intent);
  if (names.length > 0) set('names', [...names]);
  if (names.length > 0 && ABOUT_PEOPLE.has(intent) && countsSelf(view)) set('self', true);
  set('host', intent.startsWith('activity_') ? hostIn(spans, named('host')) : named('host')[0]);
  set('recorder', named('recorder')[0]);
  if (intent.startsWith('activity_')) set('lecturer', lecturerIn(spans, found.host));
  if (TELLS_OFFICES.has(intent)) {
    const own = selfAs(spans.s).filter((office) => found[office] === undefined);
    // 我做的记录,我叫温如言: named for the office, not as one of those who came.
    const me = own.length > 0 ? nameOfMe(spans) : undefined;
    if (me !== undefined) {
      for (const office of own) set(office, me);
      const others = found.names?.filter((name) => name !== me) ?? [];
      if (others.length > 0) found.names = others;
      else delete found.names;
    } else if (own.length > 0) set('selfAs', own);
  }
  const items = of('item')
    .filter((t) => t.at < until && !spans.items[t.index]!.negated)
    .flatMap((t) => spans.items[t.index]!.numbers);
  if (items.length > 0) set('itemNo', [...new Set(items)].join(','));
  else if (intent.startsWith('rectify_')) set('itemNo', labelledItem(spans));
  // 完成了一半 is no completion (domain rule 10).
  const percent = spans.progress?.value;
  const isUnfinished = spans.progress?.vague === true || (percent !== undefined && percent < 100);
  if (intent === 'rectify_done' && isUnfinished) found.intent = 'rectify_progress';
  if (found.intent === 'rectify_progress') set('progress', percent);
  if (intent === 'rectify_progress' || intent === 'rectify_done') set('remark', said(spans));
  // 进度100% is 完成 (domain rule 14).
  if (found.progress === 100) {
    found.intent = 'rectify_done';
    delete found.progress;
    delete found.dueAt;
  }
  set('place', withoutLecturer(placeIn(view, tags, intent === 'activity_create'), found.lecturer));
  const tagged = run(view, tags, 'topic');
  const topic =
    labelled(spans, 'topic') ?? (MEETING_SAID.has(found.intent) ? topicOf(spans, tagged) : tagged);
  // 主讲人是县委党校的刘教授: who lectures is no topic.
  if (topic === undefined || !found.lecturer?.includes(topic)) set('topic', topic);
  const away = listed?.absent ?? absences(view, tags);
  const there = found.intent === 'activity_report' ? saidToBeThere(spans, away) : [];
  if (there.length > 0) found.names = [...new Set([...(found.names ?? []), ...there])];
  const late = found.intent === 'activity_report' ? lateIn(spans) : [];
  if (late.length > 0) set('late', late);
  const absent = away.filter(({ name }) => !there.includes(name) && !late.includes(name));
  if (found.intent === 'activity_report' && found.startAt === undefined) set('period', pastPeriod(spans));
  if (found.intent === 'query' && found.period === undefined) set('period', someYears(spans));
  if (MEETINGS_TOLD.has(found.intent)) {
    if (found.intent === 'activity_report' && found.names === undefined) set('everyone', everyoneIn(spans));
    const unexcused = unexcusedOf(spans, absent);
    if (unexcused.length > 0) set('unexcused', unexcused);
  }
  if (absent.length > 0) set('absent', absent);
  else set('reason', intent === 'leave' ? wholeReason(spans, reasonIn(view, tags)) : reasonIn(view, tags));
  seat(spans, found);
  return withApart(spans, found);
}

/** 涂老三 … 大号叫涂德旺: of the two names of one person that of the register; whoever fills in a report was not said to be there. */
function meantNames(spans: Spans, names: readonly string[], intent: IntentName): readonly string[] {
  const { people, s, form } = spans;
  const real = people.find(
    (p) => REAL_NAME.test(s.slice(Math.max(0, p.at - 6), p.at)) && names.includes(p.name),
  );
  const isNick = (name: string) =>
    real !== undefined &&
    name !== real.name &&
    people.some((p) => p.name === name && p.source !== 'roster' && p.at < real.at);
  const isFiller = (name: string) =>
    intent === 'activity_report' &&
    people.every(
      (p) =>
        p.name !== name ||
        form.fields.some(
          (f) => FILLS_IN.test(s.slice(f.at, f.labelEnd)) && f.valueAt <= p.at && p.end <= f.end,
        ),
    );
  const isHelper = (name: string) =>
    intent === 'checkin' &&
    names.length > 1 &&
    people.every((p) => p.name !== name || HELPS.test(s.slice(Math.max(0, p.at - 6), p.at)));
  return names.filter((name) => !isNick(name) && !isFiller(name) && !isHelper(name));
}
/** 经办:张三 */
const HELPS = /(?:经办|代办|受托|代签人|受委托)人?\s?[:是为]?\s?$/u;
const REAL_NAME = /(?:大号|大名|学名|本名|真名|官名|身份证上)(?:就?[叫是])?\s?$/u;
const FILLS_IN = /^(?:填报|上报|报送|报告|汇报|填表|制表)人/u;

/** 谢天谢地, 路冻住了: beside an item only a name of the roster is one, or what a word for the responsible person stands before. */
const knownOwners = ({ people, s, knowledge, form }: Spans, names: readonly string[]): readonly string[] =>
  !knowledge.hasRoster
    ? names
    : names.filter((name) =>
        people.some(
          (p) =>
            p.name === name &&
            (p.source === 'roster' ||
              form.fields.some((f) => f.valueAt <= p.at && p.end <= f.end) ||
              OWNER_BEFORE.test(s.slice(Math.max(0, p.at - 14), p.at))),
        ),
      );
const OWNER_BEFORE =
  /(?:(?:责任|负责|申请|经办|承办|反馈|填报|落实|联系)(?:人|同志)?[^,，。;]{0,8}|(?:^|[\s,。;])(?:我[是叫]|本人|——))$/u;

/** 党校 县委党校王老师主讲: where who lectures is from, said behind the place, is none of it. */
function withoutLecturer(place: string | undefined, lecturer: string | undefined): string | undefined {
  const last = place?.lastIndexOf(' ') ?? -1;
  return last > 0 && lecturer?.startsWith(place!.slice(last + 1)) ? place!.slice(0, last) : place;
}
