import type { Absence } from '../../domain/slots.ts';
import { matches } from '../matches.ts';
import type { Spans } from '../spans/spans.ts';

const LEAVE = /请了?假|[病事公产婚丧年休探]假|告假|公差|出差/;
const NO_LEAVE = /没有?请假|未请假|无故|旷/;
const ABSENT =
  /缺席|缺勤|未到|没有?到|没有?来|未参加|没有?参加|没去|未来|缺会|旷会|无故|[差缺少](?=[\s:：]*$)/g;
const LEAVES = /请了?假|[病事公产婚丧年休探]假|告假/g;
const ENDS = /[;；。\n]/g;

/**
 * Of those who are away, those said to be 缺席 or not to have come, with no word of a leave: a leave is asked for, an
 * absence is not, and one never becomes the other. The word behind the name speaks before the one above it; a reason
 * without any such word is that of a leave.
 */
export function unexcusedOf(spans: Spans, absent: readonly Absence[]): string[] {
  return absent.filter((a) => !isLeave(spans, a)).map((a) => a.name);
}

function isLeave({ s, people }: Spans, { name, reason }: Absence): boolean {
  const own = people.filter((p) => p.name === name);
  const person = own.at(-1);
  if (!person) return true;
  const next = people.find((p) => p.at >= person.end);
  const end = Math.min(next?.at ?? s.length, ending(s, person.end));
  const behind = end === next?.at ? withoutHeading(s.slice(person.end, end)) : s.slice(person.end, end);
  if (NO_LEAVE.test(behind)) return false;
  if (LEAVE.test(behind)) return true;
  ABSENT.lastIndex = 0;
  if (ABSENT.test(behind)) return false;
  const ahead = s.slice(0, person.at);
  const [leave, gone] = [last(ahead, LEAVES), last(ahead, ABSENT)];
  // 请假及缺席人员 covers both, and the reason tells.
  if (leave >= 0 && gone >= 0 && Math.abs(leave - gone) <= NEAR) return reason !== undefined;
  if (leave !== gone) return leave > gone;
  const rest = s.slice(person.end, ending(s, person.end));
  if (LEAVE.test(rest)) return true;
  ABSENT.lastIndex = 0;
  return reason !== undefined && !ABSENT.test(rest);
}

/** 请假赵六（看病） 缺席钱七: the word that leads the next name is not of this one. */
const withoutHeading = (behind: string): string => {
  const cut = Math.max(0, behind.length - LONGEST_HEADING);
  return behind.slice(0, cut) + behind.slice(cut).replace(LEADS, (_, before: string) => before);
};
const LONGEST_HEADING = 24;
const LEADS =
  /((?:[)）,，;；、]\s*|\s+))(?:请了?假|[病事公]假|告假|缺席|缺勤|未到|没到|没来|旷会|无故缺席|未请假缺席)(?:的?[有是]?\s?[\d一二两三四五六七八九十]{0,2}[人名位]?)?[:：]?$/u;

/** Characters between two words of one heading. */
const NEAR = 4;

function last(text: string, pattern: RegExp): number {
  let at = -1;
  for (const m of matches(pattern, text)) at = m.index;
  return at;
}

function ending(s: string, from: number): number {
  ENDS.lastIndex = from;
  return ENDS.exec(s)?.index ?? s.length;
}
