import type { Absence } from '../domain/intent.ts';
import type { Message } from './message.ts';
import { splitNames } from './names.ts';
import { addAll, nameAndReason, readAbsences } from './people.ts';

const KEY =
  '(?:请假|缺席|未到会?|没到会?|没来|未来|缺勤|未参加|没参加|没能参加|未出席|未参会|不能参加|因故(?:请假|缺席|未到)|缺会|缺)';
const N = '(?:\\d{1,3}|[一二两三四五六七八九十]{1,3})';
const HEAD = new RegExp(
  `^(?:其中|另有?|还有|有|因病|因事|因公|因故|共|,|\\s)*(?:${N}(?:人|名|位|个)(?:同志|党员)?(?:因[病事公故])?)?${KEY}(?:人员|人数|名单|同志|党员|的?有|的是|的|者|及原因|和|与|${KEY})*[:|\\s]*(?:共|计|有)?(?:${N}(?:人|名|位|个)?)?(?:同志|党员)?[,:\\s]*(?:分别是|分别为|是|为|有)?[:\\s]*`,
);
const TAIL = new RegExp(`(?:${KEY}|请了?[病事公]?假|[病事公]假)(?:${N}[人名位个])?(?:未到|缺席)?[。!]?$`);
const EXCEPT =
  /^(?:(?:今天|这次|本次|本组|全组|支部|大家|党员)?)除了?(.{2,60}?)(?:以外|之外|外)(?=[,\s]|全|都|其|均|大|应|实|$)(.*)$/;
const NOT_AWAY =
  /主持|记录|主讲|到会|列席|汇报|发言|讲话|领学|宣读|负责|^参加了?(?:会议|本次|活动|学习)?$|出席|签到/;

/** Who came late or left early was there. */
const LATE = /^(?:迟到|早退|晚到|中途|提前离)/;

/** Commas and stops outside brackets cut clauses. */
export function clauses(text: string): string[] {
  const out: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i <= text.length; i++) {
    const c = text[i];
    if (c === '(') depth++;
    else if (c === ')') depth = Math.max(0, depth - 1);
    else if (
      c === undefined ||
      c === '\n' ||
      (depth === 0 && (c === ',' || c === '。' || c === ';' || c === '!'))
    ) {
      const part = text.slice(from, i).trim();
      if (part !== '') out.push(part);
      from = i + 1;
      if (c === '\n') depth = 0;
    }
  }
  return out;
}

const FIGURE = new RegExp(
  `((?:应到|实到|到会|参会|出席)(?:人数|党员)?[:\\s]?${N}(?:个人|人|名|位|个)?(?:同志|党员)?)(?=[\\u4e00-\\u9fff])`,
  'g',
);
const LOOSE = new RegExp(`[ \\t]+(?=(?:${N}[人名位个])?${KEY})`, 'g');

/** 实到8人请假1个孙八外出: figures and what follows them are clauses of their own. */
const apart = (text: string) => text.replace(FIGURE, '$1,').replace(LOOSE, ',');

/** People away according to the sentences of a report. `open` follows a list over commas. */
export function absencesIn(m: Message, text: string): Absence[] {
  const found: Absence[] = [];
  let open = false;
  for (const clause of clauses(apart(text))) {
    const got: Absence[] | undefined = readClause(m, clause, open, found)?.filter(
      (a) => !LATE.test(a.reason ?? ''),
    );
    open = got !== undefined;
    addAll(found, got ?? []);
  }
  return found;
}

function readClause(
  m: Message,
  clause: string,
  open: boolean,
  found: readonly Absence[],
): Absence[] | undefined {
  const except = EXCEPT.exec(clause);
  if (except) return readAbsences(m, except[1]!);
  const head = HEAD.exec(clause);
  if (head) return readAbsences(m, clause.slice(head[0].length).replace(/^\(|\)$/g, ''));
  if (open && found.length > 0 && /^(?:均|都|皆|全是|因)/.test(clause)) {
    const shared = clause.replace(/^(?:均|都|皆)(?:是|为)?/, '');
    for (const a of found) (a as Absence).reason ??= shared;
    return [];
  }
  const body = clause
    .replace(/^(?:其中|另外|还有|有|但是?|不过|就|只有|只|仅)+/, '')
    .replace(/^\((.*)\)$/, '$1');
  const counted = /^.{0,24}?\((.+)\)$/.exec(body);
  if (counted && new RegExp(KEY).test(body.slice(0, body.indexOf('(')))) {
    const inside = readAbsences(m, counted[1]!);
    if (inside.length > 0) return inside;
  }
  if (NOT_AWAY.test(body.replace(/\([^)]*\)/g, ''))) return undefined;
  const tail = TAIL.exec(body);
  if (tail) {
    const list = readAbsences(m, body.slice(0, tail.index));
    const kind = /[病事公婚产丧]假/.exec(tail[0])?.[0];
    if (kind !== undefined) for (const a of list) a.reason ??= kind;
    return list;
  }
  if (open && splitNames(body)) return readAbsences(m, body);
  const first = nameAndReason(
    body
      .split(/[、和]/)
      .at(-1)!
      .replace(/\(.*$/, ''),
  );
  if (!first && !/\(.{1,20}\)/.test(body) && !/(?:均|都|因)/.test(body)) return undefined;
  const list = readAbsences(m, body);
  return list.some((a) => a.reason !== undefined) ? list : undefined;
}
