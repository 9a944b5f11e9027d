// 加上主题党日, 也要三支部的, 不要支委会: the question before with more in it, or with less.
import { type ActivityType, typesInUse } from '../../../domain/activity/types.ts';
import type { IntentOf } from '../../../domain/intent.ts';
import { isThreeAndOne } from '../../../reports/words.ts';
import { typesAsked } from '../../question.ts';

type Query = IntentOf<'query'>;

/** @param said its `what` is `added` or `left_out` */
export function changedBy(last: Query, { what, format, metric, ...said }: Partial<Query>): Query {
  const { activityType, activityTypes, ...rest } = last;
  const asked: Query = { ...last, ...(format && { format }) };
  // 请一并列出到会率
  if (metric !== undefined && metric !== last.metric)
    return { ...asked, also: [...new Set([...(last.also ?? []), metric])] };
  const before = typesAsked({ intent: last });
  const named = typesAsked({ intent: said });
  if (named) {
    const left = (before ?? typesInUse().map(({ key }) => key)).filter((type) => !named.includes(type));
    const types = what === 'left_out' ? left : [...new Set([...(before ?? []), ...named])];
    // Of all kinds there is nothing to add to, and of none nothing to leave out.
    if (types.length > 0 && (before || what === 'left_out'))
      return { ...rest, ...ofTypes(types), ...(format && { format }), ...counted(last, before, types) };
  }
  const { scope, period, sides } = said;
  const more = sides ?? (scope !== undefined ? [{ scope }] : period ? [{ period }] : []);
  const first = last.sides ?? [
    { ...(last.scope !== undefined && { scope: last.scope }), ...(last.period && { period: last.period }) },
  ];
  if (more.length === 0 || first.some((side) => Object.keys(side).length === 0)) return { ...asked, ...said };
  return { ...asked, sides: [...first, ...more.map((side) => ({ ...first[0]!, ...side }))] };
}

const ofTypes = (types: readonly ActivityType[]): Partial<Query> => ({
  activityType: types[0]!,
  ...(types.length > 1 && { activityTypes: [...types] }),
});

/** 三会一课 is told by what is due of it; with another kind beside it, by how often each was held. */
const counted = (
  { metric, told }: Query,
  before: readonly ActivityType[] | undefined,
  types: readonly ActivityType[],
): Partial<Query> =>
  metric === 'activity_list' && told === undefined && isThreeAndOne(before) && types.length > 1
    ? { metric: 'activity_count' }
    : {};
