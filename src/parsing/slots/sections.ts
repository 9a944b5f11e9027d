import type { ListEntry, ListSpan } from '../spans/list-span.ts';

const STATE =
  '请假|缺席|缺勤|未到|没到|没来|不能来|未参[加会]|未出席|未签到?|病假|事假|公假|公出|外出|来不了|不能参加';
/** 请假: or 【请假】 or |未到人员: right before the entries it is said of. */
const AWAY = new RegExp(
  `(?:^|[\\s,;。|、)])(?:${STATE})[^\\s,;。:【】()|]{0,6}:\\s*$|(?:^|[\\n;|])\\s{0,2}【(?:${STATE})[^\\s,;。:【】()|]{0,6}】:?\\s*$`,
);
const HERE =
  /(?:^|[\s,;。|、)])【?(?:已?到会?|[来到]的|实到|参会|签到|到场|出席|线[上下]|现场|第[^\s:】]{1,2}[排组])[^\s,;。:【】()|]{0,4}[:】]\s*$/;
/** How far back such a heading reaches. */
const REACH = 16;

/** An entry under the heading that stands right before it. */
interface Placed {
  entry: ListEntry;
  /** a heading inside the list says that those below it are away, or that they came */
  state: 'away' | 'here' | undefined;
  /** what stands from here on is the heading of the next entries */
  end: number;
}

/** The entries of a list by the headings inside it: 1张三2李四,请假:3王五 has the last one away. */
export function placed(s: string, list: ListSpan): Placed[] {
  const out: Placed[] = [];
  let state: Placed['state'];
  for (const entry of list.entries) {
    const last = out.at(-1);
    const from = Math.max(last?.entry.textAt ?? 0, entry.at - REACH);
    const text = s.slice(from, entry.at);
    const away = AWAY.exec(text);
    const heading = away ?? HERE.exec(text);
    if (heading) {
      state = away ? 'away' : 'here';
      if (last) last.end = Math.min(last.end, from + heading.index);
    }
    out.push({ entry, state, end: entry.end });
  }
  return out;
}

const SIGN =
  /(?:^|[\s|\t:+])(?:否|假|缺)(?=$|[\s|\t(),;。])|[(](?:请假|因[公病事故私][^()]{0,8}|[病事公年婚产丧]假)[)]\s?$/;

/** A sign for being away that is no word of its class: 签到:否, 李四+假, (因公外出)李四. */
export const hasAwaySign = (text: string): boolean => SIGN.test(text);
