// 一组10月小组会谁没去, 小组的到会率: which 党小组 is asked about.
import { OWN_GROUP } from '../commands/rest.ts';
import type { Asked } from './row.ts';

/** 小组的到会率: nobody can tell of which; 小组会到会率 is of its meetings. */
export const isOfSomeGroup = (asked: Asked): boolean =>
  asked.has('group') &&
  groupOf(asked) === undefined &&
  groupsOf(asked).length === 0 &&
  !asked.spans.types.some(({ type }) => type === 'group_meeting');

/** Asked of the group of whoever asks. */
export function groupOf({ has, said }: Asked): string | undefined {
  if (has('ownGroup')) return OWN_GROUP;
  // 二组上回小组会到会率
  const [numbered, ...others] = numberedIn(said);
  return numbered && others.length === 0 ? numbered : undefined;
}
const numberedIn = (said: Asked['said']): string[] => [
  ...new Set(said('group').flatMap((word) => (/^[一二三四五]组$/u.test(word) ? [`第${word[0]}党小组`] : []))),
];
/** 一组二组比一比 */
export function groupsOf({ said, has }: Asked): string[] {
  const groups = has('ownGroup') ? [] : numberedIn(said);
  return groups.length > 1 ? groups : [];
}
