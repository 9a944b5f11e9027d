// 第7项 完成5场, 累计完成45户, 第3项做到哪了: heard as of a plan where the sender has such a work, and only then.
import { monthsEarlier, monthText } from '../../../domain/calendar/period.ts';
import { dateOf, MINUTE_MS } from '../../../domain/calendar/time.ts';
import type { Intent, IntentOf, Understanding } from '../../../domain/intent.ts';
import { isOpen } from '../../../domain/ledger/item.ts';
import type { Unit } from '../../../domain/organisation/organisation.ts';
import { partFor, type SchemeReport, unitsOfPart } from '../../../domain/scheme/scheme.ts';
import { type SchemeTold, schemeTold } from '../../../parsing/scheme-told.ts';
import { readValues } from '../../../parsing/values.ts';
import type { Reply } from '../../../ports/channels.ts';
import { idsBelow } from '../../../reports/scheme.ts';
import { offer } from '../../questions.ts';
import type { Turn } from '../../turn.ts';
import { unitNamed } from '../../units.ts';
import { itemsNamed, maySee } from '../ledger/find.ts';
import { type OwnWork, ownUnits, thisMonth, topsOf, workName, worksAt } from './works.ts';

type Meant = { intent: Intent } | { reply: Reply };

/** Nothing of a plan is in them, whatever number they hold. */
const OTHER: ReadonlySet<Intent['intent']> = new Set<Intent['intent']>([
  'checkin',
  'leave',
  'ack',
  'help',
  'undo',
  'choice',
  'scheme_ask',
  'scheme_import',
  'bind',
  'muster_call',
  'activity_create',
  'filing_add',
  'rectify_create',
  'rectify_decide',
  'rectify_manage',
]);
const MAY_BE =
  /第|计划|任务|重点|完成|[做搞弄]完|累计|[\d一二两三四五六七八九十]|进展|动静|目标|指标|负责|牵头|下一步|还?差|几|[做办报]/u;
/** What is only taken for these, as nothing else was found in it, may be of a work that it names. */
const GUESSED: ReadonlySet<Intent['intent']> = new Set<Intent['intent']>(['leave', 'checkin']);
const CORRECTED =
  /^(?:不对|刚才|刚刚|上一?条|那条|写错了?|[说报搞弄填]?错了?|记错了?|应该?是|改成|改为|[,，\s])*(?:那条)?(?:应该?是|改成|改为|是)\s*(?<rest>\d.{0,12})$/u;
const LAST_MS = 10 * MINUTE_MS;

export async function schemeMeant(turn: Turn, said: Understanding): Promise<Meant | undefined> {
  const { intent, certainty } = said;
  const isOther = OTHER.has(intent.intent) && (certainty === 'clear' || !GUESSED.has(intent.intent));
  if (isOther || !MAY_BE.test(turn.text)) return undefined;
  const schemes = await turn.tx.schemes();
  if (schemes.length === 0) return undefined;
  const corrected = await lastCorrected(turn);
  if (corrected) return corrected;
  const named = unitIn(turn);
  if (STILL.test(turn.text) && !OF_ITEMS.test(turn.text))
    return { intent: { intent: 'scheme_ask', what: 'missing', ...aboutOf(turn, named?.written) } };
  const text = named ? turn.text.replace(named.written, '') : turn.text;
  const works = worksAt(turn, schemes, named ? [named.unit] : topsOf(turn));
  const all = schemes.flatMap((scheme) => scheme.works.map((work) => ({ ...work, scheme })));
  const known = (list: readonly OwnWork[]) =>
    list.map((work) => ({ ...work, nodes: work.nodes.map(({ name }) => name), own: work }));
  const told = schemeTold(text, known(works));
  if (!told) return notOwn(turn, schemeTold(text, known(all)), works, named?.unit);
  if (!isSurely(told, said)) return undefined;
  const item = await itemMeant(turn, told, said);
  if (item === 'surely') return undefined;
  const [only] = told.works;
  if (told.asks)
    return {
      intent: {
        intent: 'scheme_ask',
        what: told.asks === 'missing' ? 'missing' : 'work',
        workId: only!.id,
        ...(told.month !== undefined && { period: wholeMonth(monthOf(turn, told.month, told.year)) }),
        ...(named && { scope: named.written }),
      },
    };
  const report = await toReport(turn, { ...told, works: told.works.map(({ own }) => own) }, named?.unit);
  if (item === 'perhaps')
    return 'intent' in report ? { reply: await offer(turn, [report.intent, said.intent]) } : undefined;
  return report;
}

/** 这个月哪些零进展 is of the plan, where there is one; what is of the ledger says so. */
const STILL = /^[^,，。]{0,16}零进展[^,，。]{0,10}$/u;
const OF_ITEMS = /整改|问题|台账|事项|天|第.{1,3}项/u;

function aboutOf(turn: Turn, scope: string | undefined): Pick<IntentOf<'scheme_ask'>, 'period' | 'scope'> {
  const { period } = readValues(turn.text, turn.now, turn.reading);
  return { ...(period && { period }), ...(scope !== undefined && { scope }) };
}

function unitIn(turn: Turn): { unit: Unit; written: string } | undefined {
  const [written] = readValues(turn.text, turn.now, turn.reading).units;
  const found = written === undefined ? undefined : unitNamed(turn, written);
  return found && 'unit' in found ? { unit: found.unit, written: written! } : undefined;
}

type Told = SchemeTold<{
  id: number;
  no: number;
  name: string;
  content: string;
  measure: string;
  nodes: readonly string[];
}>;

/** By name, node or measure alone only what is nothing else is of a plan. */
function isSurely(told: Told, { intent, certainty }: Understanding): boolean {
  if (['plan', 'place', 'task'].includes(told.by)) return true;
  const isOpen = intent.intent === 'none' || intent.intent === 'elsewhere' || certainty === 'unsure';
  const isNoItem =
    (intent.intent === 'rectify_progress' || intent.intent === 'rectify_done') && intent.itemNo === undefined;
  return isOpen || isNoItem || (told.by === 'name' && told.asks !== undefined);
}

/** 任务3 may be an item, and so may 第3项 that is done and nothing more; what is counted otherwise than in percent is none. */
async function itemMeant(
  turn: Turn,
  told: Told,
  { intent }: Understanding,
): Promise<'surely' | 'perhaps' | undefined> {
  if (told.by === 'plan') return undefined;
  if (told.no === undefined) return told.by === 'node' && (await hasNode(turn, told)) ? 'surely' : undefined;
  const isCounted = told.amount !== undefined || told.nodes.length > 0;
  if (
    isCounted ||
    (told.unclear !== undefined &&
      /\d|[一二三四五六七八九十百]/u.test(turn.text) &&
      !/[%％]/u.test(turn.text))
  )
    return undefined;
  const itemNo = 'itemNo' in intent ? intent.itemNo : undefined;
  if (itemNo === undefined) return undefined;
  const { items } = await itemsNamed(turn, itemNo);
  const isSeen = items.some((item) => maySee(turn, item) && (isOpen(item) || told.by === 'task'));
  // 第3项做到哪了 is how works of a plan are asked about; 任务3 is what was handed out.
  if (!isSeen || (told.by === 'place' && told.asks !== undefined)) return undefined;
  return told.by === 'task' || told.asks !== undefined || told.works[0]!.measure !== ''
    ? 'surely'
    : 'perhaps';
}

/** The same node of an item of one's own goes first: it was handed out by name. */
async function hasNode({ tx, sender }: Turn, { nodes }: Told): Promise<boolean> {
  const items = await tx.items({ person: sender.id });
  return items.some((item) => item.nodes.some(({ name, doneAt }) => doneAt === null && nodes.includes(name)));
}

/** Said by number, and of others: they are told whose it is, so that nothing is taken for another matter. */
function notOwn(
  turn: Turn,
  told: Told | undefined,
  own: readonly OwnWork[],
  unit: Unit | undefined,
): Meant | undefined {
  const isNamed =
    told?.by === 'plan' || (told?.by === 'place' && (told.amount !== undefined || told.nodes.length > 0));
  if (!told || !isNamed || told.works.length === 0 || told.asks) return undefined;
  return {
    reply: turn.say('scheme.not_own', {
      no: told.no ?? 0,
      unit: unit?.name ?? '',
      own: own.slice(0, 20).map(({ no }) => String(no)),
    }),
  };
}

async function toReport(
  turn: Turn,
  told: Omit<SchemeTold<never>, 'works'> & { works: readonly OwnWork[] },
  unit: Unit | undefined,
): Promise<Meant> {
  const [work] = told.works;
  const example = turn.say('scheme.example', { no: work!.no, measure: work!.measure }).text;
  if (told.unclear) return { reply: turn.say('scheme.unclear', { ...work!, why: told.unclear, example }) };
  const units = unit ? [unit].filter(({ id }) => partFor(work!, id, turn.org)) : ownUnits(turn, work!);
  const [one] = units;
  if (!one) return { reply: await askUnit(turn, told, work!, example) };
  if (told.works.length > 1) return { reply: await askWhich(turn, told, one) };
  if (told.amount === undefined && told.nodes.length === 0 && work!.measure !== '')
    return { reply: turn.say('scheme.number_needed', { ...work!, example }) };
  return { intent: intentOf(turn, told, work!, one) };
}

function intentOf(
  turn: Turn,
  { amount, how, nodes, month, year }: Pick<SchemeTold<never>, 'amount' | 'how' | 'nodes' | 'month' | 'year'>,
  work: OwnWork,
  unit: Unit,
): Intent {
  const reported: SchemeReport = {
    ...{ workId: work.id, unitId: unit.id, month: monthOf(turn, month, year), how, nodes },
    ...(amount !== undefined && { amount }),
  };
  // The work as it is called tells choices apart.
  return { intent: 'scheme_report', reported, topic: workName(work), said: turn.text.trim().slice(0, 300) };
}

const wholeMonth = (month: string) => ({ from: `${month}-01`, to: `${month}-28` });

const YEARS = { this: 0, last: -1, before_last: -2, next: 1 } as const;

/** 12月 said in January is last year's; one that is still to come stays, and is told to be. */
function monthOf(turn: Turn, month: Told['month'], said: Told['year']): string {
  const now = thisMonth(turn);
  if (month === undefined) return now;
  if (month === 'last') return monthsEarlier(`${now}-01`, 1).slice(0, 7);
  if (said !== undefined)
    return `${typeof said === 'number' ? said : Number(now.slice(0, 4)) + YEARS[said]}-${monthText(month)}`;
  const ahead = month - Number(now.slice(5));
  const year = Number(now.slice(0, 4)) - (ahead > 6 ? 1 : 0);
  return `${year}-${monthText(month)}`;
}

/** Whoever stands above says for whom: of few units each is a choice with its content. */
async function askUnit(
  turn: Turn,
  told: Omit<SchemeTold<never>, 'works'> & { works: readonly OwnWork[] },
  work: OwnWork,
  example: string,
): Promise<Reply> {
  const asked = turn.say('scheme.which_unit', { no: work.no, name: work.name, example });
  const below = topsOf(turn).flatMap((top) => [...idsBelow(turn.org, [top])]);
  const units = work.parts.flatMap((part) => below.filter((id) => unitsOfPart(part, turn.org).has(id)));
  const isWhole = told.works.length === 1 && (told.amount !== undefined || told.nodes.length > 0);
  if (!isWhole || units.length === 0 || units.length > MOST) return asked;
  return offer(
    turn,
    units.map((id) => {
      const unit = turn.org.unit(id);
      const report = intentOf(turn, told, work, unit);
      return report.intent === 'scheme_report'
        ? { ...report, topic: `${unit.name} ${workName(work)}` }
        : report;
    }),
  );
}

/** Each with its content; three at the most. */
function askWhich(
  turn: Turn,
  told: Pick<SchemeTold<never>, 'amount' | 'how' | 'nodes' | 'month' | 'year'> & {
    works: readonly OwnWork[];
  },
  unit: Unit,
): Promise<Reply> {
  return offer(
    turn,
    told.works.slice(0, MOST).map((work) => intentOf(turn, told, work, unit)),
  );
}
const MOST = 3;

/** 改成6场 right after a report is of that one. */
async function lastCorrected(turn: Turn): Promise<Meant | undefined> {
  const rest = CORRECTED.exec(turn.text.normalize('NFKC').trim())?.groups?.rest;
  if (rest === undefined) return undefined;
  const last = await turn.tx.lastChanged(turn.sender.id, turn.now - LAST_MS);
  const change = last?.changes.findLast((one) => one.of === 'scheme_cell');
  if (change?.of !== 'scheme_cell' || (last!.chatId ?? '') !== turn.chat) return undefined;
  const { workId, unitId, month } = change.after;
  const work = (await turn.tx.schemes()).flatMap(({ works }) => works).find(({ id }) => id === workId);
  const told = work && schemeTold(`第${work.no}项 改成${rest}`, [{ ...work, nodes: [] }]);
  if (!told || told.unclear || told.amount === undefined) return undefined;
  const reported: SchemeReport = { workId, unitId, month, how: 'set', nodes: [], amount: told.amount };
  return { intent: { intent: 'scheme_report', reported, said: turn.text.trim() } };
}

/** Whether the month is over or running. */
export const isPast = (turn: Turn, month: string): boolean => month <= dateOf(turn.now).slice(0, 7);
