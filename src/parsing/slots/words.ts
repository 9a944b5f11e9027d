import { TAGS, type Tag } from '../learned/tags.ts';
import type { View } from '../learned/view.ts';
import { matches } from '../matches.ts';
import { trimEdges } from '../message.ts';
import type { Spans } from '../spans/spans.ts';
import { written } from './written.ts';

/** The text of the first run of tokens that bear a tag, as written. */
export function run({ spans, tokens }: View, tags: Uint8Array, tag: Tag): string | undefined {
  let i = tokens.findIndex((_, j) => TAGS[tags[j]!] === tag);
  if (i < 0) return undefined;
  const at = tokens[i]!.at;
  let end = at;
  for (; i < tokens.length && TAGS[tags[i]!] === tag; i++) end = tokens[i]!.end;
  return trimEdges(written(spans, { at, end })) || undefined;
}

/** The value of a label, as written. */
export function labelled(spans: Spans, key: 'place' | 'topic' | 'reason'): string | undefined {
  const [field, ...others] = spans.form.fields.filter(
    (f) => f.key === key && f.style === 'form' && f.value !== '',
  );
  if (!field) return undefined;
  // 第一议题：学习党章，第二议题：发展党员: both are what it is about.
  const also = key === 'topic' ? others.filter((f) => AGENDA.test(spans.s.slice(f.at, f.valueAt))) : [];
  const values = [field, ...also].map(({ value, valueAt }) => {
    const at = spans.s.indexOf(value, valueAt);
    return trimEdges(at < 0 ? value : written(spans, { at, end: at + value.length }));
  });
  return values.filter((value) => value !== '').join('；') || undefined;
}
const AGENDA = /议题|议程/;

const TOPIC_LABEL = /(?:主题|议题|题目|课题)$/;
const TOPIC_IS = /(?:主题|议题|题目|课题)(?:(?:就?是|为|叫做?|定为)\s*(?=\S)|(?=[我咱]们?的?))/g;
const PIECE_END = /[\s,;。、|!?]/;
/** 主题是什么, 题目定了没有: it is asked for, or not known. */
const NO_TOPIC = /^(?:什么|啥|哪|谁|怎|待定|未定|还没|没定|不变|另)|[吗呢?]$/;
const SHORTEST_TOPIC = 2;

/**
 * The topic behind its label without a mark, whole: 题目 我的入党故事, 主题是我的家乡. What reads words one by one takes 我的 for
 * the speaker.
 * @param found what was read of it so
 */
export function topicOf(spans: Spans, found: string | undefined): string | undefined {
  const { s, form, times } = spans;
  const starts = form.fields
    .filter((f) => f.key === 'topic' && f.style === 'bare' && TOPIC_LABEL.test(s.slice(f.at, f.labelEnd)))
    .filter(({ labelEnd, valueAt }) => valueAt > labelEnd)
    .map(({ valueAt }) => valueAt);
  for (const m of matches(TOPIC_IS, s)) starts.push(m.index + m[0].length);
  for (const at of starts.toSorted((a, b) => a - b)) {
    const length = s.slice(at).search(PIECE_END);
    const end = length < 0 ? s.length : at + length;
    const text = trimEdges(written(spans, { at, end }));
    const isTime = times.some((time) => time.at < end && time.end > at);
    if (text.length < SHORTEST_TOPIC || isTime || NO_TOPIC.test(text)) continue;
    // 题目叫我们村的变化, label and all
    if (found === undefined || text.includes(found) || found.endsWith(text)) return text;
  }
  return found;
}

const BARE_HEAD =
  /^(?:[\s,.。:;、!~()-]|整改|问题|事项|进展|进度|完成率|完成|办结|目前|情况|到了?|至|达到?|为|是|了|报|的)+/;
const BARE_TAIL = /(?:[\s,.。:;、!~(-]|整改|问题|进展|进度|完成|已经?|到|了|的)+$/;

/** What is said beside number and figure, as written: the longest piece. */
export function said(spans: Spans): string | undefined {
  const { progress } = spans;
  // 进展50% 挖了一半: the figure is said once, and its own words stay with the rest.
  const same = spans.figures.filter((f) => f.kind === 'percent' && f.value === progress?.value);
  const figures = progress ? [same[0] ?? spans.figures.find((f) => f.at === progress.at)] : [];
  const cut = [...spans.items, ...figures.filter((f) => f !== undefined)].sort((a, b) => a.at - b.at);
  let best: string | undefined;
  let from = 0;
  for (const { at, end } of [...cut, { at: spans.s.length, end: spans.s.length }]) {
    const piece = spans.s.slice(from, at);
    const head = BARE_HEAD.exec(piece)?.[0].length ?? 0;
    const body = piece.slice(head).replace(BARE_TAIL, '');
    if (body.length >= 2 && body.length > (best?.length ?? 0))
      best = written(spans, { at: from + head, end: from + head + body.length });
    from = Math.max(from, end);
  }
  return best?.trim();
}

const ITEM_VALUE = /^(?:第|#|问题|整改|事项|\s)*([A-Za-z\d][\w-]*(?:[、,]\d+)*)(?:号|条|项)?$/;

/** 整改编号:41, or the cell under 序号 of a pasted row. */
const NUMBER_ALONE = /^\d{1,5}$/;

export function labelledItem({ form }: Spans): string | undefined {
  const field = form.fields.find(
    (f) => (f.key === 'item' && f.value !== '') || (f.key === 'problem' && NUMBER_ALONE.test(f.value)),
  );
  const value = field && ITEM_VALUE.exec(field.value)?.[1];
  return value?.replace(/、/g, ',');
}
