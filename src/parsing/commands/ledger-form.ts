import type { Filled } from '../../domain/intent.ts';
import type { ItemKind } from '../../domain/ledger/item.ts';
import {
  type ItemKindRow,
  kindRow,
  kindsInUse,
  LEDGER_KIND,
  perKinds,
  wordsOfKind,
} from '../../domain/ledger/kinds.ts';
import type { RectifyDraft, RectifyText } from '../../domain/slots.ts';
import { readDeadline } from '../deadline.ts';
import type { LabelKey } from '../lexicon/labels.ts';
import { asWritten, mask } from '../message.ts';
import { nameOf, namesTogether, runsOf } from '../slots/names.ts';
import { written } from '../slots/written.ts';
import type { FieldSpan } from '../spans/form.ts';
import type { Span } from '../spans/span.ts';
import { dueAmong } from '../spans/time/due.ts';
import { addressedIn, isNodeList, nodesIn } from './ledger-nodes.ts';
import { askedOfAll, askedOfSome, givenTo, handedTo, owned } from './ledger-openings.ts';
import type { Heard } from './rest.ts';

const anyOf = (words: readonly string[]) => words.toSorted((a, b) => b.length - a.length).join('|');
const titled = (row: ItemKindRow) => new RegExp(`^\\s*[【[](?:${anyOf(wordsOfKind(row))})[】\\]]\\s*`);
const title = perKinds(() => titled(kindRow(LEDGER_KIND)));
const HEADING =
  /^\s*[【[#*]{0,3}\s?(?:新增|登记|新建|录入|创建|添加|上报|增加)?(?:整改|问题整改|整改(?:事项|问题|任务|清单|台账)|问题清单)(?:登记|录入|新增|立项)?\s?[】\]:*]{0,3}\s*(?=\n|$|[\u4e00-\u9fff]{2,6}[:])/;
const SENTENCE =
  /^(?:请|帮我|麻烦)?(?:登记|新增|新建|录入|添加|创建|增加|立)(?:一个|一条|一项|个|条|项)?(?:新的?)?(?:整改(?:事项|问题|任务|项)?|问题整改)[:,\s]*/;
/** 整改问题清单 over numbered lines is a list to open, and its first number no item. */
const LIST_HEADING =
  /^\s*[【[]?[\u4e00-\u9fff]{0,12}(?:整改|问题)(?:问题|事项|任务|内容)?(?:清单|台账|汇总|列表|登记)?(?:如下)?[】\]]?[:：]?[ \t]*\n(?=\s*[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?\s*[.、．:：)）])/;
const others = perKinds(() =>
  kindsInUse()
    .filter(({ key }) => key !== LEDGER_KIND)
    .map((row) => ({
      kind: row.key,
      title: titled(row),
      heading: new RegExp(`^\\s*(?:${anyOf(wordsOfKind(row))})[:：]?(?=\\s*\\n)`),
      sentence: new RegExp(
        `^\\s*(?:我|登记|发起|安排|下发|下达|布置|派发|发布)?(?:一[个项])?\\s*(?:${anyOf(wordsOfKind(row))})[\\s:，,]+(?=\\S)`,
      ),
      toUnit: row.toUnit,
      // 我承诺年底前帮扶两户: of oneself and with a day, no mark needs to stand behind the word.
      own:
        row.opener === 'member'
          ? new RegExp(
              `^\\s*我(?:公开|郑重|在此)?(?:${row.prefix})(?![过了的])(?:在|于)?[\\s,:]*(?=[\\u4e00-\\u9fff\\d]{4})`,
            )
          : undefined,
      perBranch: row.perBranch,
      // 约请第二党支部: the unit stands right behind the word.
      before: new RegExp(`^\\s*(?:我们?|登记|发起|安排)?\\s*(?:${anyOf(wordsOfKind(row))})`),
    })),
);
const DRAFT_KEYS: Partial<Record<LabelKey, RectifyText>> = {
  problem: 'problem',
  source: 'source',
  measure: 'measure',
  leader: 'leader',
  department: 'department',
  owner: 'owner',
  due: 'dueAt',
  supervision: 'supervision',
  prevention: 'prevention',
  kind: 'kind',
  item: 'code',
  topic: 'problem',
  type: 'kind',
  time: 'dueAt',
};
const OTHER_USE = /进展|进度|完成率|延期|销号/;
/** Words that ask or report; with one of these a kind's own word opens nothing. */
const NO_OPENING = /\?|吗|谁|哪|多少|怎么|很重|辛苦|完成了|清单$|情况$/;
/** 信访 进展50%: of one that is there. */
const REPORTS = /^\s*(?:进展|进度|已?完成|已?办好|已?办结|延期|退回|\d{1,3}%)/;
const NUMBERED =
  /^\s*(?:\d{1,2}\s?[.、)]|\(\d{1,2}\)|\([一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}[、.])\s*/;

interface Opening {
  kind: ItemKind;
  /** where the matter begins */
  from: number;
  isSentence: boolean;
  /** of what is opened without a mark behind its kind */
  mend?: (draft: RectifyDraft) => RectifyDraft;
}

/** 【整改】 form, a pasted numbered list, or 登记整改 …: one draft per item; the same for 承诺, 任务 and every other kind. */
export function readLedgerForm(h: Heard): Filled | undefined {
  const opening = openingOf(h);
  if (!opening) return undefined;
  const { kind, from, isSentence, mend = (draft) => draft } = opening;
  if (!/[\u4e00-\u9fff]/.test(h.s.slice(from))) return undefined;
  const blocks = blocksOf(h, from);
  const items = blocks
    .map((block) => {
      const draft = draftIn(h, block, isSentence, kindRow(kind).perBranch);
      return mend(kindRow(kind).toUnit ? addressed(h, block, draft) : draft);
    })
    .filter((d) => d.problem !== undefined || (blocks.length === 1 && Object.keys(d).length > 0))
    .map((d) => (kind === LEDGER_KIND ? d : { ...d, kind: kindRow(kind).prefix }));
  if (items.length === 0) return undefined;
  const keys = new Set(h.form.fields.filter((f) => f.at >= from).map((f) => f.key));
  const isLedger = kind === LEDGER_KIND;
  if (
    isLedger &&
    !isSentence &&
    blocks.length === 1 &&
    !['problem', 'measure', 'owner', 'source', 'topic'].some((k) => keys.has(k as LabelKey))
  )
    return undefined;
  if (items.length === 1 && (keys.has('rate') || keys.has('progress'))) return undefined;
  return { intent: 'rectify_create', items };
}

function openingOf(h: Heard): Opening | undefined {
  const { s } = h;
  const sentence = SENTENCE.exec(s)?.[0];
  if (sentence) return { kind: LEDGER_KIND, from: sentence.length, isSentence: true };
  const heading = (title().exec(s) ?? HEADING.exec(s) ?? LIST_HEADING.exec(s))?.[0];
  if (heading)
    return OTHER_USE.test(heading)
      ? undefined
      : { kind: LEDGER_KIND, from: heading.length, isSentence: false };
  for (const row of others()) {
    const { kind, title: form, heading: other, sentence: said, own, toUnit, before, perBranch } = row;
    const first = (form.exec(s) ?? other.exec(s))?.[0];
    if (first) return { kind, from: first.length, isSentence: false };
    const ahead = toUnit ? before.exec(s)?.[0] : undefined;
    // 约请李四来看水渠: then it is asked which unit.
    const isBeforeUnit =
      ahead !== undefined && [...h.units, ...h.people].some(({ at }) => at === ahead.length);
    const promised = h.times.some((t) => t.hasDate) ? own?.exec(s)?.[0] : undefined;
    const words = said.exec(s)?.[0] ?? promised ?? (isBeforeUnit ? ahead : undefined);
    if (words && h.itemNo === undefined && !NO_OPENING.test(s) && !REPORTS.test(s.slice(words.length)))
      return { kind, from: words.length, isSentence: true };
    const given = perBranch ? givenTo(h, said) : undefined;
    if (given) return { kind, isSentence: true, ...given };
  }
  return h.itemNo === undefined && !NO_OPENING.test(s)
    ? (owned(h) ?? handedTo(h) ?? askedOfAll(h) ?? askedOfSome(h))
    : undefined;
}

/** One block per numbered line, or per repeated 问题 label. */
function blocksOf(h: Heard, from: number): Span[] {
  const { s } = h;
  const lines: Span[] = [];
  for (let at = from; at <= s.length; ) {
    const end = s.indexOf('\n', at);
    const stop = end < 0 ? s.length : end;
    if (s.slice(at, stop).trim() !== '') lines.push({ at, end: stop });
    at = stop + 1;
  }
  const numbered = lines.filter((line) => NUMBERED.test(s.slice(line.at, line.end)));
  const isNumbered =
    numbered.length > 0 && !(numbered.length === lines.length - 1 && isNodeList(h, lines.slice(1)));
  const blocks: Span[] = [];
  for (const line of lines) {
    const text = s.slice(line.at, line.end);
    const begins = isNumbered ? NUMBERED.test(text) : /^\s*(?:问题|整改内容|问题描述)\s?[:|]/.test(text);
    if (begins || blocks.length === 0)
      blocks.push({ at: line.at + (NUMBERED.exec(text)?.[0].length ?? 0), end: line.end });
    else blocks.at(-1)!.end = line.end;
  }
  return blocks;
}

function draftIn(h: Heard, block: Span, isSentence: boolean, isPerBranch: boolean): RectifyDraft {
  const out: RectifyDraft = {};
  const steps = nodesIn(h, block);
  const end = steps?.at ?? block.end;
  const addressed = isPerBranch ? addressedIn(h, block) : undefined;
  const fields = h.form.fields.filter((f) => f.valueAt >= block.at && f.valueAt <= block.end);
  for (const f of fields) {
    const key = DRAFT_KEYS[f.key];
    if (key !== undefined && f.value !== '') out[key] ??= draftValue(h, key, f);
  }
  const lead = { at: block.at, end: Math.max(block.at, Math.min(fields[0]?.at ?? end, end)) };
  if (out.problem === undefined) {
    const said = addressed === undefined ? h.s : withoutDays(h, addressed.rest);
    const clauses = said
      .slice(lead.at, lead.end)
      .split(
        isSentence || fields.length === 0
          ? /[,;。\n]|\s(?=责任|负责|时限|措施|来源|\S{1,8}前完成)/
          : /[;。\n]/,
      );
    const clause = addressed === undefined ? clauses[0]! : (clauses.find((part) => /\S{2}/.test(part)) ?? '');
    const problem = clause.trim().replace(/[,;。:\s(]+$/, '');
    if (problem.length >= 2) out.problem = asSaid(h, problem, lead.at);
  }
  const told = out.dueAt;
  fromSentence(h, lead, block, out);
  if (addressed) out.to = addressed.to;
  if (steps) {
    out.nodes = steps.nodes;
    out.dueAt = [
      ...steps.nodes.map((node) => node.dueAt),
      ...[told, steps.dueAt].filter((day) => day !== undefined),
    ]
      .sort()
      .at(-1)!;
    // 任务：12月5日前完成摸底，12月20日前完成整治
    out.problem = out.problem?.replace(NODE_LINES, '') ?? steps.nodes.map((node) => node.name).join('、');
  }
  if (out.problem !== undefined) out.problem = plainProblem(out as RectifyDraft & { problem: string });
  return out;
}

/** Which unit is asked, and what of it: 第二党支部 12月5日前来看水渠. */
function addressed(h: Heard, block: Span, draft: RectifyDraft): RectifyDraft {
  const isIn = ({ at, end }: Span) => at >= block.at && end <= block.end;
  const unit = h.units.find(isIn);
  if (unit === undefined) return draft;
  const department = draft.department ?? written(h, unit);
  const isForm = h.form.fields.some((f) => f.at >= block.at && f.at < block.end);
  if (isForm) return { ...draft, department };
  const rest = mask(h.s, [unit, ...h.times.filter((t) => isIn(t) && t.hasDate)]).slice(block.at, block.end);
  const problem = rest
    .replace(/\ue001+(?:之?前|以前)?/g, ' ')
    .replace(/^[\s,。:]+|[\s,。:]+$/g, '')
    .replace(/\s{2,}/g, ' ');
  const { problem: _, ...others } = draft;
  return { ...others, department, ...(problem.length >= 2 && { problem: asWritten(h.m, problem) }) };
}

/** What is addressed in its sentence tells its day anywhere in it. */
const withoutDays = (h: Heard, text: string): string => {
  // 年度总结: what only names the matter stays.
  const days = h.times
    .filter((t) => t.hasDate && (t.isDeadline || t.kind === 'moment'))
    .toSorted((a, b) => b.at - a.at);
  let out = text;
  for (const { at, end } of days) {
    const to = end + (/^(?:之?前|以前)(?:完成)?/.exec(text.slice(end))?.[0].length ?? 0);
    out = out.slice(0, at) + ' '.repeat(to - at) + out.slice(to);
  }
  return out;
};

/** Behind a labelled problem they are lines of its own field. */
const NODE_LINES = /\s*\n\s*(?:时间|任务|工作)?节点[\s\S]*$/u;

const SAID_BESIDE = /[\s，,、。；;]+(?:整改)?(?:责任人|负责人|经办人|时限|期限|完成时限)\S*(?:\s.*)?$/s;
const DATE_BESIDE =
  /[\s，,、。；;]+\S{0,6}(?:\d{1,2}月\d{1,2}[日号]?|月底|年底|周[一二三四五六日天])(?:之?前|以前|前)?(?:完成|整改到位)?[。]?$/;

/** A sentence says everything in one line; who and by when have fields of their own. */
function plainProblem({ problem, owner, dueAt }: RectifyDraft & { problem: string }): string {
  let text = problem;
  if (owner !== undefined || dueAt !== undefined) text = text.replace(SAID_BESIDE, '');
  if (dueAt !== undefined) text = text.replace(DATE_BESIDE, '');
  return text.trim();
}

const asSaid = (h: Heard, text: string, from: number): string => {
  const at = h.s.indexOf(text, from);
  return at < 0 ? text : written(h, { at, end: at + text.length });
};

function draftValue(h: Heard, key: RectifyText, f: FieldSpan): string {
  const inside = (span: Span) => span.at >= f.valueAt && span.at < f.end;
  if (key === 'dueAt') {
    const text = h.s.slice(f.valueAt, f.end);
    return readDeadline(text, h.now, h.calendar) ?? asSaid(h, f.value, f.valueAt);
  }
  const first = key === 'owner' || key === 'leader' ? h.people.find(inside) : undefined;
  if (!first) return asSaid(h, f.value, f.valueAt);
  if (key === 'leader') return nameOf(h, first);
  const run = runsOf(h, h.people).find((people) => people.includes(first))!;
  return namesTogether(h, run.slice(run.indexOf(first)), f.valueAt);
}

/** 责任人张三, 由李四负责, 12月底前完成 without colons. */
function fromSentence(h: Heard, lead: Span, block: Span, out: RectifyDraft): void {
  const people = h.people.filter((p) => p.at >= lead.at && p.end <= lead.end);
  for (const run of runsOf(h, people)) {
    const [from, to] = [run[0]!.at, run.at(-1)!.end];
    const before = h.s.slice(Math.max(lead.at, from - 8), from);
    if (/责任领导(?:是|为|\s)*$/.test(before)) out.leader ??= nameOf(h, run[0]!);
    else if (
      /(?:责任人|负责人)(?:是|为|\s)*$/.test(before) ||
      /^\s*(?:同志)?(?:共同|一起)?负责/.test(h.s.slice(to, to + 8))
    )
      out.owner ??= namesTogether(h, run, from);
  }
  const days = h.times.filter((t) => t.hasDate && t.at >= lead.at && t.end <= block.end && !inForm(h, t));
  // 年度总结 12月1日前: what says until when, before a span that only names the matter.
  const due = days.find((t) => t.isDeadline) ?? days.find((t) => t.kind === 'moment') ?? days[0];
  const dueAt = due && dueAmong([due], h.today);
  if (dueAt !== undefined) out.dueAt ??= dueAt;
}

/** A time in a labelled value belongs to its label; behind the name of who does it, it is until when. */
const inForm = (h: Heard, t: Span): boolean =>
  h.form.fields.some((f) => f.style === 'form' && f.key !== 'owner' && t.at >= f.valueAt && t.at < f.end);
