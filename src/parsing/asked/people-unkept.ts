// 女党员几个, 平均年龄多大, 谁表现最好, 那个数给我一下: what is kept of nobody, who is not ranked, and what is not clear.
import type { Filled } from '../../domain/intent.ts';
import type { Asked, Part, Row } from './row.ts';

/** What is kept of nobody, as it is told. */
const OF_PERSONS: readonly (readonly [Part, string])[] = [
  ['sex', '性别'],
  ['age', '年龄'],
  ['school', '学历'],
  ['nation', '民族'],
  ['partyAge', '党龄'],
  ['job', '职业'],
  ['phone', '电话'],
  ['phoneNo', '电话'],
];

const PEOPLE =
  'member heads formal probationary activist mobile roster group office team they place share average apartSaid best worst rank mine ownUnit ownGroup hours when which each';
const NOT = 'item rate absent leave late present expected type';
const ALL = OF_PERSONS.map(([part]) => part);

const ofPersons = ({ has }: Asked): Filled => ({
  intent: 'elsewhere',
  topic: [...new Set(OF_PERSONS.filter(([part]) => has(part)).map(([, name]) => name))].join('、'),
  what: 'person',
});

const ranked = { intent: 'query', metric: 'attendance_rate', what: 'rank' } as const;

export const UNKEPT_ROWS: readonly Row[] = [
  { needs: ALL.join('|'), also: `${ALL.join(' ')} ${PEOPLE}`, not: NOT, fill: ofPersons },
  {
    needs: 'money',
    also: 'meeting hold open visit service many average share each place member group times record all type',
    not: 'dues item rate absent leave late present expected',
    anyhow: true,
    fill: { intent: 'elsewhere', topic: '金额', what: 'money' },
  },
  {
    needs: 'dues money|mine|when',
    also: 'money filed many hold mine',
    not: 'item',
    fill: { intent: 'elsewhere', topic: '党费金额' },
  },
  {
    needs: 'score',
    also: 'member meeting mine average each eachPerson points who rank best worst office place talk type',
    not: 'item rate',
    anyhow: true,
    fill: { intent: 'elsewhere', topic: '打分', what: 'score' },
  },
  {
    needs: 'points|well who|member|group|rank|best|worst|mine|eachPerson|ownGroup|points',
    also: 'member group best worst rank place points well eachPerson',
    not: 'item whichUnit each type',
    fill: ranked,
  },
  {
    needs: 'rank member|eachPerson|who rate|present|absent|leave',
    also: 'rate present absent leave best worst member eachPerson meeting times each points score',
    not: 'item',
    fill: ranked,
    sure: true,
  },
  {
    needs: 'rank member|eachPerson|who',
    also: 'rate present best worst member eachPerson notice meeting times each',
    not: 'item',
    fill: ranked,
  },
  {
    needs: 'well|points whichUnit|each|unit',
    also: 'best worst place well points which',
    not: 'item rate type',
    fill: { intent: 'query_more', what: 'vague' },
  },
  {
    needs: 'vague',
    also: 'how table file chart all each monthly meeting place which who many',
    not: 'summary item rate type person member',
    fill: { intent: 'query_more', what: 'vague' },
  },
];
