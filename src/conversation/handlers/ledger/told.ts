// 困难党员5人: what was asked of all branches is told in so many words, and added up for who asked: 困难党员一共多少人.
import { DAY_MS } from '../../../domain/calendar/time.ts';
import type { Intent, IntentOf, Understanding } from '../../../domain/intent.ts';
import { type Item, isOpen, ownersOf } from '../../../domain/ledger/item.ts';
import { kindRow } from '../../../domain/ledger/kinds.ts';
import { unitsInCharge } from '../../../domain/organisation/permissions.ts';
import { readNumber } from '../../../parsing/numerals.ts';
import type { Turn } from '../../turn.ts';
import { itemsNamed } from './find.ts';
import { batchesSeen } from './node-grid.ts';

const LONGEST = 60;
const NUMBER = '(?<number>\\d{1,7}(?:\\.\\d{1,2})?|[零一二两三四五六七八九十百千]+)';
const MEASURE = '(?<measure>人次|人|名|位|户|个|家|次|场|条|件|项|份|元|万元|亩|公里|支|本)?';
const TOLD = [
  new RegExp(
    `^(?:我们?|本)?(?:党?支部)?(?:上报|报)?(?<topic>[^\\s\\d,，。;；:：?？]{2,20}?)(?:共计|总共|一共|合计|共有|有|共|是|为|[\\s:：])*${NUMBER}\\s*${MEASURE}(?=$|[,，。;；\\s!！])`,
    'u',
  ),
  new RegExp(
    `^(?:我们?|本)?(?:党?支部)?(?:共计|总共|一共|共有|有|共)?${NUMBER}\\s*${MEASURE}(?<topic>[^\\s\\d,，。;；:：?？]{2,20})[。!！]?$`,
    'u',
  ),
  /^(?:我们?|本)?(?:党?支部)?(?<none>没有?|无)(?<topic>[^\s\d,，。;；:：?？了]{2,20})[。!！]?$/u,
];
const ASKED =
  /谁|哪些|哪个|哪几个|多少|几[个户人名]|合计|汇总|总数|一共|总共|情况|进度|[没未](?:有)?(?:报|完成|办|交|做)|报了|报齐|[?？]/u;

/** 困难党员报错了，是4人: what it is stands behind. */
const WRONG = /[,，\s]*(?:刚才|上次)?(?:的数)?(?:报|说|写|填|算|数)错了?[,，\s]*(?:应该?)?(?:是|为)?/u;

/** Words that a matter is called with or without. */
const ROUND = /[\s，,。、“”"]|人数|户数|数量|总数|数|情况|名单|报送|上报|统计|工作|进度/gu;
const coreOf = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(ROUND, '')
    .replace(/^(?:填?报|摸清|核实)/u, '');

/** Of one's own tasks what is told; of those handed out what is asked. */
export async function taskMeant(
  turn: Turn,
  { intent, answer, certainty }: Understanding,
): Promise<IntentOf<'rectify_done' | 'rectify_progress'> | IntentOf<'query'> | undefined> {
  const text = turn.text.trim().replace(WRONG, '');
  const isOther = certainty === 'clear' && OTHERS.has(intent.intent);
  if (isOther || answer !== undefined || text.length > LONGEST) return undefined;
  if ('itemNo' in intent && intent.itemNo !== undefined)
    return intent.intent === 'rectify_progress' ? numbered(turn, intent) : undefined;
  return (await toldOf(turn, text)) ?? (isOfElse(intent) ? undefined : await askedOf(turn, text));
}

/** Of a meeting, or asked in a way of its own. */
const isOfElse = (intent: Intent): boolean =>
  ('activityType' in intent && intent.activityType !== undefined) ||
  (intent.intent === 'query' && (intent.metric === 'rectify_item' || intent.itemKind !== undefined));

/** 任务12 5人: of a task that asks for a number it is the report. */
async function numbered(
  turn: Turn,
  { itemNo, remark, progress }: IntentOf<'rectify_progress'>,
): Promise<IntentOf<'rectify_done'> | undefined> {
  if (remark === undefined || progress !== undefined || !figureTold(remark)) return undefined;
  const { items } = await itemsNamed(turn, itemNo);
  const areAsked = items.every((item) => isReport(item) && isOpen(item) && asksNumber(item));
  return items.length > 0 && areAsked ? { intent: 'rectify_done', itemNo: itemNo!, remark } : undefined;
}

/** A form, a report or an opening is of itself. */
const OTHERS: ReadonlySet<string> = new Set([
  'checkin',
  'leave',
  'activity_report',
  'activity_create',
  'rectify_create',
  'filing_add',
  'filing_ask',
  'filing_missing',
  'muster_call',
]);

async function toldOf(
  turn: Turn,
  text: string,
): Promise<IntentOf<'rectify_done' | 'rectify_progress'> | undefined> {
  const topic = TOLD.map((form) => form.exec(text)?.groups?.topic).find((said) => said !== undefined);
  const core = topic === undefined ? '' : coreOf(topic);
  if (core.length < 2) return undefined;
  const { sender, now, tx } = turn;
  const fitting = (await tx.items({ person: sender.id })).filter(
    (item) => isReport(item) && ownersOf(item).includes(sender.id) && coreOf(item.problem).includes(core),
  );
  const open = fitting.filter(isOpen);
  // What was asked twice under one name is told once.
  const isOne = new Set(open.map(({ problem }) => coreOf(problem))).size === 1;
  if (open.length > 0)
    return {
      ...{ intent: 'rectify_done', remark: text },
      ...(isOne && { itemNo: open.map(({ no }) => no).join(',') }),
    };
  const told = fitting
    .filter(({ gone, closedAt }) => gone === null && closedAt !== null && closedAt > now - MENDED_MS)
    .sort((a, b) => b.no - a.no)[0];
  return told && { intent: 'rectify_progress', itemNo: String(told.no), remark: text };
}

/** A report made longer ago is no longer set right by a word. */
const MENDED_MS = 31 * DAY_MS;

/** 困难党员人数 */
export const asksNumber = ({ problem }: Pick<Item, 'problem'>): boolean => /(?:数|数量|总额)$/u.test(problem);

const isReport = ({ kind, nodes }: Item): boolean => {
  const { perBranch, closing } = kindRow(kind);
  return perBranch && closing === 'reported' && nodes.length === 0;
};

async function askedOf(turn: Turn, text: string): Promise<IntentOf<'query'> | undefined> {
  const { org, sender, permissions } = turn;
  if (!ASKED.test(text) || unitsInCharge(permissions, org, sender, 'open_item').length === 0)
    return undefined;
  const said = coreOf(text);
  const fitting = (await batchesSeen(turn)).filter(({ problem }) => {
    const core = coreOf(problem);
    return core.length >= 3 && said.includes(core);
  });
  // 任务: what was asked last under that name.
  const [newest] = fitting;
  if (!newest) return undefined;
  const isOwn = (await turn.tx.itemNamed(String(newest.no)))?.openedBy === sender.id;
  const asked = { intent: 'query', metric: 'rectify_item', itemNo: String(newest.no) } as const;
  return isOwn ? asked : { ...asked, what: 'nodes' };
}

/** The number that a report tells, and what it counts: the first that is no day and no number of an item. */
export function figureTold(text: string): { value: number; measure: string } | undefined {
  const plain = text
    .normalize('NFKC')
    .replace(/\d{1,4}[年月日号]|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,2}|\p{Script=Han}{2,4}\d{1,6}(?=\s|,|:)/gu, ' ');
  if (TOLD[2]!.test(plain.trim())) return { value: 0, measure: '' };
  const digits = /(?<number>\d+(?:\.\d+)?)\s*/u.source;
  const found =
    new RegExp(`${digits}${MEASURE}`, 'u').exec(plain) ??
    new RegExp(
      `${NUMBER}\\s*(?<measure>人次|人|名|位|户|家|次|场|条|件|项|份|元|万元|亩|公里|支|本)`,
      'u',
    ).exec(plain);
  const { number, measure = '' } = found?.groups ?? {};
  const value = number === undefined ? undefined : /^\d/.test(number) ? Number(number) : readNumber(number);
  return value === undefined ? undefined : { value, measure };
}
