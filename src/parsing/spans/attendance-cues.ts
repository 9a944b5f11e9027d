import { HAN_DIGITS } from './numeral-run.ts';
import type { Span } from './span.ts';

/** expected 应到, total 总共, present 实到, came 到了 (said of anybody), away 请假, set right 应为. */
export type CueKind = 'expected' | 'total' | 'present' | 'came' | 'away' | 'both';

/** A word that says what a figure beside it counts. */
export interface Cue extends Span {
  kind: CueKind;
  /** 到, 来, 应: also parts of other words, so they need a clean surrounding */
  bare: boolean;
  /** 在册, 名册上: less than 应到 says */
  roll: boolean;
}

const N = `(?=[\\s_(:]{0,2}[\\d${HAN_DIGITS}俩仨几])`;
const EVENT = '(?:会议|大会|活动|学习|培训|党课|课)?';
const EXPECTED = [
  `(?:应(?:该|当)?|当(?=[到来]者))(?:到[会场课岗席]?|出席|与会|参[加会学训]?|来|去|签到?|出勤|听课?|有|交)${EVENT}`,
  `(?:本|原本|本来)?(?:应该|应当|本该|本应|该|需要?|须)(?:到|来|去|参加|出席|有)会?(?![不没])|本[该应](?:是|有)?${N}`,
  `(?<![适反响对供相])应${N}|应(?=/实)|(?<=实/)应`,
];
/** Who is on the roll, which is not always who should come. */
const ROLL = [
  '党员总数|总人数|在册|在编|编制(?:内|上|数)?|(?:花?名册|册子|名单)(?:上|里)',
  `花?名册${N}|点名${N}|(?<![假席到人员勤加])名单${N}`,
  `通知了?(?:的是)?${N}`,
];
const TOTAL = [
  `总共|一共|共计|合计|总计|拢共|统共|合起来|加起来|现有|全体|全员|全支部|全部${N}|(?<![公])共有?${N}`,
  `(?:支部|小组|我们|咱们?)(?:共?有)?(?=党员[\\s]?[\\d${HAN_DIGITS}])`,
  `应(?:该是|是|为)${N}`,
  `(?<![积预])(?:党员|委员|支委|组员|成员)(?:有|数|人数)?${N}`,
];
/** 应该是20: expected, or what an earlier figure should have been. */
export const SHOULD_BE = /^应(?:该是|是|为)$/;
const PRESENT = [
  `实(?:到[会场课岗席]?|出席|与会|参[加会学]?|来|去|签到?|出勤|听课?|有)${EVENT}`,
  `已(?:到[会场岗]?|签到?|出勤|出席|参[加会])${EVENT}(?=[^,。;\\n]{0,5}[\\d${HAN_DIGITS}]|[,。;\\s]|$)`,
  `(?:实际|最后|最终|结果)(?:上)?(?:到会|参加|参会|出席|到场|签到|到|来|去|有)了?${EVENT}`,
  `(?<![落现真充切确老务诚扎踏其事])实${N}|实(?=/应)|(?<=应/)实|实答`,
];
const CAME = [
  '(?:到会|出席|参会|参加|与会|到场|到课|出勤|到岗|签到|进会议|进群|上线|听课|参学|刷脸|露脸)(?:会议|活动|学习|了)?(?!率|过|情况表)',
  '在场|现场(?:有|来|到)|(?<![等收拿想看做感])到[了咗]|(?<![起出回])[来嚟][了咗]|去[了咗成]',
  `出动了?(?=党员|${N})|(?<![没未不])[到来去]的(?:人|党员|同志)?(?:是|有|整)?${N}|[来去]?听的(?:人|党员|同志)?(?:是|有)?${N}`,
];
const BARE = [
  `(?<![迟早报收看做达提谈直回听想遇找得送推延改办签感受轮赶等传学碰见接完用拿])到(?![底达期时位])`,
  '(?<![从近将后起上下原本往带送拿出进回])[来嚟](?![自源信电])',
  '(?<![过下上出进回失除])去(?!年|世|掉)',
];
const AWAY = [
  '请(?:了)?(?:病|事|公|产|婚|丧)?假|告假|[病事公产]假|公差|缺席|缺勤|缺|(?<![误时温偏])差(?!不多|点|旅|距)|旷会|旷课|出差|不在(?=的)',
  '(?:没有?|冇|未|不)(?:能|曾|按时)?(?:来|嚟|到|去|参加|出席|参会|到会|到场|签到|签)[会场]?(?!了?[多少久])',
  '(?:来|到|去|参加)不了',
];

const CUE = new RegExp(
  `(?<both>应实到)|(?<away>${AWAY.join('|')})|(?<expected>${EXPECTED.join('|')})|(?<roll>${ROLL.join('|')})|(?<present>${PRESENT.join('|')})|(?<total>${TOTAL.join('|')})|(?<skip>迟到|早退|报到|签到率|应到?率)|(?<came>${CAME.join('|')})|(?<bare>${BARE.join('|')})`,
  'g',
);

/** As many as there are figures to read. */
const MOST = 500;

/** 应/实 */
const ofPair = (s: string, at: number) => s[at + 1] === '/' || s[at - 1] === '/';

/** All cues of a text, left to right. */
export function scanCues(s: string): Cue[] {
  const cues: Cue[] = [];
  CUE.lastIndex = 0;
  for (let m = CUE.exec(s); m !== null && cues.length < MOST; m = CUE.exec(s)) {
    const g = m.groups!;
    if (g.skip !== undefined) continue;
    const word = m[0];
    // 实有党员23名 are all there are, unless 应有 stands beside.
    const kind = word === '实有' && !s.includes('应有') ? 'total' : kindOf(g);
    cues.push({
      at: m.index,
      end: m.index + word.length,
      kind,
      roll: g.roll !== undefined,
      bare: g.bare !== undefined || word === '差' || (/^[应实]$/.test(word) && !ofPair(s, m.index)),
    });
  }
  return cues;
}

const KINDS = ['both', 'away', 'expected', 'present', 'total'] as const;
const kindOf = (g: Record<string, string | undefined>): CueKind =>
  g.roll === undefined ? (KINDS.find((kind) => g[kind] !== undefined) ?? 'came') : 'expected';

/** What may stand between a cue and the figure behind it: 应到党员人数：为. */
const BEFORE =
  '(?:[ \\t\\u3000:|=_(【】)*·★…"“”]|[A-Za-z]{2,10}|正式|有表决权|党员|同志|人数|人员|委员|支委|干部|代表|总数|数|的|人|了|有|是|为|共|计|均|都|各|就|只|才|也|达|则|该|会议|活动|情况|报|分别|一共|总共|合计|应该是|应为|应是|(?:更正|改|变|调整)[为成]?|按|自己|大概|大约|约|好|小|将?近|差不多|不到|不足|快|至少|起码|估计|好像|[加减多少][一二两三\\d][个人]?为|几[人名个位]|[嘅者咗那这]|统计?有误,?|有误,?|错了,?|不对,?|(?<=的)[几])';
/** What may stand between a figure and the cue behind it: 名党员都按时. */
const BEHIND =
  '(?:[ _)*]|正式|党员|同志|委员|支委|干部|人员|成员|组员|代表|整|全部|全都|都|均|全|已经?|今天|昨天|实际上?|按时|准时|也|就|才|只|是|有|里面|里头|里|当中|中|有事|临时|(?:因|在)[^,。;\\n\\d到]{1,8}?)';
const onlyBefore = new RegExp(`^${BEFORE}{0,8}$`);
/** 应到(不含流动党员)23人, 应到(含预备党员2)32 */
const ASIDE = /\((?:[^()\d,]{2,12}|不?含[^()]{2,14})\)/;
const onlyBehind = new RegExp(`^${BEHIND}{0,5}$`);

/** Whether only words of a label stand between a cue and the figure behind it. */
export const isLabelGap = (gap: string): boolean =>
  gap === '' || (gap.length <= 28 && onlyBefore.test(gap.includes('(') ? gap.replace(ASIDE, '') : gap));
/** Whether only adverbs and nouns stand between a figure and the cue behind it. */
export const isTailGap = (gap: string): boolean => gap === '' || (gap.length <= 14 && onlyBehind.test(gap));
