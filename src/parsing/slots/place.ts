import type { View } from '../learned/view.ts';
import { PLACE_ENDING } from '../lexicon/places.ts';
import { mask } from '../message.ts';
import type { Spans } from '../spans/spans.ts';
import { labelled, run } from './words.ts';
import { written } from './written.ts';

/** 在老年活动室: the first characters of a place may look like the beginning of something else. */
const HEAD = /[在到]([\u4e00-\u9fff]{1,4})$/;
/** 地点村委会: the label came along with the place. */
const LABEL = /(?:会议|活动|集合|开会)?(?:地点|地方|地址|会场|场地)(?:[设定放选]?在|是|为|:)?(?=..)/;
const LABELLED = new RegExp(`^${LABEL.source}`);
const PLACE = new RegExp(
  `^(?:${LABEL.source})?(?:(?:都|均|全都|一律|就)?[在到])?(?<place>[\\u4e00-\\u9fffA-Za-z\\d]{0,10}${PLACE_ENDING})$`,
  'u',
);

/** 红色教育基地参观 */
const DOING = /(?<=..)(?:参观学习|参观|集合|集中|开会|开展)$/;

/** 党校，请县委党校王老师来讲: who is asked to come is no place. */
const ASKED_TO_COME = /(?<=..)[\s,]+(?:邀请|拟请|特?请|由)[\u4e00-\u9fff\s]*$/u;

/** 都在三楼, 设在三楼 */
const ALL_IN = /^(?:都|均|全都|一律|就|[设定放选])在/;

/** Where a meeting is: after its label, by its role, or a part by itself behind day and hour. */
export function placeIn(view: View, tags: Uint8Array, isPlanned: boolean): string | undefined {
  const { spans } = view;
  const found = (labelled(spans, 'place') ?? run(view, tags, 'place'))
    ?.replace(ASKED_TO_COME, '')
    .replace(DOING, '')
    .replace(ALL_IN, '')
    .replace(LABELLED, '');
  if (found === undefined) return isPlanned ? leftOf(spans) : undefined;
  const at = spans.s.indexOf(found);
  const head = at < 0 ? undefined : HEAD.exec(mask(spans.s, spans.times).slice(Math.max(0, at - 5), at))?.[1];
  return head === undefined ? found : written(spans, { at: at - head.length, end: at }) + found;
}

/** A part of its own that names nothing but a place: 在村委会. */
function leftOf(spans: Spans): string | undefined {
  const from = Math.max(-1, ...spans.times.map((t) => t.end), ...spans.types.map((t) => t.end));
  if (from < 0) return undefined;
  let at = from;
  for (const part of spans.s.slice(from).split(/[\s,，。;；!！]/)) {
    const place = PLACE.exec(part)?.groups?.place;
    if (place) return written(spans, { at: at + part.length - place.length, end: at + part.length });
    at += part.length + 1;
  }
  return undefined;
}
