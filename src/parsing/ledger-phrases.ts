// What people say about the ledger that has no form of its own: other kinds of items in their own words, lists by
// state, the month-end report. Each is read as the rectification sentence it stands for.

import type { Instant } from '../domain/calendar/time.ts';
import type { Filled } from '../domain/intent.ts';
import {
  ITEM_KINDS,
  ITEM_PREFIXES,
  type ItemKind,
  OTHER_KINDS,
  wordsOfKind,
} from '../domain/ledger/kinds.ts';
import type { Grasp } from './certainty.ts';
import { grasp, type ReadingOptions } from './grammar.ts';
import { isAboutItems } from './query.ts';

/** Reads the sentence that a message stands for. */
type Reader = (text: string) => Grasp;

/** Longest words first: 承诺践诺 before 承诺. */
const anyOf = (words: readonly string[]) => words.toSorted((a, b) => b.length - a.length).join('|');

/** Most messages are not about the ledger: one look tells. */
const LEDGER_WORDS = new RegExp(
  anyOf(['台账', '销号', ...ITEM_PREFIXES, ...OTHER_KINDS.flatMap(wordsOfKind)]),
);

/** The reading of a message, or a better one where its words belong to the ledger. */
export function readLedgerPhrase(
  text: string,
  said: Grasp,
  now: Instant,
  options: ReadingOptions = {},
): Grasp {
  if (!LEDGER_WORDS.test(text)) return said;
  const again: Reader = (other) => grasp(other, now, options);
  return (
    pastedList(text, said, again) ??
    otherKind(text, said, again) ??
    decision(text, said) ??
    phrase(text, said, again) ??
    said
  );
}

const clear = (intent: Filled): Grasp => ({
  intent,
  certainty: 'clear',
  missing: [],
  contradictions: [],
  alternatives: [],
});

/** 整改问题清单 over numbered lines is a list to open, and its first number no item. */
const LIST_HEADING =
  /^\s*[【[]?[\u4e00-\u9fff]{0,12}(?:整改|问题)(?:问题|事项|任务|内容)?(?:清单|台账|汇总|列表|登记)?(?:如下)?[】\]]?[:：]?[ \t]*\n(?=\s*[(（]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]?\s*[.、．:：)）])/;

function pastedList(text: string, said: Grasp, again: Reader): Grasp | undefined {
  const isOther = said.certainty === 'clear' && said.intent.intent !== 'none' && !isLedger(said.intent);
  if (isOther || !LIST_HEADING.test(text)) return undefined;
  const read = again(text.replace(LIST_HEADING, '【整改】\n'));
  return read.intent.intent === 'rectify_create' ? read : undefined;
}

const NUMBERS =
  `(?:${anyOf([...ITEM_PREFIXES, '问题'])})?` +
  '\\s*[#第]?((?:[A-Za-z]+-)?\\d[\\w-]*(?:[、,，和]\\d+)*)\\s*[号条项]?';
const VERDICT = '(不同意|不批准|不准|同意|批准|准予)';
const DECISIONS = [
  // 不同意整改1延期, 同意整改3、8销号
  {
    pattern: new RegExp(`^\\s*${VERDICT}\\s*${NUMBERS}的?(?:申请)?(销号|延期)?[，,。；;\\s]*(.*)$`),
    verdict: 1,
    numbers: 2,
    about: 3,
  },
  // 整改1 同意, 整改1 不同意，照片不清
  {
    pattern: new RegExp(`^\\s*${NUMBERS}[，,：:\\s]*${VERDICT}(销号|延期)?[，,。；;：:\\s]*(.*)$`),
    verdict: 2,
    numbers: 1,
    about: 3,
  },
];

/** Decisions in the order of words the grammar leaves open; what waits tells what a bare 同意 is about. */
function decision(text: string, said: Grasp): Grasp | undefined {
  if (said.intent.intent === 'rectify_decide' || !/同意|批准|准/.test(text) || text.includes('\n'))
    return undefined;
  for (const { pattern, verdict, numbers, about } of DECISIONS) {
    const m = pattern.exec(text);
    if (!m) continue;
    const isYes = !m[verdict]!.startsWith('不');
    const kind = m[about] === '延期' ? 'extension' : m[about] === '销号' ? 'closing' : 'any';
    const decided = isYes
      ? kind === 'extension'
        ? 'approve_extension'
        : 'approve'
      : kind === 'extension'
        ? 'deny_extension'
        : kind === 'closing'
          ? 'return'
          : 'deny';
    const itemNo = m[numbers]!.replace(/[、，和]/g, ',');
    return clear({
      intent: 'rectify_decide',
      decision: decided,
      itemNo,
      ...(m[4] ? { reason: m[4].trim() } : {}),
    });
  }
  return undefined;
}

const PATTERNS = OTHER_KINDS.map((kind) => ({
  kind,
  form: new RegExp(
    `^\\s*(?:[【\\[](?:${anyOf(wordsOfKind(kind))})[】\\]]|(?:${anyOf(wordsOfKind(kind))})[:：]?(?=\\s*\\n))`,
  ),
  sentence: new RegExp(`^\\s*(?:我|登记|发起|安排)?\\s*(?:${anyOf(wordsOfKind(kind))})[\\s:：，,]+(?=\\S)`),
  numbered: new RegExp(`${ITEM_KINDS[kind].prefix}\\s*[#第]?\\s*(?=\\d)`, 'g'),
}));

const OTHER_WORDS = OTHER_KINDS.flatMap(wordsOfKind);
const DONE_VERBS = OTHER_KINDS.flatMap((kind) => ITEM_KINDS[kind].doneVerbs);
const label = (words: string) => new RegExp(`^\\s*${words}\\s*[:：]`, 'gm');
const FIELDS: readonly [RegExp, string][] = [
  [label(`(?:${anyOf([...OTHER_WORDS, ...DONE_VERBS])})?(?:内容|事项|任务|材料|名称)`), '问题：'],
  [label(`(?:${anyOf([...OTHER_WORDS, ...DONE_VERBS])})人`), '责任人：'],
  [label(`(?:${anyOf([...DONE_VERBS, '完成'])})?(?:截止时间|截止日期|截止|时限|期限)`), '时限：'],
];
/** Words for done and open that belong to other kinds. */
const DONE_WORDS = new RegExp(
  `已经?(?:${anyOf(DONE_VERBS)})了?|(?<![提上申汇])(?:${anyOf(DONE_VERBS)})了`,
  'g',
);
const WHO_WORDS = /(?:还有)?(?:谁|哪些|哪几个)\S{0,4}(?:没|未)\S{0,4}$/;

/** 承诺14 完成 and 【限期上报】 … as the rectification sentence with the same meaning. */
function otherKind(text: string, said: Grasp, again: Reader): Grasp | undefined {
  for (const { kind, form, sentence, numbered } of PATTERNS) {
    if (form.test(text)) {
      const body = FIELDS.reduce(
        (t, [label, ours]) => t.replace(label, ours),
        text.replace(form, '【整改】'),
      );
      return ofKind(kind, again(body));
    }
    if (numbered.test(text)) {
      numbered.lastIndex = 0;
      const same = text
        .replace(numbered, '整改')
        .replace(WHO_WORDS, '什么情况')
        .replace(DONE_WORDS, '已完成');
      const read = again(same);
      if (read.intent.itemNo !== undefined) return read;
    }
    if (said.intent.intent === 'none' && sentence.test(text))
      return ofKind(kind, again(`登记整改 ${text.replace(sentence, '')}`));
  }
  return undefined;
}

function ofKind(kind: ItemKind, read: Grasp): Grasp | undefined {
  const { intent } = read;
  if (intent.intent !== 'rectify_create') return undefined;
  const word = ITEM_KINDS[kind].prefix;
  const items = intent.items?.map((item) => ({ ...item, kind: word }));
  return clear({ ...intent, ...(items && { items }) });
}

const SUBJECT = /整改|台账|销号|问题清单/;
const PHRASES: readonly [RegExp, Partial<Filled>][] = [
  [
    /月报|(?:情况|月底|月末|工作)(?:报告|汇报|小结)|汇报材料|上报材料/,
    { metric: 'rectify_rate', what: 'month' },
  ],
  [/零进展|没有?进展|没有?动静|无进展/, { metric: 'rectify_open', what: 'stale' }],
  [/待销号|待审核|等(?:待|着)?审核|申请销号的|待审批/, { metric: 'rectify_open', what: 'waiting' }],
  [/销号率|按期率|整改率/, { metric: 'rectify_rate' }],
];
const HAND_OVER =
  /^(.{2,4}?)(?:同志)?(?:负责|名下|手上|承办)?的?(?:全部|所有)?整改(?:事项|问题)?(?:都|全部|全)?(?:转|移|交|转交|移交)给(.{2,4}?)(?:同志)?[。！\s]*$/;
/** 整改12 的材料发给我 */
const FILES =
  /^(?:看|查看|要|发)?(?:一下)?\s*(?:整改|问题)\s*[#第]?([\w-]{1,20})\s*[号条项]?的?(?:佐证|材料|照片|图片|附件|证明)(?:材料|照片)?(?:发(?:给)?我|发来|看看|看一下)?[。?？]?$/;
const INTO = /(?:整改|问题)?\s*#?(\d{1,5})号?(?:并入|合并到|归并到|并到|归入)(?:整改|问题)?\s*#?(\d{1,5})/;

const OWN =
  /^(?:我|本人)(?:还)?(?:有|负责)(?:哪些|几个|多少|什么)?(?:的)?(?:没完成的|未完成的|没整改完的)?整改/;
const OF_PERSON =
  /^(?:责任领导|责任人|领导)?([\u4e00-\u9fff·]{2,4}?)(?:同志)?(?:负责|牵头)?的整改(?:清单|事项|问题|情况)?[?？。]?$/;
/** 张三的整改 is no item 3: a number stands after its noun, or is marked as one. */
const NUMBER = /[\d第号条#]|(?:整改|问题|事项|清单)[一二三四五六七八九十百]/;

function phrase(text: string, said: Grasp, again: Reader): Grasp | undefined {
  const { intent } = said;
  const isNumbered = intent.itemNo !== undefined && NUMBER.test(text);
  const isOther = said.certainty === 'clear' && intent.intent !== 'none' && !isLedger(intent);
  if (isOther || text.length > 60) return undefined;
  const into = INTO.exec(text);
  if (into) return clear({ intent: 'rectify_manage', what: 'merge', itemNo: `${into[2]},${into[1]}` });
  const files = FILES.exec(text.trim())?.[1];
  if (files) return clear({ intent: 'query', metric: 'rectify_item', itemNo: files, what: 'evidence' });
  if (isNumbered) return undefined;
  const handOver = HAND_OVER.exec(text.trim());
  if (handOver)
    return clear({ intent: 'rectify_manage', what: 'transfer', names: [handOver[1]!, handOver[2]!] });
  if (!SUBJECT.test(text) || intent.mine) return undefined;
  if (OWN.test(text)) return clear({ intent: 'query', metric: 'rectify_open', mine: true });
  const found = PHRASES.find(([pattern]) => pattern.test(text))?.[1];
  const isUnread =
    intent.intent === 'none' || intent.metric === 'rectify_item' || intent.metric === 'rectify_open';
  const person = found || !isUnread ? undefined : OF_PERSON.exec(text.trim())?.[1];
  if (person) return clear({ intent: 'query', metric: 'rectify_open', names: [person] });
  if (!found) return undefined;
  const asked = again(`整改清单 ${text.replace(/整改/g, '')}`).intent;
  const { scope, period } = { ...asked, ...intent };
  return clear({ intent: 'query', ...found, ...(scope ? { scope } : {}), ...(period ? { period } : {}) });
}

const isLedger = (intent: Filled): boolean =>
  intent.intent.startsWith('rectify_') || (intent.metric !== undefined && isAboutItems(intent.metric));
