import type { Filled, IntentName } from '../../domain/intent.ts';
import { TAGS, type Tag } from '../learned/tags.ts';
import type { View } from '../learned/view.ts';

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
  const expected = rule.expected ?? both ?? count('expected') ?? found.expected;
  const present = rule.present ?? both ?? count('present') ?? found.present;
  if (expected !== undefined) found.expected = expected;
  if (present !== undefined) found.present = present;
}

const COUNTED: ReadonlySet<IntentName> = new Set<IntentName>(['activity_report', 'activity_create']);
