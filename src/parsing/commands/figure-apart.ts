// 女党员到会率, 70岁以上的谁没来: a part of the members that no figure is kept of. The figure is of all of them, and the
// answer says so; that part is never dropped without a word.
import { METRIC_RULES } from '../../domain/figures/metrics.ts';
import type { Filled } from '../../domain/intent.ts';
import type { Spans } from '../spans/spans.ts';
import { unkeptIn } from './figure-unkept.ts';

const AGE =
  '(?:\\d{2}|[二三四五六七八九]十[一二三四五六七八九]?)(?:周?岁|后)(?:(?:及?以)[上下]|[到至]\\d{2}岁)?';
const SCHOOL =
  '(?:大专|大学|本科|研究生|硕士|博士|高中|初中|小学|中专)(?:学历|文化)?(?:及?以[上下])?(?:学历)?';
const KIND =
  '[女男]|(?:高级|中级|初级|副高|正高)(?:职称)?|老年?|年轻|青年|中年|离?退休|在职|在岗|外出(?:务工)?|务工|困难|低保|[回壮苗彝藏满蒙土侗瑶白傣黎]族|少数民族|新(?:发展|转来|来)?|预备|正式|流动|农民工|大学生|党龄[^,。的\\s]{1,8}';
/** Without 党员 behind them these are people as well. */
const PEOPLE =
  '男(?:的|同志)?[、和与及跟]?女(?:的|同志)?|女的?[、和与及跟]?男的?|女的|男的|(?:高级|中级|初级|副高|正高)职称|女同志|男同志|老同志|年轻人|年轻的|离?退休的|党小组长|班子成员|支部书记们?|(?:入党)?积极分子';
const APART = new RegExp(
  `(?<kind>${KIND})(?:的)?(?=党员|同志|干部)|(?<age>${AGE}|${SCHOOL})(?:的)?|(?<people>${PEOPLE})(?:的)?`,
  'u',
);

/** Where such a part is named, the noun behind it left out; undefined where there is none. */
export function apartIn({
  s,
  units,
  types,
  people,
}: Spans): { at: number; end: number; who: string } | undefined {
  const m = APART.exec(s);
  if (!m) return undefined;
  const at = m.index;
  const end = at + m[0].length;
  const isOfName = [...units, ...types, ...people.filter(({ source }) => source === 'roster')].some(
    (span) => span.at < end && at < span.end,
  );
  const noun = /^(?:党员|同志|干部)/u.exec(s.slice(end))?.[0] ?? '';
  return isOfName
    ? undefined
    : { at, end, who: (/^男/u.test(m[0]) ? m[0] : m[0].replace(/的$/u, '')) + noun };
}

/** A question keeps what of it no figure tells apart, and what none is kept of. */
export function withApart(spans: Spans, said: Filled): Filled {
  const { intent, metric, what } = said;
  if (intent !== 'query' || metric === undefined || OF_KIND.has(what ?? '')) return said;
  const unkept = unkeptIn(spans);
  const asked = unkept === undefined ? said : { ...said, unkept };
  const { about } = METRIC_RULES[metric];
  if (about !== undefined && metric !== 'member_count') return asked;
  const who = apartIn(spans)?.who;
  return who === undefined ? asked : { ...asked, apart: who };
}

/** Of these the roster knows. */
const OF_KIND: ReadonlySet<string> = new Set(['mobile', 'probationary', 'activists', 'explain']);
