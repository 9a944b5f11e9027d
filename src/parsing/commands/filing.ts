// 民情日记：…, 登记党费 11月已收齐 23人, 今年双报到多少小时: what is registered in a sentence, and asked about.

import { addDays, type DateText } from '../../domain/calendar/time.ts';
import { type FilingKindRow, filingKinds, perFilingKinds, wordsOfFiling } from '../../domain/filing/kinds.ts';
import type { Filled } from '../../domain/intent.ts';
import { filingFields } from '../filing-fields.ts';
import { written } from '../slots/written.ts';
import type { Span } from '../spans/span.ts';
import { momentOf, periodOf } from '../spans/time/resolve.ts';
import { FILING_ASKING, periodIn, readAsked, without } from './filing-asked.ts';
import { readFilingRate } from './filing-rate.ts';
import { readShared } from './filing-shared.ts';
import { type Heard, scopeOf } from './rest.ts';
import { nameOf } from './shape.ts';

/** Every word with its kind, longer ones first: those of stopped kinds too, which are still asked about. */
const words = perFilingKinds(() =>
  filingKinds()
    .flatMap((row) => wordsOfFiling(row).map((word) => ({ word, row })))
    .sort((a, b) => b.word.length - a.word.length),
);

const BEFORE =
  /^(?:请|麻烦|帮我|帮忙|我来?|本人|我们|本?支部|补?登记|补[登记录]|上报|报送|填报|填写|录入|记录|记|写|报|新增|添加|一[条篇个下]|的|[\s,，:：。【[#])*$/u;
const VERB = /登记|补|上报|报送|填|录|记|写|报|新增|添加/u;
const SEPARATED = /^\s*[】\]]?(?:[\s:：]|[,，])/u;
/** 我在幸福社区双报到了2小时: the name stands within the sentence. */
const AT_PLACE = /^我?们?(?:在|到|去)[^,，。;；]{2,20}$/u;
const EXPORT = /导(?:出|一?[份下个])|下载|打印|excel|发我一份|文件/iu;
const MISSING =
  /(?:哪些|哪几个|哪个|几个|多少个?|谁|什么)(?:党?支部|单位|人|党员)?[^,，。]{0,4}(?:没|未)|(?:没|未)(?:有|登记|报|交|填|写|记)?[^,，。]{0,6}(?:哪些|哪几个|谁|几个|多少|名单)|(?:差|缺|剩)(?:哪些|哪几个|谁|几个)|^\s*(?:还|仍)?(?:没|未)(?:有)?(?:登记|报|交|填|写)?的?(?:党?支部|单位|党员|人)[?]?$/u;
const HOW =
  /怎么|如何|怎样|咋|是什么|什么是|格式|模板|例子|样子|干啥|干什么|做什么|什么意思|啥意思|到期|截止|期限|[几哪][号天](?:之?前|以前)|(?:什么|啥)时(?:候|间)?(?:之?前|报|交|登|记)/u;
/** 催一下没报党费的: whoever has not is told in the digest, and the answer says so. */
const CHASE = /催|提醒/u;
/** 党费12块5, which nothing of the kind keeps. */
const MONEY = /\d[\d.]*\s*(?:万|千|百)?(?:块|元|毛|角)/u;
/** 删掉刚才那条民情日记: what was said last is taken back. */
const TAKEN_BACK =
  /^(?:请|帮我|把)?(?:撤销|撤回|删掉|删除|删了|作废)(?:掉|了|刚才|刚刚|上|那|这|一|的|条|篇|个|次|登记)*[。!]?$|^(?:把)?(?:刚才|刚刚|上)(?:那|这|一|的|条|篇|个|次)*(?:撤销|撤回|删掉|删除|删了|作废)(?:掉|了|吧)*[。!]?$/u;
/** 党费 收了: told, and what is missing of it is asked for. */
const SAID_DONE = /^(?:都|已经?|全部?)*(?:登记|收|交|写|报|做)(?:完|好|过)?了[。!]?$/u;
/** Said in so many characters it may be a question; more is told. */
const ASKED = 24;
const CHANGED =
  /^[\s,，:：的]*(?:那[条篇]|内容)?(?:改成|改为|应该是|应为|更正为|改一下[,，:：]?)[\s:：]*(?<said>[\s\S]+)$/u;

/** Undefined where no kind is named, or something else is said of it. */
export function readFiling(h: Heard): Filled | undefined {
  const named = words().find(({ word }) => h.s.includes(word));
  if (!named) return readShared(h) ?? readFilingRate(h) ?? readParted(h);
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
  const theirs = readForAnother(h, row, span);
  if (theirs) return theirs;
  const said = readAdded(h, row, span, prefix);
  if (said) return said;
  const which = { filing: row.key, ...periodIn(h, h.times), ...scopeOf(h) };
  if (rest.length > ASKED) return undefined;
  if (EXPORT.test(rest)) return { intent: 'filing_export', ...which };
  if (MISSING.test(rest) || (CHASE.test(rest) && /没|未/u.test(rest)))
    return { intent: 'filing_missing', ...which, ...(CHASE.test(rest) && { what: 'chase' }) };
  if (MONEY.test(rest) && !row.fields.some(({ unit }) => unit === '元'))
    return { intent: 'filing_how', filing: row.key };
  if (HOW.test(rest) || (rest === '' && h.times.length + h.units.length === 0))
    return { intent: 'filing_how', filing: row.key };
  return readAsked(h, row, span);
}

const OUT =
  /^(?:请|帮我|把)*(?:删掉|删除|删了|删去|作废)(?:掉|了)?|(?:删掉|删除|删了|删去|作废)(?:掉|了|吧)*[。!]?$/u;

/** 赵六的民情日记改成…, 删掉赵六的民情日记: of somebody whose secretary says so. A day that is said says which. */
function readOfAnother(h: Heard, row: FilingKindRow, word: Span): Filled | undefined {
  const [person, ...others] = h.people.filter(({ end }) => end <= word.at);
  if (!person || others.length > 0 || row.who !== 'member') return undefined;
  const names = [nameOf(h, person)];
  const dated = h.times.filter(({ end }) => end <= word.at);
  const around = [...dated, person, word];
  const day = toFiled({ ...h, times: dated }, row, '', word.end).startAt;
  const which = { filing: row.key, names, ...(day !== undefined && { startAt: day }) };
  const rest = without(h.s, around).replace(/[\s的那条篇]/gu, '');
  if (OUT.test(rest) && rest.replace(OUT, '') === '')
    return { intent: 'filing_change', ...which, what: 'withdraw' };
  if (!/^(?:请|把|帮我)*的?$/u.test(without(h.s.slice(0, word.at), around).trim())) return undefined;
  const said = CHANGED.exec(written(h, { at: word.end, end: h.s.length }))?.groups?.said;
  if (said === undefined) return undefined;
  const later = h.times.filter(({ at }) => at >= word.end);
  const { filed } = toFiled({ ...h, times: later }, row, said, word.end);
  return { intent: 'filing_change', ...which, said, ...(filed && { filed }) };
}

/** 帮赵六记一条民情日记：…: it is somebody else's to say. */
function readForAnother(h: Heard, row: FilingKindRow, word: Span): Filled | undefined {
  const [person, ...others] = h.people.filter(({ end }) => end <= word.at);
  if (!person || others.length > 0 || row.who !== 'member') return undefined;
  const before = without(h.s.slice(0, word.at), [person, ...h.times.filter(({ end }) => end <= word.at)]);
  if (!FOR.test(before)) return undefined;
  const told = written(h, { at: word.end, end: h.s.length }).replace(/^[\s:：,，】\]]+/u, '');
  const filed = toFiled(h, row, told, word.end);
  return {
    ...{ ...filed, intent: 'filing_add', filedOf: [{ name: nameOf(h, person), filed: filed.filed! }] },
  };
}
const FOR = /^(?:请|麻烦)?(?:帮|替|给|代)(?:忙|着)?(?:登记|补记|[记写报填登补])(?:一?[条篇个下])?的?$/u;

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
  if (!hasColon && !isDone && figures.length === 0 && isQuestion(row, without(behind, shifted(h, word.end))))
    return undefined;
  const isDated = h.times.some(({ at }) => at >= word.end && /^[\s,，]*$/u.test(h.s.slice(word.end, at)));
  const isTold = isCalled || isDone || SEPARATED.test(behind) || figures.length > 0 || isDated;
  return isTold ? { ...filed, intent: 'filing_add' } : undefined;
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
  const own = row.fields.flatMap(({ name, unit }) => (unit === '' ? [name] : [name, unit]));
  return (
    EXPORT.test(rest) ||
    MISSING.test(rest) ||
    new RegExp(`^(?:${[...own, FILING_ASKING].join('|')})*$`, 'u').test(rest)
  );
};

function toFiled(h: Heard, row: FilingKindRow, said: string, from: number): Partial<Filled> {
  const names = h.people.filter(({ at }) => at >= from).map((p) => nameOf(h, p));
  const times = timesOf(h, row, from);
  const dated = times.filter(({ hasDate }) => hasDate);
  const [day] = dated.flatMap((time) => {
    const back = momentOf(time, h.today, 'back');
    const { startAt, endAt } = isLongAgo(h, back.startAt) ? momentOf(time, h.today, 'near') : back;
    return startAt !== undefined && (endAt === undefined || endAt.slice(0, 10) === startAt.slice(0, 10))
      ? [startAt.slice(0, 10)]
      : [];
  });
  const unit = h.units.find(({ at }) => at < from);
  return {
    filing: row.key,
    said,
    filed: filingFields(row, said, { day, names }),
    ...periodFiled({ ...h, times }),
    ...(day !== undefined && { startAt: day }),
    ...(unit && { scope: written(h, unit) }),
  };
}

/**
 * The times that say of when it is: beside the name of the kind, or in a line that is all figures. What is told of a time
 * to come within the words (说年底回来) is what they are about.
 */
function timesOf(h: Heard, row: FilingKindRow, from: number): Heard['times'] {
  const beside = h.times.filter((t) => t.at < from || /^[\s:：,，】\]的是]*$/u.test(h.s.slice(from, t.at)));
  const isFigures = row.fields.every(({ is, choices }) => is !== 'text' || choices.length > 0);
  if (isFigures) return h.times;
  const within = h.times.filter((t) => !beside.includes(t));
  const back = (t: Heard['times'][number]) => (momentOf(t, h.today, 'back').startAt ?? '').slice(0, 10);
  const isOver = (t: Heard['times'][number]) => back(t) <= h.today && !isLongAgo(h, back(t));
  return row.period === null
    ? [...beside, ...within.filter(isOver)]
    : beside.length > 0
      ? beside
      : within.filter(isTail(h));
}
/** …，11月的: said last, it is of that. */
const isTail =
  ({ s }: Heard) =>
  ({ at, end }: Span): boolean =>
    /[,，\s]$/u.test(s.slice(0, at)) && /^的?[。!！\s]*$/u.test(s.slice(end));

/** 12月30日 said in November is no day of last year: it is yet to come, and told to be. */
const isLongAgo = ({ today }: Heard, day: DateText | undefined): boolean =>
  day !== undefined && day.slice(0, 10) < addDays(today, -LONG_AGO);
const LONG_AGO = 300;

function periodFiled(h: Heard): Pick<Filled, 'period'> {
  const { period } = periodIn(h, h.times);
  if (!period || !isLongAgo(h, period.to)) return period ? { period } : {};
  const ahead = h.times.map((t) => periodOf(t, h, true)).find((p) => p !== undefined);
  return { period: ahead ?? period };
}

/** 不对，是23; 应该是3小时: so short, of figures and days alone. */
const AMENDED =
  /^(?:(?:刚才|刚刚|上一?[条个]|上次)?(?:的|那|这)*[条个篇]?(?:登记|记录)?(?:的)?(?:日子|日期|时间|时长|人数|数字?|地点|单位)?(?:[写说记报登填弄搞]错了|不对|错了)[,，\s]*(?:应该)?(?:是|改成|改为)|应该是|应为)[\s:：]*(?<said>[^,，]{1,14})$/u;
/** 其中赵六是2小时: of one of those it was registered for. */
const OF_ONE = /^(?:其中|里面|里头)(?:的)?(?<said>[^,，]{3,16})$/u;

/** What is set right of the figures or the day of what was said last. */
export const amendedOfLast = (text: string): { said: string; isOfOne: boolean } | undefined => {
  const s = text.trim().replace(/[。!！]+$/u, '');
  const one = OF_ONE.exec(s)?.groups?.said;
  const said = one ?? AMENDED.exec(s)?.groups?.said;
  return said === undefined ? undefined : { said, isOfOne: one !== undefined };
};

const LAST =
  /^(?:我)?(?:刚才|刚刚|上一?条|上次)(?:的)?(?:那|这)?[条个篇]?(?:登记|记录)?(?:的)?[,，\s]*(?:改成|改为|应该是|应为|更正为)[\s:：]*(?<said>[\s\S]+)$/u;

/** 刚才那条改成4小时: what is meant is known to the conversation alone. */
export const saidOfLast = (text: string): string | undefined => LAST.exec(text.trim())?.groups?.said;
