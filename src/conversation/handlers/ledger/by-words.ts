// 宣传栏那个整改弄好了, 路灯责任人改成王五, 三化建设第二个节点完成: an item is named by what it is about, where that is only one.
import type { Intent, Understanding } from '../../../domain/intent.ts';
import { type Item, ownersOf } from '../../../domain/ledger/item.ts';
import { itemLabel, kindRow, kindSaid, kindsInUse, wordsOfKind } from '../../../domain/ledger/kinds.ts';
import { nodeNamed } from '../../../domain/ledger/nodes.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import { asksForSure } from '../../../parsing/asks.ts';
import { understand } from '../../../parsing/understand.ts';
import type { Reply } from '../../../ports/channels.ts';
import { offerItems } from '../../questions.ts';
import type { Turn } from '../../turn.ts';
import { unitNamed } from '../../units.ts';
import { ownItems } from './find.ts';
import { asksHowItIs, mayAskOfOne, whomItNames } from './how-it-is.ts';
import { isHandedOut } from './node-grid.ts';
import { othersSeen } from './seen.ts';
import { itemWords } from './words.ts';

type Found = { reply: Reply } | { intent: Intent; text: string };

const LONGEST = 50;
const SHOWN = 8;
/** Words that are in half of all problems, and in half of all messages. */
const COMMON =
  /整改|问题|完成|责任|任务|承诺|实事|约请|情况|进展|支部|党员|同志|会议|活动|今天|明天|没有|已经|我们|工作|[两几哪多]个|[一两二三四五六七八九十\d]*个月|季度|半年|年底|月底|之前|负责|党组织/gu;
const LED =
  /^(?:请|把|我们?|咱们?|的|[那这][个条项件桩]?|刚才|上次|关于|我|负责|管|报|办|牵头|名下|手上|还有|,|，|\s)*(?<verb>撤回|撤销|取消|退回|打回)?(?:去|了|掉)?(?:那个?|这个?|我们?|的|\s)*$/u;
const MEANT: ReadonlySet<Intent['intent']> = new Set<Intent['intent']>([
  'rectify_progress',
  'rectify_done',
  'rectify_extend',
  'rectify_decide',
  'rectify_manage',
]);

/** Undefined where the line is clear by itself, or nothing that the sender sees goes by these words. */
export async function itemByWords(turn: Turn, said: Understanding): Promise<Found | undefined> {
  // As it was written, for what is kept of it.
  const written = turn.text.trim().replace(SLIPS, (slip) => MEANT_BY[slip]!);
  const isNoTask = await isOfNoTask(turn, said);
  const isOfOne = isNoTask || (mayAskOfOne(written) && mayBeOfOne(said, written));
  const isOpenQuestion =
    isOfOne || said.certainty === 'unsure' || said.intent.intent === 'none' || lacksItem(said);
  // 实事 路灯 办好了 opens nothing, where there is such a one.
  const isDone = said.intent.intent === 'rectify_create' && DONE.test(written);
  if (!(isOpenQuestion || isDone) || said.answer !== undefined || written.length > LONGEST) return undefined;
  if (kindSaid(written) !== undefined || said.contradictions.length > 0) return undefined;
  const { rest, unit } = withoutUnit(turn, written);
  const read = unit ? understand(rest, turn.now, turn.reading) : said;
  const asked = isOfOne || isAsked(read.intent);
  const isThere = ({ unitId }: Item) => unit === undefined || turn.org.isWithin(unitId, unit.id);
  const seen = async (of: Promise<Item[]>) => named((await of).filter(isThere), rest);
  const about =
    (await seen(ownItems(turn))) ??
    (await seen(othersSeen(turn, asked))) ??
    (mayAskOfOne(written) ? await seen(othersSeen(turn, asked, false)) : undefined);
  // What was handed out goes by its own name.
  if (!about || (isNoTask && about.items.some(({ batch }) => batch !== null))) return undefined;
  const { text, items } = about;
  const first = items[0]!;
  const meant = readAs(turn, text, first);
  if (!meant) return undefined;
  const isOne =
    items.length === 1 || (first.batch !== null && items.every(({ batch }) => batch === first.batch));
  return isOne ? meant : { reply: await askWhich(turn, text, items) };
}

/** 第一支部灭火器那条: of what lies there. */
function withoutUnit(turn: Turn, written: string): { rest: string; unit?: Unit } {
  const said = UNIT.exec(written)?.[0];
  const found = said === undefined ? undefined : unitNamed(turn, said.replace(/的$/u, ''));
  return found && 'unit' in found
    ? { rest: written.slice(said!.length), unit: found.unit }
    : { rest: written };
}
const UNIT = /^[^\s,，。、]{1,12}?(?:党?支部|党?总支|党小组)的?/u;

/** Those that the line is about, as it is written or without 的: 活动室的灯 is what 活动室灯 is about as well. */
function named(all: readonly Item[], written: string): { text: string; items: Item[] } | undefined {
  const ways = [...new Set([written, written.replaceAll('的', '')])];
  return ways.map((text) => ({ text, items: fitting(all, text) })).find(({ items }) => items.length > 0);
}

const DONE =
  /(?:[办弄修装做搞换刷种]|解决|处理|整改)(?:好|完|到位)了?[。!！]*$|(?:完成|落实|兑现|解决)了?[。!！]*$/u;
/** 还没弄好 is no report of its end, and no step either. */
const DENIED = /没|未|不(?!锈|动产)/u;

const lacksItem = ({ intent, missing }: Understanding): boolean =>
  isAsked(intent) || (MEANT.has(intent.intent) && missing.includes('itemNo'));

/** A figure of all of them, or a decision without a number, may be what is asked of one. */
const mayBeOfOne = ({ intent }: Understanding, written: string): boolean =>
  // 党费那条是啥时候销的: of the item, and of nothing that is kept elsewhere.
  (OF_ELSE.has(intent.intent) && /[那这][条项]|逾期|超期|销号|整改|材料/u.test(written)) ||
  (intent.intent === 'query' &&
    OF_ITEMS.has(intent.metric) &&
    !OF_SEVERAL.test(written) &&
    intent.names === undefined &&
    intent.period === undefined &&
    (intent.what === undefined || intent.what === 'of_it')) ||
  (intent.intent === 'rectify_decide' && intent.itemNo === undefined);
/** 灭火器的进度到哪了, where nothing of that name was handed out. */
async function isOfNoTask(turn: Turn, { intent }: Understanding): Promise<boolean> {
  const topic = intent.intent === 'query' && intent.what === 'nodes' ? intent.topic : undefined;
  return topic !== undefined && !(await isHandedOut(turn, topic));
}
const OF_ITEMS: ReadonlySet<string> = new Set([
  ...['rectify_rate', 'rectify_item', 'upcoming', 'rectify_due_soon', 'rectify_overdue', 'rectify_open'],
]);
/** 党员学习的整改哪些逾期: of more than one */
const OF_SEVERAL = /[哪几][些条项个件](?!号)/u;
const SLIPS = /[正证]改|消号/gu;
const MEANT_BY: Readonly<Record<string, string>> = { 正改: '整改', 证改: '整改', 消号: '销号' };
const OF_ELSE: ReadonlySet<string> = new Set([
  ...['elsewhere', 'process_how', 'process_ask', 'process_list', 'process_step'],
]);

/** 灭火器那条整改到哪一步了 */
const isAsked = (intent: Intent): boolean =>
  intent.intent === 'query' &&
  intent.metric === 'rectify_item' &&
  intent.itemNo === undefined &&
  intent.topic === undefined;

/** Of the same matter, told from each other by their numbers and days. */
async function askWhich(turn: Turn, text: string, named: readonly Item[]): Promise<Reply> {
  const ways = named.slice(0, SHOWN).flatMap((item) => {
    const meant = readAs(turn, text, item);
    return meant ? [{ item, intent: meant.intent }] : [];
  });
  await offerItems(
    turn,
    ways.map(({ intent }) => intent),
  );
  const items = ways.map(({ item }) => itemWords(turn, item));
  return turn.say('ledger.which', {
    items,
    more: Math.max(0, named.length - SHOWN),
    example: items[0]!.name,
    list: turn.say('ledger.kind_list', items[0]!).text,
  });
}

/** Those that share the longest run of words with the line. */
export function fitting(items: readonly Item[], text: string, least = 2): Item[] {
  const kind = kindsInUse().find((row) =>
    wordsOfKind(row).some((word) => word.length > 1 && text.includes(word)),
  );
  const runs = items.map((item) => ({ item, length: sharedRun(item.problem, text).length }));
  const most = Math.max(0, ...runs.map(({ length }) => length));
  const likely = most < least ? [] : runs.filter(({ length }) => length === most);
  // 会议记录签名: words that stand apart count together, and 李四那个 whose it is.
  const sums = likely.map(({ item }) => apartFrom(item.problem, text) + ownersNamed(item, text));
  const best = likely.filter((_, i) => sums[i] === Math.max(...sums)).map(({ item }) => item);
  const alike = best.filter((item) => item.kind === kind?.key);
  return alike.length > 0 ? alike : best;
}

/** How many characters of the line stand in the problem, two or more together. */
function apartFrom(problem: string, text: string): number {
  let sum = 0;
  for (let from = 0; from < text.length - 1; from++) {
    let length = 0;
    while (from + length < text.length && problem.includes(text.slice(from, from + length + 1))) length++;
    if (length < 2 || NO_MATTER.test(text.slice(from, from + length))) continue;
    sum += length;
    from += length - 1;
  }
  return sum;
}
const NO_MATTER = new RegExp(`^(?:${COMMON.source})$`, 'u');

const namesOf = ({ ownerName, leaderName }: Item): string[] =>
  `${ownerName ?? ''}、${leaderName ?? ''}`.split(/[、,，;；\s]+/u).filter((name) => name.length > 1);
const ownersNamed = (item: Item, text: string): number =>
  namesOf(item).filter((name) => text.includes(name)).length;

/** 李四那个会议…, 过期灭火器: whose it is, and other words of the same problem, lead to it as well. */
function ledBy(head: string, item: Item): string {
  let rest = namesOf(item).reduce((text, name) => text.replace(name, ''), head);
  for (let from = 0; from < rest.length - 1; from++) {
    let length = 0;
    while (from + length < rest.length && item.problem.includes(rest.slice(from, from + length + 1)))
      length++;
    if (length < 2) continue;
    rest = rest.slice(0, from) + rest.slice(from + length);
    from -= 1;
  }
  return rest;
}

/** The longest stretch of the line that the problem holds too, without what everything holds. */
function sharedRun(problem: string, text: string): string {
  const whole = problem.normalize('NFKC').replace(COMMON, '\n');
  let best = '';
  for (const stretch of text.replace(COMMON, '\n').match(/\p{Script=Han}{2,}/gu) ?? [])
    for (let from = 0; from < stretch.length; from++)
      for (let to = stretch.length; to - from > Math.max(1, best.length); to--)
        if (whole.includes(stretch.slice(from, to))) best = stretch.slice(from, to);
  return best;
}

/** The line with the number in the place of the words. */
function readAs(turn: Turn, text: string, item: Item): { intent: Intent; text: string } | undefined {
  const run = sharedRun(item.problem, text);
  const at = text.indexOf(run);
  const led = LED.exec(
    wordsOfKind(kindRow(item.kind))
      .reduce((head, word) => head.replace(word, ''), ledBy(text.slice(0, at), item))
      .replace(COMMON, (word) => (item.problem.includes(word + run) ? '' : word)),
  );
  // 谁退的公开栏: asked before it is named.
  if (!led && asksHowItIs(`${text.slice(0, at)}${withoutName(text.slice(at + run.length), item)}`))
    return {
      intent: { intent: 'query', metric: 'rectify_item', itemNo: String(item.no) },
      text: `${itemLabel(item)} ${text}`,
    };
  if (!led) return undefined;
  const rest = withoutName(text.slice(at + run.length).replace(OF_IT, ''), item);
  const question = { intent: 'query', metric: 'rectify_item', itemNo: String(item.no) } as const;
  if (SUPPOSED.test(rest) || asksForSure(rest) || asksHowItIs(rest, whomItNames(turn, rest)))
    return { intent: question, text: `${itemLabel(item)} ${text}` };
  const line = `${led.groups?.verb ?? ''}${itemLabel(item)} ${rest}`.trim();
  const read = understand(line, turn.now, turn.reading);
  const { certainty, missing } = read;
  const isEnd = ownersOf(item).includes(turn.sender.id) && DONE_SO.test(rest) && !DENIED.test(rest);
  const intent = isEnd
    ? ({ intent: 'rectify_done', itemNo: String(item.no), remark: rest } as const)
    : wholly(read.intent, rest);
  const isItem =
    (MEANT.has(intent.intent) || (intent.intent === 'query' && intent.metric === 'rectify_item')) &&
    'itemNo' in intent &&
    intent.itemNo === String(item.no);
  // Only whoever does it says how it goes, in so few words.
  const isOwn =
    intent.intent !== 'rectify_progress' || (ownersOf(item).includes(turn.sender.id) && !DENIED.test(rest));
  // 整治时间改到12月25日 is of a node, and not of the whole.
  const isNode = intent.intent === 'rectify_extend' && nodeNamed(item, rest) !== undefined;
  const isClear = certainty === 'clear' && !missing.includes('itemNo');
  return isItem && isOwn && !isNode && (isClear || isEnd) ? { intent, text: line } : undefined;
}

/** 结了吧, 该销号了吧: whoever is not sure asks. */
const SUPPOSED = /了吧[?？。\s]*$/u;

/** 坡道维修的责任领导: what is done to it */
const OF_IT = /^\p{Script=Han}{1,2}的(?=责任|期限|时限|进[度展]|整改|销号|措施)/u;

/** Of how it goes nothing is left out. */
function wholly(intent: Intent, rest: string): Intent {
  if (intent.intent !== 'rectify_progress') return intent;
  const remark = rest.replace(/^(?:最新)?(?:进展|进度)(?:情况)?[\s:：,，]*/u, '');
  return remark === '' ? intent : { ...intent, remark };
}
/** 换好了, whatever verb it ends with. */
const DONE_SO = /^(?:已经?|都|全部|今天|昨天|刚)*[\p{Script=Han}]{1,2}好了[。!！]*$/u;

/** 那个整改, 这件事, and what is left of the problem itself. */
function withoutName(suffix: string, item: Item): string {
  const { prefix, noun, words } = kindRow(item.kind);
  const kind = [...new Set([prefix, noun, ...words])].toSorted((a, b) => b.length - a.length).join('|');
  const filler = new RegExp(
    `^(?:的|那个?|这个?|[那这]?[项件条桩]|事情?|${kind}(?!到位|完|好)|工作|,|，|:|\\s)+`,
    'u',
  );
  let rest = suffix;
  for (;;) {
    const next = rest.replace(filler, '');
    let cut = 0;
    for (let length = 2; length <= next.length; length++)
      if (item.problem.includes(next.slice(0, length))) cut = length;
    const after = next.slice(cut);
    if (after === rest) return rest;
    rest = after;
  }
}
