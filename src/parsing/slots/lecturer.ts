import type { Spans } from '../spans/spans.ts';
import { written } from './written.ts';

const LECTURES = /主讲|授课|讲课|讲授|宣讲|来讲|讲党课|上党课|讲了/;
const CHAIRS = /主持|召集/;

const OUTSIDER =
  '[\\u4e00-\\u9fff]{1,14}?(?:教授|老师|讲师|专家|博士|书记|主任|校长|院长|局长|部长|科长|所长|站长|馆长|研究员|同志|先生|女士)';
/** 主讲人是县委党校的刘教授, 请县委党校王老师来讲, 县委党校王老师主讲: nobody of the roster. */
const OUTSIDERS = [
  `(?:主讲人?|授课人|讲课人|主讲老师|授课老师)(?:是|为|由|请|邀请|:)+\\s?(?<who>${OUTSIDER})(?=[\\s,。;!]|$)`,
  `(?:邀请|特邀|请来|请到|请|由)(?<who>${OUTSIDER})(?:(?:来|给|为)[^\\s,。;]{0,5}?)?(?:主讲|讲|授课|宣讲|[作做]报告|上党?课|[作做]辅导)`,
  `(?<=[\\s,。;])(?<who>${OUTSIDER})来?(?:主讲|授课|讲课|宣讲)`,
].map((source) => new RegExp(source, 'u'));

/** 主讲人 by its label; where nobody chairs, whoever is told to lecture stands as host too (corpus schema). */
export function lecturerIn(spans: Spans, host: string | undefined): string | undefined {
  const { form, people, s } = spans;
  const field = form.fields.find((f) => f.key === 'lecturer' && f.value !== '');
  if (field) {
    const end = field.valueAt + field.value.length;
    const named = people.find((p) => p.at >= field.valueAt && p.at < end);
    return named?.name ?? field.value.trim().slice(0, 20);
  }
  if (host !== undefined && LECTURES.test(s) && !CHAIRS.test(s)) return host;
  return s.length > MOST ? undefined : outsiderIn(spans);
}

/** A longer message is no sentence that plans a lecture. */
const MOST = 200;

function outsiderIn(spans: Spans): string | undefined {
  const found = OUTSIDERS.map((outsider) => outsider.exec(spans.s)).find((match) => match !== null);
  if (!found) return undefined;
  const at = found.index + found[0].indexOf(found.groups!.who!);
  const end = at + found.groups!.who!.length;
  // A day, a kind or a name of the roster in it has a slot of its own.
  const taken = [...spans.times, ...spans.types].some((span) => span.at < end && span.end > at);
  return taken ? undefined : written(spans, { at, end });
}
