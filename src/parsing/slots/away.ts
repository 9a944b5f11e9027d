import type { Absence } from '../../domain/slots.ts';
import { TAGS } from '../learned/tags.ts';
import type { View } from '../learned/view.ts';
import { trimEdges } from '../message.ts';
import type { ListEntry, ListSpan } from '../spans/list-span.ts';
import type { PersonSpan } from '../spans/people.ts';
import type { Spans } from '../spans/spans.ts';
import type { Token } from '../spans/token.ts';
import { hasAwaySign, placed } from './sections.ts';
import { written } from './written.ts';

const AWAY: ReadonlySet<string> = new Set(['leave', 'leavekind', 'cannot', 'absent']);
const AWAY_HEADING = /请假|缺席|未到|缺勤|未参[加会]|未出席|没来|没到|不能来|来不了|去不了/;
const CANNOT_COME = /(?:无法|不能|未能)(?:参会|参加|到会|出席)[^\n]{0,4}(?:名单|人员)/u;
const ALL_HERE = /签到|到会|参会|点名|出席|到[/、]未到|是否/;

/**
 * A list says itself who is there: a line with 请假, 来不了 or a cross is away, the others are there, and under 请假名单
 * everybody is away (domain rules 11 and 14). Undefined when no list holds two people.
 */
export function rollIn(view: View): Roll | undefined {
  // The same for all roles: a message is filled in many times while its roles are weighed.
  const known = rolls.get(view);
  if (known !== undefined) return known.roll;
  const roll = readRoll(view);
  rolls.set(view, { roll });
  return roll;
}

interface Roll {
  names: string[];
  absent: Absence[];
}

const rolls = new WeakMap<View, { roll: Roll | undefined }>();

function readRoll(view: View): Roll | undefined {
  const { spans } = view;
  const names = new Set<string>();
  const absent = new Map<string, Absence>();
  for (const { entry, people, isAway } of byEntry(view)) {
    const [first] = people;
    if (!first) continue;
    if (entry.mark !== '×' && !isAway) for (const p of people) names.add(p.name);
    else if (!absent.has(first.name)) {
      const reason = reasonIn(spans, first, entry);
      absent.set(first.name, { name: first.name, ...(reason && { reason }) });
    }
  }
  return names.size + absent.size >= 2 ? { names: [...names], absent: [...absent.values()] } : undefined;
}

/** 请假名单 above the whole list. */
function isAllAway(s: string, list: ListSpan): boolean {
  const heading = list.heading
    ? s.slice(list.heading.at, list.heading.end)
    : s.slice(Math.max(0, list.at - 24), list.at);
  return CANNOT_COME.test(heading) || (AWAY_HEADING.test(heading) && !ALL_HERE.test(heading));
}

interface Entered {
  entry: ListEntry;
  people: PersonSpan[];
  isAway: boolean;
}

/** 李四——请假——值班: a label of a form as well, where it stands inside an entry. */
const saysAway = ({ kind, symbol, text }: Token): boolean =>
  (kind === 'word' && AWAY.has(symbol)) || text === '×' || (kind === 'label' && symbol.endsWith(':absent>'));

/** The people of each list entry, and whether a heading, a word or a sign for being away stands with it. */
function byEntry({ spans, tokens, entries }: View): Entered[] {
  const found = spans.lists.flatMap((list) =>
    placed(spans.s, list).map(({ entry, state, end }) => ({
      entry: { ...entry, end },
      isAway: state === 'away' || (state === undefined && isAllAway(spans.s, list)),
      people: [] as PersonSpan[],
    })),
  );
  tokens.forEach((token, i) => {
    const here = found[entries[i]!];
    if (!here || token.at >= here.entry.end) return;
    if (token.kind === 'person') here.people.push(spans.people[token.index]!);
    else if (saysAway(token)) here.isAway = true;
  });
  for (const here of found) {
    const [first] = here.people;
    if (!first) continue;
    here.isAway ||=
      hasAwaySign(spans.s.slice(first.end, here.entry.end)) ||
      hasAwaySign(spans.s.slice(here.entry.textAt, first.at));
  }
  return found;
}

const LEAVE_WORDS =
  /请了?假|(?:未到|没到|没来|来不了|去不了|不来了?|不能来|不能参加|参加不了|缺席|缺勤|未参加|不参加|告假|×)/g;

/** (因公外出)张三: the state stands in front. */
const BEFORE_NAME = /^\(([^()]{2,12})\)\s?$/;

/** The answer in a column of its own. */
const SIGNS = /(?:^|[\s|+])(?:签到|到会|参会)?[\s:|+]*[否假缺](?=$|[\s|(),;。])/g;

/** What stands beside the name once the words for being away are taken out. */
function reasonIn(
  spans: Spans,
  person: { at: number; end: number },
  entry: { at: number; end: number; textAt: number },
): string | undefined {
  const ahead = BEFORE_NAME.exec(spans.s.slice(entry.textAt, person.at))?.[1];
  const behind = written(spans, { at: person.end, end: entry.end }) || (ahead ?? '');
  const text = behind
    .normalize('NFKC')
    .replace(LEAVE_WORDS, ' ')
    .replace(SIGNS, ' ')
    .replace(/[\s,。:;()【】[\]、~!—|+-]+/g, ' ')
    .trim();
  return text.length >= 2 ? text : undefined;
}

/** Who is away, each with the reason behind the name; a reason behind several names in a row is that of all of them. */
export function absences(view: View, tags: Uint8Array): Absence[] {
  const { tokens, spans } = view;
  const found: Absence[] = [];
  let end = 0;
  // 缺席钱七 请假赵六（看病）: behind another word begins another row of names, with reasons of its own.
  let row = 0;
  for (let i = 0; i < tokens.length; i++) {
    const tag = TAGS[tags[i]!];
    if (tag === 'absent') {
      const person = spans.people[tokens[i]!.index]!;
      const { name } = person;
      const reason = inOwnBrackets(spans, person);
      if (OTHER_ROW.test(spans.s.slice(end, person.at))) row = found.length;
      end = person.end;
      if (!found.some((a) => a.name === name)) found.push({ name, ...(reason && { reason }) });
    } else if (tag === 'reason' && found.length > 0) {
      const at = tokens[i]!.at;
      let until = at;
      for (; i < tokens.length && TAGS[tags[i]!] === 'reason'; i++) until = tokens[i]!.end;
      i--;
      const text = trimEdges(written(spans, { at, end: until }));
      if (text === '') continue;
      const isOfAll = OF_ALL.test(spans.s.slice(end, until));
      for (const a of found.slice(isOfAll ? 0 : row)) a.reason ??= text;
    }
  }
  return found;
}

/** 艾孜买提没来，吐尔洪没来，他们两个都在巴扎卖羊 */
const OF_ALL = /他们|她们|俩|[两三几]个|都|均/u;
const OTHER_ROW = /请了?假|[病事公]假|告假|缺席|缺勤|未到|没到|没来|旷/u;

/** What is no reason: what somebody is, and how they were there. */
const NO_REASON = /党员|积极分子|流动|列席|书记|委员|组长|主任|[?？]|签到|到会|线上|视频|代/;

/** 王五（看病）: whatever stands right behind a name is of that one alone. */
function inOwnBrackets(spans: Spans, person: PersonSpan): string | undefined {
  const { s, units, types, people } = spans;
  const behind = /^\s?\(([^()\n]{2,16})\)/.exec(s.slice(person.end, person.end + 20));
  if (!behind) return undefined;
  const end = person.end + behind[0].length - 1;
  const at = end - behind[1]!.length;
  if ([...units, ...types, ...people].some((span) => span.at < end && span.end > at)) return undefined;
  const text = written(spans, { at, end }).replace(LEAVE_WORDS, ' ').trim();
  return text.length >= 2 && !NO_REASON.test(text) ? text : undefined;
}
