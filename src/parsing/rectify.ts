import type { Filled } from '../domain/intent.ts';
import { clauses } from './absent.ts';
import { type Field, fieldOf } from './fields.ts';
import type { Items } from './item-number.ts';
import { ASK, DONE, EXTEND, MAY_I, NOT_YET, PARTIAL, PLANNED, RECTIFY_WORDS } from './lexicon/rectify.ts';
import { matches } from './matches.ts';
import { asWritten, mask } from './message.ts';
import { labelledName, nameBackward, nameForward, splitNames } from './names.ts';
import { readProgress } from './progress.ts';
import { type Reading, read } from './reading.ts';
import { cause, longestPiece, remaining } from './text.ts';
import { addSpan } from './time/date-tokens.ts';
import { resolveMention, type TimeMention } from './time/mention.ts';

const words = new RegExp(RECTIFY_WORDS);
const extend = new RegExp(EXTEND);
const noExtend =
  /(?:(?<![能可是行要])不|没|未|无需|无须|不用|不必|别)(?:有|再|需要|需|想|能|会|准备|打算|申请|同意)*延/;
const done = new RegExp(DONE);
const notYet = new RegExp(NOT_YET);
const partial = new RegExp(PARTIAL);
const planned = new RegExp(PLANNED);
/** 延期批了吗 asks what became of a request. */
const decided =
  /(?:延期?|延长|顺延|推迟)(?:申请|的申请|的事|一事)?[^,。;\n]{0,4}(?:批|通过|同意|准|了)[^,。;\n]{0,4}(?:吗|没|么|\?)/;
const ask = new RegExp(`${ASK}|\\?`);
const mayI = new RegExp(
  `(?:${MAY_I})[^。;\\n]{0,12}(?:${EXTEND})|(?:${EXTEND})[^。;\\n]{0,16}(?:吗|行不行|行吗|可以吗|好吗|可否|行不)`,
);

interface Rectification {
  intent: Filled;
  trouble: string[];
  /** what each clause says, where they say different things */
  alternatives?: Filled[];
}

/** Progress, completion, extension or a question about ledger items; undefined when the text is about none. */
export function readRectify(r: Reading): Rectification | undefined {
  const apartItems = readApart(r);
  if (apartItems) return apartItems;
  const fields = r.fields;
  const items = r.items;
  const labelled = fieldOf(fields, 'rate', 'progress', 'state', 'due', 'oldDue') !== undefined;
  if (items.itemNo === undefined && !words.test(r.s)) return undefined;
  const rest = mask(r.rest, items.spans);
  const kind = classify(r, rest, items, fields, labelled);
  return (
    kind && { intent: fill(r, kind, rest, items, fields), trouble: r.times.flatMap((t) => t.trouble ?? []) }
  );
}

/** 问题3完成，问题5进展60%: two messages in one, and each of them is offered. */
function readApart(r: Reading): Rectification | undefined {
  if (!r.items.itemNo?.includes(',') || r.items.spans.length < 2 || r.s.length > 200) return undefined;
  const parts = clauses(r.s)
    .slice(0, 6)
    .map((s) => read({ raw: s, s }, r.now, r.calendar))
    .filter((part) => part.items.itemNo !== undefined);
  if (parts.length < 2) return undefined;
  const said = parts.map((part) => readRectify(part)?.intent).filter((intent) => intent !== undefined);
  const kinds = new Set(said.map((i) => `${i.intent} ${i.progress} ${i.dueAt}`));
  if (said.length < parts.length || kinds.size < 2 || said.some((i) => i.intent === 'query'))
    return undefined;
  return { intent: said[0]!, trouble: [], alternatives: said.slice(0, 4) };
}

/** 党章第三条是什么: an article, not an item. */
const LEDGER =
  /整改|销号|问题|进展|进度|办|事项|台账|清单|隐患|查|看|完成|到期|谁|怎么样|怎样|咋样|如何|情况|延|弄|改/;

type Kind = 'progress' | 'done' | 'extend' | 'ask';

function classify(
  r: Reading,
  rest: string,
  items: Items,
  fields: Field[],
  labelled: boolean,
): Kind | undefined {
  const state = fields
    .filter((f) => f.key === 'state')
    .map((f) => f.value)
    .join(' ');
  const text = `${rest} ${state}`;
  const heading = /^.{0,12}(?:延期申请|申请延期)/.test(r.s);
  const wants = extend.test(rest) && !noExtend.test(rest) && !decided.test(rest);
  if (
    wants &&
    (mayI.test(rest) || (!ask.test(rest) && (items.itemNo !== undefined || /申请|时限|期限|整改/.test(rest))))
  )
    return 'extend';
  if (heading && items.itemNo !== undefined) return 'extend';
  if (ask.test(rest))
    return items.itemNo !== undefined && (!items.weak || LEDGER.test(rest)) ? 'ask' : undefined;
  const strong =
    /(?:现|均|都)?已(?:经)?(?:提前|按期|如期|按时|圆满|超前)(?:整改)?(?:完成|办结|到位|整改|解决|销号)|申请销号|请求销号|请予销号|予以销号|可以销号|全部完成|已全部|整改到位|已办结|100%|百分之百/.test(
      text,
    );
  const percent = readProgress(withoutTimes(r, items));
  if (percent !== undefined && percent < 100)
    return plausible(rest, items, labelled) ? 'progress' : undefined;
  if (notYet.test(text)) return plausible(rest, items, labelled) ? 'progress' : undefined;
  if (percent === 100 || (strong && !planned.test(rest)))
    return plausible(rest, items, labelled) ? 'done' : undefined;
  if (planned.test(rest) || partial.test(partialText(r, items)) || partial.test(rest))
    return items.itemNo !== undefined || labelled || /进展|进度/.test(rest) ? 'progress' : undefined;
  if (done.test(text)) return plausible(rest, items, labelled) ? 'done' : undefined;
  if (items.itemNo === undefined) return labelled && /整改|销号/.test(r.s) ? 'progress' : undefined;
  if (labelled || /进展|进度|推进|落实|协调|采购|施工|招标|审批|公示|维修|安装|对接|报批|联系/.test(rest))
    return 'progress';
  return remaining(rest).length === 0 ? 'ask' : undefined;
}

/** Without an item number, only 整改 or 销号 make a finished matter a ledger matter. */
const plausible = (rest: string, items: Items, labelled: boolean) =>
  items.itemNo !== undefined ||
  labelled ||
  (/整改|销号|隐患/.test(rest) &&
    !/[成改号结]率|不(?:予|要|能|用|给|让)?(?:销号|整改)|要求|必须|务必|请各|请大家|抓紧|尽快|通知|会议|学习|专项|工作会|我们要|要把|清单$|(?:未|没|待)(?:销号|整改|办结|完成)的?(?:整改)?(?:问题|事项|隐患|清单|任务)|的(?:整改|问题|事项|隐患)(?:事项|问题)?$/.test(
      rest,
    ));

const withoutTimes = (r: Reading, items: Items) => mask(mask(r.s, r.times), items.spans);
/** Times stay, so that 月底前完成 reads as a promise. */
const partialText = (r: Reading, items: Items) => mask(r.s, items.spans);

function fill(r: Reading, kind: Kind, rest: string, items: Items, fields: Field[]): Filled {
  const intent: Filled = { intent: kind === 'ask' ? 'query' : `rectify_${kind}` };
  if (kind === 'ask') intent.metric = 'rectify_item';
  if (items.itemNo !== undefined) intent.itemNo = items.itemNo;
  const scope = r.units.find(
    (u) => !fields.some((f) => f.key === 'department' && u.at >= f.at && u.at < f.end),
  );
  if (scope) intent.scope = asWritten(r.m, scope.text);
  if (kind === 'ask') return intent;
  const names = responsible(rest, fields);
  if (names) intent.names = names.map((n) => asWritten(r.m, n));
  if (kind === 'progress') {
    const progress = readProgress(withoutTimes(r, items));
    if (progress !== undefined) intent.progress = progress;
    const due = promised(r, fields);
    if (due !== undefined) intent.dueAt = due;
  }
  if (kind === 'extend') {
    const due = newDeadline(r, fields);
    if (due !== undefined) intent.dueAt = due;
    const reason = fieldOf(fields, 'reason')?.value ?? cause(rest) ?? longestPiece(rest, EXTEND_PART);
    if (reason !== undefined) intent.reason = asWritten(r.m, reason);
    return intent;
  }
  const remark = fieldOf(fields, 'progress', 'remark')?.value ?? remaining(rest, STRIP)[0];
  if (remark !== undefined && remark !== '' && !/^\d{1,3}%?$/.test(remark))
    intent.remark = asWritten(r.m, remark);
  return intent;
}

const EXTEND_PART = new RegExp(
  `(?:${MAY_I})?(?:${EXTEND}|原定|原计划|时限|期限|整改|问题|事项)(?:[到至]|(?:半|[\\d一二两三四五六七八九十]{1,3})(?:天|周|个?月|年|个星期))*(?:完成|可以吗|行不行|吗)?`,
  'g',
);

const STRIP =
  /申请|延期|延长|延至|延到|顺延|推迟|原定|原计划|能不能|能否|可否|麻烦|整改|问题|事项|进展|进度|完成率?|预计|计划|争取|力争|已经?|销号|情况|\d{1,3}%|百分之[一二三四五六七八九十百]{1,5}|一半|[一二三四五六七八九]成|到位|办结|了|的|吧|请|再给|时限|期限|宽限/g;

function responsible(rest: string, fields: Field[]): string[] | undefined {
  const label = fieldOf(fields, 'owner', 'person');
  if (label) {
    const names = splitNames(label.value) ?? [labelledName(label.value)].filter((n) => n !== undefined);
    return names.length > 0 ? names : undefined;
  }
  const m = /(?:整改)?(?:责任人|负责人|经办人|承办人)(?:是|为|:|\s)*/.exec(rest);
  const ahead = m && nameForward(rest, m.index + m[0].length);
  if (ahead) return [ahead];
  const led = /(?:同志)?(?:负责|牵头|承办|主抓|反馈|汇报|报告)/.exec(rest);
  const behind = led && nameBackward(rest, led.index);
  if (behind) return [behind];
  const first = /^[\s\ue001]*([\u4e00-\u9fff·]{2,8})[\s,:\ue001]/.exec(rest);
  const alone = first && splitNames(first[1]!);
  return alone ?? undefined;
}

const CUE_BEFORE =
  /(?:预计|争取|力争|计划|确保|保证|承诺|拟|打算|准备|目标|时限|期限|最迟|最晚|能在|可在|将在|将于|可于|能于|估计|大概|应该|预期|希望|约|完成时间|时间|到|至|在|于)[^,。;\n]{0,6}$/;
const CUE_AFTER =
  /^(?:之?前|以前|内|之内|左右|底)?[^,。;\n]{0,6}(?:完成|办结|到位|整改|解决|搞定|改完|销号|结束|完工|交付|落实|弄好|见效|竣工|能(?=[^,。]{0,4}[完办改解销搞弄好结收])|清零|改好|做完|修好|搞好)/;
const PAST = /^(?:已|已经|我们?已|开了|开始|就|上报|召开|启动|完成了|动工|开工)/;

/** 3号、8号问题: what numbers an item is no day. */
const apart = (r: Reading) =>
  r.times.filter((t) => !r.items.spans.some((span) => t.at >= span.at && t.at < span.end));

/** The promised date in a progress report: marked as a plan, never a past step. */
function promised(r: Reading, fields: Field[]): string | undefined {
  const label = fieldOf(fields, 'due');
  const mentions = apart(r).filter((t) => t.date !== undefined || t.clock !== undefined);
  if (label) {
    const own = mentions.find((t) => t.at >= label.valueAt && t.at < label.end);
    return own && resolveMention(own, r.today, 'forward').startAt;
  }
  for (const t of mentions.toReversed()) {
    const before = r.s.slice(Math.max(0, t.at - 14), t.at);
    const after = r.s.slice(t.end, t.end + 12);
    if (PAST.test(after) || /(?:原定|原计划|原来|已于|已在|自|从)$/.test(before)) continue;
    const deadline = t.date?.kind === 'fixed' && t.date.deadline;
    if (!deadline && !CUE_BEFORE.test(before) && !CUE_AFTER.test(after) && !/^(?:之?前|以前)/.test(after))
      continue;
    const at = resolveMention(t, r.today, 'forward').startAt;
    if (at !== undefined && at.slice(0, 10) >= r.today) return at;
  }
  return undefined;
}

const OLD =
  /(?:原定|原计划|原来|原时限|原期限|原先|原本|原要求|原截止|原|本来|本应|应于|由|从|时限是|时限为|时限|期限是|期限|到期日|截止|本该)[^,。;\n]{0,8}$/;
const NEW =
  /(?:延期?[到至]|推迟[到至]|延长[到至]|顺延[到至]|延后[到至]|宽限[到至]|放宽[到至]|推[到至]|改[到为至成]|调整[到为至]|[到至]|新时限|新的?期限|申请|希望|力争|争取|预计|能在|保证|在)[^,。;\n]{0,6}$/;
const MOVED = /(?:延|推迟|宽限|放宽|推|改|调整|顺延)[期长迟后]?[到至为]$/;
const FRESH = /新的?(?:完成|整改)?(?:时限|期限)[^,。;\n]{0,6}$/;
const SPAN =
  /(?<n>半|\d{1,3}|[一二两三四五六七八九十]{1,3})(?<u>天|日|周|个?(?:星期|礼拜)|个半月|个?月(?![底末初])|个工作日|年)(?!前)/g;

/** The new deadline: the date after 到, or the old one moved by a span; the span counts from today when no old date is told. */
function newDeadline(r: Reading, fields: Field[]): string | undefined {
  const mentions = apart(r).filter((t) => t.date !== undefined);
  const due = fieldOf(fields, 'due');
  const oldLabel = fieldOf(fields, 'oldDue');
  const within = (t: TimeMention, f: Field | undefined) =>
    f !== undefined && t.at >= f.valueAt && t.at < f.end;
  const labelled = mentions.find((t) => within(t, due));
  if (labelled) return resolveMention(labelled, r.today, 'forward').startAt;
  const before = (t: TimeMention) => r.s.slice(Math.max(0, t.at - 12), t.at);
  const isOld = (t: TimeMention) =>
    within(t, oldLabel) ||
    (OLD.test(before(t)) && !MOVED.test(before(t)) && !FRESH.test(before(t))) ||
    /^(?:之?前)?(?:就|应|要|该)?(?:到期|的时限|的期限|截止)/.test(r.s.slice(t.end, t.end + 6));
  const old = mentions.filter(isOld);
  const fresh = mentions.filter((t) => !old.includes(t));
  const calendar = mentions.filter((t) => !isSpan(r, t));
  const spans = matches(SPAN, mask(r.s, calendar));
  const span = spans.find(
    (m) =>
      extend.test(r.s.slice(Math.max(0, m.index - 12), m.index)) ||
      /^(?:的?时间|内|之内|期限|吧|行|可以|后|$|[,。;])/.test(r.s.slice(m.index + m[0].length)),
  );
  const marked = fresh.filter((t) => !isSpan(r, t) && NEW.test(r.s.slice(Math.max(0, t.at - 12), t.at)));
  const target = marked.at(-1) ?? fresh.filter((t) => !isSpan(r, t)).at(-1);
  if (target && (old.length > 0 || !span || marked.length > 0))
    return resolveMention(target, r.today, 'forward').startAt;
  if (!span) return fresh.length > 0 ? resolveMention(fresh.at(-1)!, r.today, 'forward').startAt : undefined;
  const from = old[0] ?? target;
  const base = (from && resolveMention(from, r.today, 'forward').startAt?.slice(0, 10)) ?? r.today;
  return addSpan(base, span.groups!.n!, span.groups!.u!, 1, r.calendar);
}

/** 三天内, 两周后: a length of time, not a day on the calendar. */
const isSpan = (r: Reading, t: TimeMention) =>
  t.date?.kind === 'fixed' &&
  t.date.deadline === true &&
  /^(?:半|\d{1,3}|[一二两三四五六七八九十]{1,3})(?:天|日|周|个?星期|个?礼拜|个?月|个半月|个工作日|年)/.test(
    r.s.slice(t.at, t.end),
  ) &&
  !/月[底末初]|旬/.test(r.s.slice(t.at, t.end));
