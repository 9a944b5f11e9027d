// Lists that are told in words, as a table or to take away: what was closed and by whom, who was away and why, everybody of
// one meeting, and one's own meetings.
import type { Metric } from '../../../domain/figures/metrics.ts';
import { kindRow, LEDGER_KIND } from '../../../domain/ledger/kinds.ts';
import type { Person } from '../../../domain/organisation/organisation.ts';
import { asksWord } from '../../../parsing/asked/in-word.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { ListAsked, ListRequest } from '../../../ports/figure-files.ts';
import { isSingle } from '../../../reports/activities.ts';
import { figuresFile } from '../../../reports/figures-file.ts';
import { listPaper } from '../../../reports/list-paper.ts';
import type { StatsQuestion } from '../../../reports/metric.ts';
import { METRIC_DEFINITIONS } from '../../../reports/metrics/list.ts';
import { personPicture } from '../../../reports/person-picture.ts';
import { questionOf } from '../../question.ts';
import { asksReasons, maySeeReasons } from '../../reasons.ts';
import type { Scope } from '../../scope.ts';
import { sendPicture } from '../../send-file.ts';
import type { Turn } from '../../turn.ts';
import { itemsMoved } from '../ledger/moved.ts';
import { narrow } from '../ledger/narrow.ts';
import { gridOf } from './grid.ts';
import { sendFigures } from './paper.ts';
import { ownPeriod, phraseOf } from './words.ts';

/** Undefined where the question is of no such list, or there are no lines. */
export async function listed(turn: Turn<'query'>, scope: Scope, metric: Metric): Promise<Reply | undefined> {
  const { format, what } = turn.intent;
  if (format !== 'table' && format !== 'file') return undefined;
  const definition = METRIC_DEFINITIONS[metric];
  if (OWN_SHAPES.has(definition.shape) && scope.tops.length === 0) return ownListed(turn, turn.sender);
  if (definition.shape === 'ledger' && (what === 'closed' || what === 'opened' || what === 'approved'))
    return movedListed(turn, scope, metric);
  if (definition.shape !== 'roll') return undefined;
  const question = questionOf(turn, scope);
  if (what === 'whole_roll') return made(turn, question, { list: 'roll', metric: 'absentees' });
  const isOfReasons = (what === undefined || what === 'reasons') && asksReasons(turn);
  const { names, source } = turn.intent;
  if (!isOfReasons || (names ?? source) !== undefined) return undefined;
  return made(turn, question, { list: 'away', metric });
}

/** What a person without a unit in charge gets for these is their own record. */
const OWN_SHAPES: ReadonlySet<string> = new Set(['records', 'table', 'activities']);

/** Of one person, in private alone. */
export async function ownListed(turn: Turn<'query'>, person: Person): Promise<Reply | undefined> {
  const { format } = turn.intent;
  if (format !== 'table' && format !== 'file') return undefined;
  if (turn.chat !== '') return undefined;
  const question = { ...questionOf(turn, { tops: [] }), person, period: ownPeriod(turn) };
  return made(turn, question, { list: 'own', metric: 'my_attendance' });
}

/** 我今年的出勤画个图: month by month. */
export const ownPicture = async (turn: Turn<'query'>, scope: Scope, metric: Metric) =>
  OWN_SHAPES.has(METRIC_DEFINITIONS[metric].shape) && scope.tops.length === 0
    ? ownDrawn(turn, turn.sender)
    : undefined;

export async function ownDrawn(turn: Turn<'query'>, person: Person): Promise<Reply | undefined> {
  if (turn.chat !== '' || turn.intent.format !== 'chart') return undefined;
  const question = { ...questionOf(turn, { tops: [] }), person, period: ownPeriod(turn) };
  const drawn = await personPicture(question, phraseOf(turn));
  if (!drawn) return undefined;
  const { toGroup } = turn.intent;
  // A person's record is nobody else's to read.
  if (toGroup) return undefined;
  const { title } = drawn.picture;
  const { way, pictures } = await sendPicture(turn, drawn.picture, { tops: [] });
  return {
    ...turn.say('pictures.coming', { title, value: drawn.value, way }),
    ...(pictures && { pictures }),
  };
}

async function movedListed(turn: Turn<'query'>, scope: Scope, metric: Metric): Promise<Reply | undefined> {
  const { what, names = [turn.sender.name], itemKind = LEDGER_KIND } = turn.intent;
  const definition = METRIC_DEFINITIONS[metric];
  if (definition.shape !== 'ledger') return undefined;
  const question = questionOf(turn, scope);
  const { items, source } = await itemsMoved(turn, (await definition.find(question)).items);
  const { noun, closingWord } = kindRow(itemKind);
  const words = {
    what: what!,
    who: names.join('、'),
    noun,
    closing: closingWord,
    source: source?.name ?? '',
  };
  const only = { ids: items.map(({ id }) => id), called: turn.say('paper.moved', words).text };
  const list = what === 'opened' ? 'opened' : 'closed';
  return made(turn, { ...question, only }, { list, metric });
}

/** Open items of which nothing is done. */
export async function unmoved(turn: Turn<'query'>, scope: Scope, metric: Metric) {
  const definition = METRIC_DEFINITIONS[metric];
  const open = definition.shape === 'items' ? (await definition.find(questionOf(turn, scope))).items : [];
  const { items } = await narrow(turn, 'unmoved', open);
  return { ids: items.map(({ id }) => id), called: turn.say('paper.unmoved').text };
}

async function made(
  turn: Turn<'query'>,
  question: StatsQuestion,
  asked: Pick<ListAsked, 'list' | 'metric'>,
): Promise<Reply | undefined> {
  const { tops, period, types, kind, person, only, who } = question;
  const reasons = await reasonsWithin(turn, question, asked);
  const list: ListAsked = { ...asked, reasonsOf: reasons.told };
  if (turn.intent.format === 'table') {
    const paper = await listPaper(list, question, phraseOf(turn));
    const signs = reasons.isHidden ? turn.say('paper.reasons_hidden').text : '';
    return paper && gridOf(turn, paper, { single: isSingle(tops) || person !== undefined, signs });
  }
  const request: ListRequest = {
    as: 'list',
    ...list,
    by: turn.sender.name,
    tops: tops.map(({ id }) => id),
    period,
    types,
    kind,
    personId: person?.id,
    only,
    who,
    ...(asksWord(turn.text) && { word: true }),
  };
  const file = await figuresFile(turn, request, turn.templates);
  if (!file || file.rows === 0) return undefined;
  const detail = { metric: asked.metric, unit: tops.map((u) => u.path).join(' '), ...period, types };
  return sendFigures(turn, request, file, detail, tops);
}

/** The meetings of which the sender may read why people were away; a group reads of none. */
async function reasonsWithin(
  turn: Turn<'query'>,
  question: StatsQuestion,
  { list, metric }: Pick<ListAsked, 'list' | 'metric'>,
): Promise<{ told: number[]; isHidden: boolean }> {
  const definition = METRIC_DEFINITIONS[metric];
  if ((list !== 'away' && list !== 'roll') || definition.shape !== 'roll')
    return { told: [], isHidden: false };
  const { of, span } = await definition.find(question);
  const isAway = of !== undefined && of.roll.leave.length + of.roll.absent.length > 0;
  const meetings = span?.lines.map(({ activity }) => activity) ?? (isAway ? [of.activity] : []);
  const isOpenly = turn.chat !== '' || turn.intent.toGroup === true;
  const told = isOpenly ? [] : meetings.filter((activity) => maySeeReasons(turn, activity));
  return {
    told: [...new Set(told.map(({ id }) => id))],
    isHidden: asksReasons(turn) && told.length < meetings.length,
  };
}
