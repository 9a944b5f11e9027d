// Of items: one person's or one's own, and those that wait for somebody, came back, or are looked at again.
import { now, sentBack, theirs, waiting } from './item-fills.ts';
import type { Row } from './row.ts';

/** Told with every line of an item. */
export const OF_A_LINE = 'item ledger open progress howFar owner leads due soon daysLeft measure';
/** 还有别的整改没 */
const OF_OTHERS = 'otherOnes plan';

const OF_OWN = /[我俺]的?(?:[那这]个?)?[条项]?(?:整改|正改|问题|销号|消号)/u;

export const OWN_ROWS: readonly Row[] = [
  {
    needs: 'person returned many|which|who|any|time|times',
    also: `${OF_A_LINE} approved approver times`,
    not: 'promise why meeting mine',
    isAsking: true,
    sure: true,
    fill: sentBack,
  },
  {
    needs: 'person extended|returned|review|approver|waiting',
    also: `${OF_OTHERS} ${OF_A_LINE} overdue daysLate returned waiting extended when why closed approver approved review longTerm filed times last next`,
    not: 'promise stale opened meeting best worst',
    isAsking: true,
    fill: theirs,
  },
  {
    needs:
      'person item|ledger|open|leads|owner|progress|howFar|overdue|daysLate|due|daysLeft|returned|waiting|extended|measure',
    also: `${OF_OTHERS} ${OF_A_LINE} overdue daysLate returned waiting extended when why closed review filed last whichStage`,
    not: 'promise stale opened',
    fill: theirs,
  },
  // 我退回过的都有哪些: by whoever asks, and not to them
  {
    needs: 'mine returned',
    also: `${OF_A_LINE} approved approver times many which who any time`,
    not: 'why person ownUnit ownGroup',
    isAsking: true,
    sure: true,
    fill: (asked) =>
      /[我俺](?:自己|本人|都|一共|总共|最近|本月|上个?月|今年|这个月)*(?:退|打|驳)回(?!来)/u.test(
        asked.spans.s,
      )
        ? { ...sentBack(asked), mine: false }
        : undefined,
  },
  // 我的整改谁审核
  {
    needs: 'mine approver|approved|waiting item|ledger',
    also: `${OF_A_LINE} approver approved waiting when who closed`,
    not: 'ownUnit ownGroup many which time',
    isAsking: true,
    sure: true,
    fill: (asked) => (OF_OWN.test(asked.spans.s) ? now('rectify_open', { mine: true })(asked) : undefined),
  },
  // 我的延期批了没, 谁退的我
  {
    needs: 'mine extended|returned|waiting|review|approver',
    also: `${OF_A_LINE} extended returned waiting review approver approved when why closed filed next`,
    not: 'ownUnit ownGroup many which any person time meeting type',
    isAsking: true,
    fill: (asked) =>
      /[等待给]我|[我俺](?:还)?(?:没|未)?[审批退]/u.test(asked.spans.s)
        ? undefined
        : now('rectify_open', { mine: true })(asked),
  },
  // 卢秋月那条整改: nothing beside it
  {
    needs: 'person item',
    not: 'mine unit time',
    isAsking: true,
    fill: (asked) =>
      asked.words.every(({ kind }) => kind === 'item' || kind === 'filler') ? theirs(asked) : undefined,
  },
  {
    needs: 'mine item|ledger|open|owner|leads|progress|howFar|due|daysLeft',
    also: `${OF_A_LINE} when closed whichStage`,
    not: 'ownUnit ownGroup promise approved',
    fill: now('rectify_open'),
  },
  {
    needs: 'mine progress|howFar',
    also: `${OF_A_LINE} last when share`,
    not: 'ownUnit ownGroup promise',
    fill: now('rectify_open', { what: 'progress' }),
  },
];

export const WAITING_ROWS: readonly Row[] = [
  {
    needs: 'waiting',
    also: `${OF_OTHERS} ${OF_A_LINE} mine extended ofThem approved closed when`,
    not: 'group approver person',
    isAsking: true,
    sure: (asked) => asked.said('waiting').some((word) => /^[待等在要需该正还提申交报]/u.test(word)),
    fill: waiting,
  },
  // 这个月退回了几条: what was done, and not what stands
  {
    needs: 'returned time',
    also: `${OF_A_LINE} approved approver times`,
    not: 'why person mine',
    isAsking: true,
    sure: true,
    fill: sentBack,
  },
  {
    needs: 'returned approver many|which|who|any',
    also: `${OF_A_LINE} approved times`,
    not: 'why mine',
    fill: sentBack,
  },
  {
    needs: 'returned',
    sure: true,
    also: `${OF_A_LINE} ofThem sourceName`,
    not: 'why approver',
    fill: now('rectify_open', { what: 'returned' }),
  },
  {
    needs: 'returned item|which why',
    also: `${OF_A_LINE} ofThem sourceName`,
    fill: now('rectify_open', { what: 'returned' }),
  },
  {
    needs: 'longTerm',
    sure: true,
    also: `${OF_A_LINE} review when next ofThem sourceName`,
    fill: now('rectify_open', { what: 'long_term' }),
  },
  {
    needs: 'review item|longTerm|when|which|who|any',
    sure: true,
    also: `${OF_A_LINE} longTerm ofThem when next`,
    not: 'person',
    fill: now('rectify_open', { what: 'long_term' }),
  },
  {
    needs: 'extended',
    sure: true,
    also: `${OF_OTHERS} ${OF_A_LINE} why when ofThem sourceName waiting`,
    not: 'meeting',
    fill: now('rectify_open', { what: 'extended' }),
  },
];
