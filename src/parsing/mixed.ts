import type { Filled } from '../domain/intent.ts';
import type { Absence } from '../domain/slots.ts';
import type { View } from './learned/view.ts';
import { reasonsIn } from './slots/told.ts';
import { unexcusedOf } from './slots/unexcused.ts';

const HERE = new Set(['checkin', 'present', 'proxy']);
const CAME = /^(?:都|均|全)(?:已|已经)?(?:到|来|参加|出席|签)/;
const AWAY = new Set(['leave', 'leavekind', 'cannot', 'absent']);

/**
 * 张三、李四签到，王五请假: presence and absence in one breath. With names on both sides it is a roll; else nobody can
 * tell which of the two is meant, and both are offered.
 */
export function presenceAndAbsence(view: View, filled: Filled): Filled[] | undefined {
  if (filled.intent !== 'checkin' && filled.intent !== 'leave' && filled.intent !== 'roster_checkin')
    return undefined;
  if (view.spans.lists.length > 0 || view.spans.people.length === 0) return undefined;
  const parts = clausesOf(view);
  const here = parts.filter((p) => p.isHere && !p.isAway);
  const away = parts.filter((p) => p.isAway && !p.isHere);
  if (here.length === 0 || away.length === 0) return undefined;
  const names = [...new Set(here.flatMap((p) => p.names))];
  const reasons = reasonsIn(view.spans);
  const absent = [...new Set(away.flatMap((p) => p.names))].map((name): Absence => {
    const reason = reasons.get(name);
    return reason ? { name, reason } : { name };
  });
  const { names: _, absent: __, reason: ___, self: ____, ...common } = filled;
  const unexcused = unexcusedOf(view.spans, absent);
  if (names.length > 0 && absent.length > 0)
    return [
      { ...common, intent: 'roster_checkin', names, absent, ...(unexcused.length > 0 && { unexcused }) },
    ];
  // 都来了，她们走不开: nobody else is spoken of.
  if (names.length + absent.length === 0 || here.some((p) => p.isOfAll)) return undefined;
  return [
    { ...common, intent: 'leave', ...(absent.length > 0 && { names: absent.map((a) => a.name) }) },
    { ...common, intent: 'checkin', ...(names.length > 0 && { names }) },
  ];
}

interface Clause {
  names: string[];
  isHere: boolean;
  isAway: boolean;
  /** 都到了 is its word */
  isOfAll?: boolean;
  /** its word came before any name */
  leads?: boolean;
}

function clausesOf({ spans, tokens }: View): Clause[] {
  const clauses: Clause[] = [{ names: [], isHere: false, isAway: false }];
  for (const token of tokens) {
    const clause = clauses.at(-1)!;
    if (token.kind === 'line' || (token.kind === 'mark' && /[,。;!]/.test(token.text)))
      clauses.push({ names: [], isHere: false, isAway: false });
    // 王五和周文彬都到了: said of those before it.
    else if (token.kind === 'everybody' && clause.names.length > 0) {
      clause.isOfAll = CAME.test(spans.s.slice(token.at, token.end));
      clause.isHere ||= clause.isOfAll;
    } else if (token.kind === 'person') clause.names.push(spans.people[token.index]!.name);
    else if (token.kind === 'word') {
      const [isHere, isAway] = [HERE.has(token.symbol), AWAY.has(token.symbol)];
      // 代签 刘洋 沈国强 请假 魏东升: the word stands before its names, and another one before others.
      const isNext =
        clause.leads && clause.names.length > 0 && ((isAway && clause.isHere) || (isHere && clause.isAway));
      const to = isNext ? { names: [], isHere: false, isAway: false, leads: true } : clause;
      if (isNext) clauses.push(to);
      else if ((isHere || isAway) && clause.names.length === 0) clause.leads = true;
      to.isHere ||= isHere;
      to.isAway ||= isAway;
    }
  }
  return clauses;
}
