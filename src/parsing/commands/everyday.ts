// 今年谈话谈了几个, 日记写了几篇, 讲了几堂课: how many there were of something, by the word that people have for it every day.
import { perTypes, typesInUse } from '../../domain/activity/types.ts';
import { filingKindsInUse, perFilingKinds } from '../../domain/filing/kinds.ts';
import type { Filled } from '../../domain/intent.ts';
import { perProcesses, processesInUse } from '../../domain/process/kinds.ts';
import type { Spans } from '../spans/spans.ts';
import { periodOf } from '../spans/time/resolve.ts';
import { scopeOf } from './rest.ts';

/** What is asked where the word stands. */
interface Counted {
  word: string;
  asks: Filled;
}

const ofActivities = perTypes(() =>
  typesInUse().flatMap(({ key, name, short, words, everyday = [] }): Counted[] =>
    [...new Set([name, short, ...words, ...everyday])].map((word) => ({
      word,
      asks: { intent: 'query', metric: 'activity_count', activityType: key },
    })),
  ),
);
const ofFilings = perFilingKinds(() =>
  filingKindsInUse().flatMap(({ key, everyday = [] }): Counted[] =>
    everyday.map((word) => ({ word, asks: { intent: 'filing_ask', filing: key } })),
  ),
);
const ofSteps = perProcesses(() =>
  processesInUse().flatMap((row) =>
    row.steps.flatMap(({ key, name, words, everyday = [] }): Counted[] => {
      const own = row.of === 'person' ? [name, ...words] : [];
      const asks: Filled = { intent: 'query', metric: 'process_done', process: row.key, stage: key };
      return [...own, ...everyday].map((word) => ({ word, asks }));
    }),
  ),
);

const LONGEST = 30;
const MEASURE = '[个次场回户篇条份人堂节遍趟家位名件轮批]';
const HOW_MANY = new RegExp(`(?:几|多少)${MEASURE}?`, 'u');
/** All that may stand beside it. The verb is one of every day, or a character of the word itself: 政审审了几个. */
const BESIDE =
  '我们?|咱们?|俺们?|本|支部|村里?|全[镇乡县市区]|各个?|一共|总共|共计?|已经?|都|到现在|到目前|为止|截至|请问|看看|查一?下?|现在|目前|这边|给|和|跟|对|向|党员|群众|同志|人家|人|的|了|过|呢|啊|有|开展|进行|完成|组织|举行|召开|[谈走访写听记做讲搞开办上联系收交报评学服务去入定户话会]|[\\s?？。,，]';

/**
 * Every meaning that the longest word in the question has; none where nothing is counted, or more is said. A word may be
 * parted by the figure: 谈了几个人的话.
 */
export function readEveryday(h: Spans): Filled[] {
  if (h.s.length > LONGEST || !HOW_MANY.test(h.s) || h.items.length > 0 || h.times.length > 1) return [];
  if (h.people.some(({ source }) => source === 'roster')) return [];
  const all = [...ofActivities(), ...ofFilings(), ...ofSteps()];
  const found = all.filter(({ word }) => h.s.includes(word) || partedBy(word).test(h.s));
  const longest = Math.max(0, ...found.map(({ word }) => word.length));
  const [first] = found.filter(({ word }) => word.length === longest);
  if (!first || !isAlone(h, first.word)) return [];
  const period = h.times.map((t) => periodOf(t, h, false)).find((one) => one !== undefined);
  if (h.times.length > 0 && !period) return [];
  return found
    .filter(({ word }) => word === first.word)
    .map(({ asks }) => ({ ...asks, ...(period && { period }), ...scopeOf(h) }));
}

/** 谈了几个人的话 for 谈话 */
function partedBy(word: string): RegExp {
  const [a, b, ...more] = [...word];
  if (b === undefined || more.length > 0) return /(?!)/u;
  return new RegExp(`${a}[了过]?(?:几|多少)${MEASURE}?(?:人|群众|党员)?的?${b}`, 'u');
}

function isAlone(h: Spans, word: string): boolean {
  const spans = [...h.times, ...h.units].sort((a, b) => b.at - a.at);
  const left = spans.reduce((text, { at, end }) => text.slice(0, at) + text.slice(end), h.s);
  const rest = left.includes(word)
    ? left.replace(word, '').replace(HOW_MANY, '')
    : left.replace(partedBy(word), '');
  return new RegExp(`^(?:${BESIDE}|[${word}])*$`, 'u').test(rest);
}
