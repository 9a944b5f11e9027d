import type { Filled } from '../../domain/intent.ts';

const EXCEPT =
  /[^,，。;；\s]{1,8}(?:除外|(?:不|别)(?:计算|统计|算|计)(?![数入吗不迟缺]))[的了]?(?=$|[,，。;；?？\s])|(?:不含|不包括|剔除|刨去|刨开|扣除)[^,，。;；\s]{1,8}/u;

/** 谁没签到，夜班的除外; 请假名单 不含病假: what a question is to leave out, and no figure can. */
export const leftOutOf = (s: string, { intent, what, metric }: Filled): string | undefined =>
  intent === 'query' && what !== 'explain'
    ? (EXCEPT.exec(s) ?? (metric?.startsWith('rectify_') ? BUT_FOR.exec(s) : undefined))?.[0]
    : undefined;

/** 除了二支部，整改还有几条; 没人管的整改 */
const BUT_FOR =
  /(?:除了|除去|除开|排除|抛开)[^,，。;；\s]{1,8}|没人[管理问]的?|(?:没有?写?|无)(?:责任人|人负责|人管)的?/u;
