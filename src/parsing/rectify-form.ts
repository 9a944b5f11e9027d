import type { Filled, RectifyDraft } from '../domain/intent.ts';
import { LEDGER_KIND, wordsOfKind } from '../domain/ledger/kinds.ts';
import { type Field, findFields } from './fields.ts';
import type { LabelKey } from './lexicon/labels.ts';
import { asWritten } from './message.ts';
import { labelledName } from './names.ts';
import type { Reading } from './reading.ts';
import { resolveMention, scanTimes } from './time/mention.ts';

const TITLE = new RegExp(`^\\s*[【[](?:${wordsOfKind(LEDGER_KIND).join('|')})[】\\]]\\s*(?=\\n|$)`);
const HEADING =
  /^\s*[【[#*]{0,3}\s?(?:新增|登记|新建|录入|创建|添加|上报|增加)?(?:整改|问题整改|整改(?:事项|问题|任务|清单|台账)|问题清单)(?:登记|录入|新增|立项)?\s?[】\]:*]{0,3}\s*(?=\n|$|[\u4e00-\u9fff]{2,6}[:])/;
const SENTENCE =
  /^(?:请|帮我|麻烦)?(?:登记|新增|新建|录入|添加|创建|增加|立)(?:一个|一条|一项|个|条|项)?(?:新的?)?(?:整改(?:事项|问题|任务|项)?|问题整改)[:,\s]*/;
const DRAFT_KEYS: Partial<Record<LabelKey, keyof RectifyDraft>> = {
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
const NUMBERED =
  /^\s*(?:\d{1,2}\s?[.、)]|\(\d{1,2}\)|\([一二三四五六七八九十]{1,2}\)|[一二三四五六七八九十]{1,2}[、.])\s*/;

/** 【整改】 form, a pasted numbered list, or 登记整改 …: one draft per item. */
export function readRectifyForm(r: Reading): Filled | undefined {
  const s = r.m.s;
  const sentence = SENTENCE.exec(s);
  const heading = sentence ? null : (TITLE.exec(s) ?? HEADING.exec(s));
  if (!sentence && !heading) return undefined;
  const head = (sentence ?? heading)![0];
  const body = s.slice(head.length);
  if (/[\u4e00-\u9fff]/.test(body) === false || (heading && OTHER_USE.test(head))) return undefined;
  const blocks = split(body);
  const items = blocks
    .map((block) => draft(r, block, sentence !== null))
    .filter((d) => d.problem !== undefined || (blocks.length === 1 && Object.keys(d).length > 0));
  if (items.length === 0) return undefined;
  if (
    heading &&
    blocks.length === 1 &&
    !findFields(body).some((f) => ['problem', 'measure', 'owner', 'source', 'topic'].includes(f.key))
  )
    return undefined;
  if (items.length === 1 && findFields(body).some((f) => f.key === 'rate' || f.key === 'progress'))
    return undefined;
  return { intent: 'rectify_create', items };
}

/** One block per numbered line, or per repeated 问题 label. */
function split(body: string): string[] {
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  const marks = lines.filter((line) => NUMBERED.test(line)).length;
  const inline = marks >= 1 && lines.length >= 1;
  const blocks: string[] = [];
  for (const line of lines) {
    const begins = inline ? NUMBERED.test(line) : /^\s*(?:问题|整改内容|问题描述)\s?[:|]/.test(line);
    if (begins || blocks.length === 0) blocks.push(line.replace(NUMBERED, ''));
    else blocks[blocks.length - 1] += `\n${line}`;
  }
  return blocks;
}

function draft(r: Reading, block: string, sentence: boolean): RectifyDraft {
  const out: RectifyDraft = {};
  const fields = findFields(` ${block}`).map((f) => ({ ...f, at: f.at - 1 }));
  for (const f of fields) {
    const key = DRAFT_KEYS[f.key];
    if (key === undefined || f.value === '' || out[key] !== undefined) continue;
    out[key] = draftValue(r, key, f);
  }
  const lead = block.slice(0, fields[0]?.at ?? block.length);
  if (out.problem === undefined) {
    const problem = lead
      .split(
        sentence || fields.length === 0 ? /[,;。\n]|\s(?=责任|负责|时限|措施|来源|\S{1,8}前完成)/ : /[;。\n]/,
      )[0]!
      .trim()
      .replace(/[,;。:\s(]+$/, '');
    if (problem.length >= 2) out.problem = asWritten(r.m, problem);
  }
  fromSentence(r, lead, out);
  return out;
}

function draftValue(r: Reading, key: keyof RectifyDraft, f: Field): string {
  if (key === 'dueAt') {
    const t = scanTimes(f.value, r)[0];
    return (t && resolveMention(t, r.today, 'forward').startAt) ?? asWritten(r.m, f.value);
  }
  if (key === 'owner' || key === 'leader') return asWritten(r.m, labelledName(f.value) ?? f.value);
  return asWritten(r.m, f.value);
}

/** 责任人张三, 12月底前完成 without colons. */
function fromSentence(r: Reading, text: string, out: RectifyDraft): void {
  const owner =
    /(?:责任人|负责人)(?:是|为)?\s?([\u4e00-\u9fff·]{2,5})(?=[,;。\s\n]|$)/.exec(text) ??
    /(?:由)?([\u4e00-\u9fff·]{2,4})负责/.exec(text);
  const name = owner && labelledName(owner[1]!.replace(/^由/, ''));
  if (out.owner === undefined && name) out.owner = asWritten(r.m, name);
  const leader = /责任领导(?:是|为)?\s?([\u4e00-\u9fff·]{2,5})(?=[,;。\s\n]|$)/.exec(text);
  const led = leader && labelledName(leader[1]!);
  if (out.leader === undefined && led) out.leader = asWritten(r.m, led);
  const time = scanTimes(text, r).find((t) => t.date !== undefined);
  const due = time && resolveMention(time, r.today, 'forward').startAt;
  if (out.dueAt === undefined && due !== undefined) out.dueAt = due;
}
