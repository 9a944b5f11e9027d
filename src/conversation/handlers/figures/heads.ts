// 多少党员, 几个支部, 多少流动党员, 应到多少人: the roster counted.
import { dateOf } from '../../../domain/calendar/time.ts';
import type { Metric } from '../../../domain/figures/metrics.ts';
import { asksTotalToo } from '../../../parsing/asked/total-too.ts';
import type { Reply } from '../../../ports/channels.ts';
import { unitsBelow } from '../../../reports/activities.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import { isMember } from '../../../reports/who.ts';
import { unitWords } from '../../../reports/words.ts';
import { together } from '../../act.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import { meaning, type Turn } from '../../turn.ts';
import { isOfKind, namesOfKind } from './members.ts';
import { paged, SHOWN, toldBefore } from './pages.ts';
import { asksShare } from './words.ts';

export async function heads(
  turn: Turn<'query'>,
  scope: Scope,
  _metric: Metric,
  definition: MetricDefinition<'heads'>,
): Promise<Reply> {
  const { total, rows, branches, groups } = await definition.find(questionOf(turn, scope));
  if (isOfKind(turn) && toldBefore(turn) === 0 && asksTotalToo(turn.text)) {
    const { what: _, ...whole } = turn.intent;
    const all = await heads(meaning(turn, whole), scope, _metric, definition);
    return together([all, await namesOfKind(turn, scope, true)]) ?? all;
  }
  if (isOfKind(turn)) return namesOfKind(turn, scope);
  if (turn.intent.what === 'no_secretary') return withoutSecretary(turn, scope);
  const lines = rows.length > 1 ? rows : [];
  const before = toldBefore(turn);
  const told = lines.slice(before, before + SHOWN);
  if (turn.intent.what === 'expected')
    return paged(turn, { rows: told, total: lines.length }, (shown, more) =>
      turn.say('figures.expected', {
        unit: scope.tops.map((u) => unitWords(turn.org, u)),
        expected: total.members - total.mobile,
        ...total,
        mobiles: mobilesIn(turn, scope, total.mobile),
        rows: shown.map(({ unit, heads: { members, mobile } }) => ({
          unit: unit.name,
          expected: members - mobile,
        })),
        more,
      }),
    );
  const { period } = turn.intent;
  return paged(turn, { rows: told, total: lines.length }, (shown, more) =>
    turn.say('figures.member_count', {
      past: period !== undefined && period.to < dateOf(turn.now),
      unit: scope.tops.map((u) => unitWords(turn.org, u)),
      ...total,
      share: asksShare(turn) && total.members > 0,
      shares: {
        probationary: total.probationary / (total.members || 1),
        mobile: total.mobile / (total.members || 1),
      },
      branches,
      groups,
      rows: shown.map(({ unit, heads: own }) => ({ unit: unit.name, ...own })),
      more,
      above: aboveBranches(turn, scope),
    }),
  );
}

/** 党委 itself has officers who are in none of its branches: the numbers of branches leave them out. */
export function aboveBranches({ org }: Turn, { tops }: Scope): number {
  const isAt = (unitId: number) => tops.some((top) => org.isWithin(unitId, top.id));
  return [...org.people.values()].filter(
    (person) =>
      person.branchId === null &&
      isMember(person) &&
      org.officesOf(person.id).some(({ unitId }) => isAt(unitId)),
  ).length;
}

function withoutSecretary(turn: Turn<'query'>, scope: Scope): Promise<Reply> {
  const { org } = turn;
  const branches = unitsBelow(questionOf(turn, scope), scope.tops).filter(({ kind }) => kind === 'branch');
  const found = branches.filter(({ id }) => org.holders(id, '书记').length === 0);
  const before = toldBefore(turn);
  const page = { rows: found.slice(before, before + SHOWN), total: found.length };
  return paged(turn, page, (shown, more) =>
    turn.say('figures.no_secretary', {
      unit: scope.tops.map((u) => unitWords(org, u)),
      count: found.length,
      of: branches.length,
      rows: shown.map((unit) => ({ unit: unitWords(org, unit) })),
      more,
    }),
  );
}

/** Who is on the roster and not among those due; in private, and where they are few. @param count how many there are */
function mobilesIn({ org, chat }: Turn, { tops }: Scope, count: number): string[] {
  if (chat !== '' || count === 0 || count > SHOWN) return [];
  const units = tops.flatMap(({ id }) => org.subtree(id));
  const people = new Set(units.flatMap(({ id }) => org.membersOf(id)));
  return [...people].filter((person) => isMember(person) && person.mobile).map(({ name }) => name);
}
