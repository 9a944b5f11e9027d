import type { Filled, IntentName } from '../../domain/intent.ts';
import { TAGS, type Tag } from '../learned/tags.ts';
import type { View } from '../learned/view.ts';
import type { Spans } from '../spans/spans.ts';

/** By rule where the wording leaves no doubt; what was learned speaks for the rest. */
export function figures({ spans, tokens }: View, tags: Uint8Array, found: Filled): void {
  if (!COUNTED.has(found.intent)) return;
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
  const rule = countedBy(spans);
  const expected = rule.expected ?? both ?? count('expected') ?? found.expected;
  const present = rule.present ?? both ?? count('present') ?? found.present;
  if (expected !== undefined) found.expected = expected;
  if (present !== undefined) found.present = present;
}

/** 应该二十二个, 应该是60人 beside how many came: what should have been, where no plainer word says it. */
const SHOULD = /(?<![个名位人]\s?|实际|到底|一共|总共)应(?:该|当)(?:是|有|到|来|去|参加)?的?\s?$/u;

/** 去了二十六个 */
const CAME = /(?:[来去到]|到会|参加)(?:了|咯|咧|哩|哒|的(?:是|有)?|有)(?:党员)?\s?$/u;

/** 应到 and 实到 by rule. */
export function countedBy({ s, figures, attendance }: Spans): { expected?: number; present?: number } {
  const { expected, present } = attendance;
  if (expected !== undefined) return attendance;
  const before = (at: number) => s.slice(Math.max(0, at - 7), at);
  const counts = figures.flatMap((f) => (f.kind === 'count' && f.unit !== 'things' && !f.vague ? [f] : []));
  const should = counts.filter((f) => SHOULD.test(before(f.at)));
  const came = counts.filter((f) => CAME.test(before(f.at)));
  const there = present ?? (came.length === 1 ? came[0]!.value : undefined);
  const [only] = should;
  if (should.length !== 1 || there === undefined || only!.value < there) return attendance;
  return { expected: only!.value, present: there };
}

const COUNTED: ReadonlySet<IntentName> = new Set<IntentName>(['activity_report', 'activity_create']);
