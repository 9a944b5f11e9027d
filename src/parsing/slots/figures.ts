import type { Filled, IntentName } from '../../domain/intent.ts';
import { TAGS, type Tag } from '../learned/tags.ts';
import type { View } from '../learned/view.ts';
import type { Spans } from '../spans/spans.ts';

/** By rule where the wording leaves no doubt; what was learned speaks for the rest. */
export function figures({ spans, tokens }: View, tags: Uint8Array, found: Filled): void {
  if (!COUNTED.has(found.intent)) return;
  const rule = spans.attendance;
  const value = (tag: Tag) => {
    const token = tokens.findLast((_, i) => TAGS[tags[i]!] === tag);
    return token && spans.figures[token.index];
  };
  const ratio = value('ratio');
  if (ratio?.kind === 'ratio') {
    found.present = Math.min(ratio.left, ratio.right);
    found.expected = Math.max(ratio.left, ratio.right);
  }
  const count = (tag: Tag) => {
    const figure = value(tag);
    // 四十来个, 列席2人: a bound is no figure, and others do not count.
    return figure?.kind === 'count' && !figure.vague && figure.unit !== 'things' ? figure.value : undefined;
  };
  const both = count('both');
  const expected = expectedBy(spans) ?? both ?? count('expected') ?? found.expected;
  const present = rule.present ?? both ?? count('present') ?? found.present;
  if (expected !== undefined) found.expected = expected;
  if (present !== undefined) found.present = present;
}

/** 应该二十二个, 应该是60人 beside how many came: what should have been, where no plainer word says it. */
const SHOULD = /(?<![个名位人]\s?|实际|到底|一共|总共)应(?:该|当)(?:是|有|到|来|去|参加)?的?\s?$/u;

/** 应到 by rule. */
export function expectedBy({ s, figures, attendance }: Spans): number | undefined {
  const { expected, present } = attendance;
  if (expected !== undefined || present === undefined) return expected;
  const said = figures.filter(
    (f) =>
      f.kind === 'count' &&
      f.unit !== 'things' &&
      !f.vague &&
      SHOULD.test(s.slice(Math.max(0, f.at - 6), f.at)),
  );
  const [only] = said;
  return said.length === 1 && only?.kind === 'count' && only.value >= present ? only.value : undefined;
}

const COUNTED: ReadonlySet<IntentName> = new Set<IntentName>(['activity_report', 'activity_create']);
