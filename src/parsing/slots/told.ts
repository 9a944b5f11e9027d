// What a sentence about everybody says of those it names: each of them by the clause the name stands in.
import type { Absence } from '../../domain/slots.ts';
import { mask, trimEdges } from '../message.ts';
import type { PersonSpan } from '../spans/people.ts';
import type { Span } from '../spans/span.ts';
import type { Spans } from '../spans/spans.ts';
import { mayBeReason } from './free-reason.ts';
import { written } from './written.ts';

interface Told {
  names: string[];
  absent: Absence[];
  late: string[];
}

type State = 'names' | 'absent' | 'late';

const LATE = '迟到|晚到|来晚|晚来|来迟|迟来';
const SAYS_LATE = new RegExp(LATE, 'u');
const AWAY =
  '没有?来|没有?到会?|未到会?|未来|没有?参加|未参加|缺席|缺勤|不在|[来去到]不了|参加不了|请了?个?[病事]?假|告假|[病事公产婚丧年休探]假|因[公事病]';
const CAME =
  '(?<![迟晚没未有不])(?:到会|到场|在场|来了|到了|(?:来|到)(?=$|[,，。;；\\s]))|(?<![没未有不])(?:参加|出席)了?(?=$|[,，。;；\\s会活])';
const STATES: readonly (readonly [State, RegExp])[] = [
  ['late', new RegExp(LATE, 'u')],
  ['absent', new RegExp(AWAY, 'u')],
  ['names', new RegExp(CAME, 'u')],
];
/** 没迟到, 没请假: what is denied is not told here. */
const DENIED = new RegExp(`(?:没有?|未|不是?|并非)(?:${LATE}|请假|缺席)`, 'u');
/** Where what is said of the others begins: 其余都到了, 外全部到会, 都到齐了. */
const OTHERS =
  /[,，\s]*(?:以外|之外|外)[,，\s]*(?=其他|其余|剩|余下|别的|另外|全|都|均|大家|所有|一律|到齐|无|没有)|[,，\s]*(?:其他|其余|剩下|余下|别的|另外|全员|全体|全部|所有|大家)|(?:都|均|全)(?:已|已经)?(?:到齐|到|来齐|来|参加|出席|签到|在)|(?:到|来)齐|一个(?:都|也)?(?:不|没)|全勤|应到尽到|(?<=[,，\s])(?:以外|之外)/u;
/** 除了, 就差, 缺 before a name: who is named is away, whatever else is said of nobody. */
const LEFT_OUT = /(?:除(?:了|开|去)?|(?<!出)[差缺]|(?<![多至减不])少|只有|就|仅)(?:了|的?是)?\s?$/u;
/** 请假的有, 迟到： before a name */
const HEADS: readonly (readonly [State, RegExp])[] = STATES.map(([state, { source }]) => [
  state,
  new RegExp(
    `^(?:其中)?(?:${source})(?:了)?的?(?:\\d{1,2}人|[一二两三四五]人|人员?|同志|党员|是|有|为|:|：|\\s)*$`,
    'u',
  ),
]);
/** Kind, day and unit of the meeting. */
const MASKED = /\ue001/gu;
const JOINED = /^(?:同志)?[\s、,，和跟与及]*$/u;
const CLAUSE = /[,，。;；\n]/u;

/** Undefined where it is not plain of everyone named. */
export function toldOf(spans: Spans): Told | undefined {
  const told: Told = { names: [], absent: [], late: [] };
  for (const { people, state, own } of groupsOf(spans)) {
    if (state === undefined) return undefined;
    const names = people.map((p) => written(spans, { at: p.nameAt, end: p.nameEnd }));
    if (state === 'absent') {
      const reason = own && reasonOf(written(spans, own));
      told.absent.push(...names.map((name) => (reason ? { name, reason } : { name })));
    } else told[state].push(...names);
  }
  return told;
}

/** Why people are away, each by the clause that names them. */
export function reasonsIn(spans: Spans): ReadonlyMap<string, string> {
  const reasons = new Map<string, string>();
  for (const { people, state, own } of groupsOf(spans)) {
    const reason = state === 'absent' && own ? reasonOf(written(spans, own)) : undefined;
    if (reason) for (const { name } of people) if (!reasons.has(name)) reasons.set(name, reason);
  }
  return reasons;
}

/** Those who are said to have come late, whatever is said of others. */
export const lateIn = (spans: Spans): string[] => {
  if (!SAYS_LATE.test(spans.s)) return [];
  return groupsOf(spans)
    .filter(({ state }) => state === 'late')
    .flatMap(({ people }) => people.map((p) => p.name));
};

interface Group {
  people: PersonSpan[];
  /** undefined where nothing is said of them, or it is denied */
  state: State | undefined;
  /** what is said behind the names; absent where the word stands before them */
  own?: Span;
}

/** 王五、刘洋迟到: names with nothing between them are said the same of. */
function groupsOf(spans: Spans): Group[] {
  const { s } = spans;
  const rest = mask(s, [...spans.units, ...spans.types, ...spans.times]);
  const runs: PersonSpan[][] = [];
  for (const person of spans.people) {
    const last = runs.at(-1)?.at(-1);
    if (last && JOINED.test(s.slice(last.end, person.at))) runs.at(-1)!.push(person);
    else runs.push([person]);
  }
  let headed: State | undefined;
  let isExcept = false;
  return runs.map((people, i) => {
    const at = people.at(-1)!.end;
    const ahead = rest.slice(runs[i - 1]?.at(-1)?.end ?? 0, people[0]!.at).replace(MASKED, '');
    const behind = s.slice(at, runs[i + 1]?.[0]?.at ?? s.length);
    // 李四请假 王五迟到: a word right behind a name is that one's.
    const opens = i === 0 || headed !== undefined || CLAUSE.test(ahead);
    const lead = opens ? ahead.split(CLAUSE).at(-1)!.trim() : '';
    const head = HEADS.find(([, pattern]) => pattern.test(lead))?.[0];
    isExcept = LEFT_OUT.test(ahead) || (isExcept && !OTHERS.test(ahead));
    headed = head ?? (/^[、,，\s]*$/u.test(ahead) ? headed : undefined);
    const cut = OTHERS.exec(behind)?.index ?? behind.length;
    if (head) return { people, state: head };
    const own = behind.slice(0, cut);
    const said = stateIn(own);
    // Who is left out of those who came did not come, whatever the reason speaks of.
    const told = isExcept ? (said === 'late' ? said : 'absent') : (said ?? headed);
    return { people, state: DENIED.test(own) ? undefined : told, own: { at, end: at + cut } };
  });
}

/** The first word for it; in the clause behind the names, and not in a later one that names nobody. */
function stateIn(own: string): State | undefined {
  const found = STATES.map(([state, pattern]) => ({ state, at: own.search(pattern) })).filter(
    ({ at }) => at >= 0,
  );
  // 家里有事没来了,也迟到: two states of one person are not told apart.
  if (found.some((f) => f.state === 'late') && found.length > 1 && !/来晚|晚来|晚到|来迟/u.test(own))
    return undefined;
  return found.sort((a, b) => a.at - b.at)[0]?.state;
}

const STATE_WORDS =
  /没有?来|没有?到会?|未到会?|未来|没有?参加|未参加|缺席|缺勤|不在|[来去到]不了|参加不了|请了?个?(?=[病事公产婚丧年休探]假)|请了?个?假|告假|同志|外$|[就只]?(?<![出减])[差缺少]$|另外$|还有$|除了?$|除$/gu;

/** What is left of a clause once its word for being away is taken out. */
function reasonOf(text: string): string | undefined {
  const [clause = ''] = text
    .replace(/^[\s（(:：]*(?:他|她)?(?:因为|因|在|由于|是)?/u, '')
    .split(/[。;；、）)]/u);
  const parts = clause.split(/[,，]/u).map((part) => trimEdges(part.replace(STATE_WORDS, ' ').trim()));
  const reason = parts.map((part) => part.replace(/了$/u, '').trim()).find(mayBeReason);
  return reason;
}
