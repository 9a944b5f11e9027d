import type { Filled } from '../../domain/intent.ts';
import { OWN_GROUP } from '../commands/rest.ts';
import { offices } from './people-offices.ts';
import type { Asked, Row } from './row.ts';

const heads = { intent: 'query', metric: 'member_count' } as const;
const names = { intent: 'query', metric: 'member_list' } as const;

const PEOPLE =
  'member heads headsAnd andHeads formal probationary activist mobile apartSaid place roster half share';
/** None of the people on the roster, but of what they did. */
const NOT = 'type item person rate absent leave late hold service hours visit talk promise dues develop team';

const kindOf = ({ has }: Asked): string | undefined => {
  const kinds = (['formal', 'probationary', 'activist', 'mobile'] as const).filter((kind) => has(kind));
  if (has('butMobile')) return 'at_home';
  if (has('without')) return undefined;
  return kinds.length === 1 ? WORDS[kinds[0]!] : undefined;
};
const WORDS = { formal: 'formal', probationary: 'probationary', activist: 'activists', mobile: 'mobile' };

/** 组员, 组里: of the own one, where none is named; 一组几个人二组几个人: of those called by their number. */
function groupIn({ said, spans }: Asked): Pick<Filled, 'scope' | 'sides' | 'what'> {
  if (spans.units.length > 0) return {};
  const numbered = said('group').flatMap((word) =>
    /^[一二三四五]组$/u.test(word) ? [`第${word[0]}党小组`] : [],
  );
  if (numbered.length > 1) return { sides: numbered.map((scope) => ({ scope })) };
  if (numbered.length === 1) return { scope: numbered[0]! };
  return said('group').some((word) => /组员|组里|^成员|小组成员/u.test(word)) ? { scope: OWN_GROUP } : {};
}

/** 花名册发我: the whole of it is a file; 党员名单 is told. */
function rosterOf(asked: Asked): Filled | undefined {
  const what = kindOf(asked);
  if (asked.has('without') && what === undefined) return undefined;
  const isBook = asked.said('roster').some((word) => /册|表/u.test(word));
  const isFile = isBook && !asked.has('table') && !asked.has('chart') && !asked.has('many');
  return { ...names, ...(what && { what }), ...groupIn(asked), ...(isFile && { format: 'file' as const }) };
}

/** Who there is. */
export const PEOPLE_ROWS: readonly Row[] = [
  {
    needs: 'probationary',
    also: 'member place group share heads headsAnd andHeads roster apartSaid officeAsked whichUnit',
    not: `formal activist mobile ${NOT}`,
    fill: ofKind('probationary'),
  },
  {
    needs: 'mobile',
    also: 'member place group share heads headsAnd andHeads roster apartSaid officeAsked whichUnit',
    not: `formal activist probationary without ${NOT}`,
    fill: ofKind('mobile'),
  },
  {
    needs: 'activist',
    also: 'member place group share heads headsAnd andHeads roster apartSaid officeAsked whichUnit',
    not: `formal probationary mobile ${NOT}`,
    fill: ofKind('activists'),
  },
  {
    needs: 'formal many|who|heads|half|roster',
    also: 'member place half group',
    not: `probationary activist mobile ${NOT}`,
    fill: { ...names, what: 'formal' },
  },
  {
    needs: 'butMobile',
    also: `${PEOPLE} plan open group`,
    not: `formal probationary activist ${NOT}`,
    fill: ({ has }) => ({
      ...names,
      what: 'at_home',
      ...(!has('many') && !has('who') && !has('unit') && !has('roster') && { follows: true }),
    }),
  },
  {
    needs: 'member|formal|place many|how|heads',
    also: `${PEOPLE} group`,
    not: `office without ${NOT}`,
    fill: heads,
  },
  // 各支部人数
  {
    needs: 'each many',
    also: PEOPLE,
    not: `office without meeting group present expected ${NOT}`,
    fill: ({ said, spans }) =>
      said('many').every((word) => /人数|[个名位]?人$/u.test(word)) && spans.times.length === 0
        ? heads
        : undefined,
    sure: true,
  },
  {
    needs: 'member many activist without',
    also: PEOPLE,
    not: `office meeting group present expected explain formal probationary mobile ${NOT.replace(' without', '')}`,
    fill: heads,
  },
  // 党员有多少，流动的算进去
  {
    needs: 'member many mobile counts',
    also: PEOPLE,
    not: `office without meeting group present expected explain ${NOT}`,
    fill: heads,
  },
  { needs: 'member|heads whichUnit best|worst', also: PEOPLE, not: `office ${NOT}`, fill: heads },
  { needs: 'heads', also: `${PEOPLE} group`, not: `office without meeting ${NOT}`, fill: heads },
  { needs: 'formal probationary apartSaid|many', also: PEOPLE, not: `without ${NOT}`, fill: heads },
  {
    needs: 'member who',
    also: PEOPLE,
    not: `office without meeting probationary activist mobile formal best worst ${NOT}`,
    fill: names,
  },
  { needs: 'roster', also: `${PEOPLE} group office who butMobile apartSaid`, not: NOT, fill: rosterOf },
  {
    needs: 'group|ownGroup who|roster',
    also: PEOPLE,
    not: `office meeting without present expected times ack notAck ${NOT}`,
    fill: (asked) => ({ ...names, ...groupIn(asked) }),
  },
  {
    needs: 'group|ownGroup|eachGroup many|apartSaid',
    also: `${PEOPLE} bothOf eachGroup`,
    not: `office meeting without present expected times ack notAck ${NOT}`,
    fill: (asked) => ({
      ...heads,
      ...((['bothOf', 'apartSaid', 'eachGroup'] as const).some(asked.has) && { what: 'by_group' }),
      ...groupIn(asked),
    }),
  },
  {
    needs: 'rate headsAnd|andHeads',
    also: 'present expected average meeting place',
    not: 'person item',
    fill: { intent: 'query', metric: 'attendance_rate', also: ['member_count'] },
  },
  {
    needs: 'unit|ownUnit many',
    also: PEOPLE,
    not: `office meeting without group present expected ${NOT}`,
    fill: ({ words, spans }) =>
      // 一支部来了几个 is of a meeting, and 二支部几次 of many.
      spans.times.length === 0 &&
      words.some(({ kind, at, end }) => kind === 'many' && /人|名|位/u.test(spans.s.slice(at, end)))
        ? heads
        : undefined,
  },
  { needs: 'committeeOnly many|who|roster|heads', also: PEOPLE, not: NOT, fill: { ...names, what: 'above' } },
  { needs: 'twice', also: `${PEOPLE} office`, not: NOT, fill: { ...names, what: 'twice' } },
  {
    needs:
      'office|officeList|noOffice who|any|many|table|file|posts|noOffice|officeList|roster|how|apartSaid|besideMe|whichUnit|office',
    also: 'member place plan office officeList posts noOffice besideMe committeeOnly roster whichUnit apartSaid group without',
    not: `time meeting ${NOT}`,
    fill: (asked) => (asked.has('without') && !asked.has('besideMe') ? undefined : offices(asked)),
  },
  {
    needs: 'person officeAsked|formal|probationary|activist|mobile|team|whatKind',
    also: 'office who any member eitherOr formal probationary activist mobile team officeAsked',
    not: 'type item time meeting rate absent leave late hold phone phoneNo develop whichStage times hours service serviceHours contact present visit talk',
    fill: { intent: 'offices' },
  },
  {
    needs: 'mine formal|probationary|activist|whatKind eitherOr|any|whatKind',
    also: 'whatKind member formal probationary place',
    not: NOT,
    fill: { intent: 'offices', mine: true },
  },
  {
    needs: 'team captain|many|who person captain|many|who',
    also: 'captain member roster heads place isIt eitherOr',
    not: 'type item rate hold service hours mine leave absent inTeam',
    fill: ({ said, has }) =>
      has('captain') ? { ...names, what: 'team', topic: said('team')[0]! } : undefined,
  },
  {
    needs: 'team madeUp|who|many|any|each|roster|how|captain|heads|table|file',
    also: 'captain member roster heads place apartSaid group inTeam',
    not: 'type item person rate hold service hours mine leave absent',
    fill: ({ said }) => ({ ...names, what: 'team', topic: said('team')[0]! }),
  },
  {
    needs: 'inTeam who|many|captain|roster',
    also: 'captain member roster heads',
    not: 'team type item person rate hold service hours mine leave absent',
    fill: { ...names, what: 'team' },
  },
];

/** A question by itself. */
const WHOLE = [
  'many',
  'who',
  'any',
  'each',
  'unit',
  'heads',
  'roster',
  'group',
  'ownGroup',
  'all',
  'share',
  'file',
  'table',
] as const;

/** Of what was just told: 分支部列示, 宋佳怡一个人的呢. */
export const FOLLOWING_ROWS: readonly Row[] = [
  // 二支部都有谁, 名单
  {
    needs: 'who',
    also: 'place',
    not: `time office meeting group ownGroup member ${NOT}`,
    fill: ({ said, spans }) =>
      spans.units.length > 0 ||
      said('who').every((word) => /^(?:名单|姓名|名字|叫啥|叫什么|叫啥名字)$/u.test(word))
        ? { intent: 'query_more', what: 'who' }
        : undefined,
  },
  // 正式的呢
  {
    needs: 'formal',
    also: 'member',
    not: `probationary activist mobile many who ${NOT}`,
    fill: { ...names, what: 'formal', follows: true },
  },
  {
    needs: 'onlyKind formal|probationary|mobile|activist',
    also: 'member',
    not: NOT,
    fill: (asked) => ({ ...names, what: kindOf(asked)!, follows: true }),
  },
  {
    needs: 'each',
    also: 'apartSaid place listed',
    not: 'type item time unit person',
    fill: ({ has }) =>
      has('listed') || has('apartSaid') || has('table') || has('many')
        ? { intent: 'query_more', what: 'by_unit' }
        : undefined,
  },
  {
    needs: 'person',
    also: 'alone also',
    not: 'type item unit',
    fill: ({ has, spans: { s } }) =>
      has('alone') || has('also') || /呢[?？]?\s*$/u.test(s) || /^\s*还有/u.test(s)
        ? { intent: 'query_more' }
        : undefined,
  },
];

function ofKind(what: string) {
  // 预备党员占比 is of all of them.
  return (asked: Asked): Filled => ({
    ...heads,
    // 在册多少人，流动几个 as well
    ...(!asked.has('share') && asked.said('many').length < 2 && { what }),
    ...groupIn(asked),
    // 积极分子呢
    ...(!WHOLE.some(asked.has) && { follows: true }),
  });
}
