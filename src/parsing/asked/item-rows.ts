import { asksWord } from './in-word.ts';
import {
  dueSoon,
  eachSource,
  eachUnit,
  file,
  moved,
  now,
  opened,
  promised,
  rate,
  rateOfLedger,
  together,
  told,
} from './item-fills.ts';
import { OF_A_LINE, OWN_ROWS, WAITING_ROWS } from './item-whose-rows.ts';
import type { Row } from './row.ts';

const OF_IT = { intent: 'query', metric: 'rectify_item', what: 'of_it', follows: true } as const;
/** A part of the ledger, and no file of all of it. */
const NARROWED =
  'person overdue soon stale returned waiting longTerm extended closed opened open each eachOwner';

const ROWS: readonly Row[] = [
  // with figures of meetings
  {
    needs: 'times|rate|headcount item|ledger|overdue|closed',
    also: `${OF_A_LINE} meeting type average brief overdue closed all hold rate times headcount present`,
    not: 'mine person each',
    isAsking: true,
    sure: true,
    fill: together,
  },
  // taken away
  { needs: 'ledger file', also: OF_A_LINE, not: NARROWED, timeless: true, fill: file },
  // 整改情况做个文档: the month's report
  {
    needs: 'progress file',
    also: `${OF_A_LINE} ownUnit share closed overdue`,
    not: `${NARROWED} mine`,
    isAsking: true,
    fill: (asked) =>
      /整改/u.test(asked.spans.s) && asksWord(asked.spans.s)
        ? told(asked, 'rectify_rate', { what: 'month', format: 'file' })
        : undefined,
  },
  { needs: 'item file', also: OF_A_LINE, not: `${NARROWED} mine`, timeless: true, fill: file },
  ...OWN_ROWS,
  // 把整改的责任人和期限列一下
  {
    needs: 'item|ledger owner|leads due|measure',
    also: `${OF_A_LINE} who which inIt each`,
    not: 'person mine promise',
    isAsking: true,
    sure: true,
    fill: now('rectify_open'),
  },
  // by where they stand
  {
    needs: 'overdue item|ledger|open|owner|leads|due|source|sourceName|ofThem',
    also: `${OF_A_LINE} daysLate ofThem sourceName when`,
    isAsking: true,
    fill: now('rectify_overdue'),
  },
  {
    needs: 'overdue',
    also: `${OF_A_LINE} daysLate ofThem sourceName when`,
    fill: now('rectify_overdue'),
  },
  // 谁的整改拖得最久: told by how long
  {
    needs: 'daysLate item|ledger',
    also: `${OF_A_LINE} overdue`,
    not: 'person closed average',
    fill: now('rectify_overdue'),
  },
  // 未来两周到期的: no other words say how soon
  {
    needs: 'soon time',
    also: `${OF_A_LINE} ofThem sourceName when plan absent`,
    isAsking: true,
    sure: true,
    fill: dueSoon,
  },
  {
    needs: 'soon item|ledger|open',
    also: `${OF_A_LINE} ofThem sourceName when plan absent`,
    isAsking: true,
    fill: dueSoon,
  },
  { needs: 'soon', also: `${OF_A_LINE} ofThem sourceName`, not: 'when daysLeft', fill: dueSoon },
  ...WAITING_ROWS,
  {
    needs: 'stale item|ledger|which|who|many|ofThem|file|table|any',
    sure: true,
    isAsking: true,
    also: `${OF_A_LINE} ofThem sourceName`,
    not: 'type person',
    fill: now('rectify_open', { what: 'stale' }),
  },
  // by where they come from
  {
    needs: 'source',
    also: `${OF_A_LINE} closed overdue all share summary open many`,
    not: 'person',
    isAsking: true,
    sure: true,
    fill: eachSource,
  },
  {
    needs: 'sourceName',
    also: `${OF_A_LINE} closed source`,
    isAsking: true,
    fill: (asked) => (asked.said('sourceName').length > 1 ? eachSource(asked) : now('rectify_open')(asked)),
  },
  // of each unit
  {
    needs: 'each item|ledger|open closed|all|overdue|share|howFar|progress',
    also: `${OF_A_LINE} closed overdue all share`,
    isAsking: true,
    sure: true,
    fill: eachUnit,
  },
  {
    needs: 'each item|ledger|open',
    also: OF_A_LINE,
    not: 'mine',
    isAsking: true,
    fill: now('rectify_open', { what: 'by_unit' }),
  },
  // of each who is responsible
  {
    needs: 'eachOwner|eachPerson item|ledger|open|many|overdue|owner',
    also: `${OF_A_LINE} overdue`,
    not: 'leave absent present rate',
    isAsking: true,
    sure: true,
    fill: (asked) =>
      /整改|正改|问题|销号|台账|责任人|逾期|[条项]/u.test(asked.spans.s)
        ? now(asked.has('overdue') ? 'rectify_overdue' : 'rectify_open', { what: 'by_owner' })(asked)
        : undefined,
  },
  // 刚登记的那条是什么
  {
    needs: 'newest item|which|who',
    also: OF_A_LINE,
    not: 'person mine meeting',
    isAsking: true,
    sure: true,
    fill: (asked) => told(asked, 'rectify_rate', { what: 'newest' }),
  },
  {
    needs: 'oldest item|which|who|open',
    also: OF_A_LINE,
    not: 'person mine meeting',
    isAsking: true,
    sure: true,
    fill: (asked) => told(asked, 'rectify_rate', { what: 'oldest' }),
  },
  // what moved in a span
  {
    needs: 'closed time|approved|approver|who|which',
    also: `${OF_A_LINE} approved approver when`,
    not: 'mine open overdue opened opened',
    fill: moved('closed'),
  },
  {
    needs: 'opened',
    also: `${OF_A_LINE} source sourceName when`,
    not: 'closed',
    sure: true,
    fill: opened,
  },
  {
    needs: 'opened closed',
    also: OF_A_LINE,
    sure: true,
    fill: (asked) => told(asked, 'rectify_rate', { what: 'month' }),
  },
  {
    needs: 'person approved|approver closed|item|many|which',
    also: `${OF_A_LINE} closed approver`,
    fill: moved('approved'),
  },
  {
    needs: 'mine approved closed|item|many|which',
    also: `${OF_A_LINE} closed approver`,
    sure: true,
    fill: moved('approved'),
  },
  {
    needs: 'average closed|item closed|daysLate|daysLeft|time',
    also: `${OF_A_LINE} daysLate daysLeft minutes`,
    fill: (asked) => told(asked, 'rectify_rate', { what: 'closing_days' }),
  },
  // the ledger as it is
  { needs: 'item|ledger closed', also: `${OF_A_LINE} open share overdue`, fill: rate },
  { needs: 'closed how|share', also: `${OF_A_LINE} share overdue`, not: 'promise', fill: rateOfLedger },
  { needs: 'closed open', also: `${OF_A_LINE} share overdue`, fill: rate },
  // 11月整改形成一段文字
  {
    needs: 'item|ledger|progress brief time',
    also: `${OF_A_LINE} share closed overdue`,
    isAsking: true,
    fill: (asked) => told(asked, 'rectify_rate', { what: 'month' }),
  },
  // 我一句话咋个答他: whoever is to answer asks of all that is theirs to know
  {
    needs: 'item|ledger|progress brief',
    also: `${OF_A_LINE} mine share closed overdue`,
    isAsking: true,
    fill: { intent: 'query', metric: 'rectify_rate' },
  },
  {
    needs: 'item|ledger progress|howFar|how|brief|share',
    also: `${OF_A_LINE} brief share closed overdue`,
    fill: (asked) => (/[那这][个条项件]/u.test(asked.spans.s) && !asked.has('unit') ? OF_IT : rate(asked)),
  },
  { needs: 'item|ledger open', also: `${OF_A_LINE} closed ofThem`, fill: now('rectify_open') },
  { needs: 'open many|which|who|ofThem', also: `${OF_A_LINE} ofThem`, fill: now('rectify_open') },
  { needs: 'item|ledger which|who|any|many|table', also: OF_A_LINE, fill: now('rectify_open') },
  { needs: 'item|ledger chart', also: `${OF_A_LINE} share`, fill: rate },
  // promises
  {
    needs: 'promise many|how|who|which|closed|each|table|any|open|progress|howFar|overdue',
    also: `${OF_A_LINE} closed share member mine group overdue`,
    isAsking: true,
    fill: promised,
  },
  // 哪个支部整改条数最多
  {
    needs: 'item|ledger whichUnit|each many best|worst|most|many',
    also: `${OF_A_LINE} many best worst most`,
    not: 'person mine time type overdue closed waiting due',
    fill: { intent: 'query', metric: 'rectify_rate', what: 'by_unit' },
  },
  // of the one that was told
  {
    needs: 'due|soon|daysLeft|daysLate|returned|approver|measure|leads|howFar|owner|progress|waiting',
    also: `filed ${OF_A_LINE} daysLate returned approver approved why when last ofThem extended waiting closed review`,
    not: 'mine person unit ownUnit each time type promise',
    // Any word more may be of another matter: 签到截止时间.
    // 销号率百分之几了 is of all.
    fill: ({ words, said }) =>
      words.some(({ kind }) => kind === 'other') || said('closed').some((word) => word.endsWith('率'))
        ? undefined
        : OF_IT,
  },
];

/** What is to be put right. A kind of meeting says nothing of it. */
export const ITEM_ROWS: readonly Row[] = ROWS.map((row) =>
  /\btype\b/u.test(`${row.needs} ${row.also}`) ? row : { ...row, not: `${row.not ?? ''} type`.trim() },
);
