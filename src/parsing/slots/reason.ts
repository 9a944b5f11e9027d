import type { View } from '../learned/view.ts';
import type { Spans } from '../spans/spans.ts';
import { labelled, run } from './words.ts';
import { written } from './written.ts';

/** 许春梅请假（看病） */
const IN_BRACKETS = /(?:请个?假|请了假|[来去到]不了|不能来|参加不了)\s?\((?<why>[^()\n]{2,16})\)[\s。!]*$/du;

/** Why somebody is away: after its label, by its role, or in brackets behind the leave. */
export const reasonIn = (view: View, tags: Uint8Array): string | undefined =>
  labelled(view.spans, 'reason') ?? run(view, tags, 'reason')?.replace(JOINT, '') ?? inBrackets(view.spans);

/** 有点不舒服就不去了 */
const JOINT = /(?<=..)就$/u;

function inBrackets(spans: Spans): string | undefined {
  const [at, end] = IN_BRACKETS.exec(spans.s)?.indices?.groups?.why ?? [0, 0];
  const isOther = [...spans.times, ...spans.types, ...spans.units, ...spans.people].some(
    (span) => span.at < end && span.end > at,
  );
  return end === 0 || isOther ? undefined : written(spans, { at, end });
}
