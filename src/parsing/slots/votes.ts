// 表决:同意接收王五为预备党员,赞成12票,反对0票,弃权1票: votes with what they were about, and where they stand.
import type { VoteText } from '../../domain/activity/votes.ts';
import { matches } from '../matches.ts';
import { readNumber } from '../numerals.ts';
import type { Span } from '../spans/span.ts';
import { isAboutPeople, lineStart, STOPS } from './passages.ts';

type Hand = 'yes' | 'no' | 'abstain';

const NUMBER = '(?:\\d{1,3}|[零〇一二两三四五六七八九十百]{1,4})';
const WORD = '(?:不同意|不赞成|赞成|同意|赞同|反对|弃权)';
const NONE = '(?:无人?|没有人?|没人)';
/** 赞成12票, 反对:0, 弃权无, 无反对 */
const FORWARD = `(?:${WORD}(?:票数?|人数?|的)?[:= ]{0,2}(?:有|为|是|得)?(?:${NUMBER}|${NONE}) ?[票人名]?|${NONE}(?:反对|弃权)票?)`;
/** 12票赞成 */
const BACKWARD = `(?:${NUMBER} ?[票人名] ?${WORD}票?)`;
const SEPARATOR = '[ ,、;/\\n]{0,2}';
const CHAINS = [FORWARD, BACKWARD].map(
  (one) => [new RegExp(`${one}(?:${SEPARATOR}${one})*`, 'g'), new RegExp(one, 'g')] as const,
);
/** 同意修路5票反对0票: what was voted on stands between the word and its figure. */
const AROUND = new RegExp(
  `(?<word>赞成|同意|赞同)(?<matter>(?!票|人)[^,。;:、\\n\\d票= ][^,。;:、\\n\\d票]{1,20}?)(?<yes>${NUMBER}) ?票(?<rest>(?:${SEPARATOR}(?:${FORWARD}|${BACKWARD}))+)`,
  'g',
);
const HAND = new RegExp(`${FORWARD}|${BACKWARD}`, 'g');
const UNANIMOUS =
  /(?:(?:全体|到会)?党员)?(?:全票|一致|全体)(?:举手|表决|举手表决)?(?:赞成|同意|通过)|鼓掌通过|(?:全体)?无异议通过/g;
const HAND_OF: readonly (readonly [RegExp, Hand])[] = [
  [/不同意|不赞成|反对/, 'no'],
  [/弃权/, 'abstain'],
  [/赞成|同意|赞同/, 'yes'],
];

const LABEL = /(?:表决|投票|票决)(?:情况|结果|事项|意见)?[一二三四五六七八九\d]{0,2} ?:\s{0,2}/g;
/** What a clause begins with that is voted on. */
const MATTER =
  /^(?:会议|大会|支部)?(?:以[^,]{0,4})?(?:关于|同意|接收|吸收|发展|通过|批准|审议|讨论|选举|推荐|推选|确定|评定|给予|取消|延长|转为|按期|是否|对|就)|转正|预备党员|处分|方案|计划|决议|报告|名单|议案/;
/** 通过了年度计划, behind the figures. */
const BEHIND = /^[ ,]{0,2}(?:经?表决)?((?:通过|同意|决定|批准|接收|吸收|推荐|选举|确定)[^,。;\n]{2,60})/;
const RIGHT_BEHIND = /^了?[ :]?([^,。;\n(]{2,60})/;
const HEAD =
  /^(?:[\s,.。、;:]|\(?\d{1,2}[.、)]|经(?:过)?|会议|大会|其中|对于|讨论|表决(?=.)|以及|并且?|[就对](?=.{2,40}(?:进行|作了?)))+/;
const TAIL =
  /(?:[\s,。、;:]|进行了?|作了?|(?:举手|无记名|投票)*(?:表决|票决|投票)(?:情况|结果)?|结果|其中|以|为|是)+$/;
const LONGEST_MATTER = 100;
/** Votes of one message; what comes after so many is no record. */
const MOST = 30;

interface Tally extends Span {
  hands: Partial<Record<Hand, number>>;
  unanimous: boolean;
  /** where the words themselves hold it */
  matter?: Span;
}

interface FoundVotes {
  votes: VoteText[];
  /** all that was read, to be left out of the rest */
  spans: Span[];
  /** 表决: stands over one of them */
  isLabelled: boolean;
}

/**
 * Votes of a text, in order. Whoever was unanimous is reckoned later: `yes` is 0 then.
 * @param raw as written, of the same length as `s`
 */
export function votesIn(s: string, raw: string): FoundVotes {
  const labels = matches(LABEL, s)
    .slice(0, MOST)
    .map((m) => ({ at: m.index, end: m.index + m[0].length }));
  const found: FoundVotes = { votes: [], spans: [], isLabelled: labels.length > 0 };
  let from = 0;
  for (const tally of talliesIn(s, labels)) {
    const passage = passageOf(s, tally, labels, from);
    const { yes = 0, no = 0, abstain = 0 } = tally.hands;
    const matter = clean(raw.slice(passage.matter.at, passage.matter.end));
    const unanimous = tally.unanimous ? { unanimous: true as const } : {};
    found.votes.push({ matter, yes, no, abstain, ...unanimous });
    found.spans.push({ at: passage.at, end: passage.end });
    from = passage.end;
  }
  return found;
}

/** A vote announced by its label, with figures, of which none could be read: it is lost without a word else. */
export function unreadVote(s: string): string | undefined {
  const labels = matches(LABEL, s).slice(0, MOST);
  if (labels.length === 0) return undefined;
  const { spans } = votesIn(s, s);
  for (const label of labels) {
    const end = label.index + label[0].length;
    const told = /^[^。;\n]{1,40}/.exec(s.slice(end))?.[0] ?? '';
    const isRead = spans.some((v) => v.at <= label.index && v.end > end);
    if (!isRead && HANDS.test(told)) return label[0] + told;
  }
  return undefined;
}

const HANDS = /赞成|同意|赞同|反对|弃权/;

function talliesIn(s: string, labels: readonly Span[]): Tally[] {
  const figures = CHAINS.flatMap(([chain, one]) =>
    matches(chain, s)
      .slice(0, MOST)
      .map((m) => {
        const parts = matches(one, m[0]);
        const hands: Tally['hands'] = {};
        for (const [part] of parts) hands[handOf(part)] ??= numberIn(part);
        return { at: m.index, end: m.index + m[0].length, hands, unanimous: false };
      }),
  );
  const around = matches(AROUND, s)
    .slice(0, MOST)
    .map((m): Tally => {
      const { word, matter, yes, rest } = m.groups!;
      const hands: Tally['hands'] = { yes: readNumber(yes!) ?? 0 };
      for (const [part] of matches(HAND, rest!)) hands[handOf(part)] ??= numberIn(part);
      const at = m.index + word!.length;
      const end = m.index + m[0].length;
      return { at: m.index, end, hands, unanimous: false, matter: { at, end: at + matter!.length } };
    });
  const whole = matches(UNANIMOUS, s)
    .slice(0, MOST)
    .map((m) => ({ at: m.index, end: m.index + m[0].length, hands: {}, unanimous: true }));
  const isTally = ({ at, end, hands, unanimous }: Tally) =>
    unanimous ||
    (hands.yes !== undefined &&
      (Object.keys(hands).length > 1 ||
        s.slice(at, end).includes('票') ||
        labels.some((l) => l.end <= at && !/[\n。]/.test(s.slice(l.end, at)))));
  // 12票赞成 0票反对 1票弃权: of two ways to read the same words the one that goes further.
  const sorted = [...around, ...figures, ...whole]
    .filter(isTally)
    .sort((a, b) => b.end - a.end || a.at - b.at);
  const kept: Tally[] = [];
  for (const tally of sorted) if (!kept.some((k) => k.at < tally.end && tally.at < k.end)) kept.push(tally);
  return joined(
    s,
    kept.sort((a, b) => a.at - b.at),
  );
}

/** 赞成12票,反对0票,一致通过 and 全票通过(赞成5票): one vote, said twice. */
function joined(s: string, tallies: readonly Tally[]): Tally[] {
  const out: Tally[] = [];
  for (const tally of tallies) {
    const last = out.at(-1);
    const isSame =
      last &&
      last.unanimous !== tally.unanimous &&
      /^[ ,、;(:]{0,2}(?:表决)?$/.test(s.slice(last.end, tally.at));
    if (!isSame) out.push(tally);
    else Object.assign(last, { end: tally.end, hands: { ...last.hands, ...tally.hands }, unanimous: false });
  }
  return out;
}

const handOf = (part: string): Hand => HAND_OF.find(([word]) => word.test(part))![1];

function numberIn(part: string): number {
  const written = /\d{1,3}|[零〇一二两三四五六七八九十百]{1,4}/.exec(part.replace(/[无没]有?人?/g, '0'))?.[0];
  return (written === undefined ? undefined : readNumber(written)) ?? 0;
}

interface Passage extends Span {
  matter: Span;
}

/** What the vote was about: behind its label, in the clause before the figures, or in the one after them. */
function passageOf(s: string, tally: Tally, labels: readonly Span[], from: number): Passage {
  const line = Math.max(from, lineStart(s, tally.at));
  const label = labels.findLast(
    ({ at, end }) => at >= from && end <= tally.at && (at >= line || s.slice(end, line).trim() === ''),
  );
  if (tally.matter) return { at: label?.at ?? tally.at, end: tally.end, matter: tally.matter };
  const nothing = { at: tally.at, end: tally.at };
  if (label) {
    const matter = { at: Math.max(line, label.end), end: tally.at };
    const words = s.slice(matter.at, matter.end);
    if (!isAboutPeople(words)) {
      const after = clean(words) === '' ? behind(s, tally) : undefined;
      return { at: label.at, end: after?.end ?? tally.end, matter: after ?? matter };
    }
  }
  const before = clauseBefore(s, line, tally.at);
  if (before) return { at: before.at, end: tally.end, matter: before };
  const after = behind(s, tally);
  return { at: tally.at, end: after?.end ?? tally.end, matter: after ?? nothing };
}

function clauseBefore(s: string, from: number, to: number): Span | undefined {
  const words = s.slice(from, to).replace(/[\s,、:]+$/, '');
  // 应到13 实到13 接收王五为预备党员: blanks part clauses too.
  for (const marks of [',:', ',: ']) {
    const at = from + Math.max(...[...marks].map((mark) => words.lastIndexOf(mark))) + 1;
    const clause = s.slice(at, to).trimStart();
    if (isAboutPeople(clause) || STOPS.test(`\n${clause}`)) continue;
    return MATTER.test(clause) ? { at, end: to } : undefined;
  }
  return undefined;
}

function behind(s: string, { end, unanimous }: Tally): Span | undefined {
  const rest = s.slice(end, end + LONGEST_MATTER);
  const found = (unanimous ? RIGHT_BEHIND : BEHIND).exec(rest);
  if (!found || isAboutPeople(found[1]!) || STOPS.test(`\n${found[1]}`)) return undefined;
  const at = end + found[0].length - found[1]!.length;
  return { at, end: end + found[0].length };
}

function clean(all: string): string {
  const words = all.slice(0, LONGEST_MATTER);
  const halved = words.replace(/[，：；（）]/g, (c) => ',:;()'['，：；（）'.indexOf(c)]!);
  const head = HEAD.exec(halved)?.[0].length ?? 0;
  const tail = TAIL.exec(halved.slice(head))?.[0].length ?? 0;
  return words.slice(head, words.length - tail).replace(/^(?:表决)?通过了?(?=.)/, '');
}
