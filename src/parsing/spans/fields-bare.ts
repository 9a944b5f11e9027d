import type { LabelKey } from '../lexicon/labels.ts';
import { OFFICES } from '../lexicon/offices.ts';
import { COMPOUND_SURNAMES, NOT_NAME_STARTS, SURNAMES } from '../lexicon/surnames.ts';
import { COUNTS, MULTILINE, ONE_PERSON, TIMES } from './fields-labels.ts';

/**
 * How far a label without any mark can be trusted: `sure` by the form of its value (应到23, 时间11月20日),
 * `weak` when only its place in the text can tell (类型 党课 as a line of its own).
 */
export type Trust = 'sure' | 'weak';

const surnames = new Set(SURNAMES);
const compound = new Set(COMPOUND_SURNAMES);
const notNames = new Set(NOT_NAME_STARTS);
/** Longest stretch looked at behind a label. */
const REACH = 32;

/** 主持人是…, 时间过得…, 地点定了吗: the label is a word of a sentence. */
const SENTENCE =
  /^(?:是|为(?!民)|在|已|未|还|不|没|有|定|改|变|待|怎|哪|什|吗|呢|啊|吧|了|的|都|也|就|很|太|真|过|要|请|由|和|与|及|如何|多少|几|谁|会|工作|上|中|里|前|后|内|这|那|到|将|拟|可|能|应|须|必|另|同|丰富|突出|充分|紧|来|去|安排|通知|确定|记录|主持|方便|充足|冲突|有限|允许)/;
const CLOCK_OR_DAY =
  /^\s?(?:\d{1,4}\s?[年月日号.\-/:点时]|今[天日晚早]|明[天日晚早年]|后天|昨[天日晚]|前天|[本这下上]{1,2}(?:个)?(?:周|月|星期|礼拜)|(?:周|星期|礼拜)[一二三四五六日天末]|[上下中]午|晚上?|早上|凌晨|[一二三四五六七八九十]{1,3}(?:月|号|点|日|时)|月[底初末]|年[底初末]|每[月周])/;
const COUNT =
  /^\s?(?:会|为|的|正式)?(?:党员|人员|人数|同志)?\s?(?:\d{1,4}|[一二两三四五六七八九十百廿卅零]{1,5}(?=人|名|位|个|[,;。\s)]|$))\s?(?:人|名|位|个)?(?![月日号点年:%])/;
const RATIO = /^\s?(?:人数)?\s?\d{1,4}\s?[/、,]\s?\d{1,4}(?!\d)/;
const PERCENT =
  /^\s?(?:约|达)?(?:\d{1,3}(?:\.\d)?\s?%|百分之[一二三四五六七八九十百]{1,5}|\d{1,3}(?=[\s,;。]|$))/;
const ITEM = /^\s?(?:(?:#|第)?\d{1,3}[号项条]?(?=[,;。|\s]|$)|[A-Z]{1,6}-?\d[\dA-Z-]*)/;
const PLACE =
  /(?:室|楼|厅|馆|堂|中心|广场|园|院|部|处|家|场|站|所|基地|村|阵地|号|层|线上|吧|屋|舍|店|地|台|区|街|路|校|委|办|线|[A-Za-z]?\d{2,5})$/;
const ABSENT_COUNT = /^\d{1,3}(?:\s?(?:人|名|位)(?!次)|(?=[\s,;。(]|$))/;
/** 一、会议时间 二、会议地点: the next number, not a value. */
const NUMBER_NEXT = /^(?:[一二三四五六七八九十]{1,3}、|\d{1,2}[.、)](?!\d))/;
const OFFICE = new RegExp(
  `^(?:驻村|村|镇|乡|街道|社区|党委|总支|党总支|支部|党支部|本|局|县|区|市){0,3}(?:${[...OFFICES].sort((a, b) => b.length - a.length).join('|')})`,
);
const TOPIC_VERB = /^(?:学习|研究|讨论|通报|传达|审议|选举|表决|听取|部署|总结|观看|参观|重温|宣读|推荐)/;
const PIECE = /[\s,;。|]/;
/** 李四主持王五记录: the name belongs to the word behind it. */
const ROLE_BEHIND = /(?:主持|记录|主讲|授课|讲课|参加|签到|请假)$/;

const BARE_FIGURE: Partial<Record<LabelKey, RegExp>> = {
  expected: COUNT,
  present: COUNT,
  ratio: RATIO,
  rate: PERCENT,
  item: ITEM,
};
/** Words that no value follows directly, though they are labels before a colon. */
const NOT_GLUED = new Set([
  '会场',
  '场所',
  '地址',
  '人员',
  '名字',
  '党员',
  '主讲同志',
  '起',
  '止',
  '集合点',
  '会议室',
  '授课',
  '宣讲',
  '结束',
  '开始',
  '截止',
  '截至',
  '起止',
  '起始',
  '延期时间',
  '学习时间',
  '整改时间',
  '缺',
]);
const TOPIC_WORD = /(?:主题|议题|题目|课题)$/;

/** Whether a value stands at `p` behind a label without mark; `blank`: at least one blank is between them. */
export function bareTrust(
  s: string,
  key: LabelKey,
  word: string,
  p: number,
  blank: boolean,
): Trust | undefined {
  const rest = s.slice(p, p + REACH);
  const line = rest.indexOf('\n');
  const text = line < 0 ? rest : rest.slice(0, line);
  if (text === '' || NUMBER_NEXT.test(text) || /^[,;。、!?~)】\]/]/.test(text)) return undefined;
  if (!blank && NOT_GLUED.has(word)) return undefined;
  if (COUNTS.has(key)) return COUNT.test(text) ? 'sure' : undefined;
  if (key === 'ratio') return /应到|实到/.test(word) && RATIO.test(text) ? 'sure' : undefined;
  if (key === 'rate') return PERCENT.test(text) ? 'sure' : blank ? weak(text) : undefined;
  if (key === 'item') return ITEM.test(text) ? 'sure' : blank ? weak(text) : undefined;
  if (TIMES.has(key)) return timeTrust(word, text, blank);
  if (key === 'absent') return absentTrust(word, text, blank);
  if (SENTENCE.test(text)) return undefined;
  if (key === 'place') return placeTrust(word, text, blank);
  if (ONE_PERSON.has(key)) return personTrust(text, blank);
  if (!blank) return key === 'topic' && gluedTopic(word, text) ? 'sure' : undefined;
  if (key === 'topic' && TOPIC_WORD.test(word)) return 'sure';
  if (key === 'reason' && word.length > 1) return 'sure';
  if (key === 'type' && /类型$|类别$/.test(word)) return 'sure';
  return MULTILINE.has(key) || word.length > 1 ? 'weak' : undefined;
}

const weak = (text: string): Trust | undefined => (SENTENCE.test(text) ? undefined : 'weak');

function timeTrust(word: string, text: string, blank: boolean): Trust | undefined {
  if (!CLOCK_OR_DAY.test(text)) return blank && word.length > 1 ? weak(text) : undefined;
  if (word.length < 2) return undefined;
  return /^(?:截|结束|开始|起)/.test(word) && !/[间期限]$/.test(word) ? 'weak' : 'sure';
}

function absentTrust(word: string, text: string, blank: boolean): Trust | undefined {
  if (!blank) return ABSENT_COUNT.test(text) ? 'weak' : undefined;
  if (SENTENCE.test(text)) return undefined;
  return /^(?:请假|缺席|未到|缺勤)(?:人员|名单)$|原因$|事由$/.test(word) ? 'sure' : 'weak';
}

function placeTrust(word: string, text: string, blank: boolean): Trust | undefined {
  if (NOT_GLUED.has(word)) return 'weak';
  if (blank) return 'sure';
  const piece = text.split(PIECE, 1)[0]!;
  return piece.length > 1 && piece.length <= 20 && PLACE.test(piece.replace(/\([^()]*\)$/, ''))
    ? 'sure'
    : undefined;
}

function personTrust(text: string, blank: boolean): Trust | undefined {
  const piece = text.split(PIECE, 1)[0]!;
  const two = text.slice(0, 2);
  if (ROLE_BEHIND.test(piece) && piece.length <= 6) return undefined;
  if (OFFICE.test(text)) return 'sure';
  if (!notNames.has(two) && piece.length > 1 && (surnames.has(text[0]!) || compound.has(two))) return 'sure';
  return blank && /^[\u4e00-\u9fff·]{2,12}$/.test(piece) ? 'weak' : undefined;
}

const gluedTopic = (word: string, text: string) =>
  /^[“《「【]/.test(text) || (/议题$/.test(word) && TOPIC_VERB.test(text));

/** Where a value without mark ends: at the first blank or stop, an office keeps the name behind it. */
export function bareEnd(s: string, key: LabelKey, from: number, limit: number): number {
  const quoted =
    key === 'topic' ? /^[“《「][^”》」\n]*[”》」]/.exec(s.slice(from, Math.min(limit, from + 80))) : null;
  if (quoted) return from + quoted[0].length;
  if (MULTILINE.has(key) || key === 'type' || key === 'unit') return limit;
  if (key === 'absent')
    return stop(
      s,
      ABSENT_COUNT.test(s.slice(from, from + 8)) ? /[,;。](?![^()\n]*\))/ : /[;。]/,
      from,
      limit,
    );
  // 12月20日 因为…: what follows the blank is no longer a time.
  if (TIMES.has(key)) return stop(s, /[,;。|]|完成|\s(?![\d(上下中晚早周星至到—-])/, from, limit);
  if (COUNTS.has(key) || key === 'ratio' || key === 'rate' || key === 'item') {
    const m = BARE_FIGURE[key]!.exec(s.slice(from, Math.min(limit, from + REACH)));
    return m ? from + m[0].length : stop(s, PIECE, from, limit);
  }
  const end = stop(s, PIECE, from, limit);
  if (!ONE_PERSON.has(key) || s[end] !== ' ' || !OFFICE.test(s.slice(from, end))) return end;
  const name = /^ {1,3}[\u4e00-\u9fff·]{2,8}(?=[\s,;。|(]|$)/.exec(s.slice(end, Math.min(limit, end + 12)));
  return name && !SENTENCE.test(name[0].trim()) ? end + name[0].length : end;
}

/** First place in `from`..`limit` where `pattern` matches, or `limit`. */
export function stop(s: string, pattern: RegExp, from: number, limit: number): number {
  const i = s.slice(from, limit).search(pattern);
  return i < 0 ? limit : from + i;
}
