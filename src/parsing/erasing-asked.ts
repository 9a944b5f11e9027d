// 把王小鹏的个人信息删掉: what is kept of somebody is to go, which no line of the chat ever does.
import { normalise } from './normalise.ts';
import { namesLeft } from './process-names.ts';

const LONGEST = 40;
const WHAT = '(?:个人|身份|隐私|所有|全部|相关|发展党员)*的?(?:信息|资料|数据|隐私|档案)';
const GONE = '(?:删除|删掉|删了|删去|删|清除|清掉|清空|抹掉|抹去|销毁|注销|去掉|移除)';
const ASKED = new RegExp(`${WHAT}[^,，。]{0,6}${GONE}|${GONE}[^,，。]{0,10}${WHAT}`, 'u');
/** Of a meeting, an item or a file it is another matter. */
const OF_OTHER = /会议|活动|整改|日记|记实|台账|计划|照片|图片|附件|签到|请假|群/u;
const BESIDE = new RegExp(
  `${WHAT}|${GONE}|怎么|如何|能不能|可不可以|可以|能|要|想|需要|申请|都|全部|所有|掉|我们|支部|党员|入党申请人|积极分子|已经|调走|离开|退党|去世|不发展|不干|这个人|[?？]`,
  'gu',
);

/** Undefined where nothing like it is said; `isOwn`: of the sender. */
export function erasingAsked(text: string): { names: string[]; isOwn: boolean } | undefined {
  if (text.length > LONGEST) return undefined;
  const { s } = normalise(text);
  if (!ASKED.test(s) || OF_OTHER.test(s)) return undefined;
  const { names } = namesLeft(s.replace(BESIDE, '\n'), new Set());
  return { names, isOwn: names.length === 0 && /我(?!们)|本人|自己/u.test(s) };
}
