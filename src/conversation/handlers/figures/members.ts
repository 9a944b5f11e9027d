// 党员名单, 第一党小组都有谁, 流动党员有哪些: the people of the roster by name.
import type { Metric } from '../../../domain/figures/metrics.ts';
import type { Reply } from '../../../ports/channels.ts';
import { unitsBelow } from '../../../reports/activities.ts';
import type { MetricDefinition } from '../../../reports/metric.ts';
import { officesOf } from '../../../reports/metrics/member-list.ts';
import { isMember, meantBy } from '../../../reports/who.ts';
import { unitWords } from '../../../reports/words.ts';
import { questionOf } from '../../question.ts';
import type { Scope } from '../../scope.ts';
import type { Turn } from '../../turn.ts';
import { paged, toldBefore } from './pages.ts';

/** Names told at most. */
const NAMES = 50;

/** Everybody with their offices, in private; a group hears how many. */
export async function members(
  turn: Turn<'query'>,
  scope: Scope,
  _metric: Metric,
  definition: MetricDefinition<'members'>,
): Promise<Reply> {
  const { org } = turn;
  const { people } = await definition.find(questionOf(turn, scope));
  const isOpenly = turn.chat !== '';
  const before = toldBefore(turn);
  const told = isOpenly ? [] : people.slice(before, before + NAMES);
  return paged(turn, { rows: told, total: isOpenly ? 0 : people.length }, (shown, more) => {
    const rows = [...Map.groupBy(shown, ({ unit }) => unit)];
    return turn.say('figures.member_list', {
      unit: scope.tops.map((u) => unitWords(org, u)),
      kind: meantBy(turn.intent.what) ? turn.intent.what! : '',
      members: people.filter(({ person }) => isMember(person)).length,
      activists: people.filter(({ person }) => !isMember(person)).length,
      half: /半数|过半|一半|表决|投票|选举权/u.test(turn.text),
      single: rows.length < 2,
      rows: rows.map(([unit, own]) => ({
        unit: unit.name,
        people: own.map(({ person }) => ({
          name: person.name,
          offices: officesOf(person, org),
          kind: person.kind === '正式党员' ? '' : person.kind,
          mobile: person.mobile,
        })),
      })),
      more,
      in_group: isOpenly,
    });
  });
}

const OF_KIND: ReadonlySet<string> = new Set(['mobile', 'probationary', 'activists', 'formal']);

/** Whom 流动党员有哪些, 谁是预备党员 ask for. */
export const isOfKind = ({ intent: { what } }: Turn<'query'>): boolean =>
  what !== undefined && OF_KIND.has(what);

/** Who they are, in private; a group hears how many. @param isBeside below the count of all, which says where it is from */
export async function namesOfKind(turn: Turn<'query'>, scope: Scope, isBeside = false): Promise<Reply> {
  const { org, intent } = turn;
  const isMeant = meantBy(intent.what)!;
  const units = unitsBelow(questionOf(turn, scope), scope.tops);
  const branches = units.filter(({ kind }) => kind === 'branch');
  const people = (branches.length > 0 ? branches : units).flatMap(({ id, name }) =>
    org
      .membersOf(id)
      .filter((person) => isMeant(person, org))
      .map((person) => ({ person, unit: name })),
  );
  const isOpenly = turn.chat !== '';
  const before = toldBefore(turn);
  const told = isOpenly ? [] : people.slice(before, before + NAMES);
  return paged(turn, { rows: told, total: isOpenly ? 0 : people.length }, (shown, more) =>
    turn.say('figures.of_kind', {
      unit: scope.tops.map((u) => unitWords(org, u)),
      kind: intent.what!,
      count: people.length,
      single: branches.length < 2,
      rows: [...Map.groupBy(shown, ({ unit }) => unit)].map(([unit, own]) => ({
        unit,
        names: own.map(({ person }) => person.name),
      })),
      more,
      in_group: isOpenly,
      beside: isBeside,
    }),
  );
}
