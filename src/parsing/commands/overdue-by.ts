// 逾期超过10天的, 逾期一个月以上的: by how much is not asked of here, and is not left out in silence.
import type { Filled } from '../../domain/intent.ts';

const LENGTH =
  '[\\d一二两三四五六七八九十半几]+多?(?:个(?:半)?(?:月|星期|工作日|礼拜)|天|日(?!前)|周|年)(?:以上|以内|内|多)?';
const BY = new RegExp(
  `(?:逾期|超期|过期)[^,，。]{0,6}?${LENGTH}|${LENGTH}(?:还没)?的?(?:逾期|超期|过期)`,
  'u',
);

/** By how much something is overdue, as written, where that is asked of a list of what is. */
export const overdueBy = (s: string, { intent, metric }: Filled): string | undefined =>
  intent === 'query' && metric === 'rectify_overdue' ? BY.exec(s)?.[0] : undefined;
