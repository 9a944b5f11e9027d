// 民情日记：…, 登记党费 11月已收齐 23人, 今年双报到多少小时: what is registered in a sentence, and asked about.

import { type FilingKindRow, filingKinds, perFilingKinds, wordsOfFiling } from '../../domain/filing/kinds.ts';
import type { Filled } from '../../domain/intent.ts';
import { written } from '../slots/written.ts';
import type { Span } from '../spans/span.ts';
import { FILING_ASKING, ownWords, periodIn, readAsked, readSumNamed, without } from './filing-asked.ts';
import { CHANGED, OUT, readForAnother, readOfAnother } from './filing-others.ts';
import { readFilingRate } from './filing-rate.ts';
import { readShared } from './filing-shared.ts';
import { toFiled } from './filing-told.ts';
import { type Heard, scopeOf } from './rest.ts';

/** Every word with its kind, longer ones first: those of stopped kinds too, which are still asked about. */
const words = perFilingKinds(() =>
  filingKinds()
    .flatMap((row) => wordsOfFiling(row).map((word) => ({ word, row })))
    .sort((a, b) => b.word.length - a.word.length),
);

const BEFORE =
  /^(?:请|麻烦|帮我|帮忙|我?[要想]|[给替为帮](?!我)|我来?|本人|我们|本?支部|补?登记|补[登记录]|上报|报送|填报|填写|录入|记录|记|写|报|新增|添加|一[条篇个下]|的|[\s,，:：。【[#])*$/u;
const VERB = /登记|补|上报|报送|填|录|记|写|报|新增|添加/u;
const SEPARATED = /^\s*[】\]]?(?:[\s:：]|[,，])/u;
/** 我在幸福社区双报到了2小时: the name stands within the sentence. */
const AT_PLACE = /^我?们?(?:在|到|去)[^,，。;；]{2,20}$/u;
const EXPORT = /导(?:出|一?[份下个])|下载|打印|excel|发我一份|文件/iu;
const MISSING =
  /(?:哪些|哪几个|哪个|几个|多少个?|谁|什么)(?:党?支部|单位|人|党员)?[^,，。]{0,4}(?:没|未)|(?:没|未)(?:有|登记|报|交|填|写|记)?[^,，。]{0,6}(?:哪些|哪几个|谁|几个|多少|名单)|(?:没|未)有?(?:登记|报|交|填|写|记|做|搞|弄|收齐?|联系)了?的(?:党?支部|单位|村|社区|党员|人)$|(?:差|缺|剩)(?:哪些|哪几个|谁|几个)|^\s*(?:还|仍)?(?:没|未)(?:有)?(?:登记|报|交|填|写)?的?(?:党?支部|单位|党员|人)[?]?$/u;
/** 登记率: who is still to do it, of how many. */
const RATE = /^(?:[^,，。\d]{0,6}(?:登记|完成|上报|报送|填报|收齐|收缴))?的?率/u;
/** 党费登记到哪个月了, 最近一次登记是哪个月 */
const UP_TO =
  /^(?:我们?|咱们?|(?:党?支部)?的?|现在|目前|最近|最后|都|已经|[登记收交缴填写报录]|到|至|了|的)*[登记收交缴填写报录到至](?:到|至)?了?(?:哪|几|什么时候|啥时候)一?个?(?:月份?|季度?|期|年|时候)?(?:的)?[了呢啊?？]*$|(?:最近|最后|上)(?:面)?(?:一|那)?[次期条笔个](?:登记|收|交|填|写|报)?(?:的)?(?:是|在)?(?:哪|几|什么时候|啥时候)|(?:最近|最后)(?:登记|收|交|填|写|报)(?:的|了)*(?:是|在)?(?:哪|几|什么时候|啥时候)/u;
const AS_FAR_AS =
  /^(?:我们?|咱们?|(?:党?支部)?的?|现在|目前|是不是|有没有|都|已经)*[登记收交缴填写报录]{1,2}到了?(?:吗|么|没有?)[呢啊?？]*$/u;
const HOW =
  /怎么|如何|怎样|咋|是什么|什么是|格式|模板|例子|样子|干啥|干什么|做什么|什么意思|啥意思|到期|截止|期限|[几哪][号天](?:之?前|以前)|(?:什么|啥)时(?:候|间)?(?:之?前|报|交|登|记)/u;
/** 催一下没报党费的: whoever has not is told in the digest, and the answer says so. */
const CHASE = /催|提醒/u;
/** 党费12块5, which nothing of the kind keeps. */
const MONEY = /\d[\d.]*\s*(?:万|千|百)?(?:块|元|毛|角)/u;
/** 党费一个月交多少钱: an amount is asked for. */
const ASKS_MONEY =
  /(?:多少|几)(?:钱|块|元)|金额|(?:交|缴|收)(?:了|上来)*多少[呢啊的?？]*$|(?:标准|基数|比例)[^,，]{0,4}(?:交|缴|多少)|(?:交|缴)[^,，]{0,4}(?:标准|基数|比例)/u;
/** 删掉刚才那条民情日记: what was said last is taken back. */
const TAKEN_BACK =
  /^(?:请|帮我|把)?(?:撤销|撤回|删掉|删除|删了|作废)(?:掉|了|刚才|刚刚|上|那|这|一|的|条|篇|个|次|登记)*[。!]?$|^(?:把)?(?:刚才|刚刚|上)(?:那|这|一|的|条|篇|个|次)*(?:撤销|撤回|删掉|删除|删了|作废)(?:掉|了|吧)*[。!]?$/u;
/** 党费 收了: told, and what is missing of it is asked for. */
const SAID_DONE = /^(?:都|已经?|全部?)*(?:登记|收|交|写|报|做)(?:完|好|过)?了[。!]?$/u;
/** Said in so many characters it may be a question; more is told. */
const ASKED = 24;

/** Undefined where no kind is named, or something else is said of it. */
export function readFiling(h: Heard): Filled | undefined {
  const named = words().find(({ word }) => h.s.includes(word));
  if (!named) return readShared(h) ?? readFilingRate(h) ?? readParted(h) ?? readSumNamed(h);
  const { word, row } = named;
  const at = h.s.indexOf(word);
  const span = { at, end: at + word.length };
  const spans = [...h.times, ...h.units, span];
  const rest = without(h.s, spans).trim();
  const prefix = without(h.s.slice(0, at), spans);
  const dated = h.times.length > 0;
  if (TAKEN_BACK.test(rest) && !dated) return { intent: 'undo' };
  if (dated && OUT.test(rest) && rest.replace(OUT, '').replace(/把|请|帮我|[的那条篇个]/gu, '') === '')
    return { intent: 'filing_change', what: 'withdraw', filing: row.key, ...dayOrPeriod(h, row, span.end) };
  const mended = readOfAnother(h, row, span);
  if (mended) return mended;
  const field = readFieldChanged(h, row, span, prefix);
  if (field) return field;
  const theirs = readForAnother(h, row, span);
  if (theirs) return theirs;
  const said = readAdded(h, row, span, prefix);
  if (said) return said;
  const which = { filing: row.key, ...periodIn(h, h.times), ...scopeOf(h) };
  if (rest.length > ASKED) return undefined;
  if (EXPORT.test(rest)) return { intent: 'filing_export', ...which };
  if (row.period !== null && UP_TO.test(rest)) return { intent: 'filing_ask', ...which, what: 'last' };
  // 党费记到11月了吗: whether that one is registered.
  if (row.period !== null && h.times.length === 1 && AS_FAR_AS.test(rest))
    return { intent: 'filing_ask', ...which };
  // 流动党员联系的整改弄得咋样 is of an item.
  if (/整改/u.test(rest) && HOW.test(rest)) return undefined;
  if (RATE.test(rest))
    return HOW.test(rest)
      ? { intent: 'query', metric: 'filing_rate', what: 'explain' }
      : { intent: 'filing_missing', ...which };
  if (MISSING.test(rest) || (CHASE.test(rest) && /没|未/u.test(rest)))
    return { intent: 'filing_missing', ...which, ...(CHASE.test(rest) && { what: 'chase' }) };
  const hasMoney = row.fields.some(({ unit }) => unit === '元');
  if (!hasMoney && ASKS_MONEY.test(rest)) return { intent: 'filing_how', filing: row.key, what: 'money' };
  if (!hasMoney && MONEY.test(rest)) return { intent: 'filing_how', filing: row.key };
  if (HOW.test(rest) || (rest === '' && h.times.length + h.units.length === 0))
    return { intent: 'filing_how', filing: row.key };
  return readAsked(h, row, span);
}

/** The day, or of a kind with periods the period, that a filing is told by. */
function dayOrPeriod(h: Heard, row: FilingKindRow, from: number): Partial<Filled> {
  const { startAt, period } = toFiled(h, row, '', from);
  return { ...(startAt !== undefined && { startAt }), ...(period && { period }) };
}

/** 流动党员这季度联系了没: its name stands around the time. */
function readParted(h: Heard): Filled | undefined {
  if (h.times.length !== 1 || h.s.length > ASKED) return undefined;
  const s = without(h.s, h.times);
  const named = words().find(({ word }) => s.includes(word));
  const at = named ? s.indexOf(named.word) : -1;
  if (!named || h.times[0]!.at <= at || h.times[0]!.at >= at + named.word.length) return undefined;
  const rest = s.replace(named.word, '');
  if (!new RegExp(`^(?:${FILING_ASKING})*$`, 'u').test(rest)) return undefined;
  return { intent: 'filing_ask', filing: named.row.key, ...periodIn(h, h.times), ...scopeOf(h) };
}

function readAdded(h: Heard, row: FilingKindRow, word: Span, prefix: string): Filled | undefined {
  if (AT_PLACE.test(prefix)) return readWithin(h, row, word);
  if (!BEFORE.test(prefix)) return undefined;
  const behind = h.s.slice(word.end);
  const content = written(h, { at: word.end, end: h.s.length });
  const changed = CHANGED.exec(content);
  if (changed) return { ...toFiled(h, row, changed.groups!.said!, word.end), intent: 'filing_change' };
  // 又收了3个: so many more than before.
  const isMore = row.replaces && MORE.test(behind);
  const hasColon = /^\s*[】\]]?\s*[:：]/u.test(behind);
  const text = content.replace(/^[\s:：,，】\]]+|\s+$/gu, '');
  if (!hasColon && (/(?:[?？吗呢]|了没)[。\s]*$/u.test(text) || HOW.test(text.slice(0, 4)))) return undefined;
  const isCalled = VERB.test(prefix);
  if (text === '') return isCalled ? { ...toFiled(h, row, '', word.end), intent: 'filing_add' } : undefined;
  const filed = toFiled(h, row, text, word.end);
  const figures = row.fields.filter(
    ({ is, key }) => (is === 'number' || is === 'flag') && filed.filed![key] !== undefined,
  );
  // 民情日记有哪些 is asked; 双报到 到社区看望老人2小时 is told.
  const isDone = SAID_DONE.test(text);
  // 哪个支部还没收齐 has a field's word in it, and tells nothing.
  if (!hasColon && (MISSING.test(text) || ASKS_MONEY.test(text))) return undefined;
  if (!hasColon && !isDone && figures.length === 0 && isQuestion(row, without(behind, shifted(h, word.end))))
    return undefined;
  const isDated = h.times.some(({ at }) => at >= word.end && /^[\s,，]*$/u.test(h.s.slice(word.end, at)));
  const isTold = isCalled || isDone || SEPARATED.test(behind) || figures.length > 0 || isDated;
  if (!isTold) return undefined;
  return { ...filed, intent: 'filing_add', ...(isMore && figures.length > 0 && { what: 'more' }) };
}
const MORE = /^[\s,，]*(?:今天|刚才|刚刚|昨天)?(?:又|再)[收交]/u;

/** 双报到时长改成1小时, 第三支部党费人数改为14: one field by its name. */
function readFieldChanged(h: Heard, row: FilingKindRow, word: Span, prefix: string): Filled | undefined {
  if (!BEFORE.test(prefix)) return undefined;
  const names = row.fields
    .flatMap(({ name }) => [name, ...(name.length > 2 ? [name.slice(-2)] : [])])
    .join('|');
  const pattern = new RegExp(
    `^[\\s,，:：的]*(?<name>${names})(?:改成|改为|改到|应该是|应为|更正为)[\\s:：]*(?<value>.{1,30})$`,
    'u',
  );
  const found = pattern.exec(
    written(h, { at: word.end, end: h.s.length }).replace(/[。!！\s]+$/u, ''),
  )?.groups;
  const field = found && row.fields.find(({ name }) => name.endsWith(found.name!));
  if (!found || !field) return undefined;
  const told = toFiled(h, row, `${field.name}：${found.value}`, word.end);
  return told.filed?.[field.key] === undefined ? undefined : { ...told, intent: 'filing_change' };
}

function readWithin(h: Heard, row: FilingKindRow, word: Span): Filled | undefined {
  const whole = written(h, { at: 0, end: h.s.length });
  if (/[?？吗呢]\s*$/u.test(whole)) return undefined;
  const around = `${whole.slice(0, word.at)}，${whole.slice(word.end)}`;
  const filed = toFiled(h, row, around, 0);
  const isFigured = row.fields.some(({ is, key }) => is === 'number' && filed.filed![key] !== undefined);
  return isFigured ? { ...filed, said: whole, intent: 'filing_add' } : undefined;
}

const shifted = ({ times, units }: Heard, from: number): Span[] =>
  [...times, ...units]
    .filter(({ at }) => at >= from)
    .map(({ at, end }) => ({ at: at - from, end: end - from }));

const isQuestion = (row: FilingKindRow, text: string): boolean => {
  const rest = text.trim();
  if (rest.length > ASKED) return false;
  const own = ownWords(row);
  return (
    RATE.test(rest) ||
    EXPORT.test(rest) ||
    MISSING.test(rest) ||
    new RegExp(`^(?:${[...own, FILING_ASKING].join('|')})*$`, 'u').test(rest)
  );
};

/** 不对，是23; 应该是3小时: so short, of figures and days alone. */
const AMENDED =
  /^(?:(?:刚才|刚刚|上一?[条个]|上次)?(?:的|那|这)*[条个篇]?(?:登记|记录)?(?:的)?(?:日子|日期|时间|时长|人数|数字?|地点|单位)?(?:[写说记报登填弄搞]错了|不对|错了)[,，\s]*(?:应该)?(?:是|改成|改为)|应该是|应为)[\s:：]*(?<said>[^,，]{1,14})$/u;
/** 改成3小时: a figure, and nothing of when it was. */
const RESET = /^(?:改成|改为|改到)[\s:：]*(?<said>[^,，]{1,14})$/u;
/** 其中赵六是2小时: of one of those it was registered for. */
const OF_ONE = /^(?:其中|里面|里头)(?:的)?(?<said>[^,，]{3,16})$/u;

/** What is set right of the figures or the day of what was said last. */
export const amendedOfLast = (text: string): Amended | undefined => {
  const s = text.trim().replace(/[。!！]+$/u, '');
  const one = OF_ONE.exec(s)?.groups?.said;
  const reset = RESET.exec(s)?.groups?.said;
  const said = one ?? reset ?? AMENDED.exec(s)?.groups?.said;
  return said === undefined ? undefined : { said, isOfOne: one !== undefined, isFigure: reset !== undefined };
};

interface Amended {
  said: string;
  /** of one of several people */
  isOfOne: boolean;
  /** figures alone, and no day */
  isFigure: boolean;
}

const LAST =
  /^(?:我)?(?:刚才|刚刚|上一?条|上次)(?:的)?(?:那|这)?[条个篇]?(?:登记|记录)?(?:的)?[,，\s]*(?:改成|改为|应该是|应为|更正为)[\s:：]*(?<said>[\s\S]+)$/u;

const OF_FIELD =
  /^(?:把|请)?(?<name>\p{Script=Han}{2,12}?)(?:写|记|报|登记|填)?错?了?[,，\s]*(?:改成|改为|改|应该是|应为|更正为)[\s:：]*(?<said>[\s\S]+)$/u;

/** 刚才那条改成4小时, 接待人数改成35人: what is meant is known to the conversation alone. */
export function saidOfLast(text: string): { field?: string; said: string } | undefined {
  const said = LAST.exec(text.trim())?.groups?.said;
  if (said !== undefined) return { said };
  const { name, said: value } = OF_FIELD.exec(text.trim())?.groups ?? {};
  return name === undefined ? undefined : { field: name, said: value! };
}
