import { readFileSync } from 'node:fs';
import { type Calendar, createCalendar } from '../domain/calendar/calendar.ts';
import type { Instant } from '../domain/calendar/time.ts';
import type { Filled } from '../domain/intent.ts';
import { assemble } from './assemble.ts';
import { readCommand } from './commands/command.ts';
import { isTwoMatters, type Judgement, judge, judgeCommand } from './judge.ts';
import { type Knowledge, NOTHING_KNOWN } from './knowledge.ts';
import { type Recall, recollection } from './learned/memory.ts';
import { guessIntents, guessRoles, type Model, meaningOf } from './learned/model.ts';
import { sparseModel } from './learned/sparse.ts';
import { viewOf } from './learned/view.ts';
import { readWeights } from './learned/weights-file.ts';
import { presenceAndAbsence } from './mixed.ts';
import { normalise } from './normalise.ts';
import { written } from './slots/written.ts';
import { readSpans, type Spans } from './spans/spans.ts';

export interface ReadingOptions {
  /** names the bot is mentioned by; they may hold blanks */
  botNames?: string[];
  /** absent: the years whose notices are published with the program */
  calendar?: Calendar;
  /** what the bot knows where the message was said */
  knowledge?: Knowledge;
}

/** A reading with slots that are not yet sorted by intent. */
interface Grasp extends Judgement {
  intent: Filled;
}

const PUBLISHED = createCalendar();

interface Learned {
  model: Model;
  recall: Recall;
}

let learned: Learned | undefined;

/** The weights beside the corpus, read once. */
function loaded(): Learned {
  if (learned) return learned;
  const weights = readWeights(readFileSync(new URL('./corpus/weights.bin', import.meta.url)));
  const model: Model = {
    labels: weights.labels,
    intents: sparseModel(weights.intents),
    roles: sparseModel(weights.roles),
    step: Float64Array.from(weights.step),
  };
  learned = { model, recall: recollection(weights.memory) };
  return learned;
}

const NOTHING: Grasp = {
  intent: { intent: 'none' },
  certainty: 'clear',
  unread: [],
  missing: [],
  contradictions: [],
  alternatives: [],
};

/** A form handed out and not yet filled in. */
const isBlankForm = ({ form }: Spans): boolean =>
  form.fields.length >= 3 && form.fields.every((f) => f.value === '');

/** One reading of a text: commands first, then lines known by heart, then what was learned. */
export function grasp(
  text: string,
  now: Instant,
  options: ReadingOptions = {},
  using: Learned = loaded(),
): Grasp {
  const m = normalise(text, options.botNames);
  if (m.s === '') return NOTHING;
  const spans = readSpans(m, now, options.calendar ?? PUBLISHED, options.knowledge ?? NOTHING_KNOWN);
  if (isBlankForm(spans)) return NOTHING;
  const command = readCommand(spans);
  if (command) return { intent: command, ...judgeCommand(spans, command) };
  const view = viewOf(spans);
  const { model, recall } = using;
  const known = recall(view);
  if (known) {
    const { intent, metric } = meaningOf(model.labels[known.label]!);
    const filled = assemble(view, intent, metric, known.tags);
    return {
      intent: filled,
      ...judge({
        view,
        filled,
        tags: known.tags,
        sureness: 1,
        known: true,
        asks: known.asks,
        others: () => [],
      }),
    };
  }
  const p = guessIntents(model, view);
  const order = [...p.keys()].sort((a, b) => p[b]! - p[a]!).slice(0, 4);
  const readAs = (label: number) => {
    const { intent, metric } = meaningOf(model.labels[label]!);
    const roles = guessRoles(model, view, intent);
    return { filled: assemble(view, intent, metric, roles.tags), roles };
  };
  const first = readAs(order[0]!);
  const both =
    presenceAndAbsence(view, first.filled) ??
    matterByMatter(spans, first.filled, (part) => grasp(part, now, options, using).intent);
  if (both) first.filled = both[0]!;
  const said = judge({
    view,
    filled: first.filled,
    tags: first.roles.tags,
    roles: first.roles,
    sureness: surenessOf(model.labels, p, order[0]!, spans),
    // Told apart by rule, clause by clause.
    known: both?.length === 1,
    asks: (both?.length ?? 0) > 1,
    others: () =>
      both ??
      order
        .slice(1)
        .filter((label) => isWorthOffering(model.labels, p, order[0]!, label))
        .map((label) => readAs(label).filled),
  });
  return { intent: first.filled, ...said };
}

/** 问题3完成，问题5进展60%: two messages in one, each of them read by itself and offered. */
function matterByMatter(spans: Spans, filled: Filled, read: (part: string) => Filled): Filled[] | undefined {
  if (!filled.intent.startsWith('rectify_') || !isTwoMatters(spans)) return undefined;
  const items = spans.items.filter((item) => !item.negated).slice(0, MOST_MATTERS);
  const parts = items.map((item, i) =>
    written(spans, { at: item.at, end: items[i + 1]?.at ?? spans.s.length }),
  );
  const said = parts.map(read).filter((f) => f.itemNo !== undefined);
  return said.length > 1 ? said : undefined;
}

const MOST_MATTERS = 3;

/** That it is a question at all, where the metric stands out among the metrics. */
function surenessOf(labels: readonly string[], p: Float64Array, best: number, { progress }: Spans): number {
  // With a figure it is the figure that tells progress from completion.
  if (progress !== undefined && HOW_FAR.has(labels[best]!))
    return labels.reduce((sum, label, i) => (HOW_FAR.has(label) ? sum + p[i]! : sum), 0);
  if (!labels[best]!.startsWith(QUESTION)) return p[best]!;
  const asked = labels.reduce((sum, label, i) => (label.startsWith(QUESTION) ? sum + p[i]! : sum), 0);
  return p[best]! >= asked * OUTSTANDING ? asked : p[best]!;
}

const HOW_FAR: ReadonlySet<string> = new Set(['rectify_progress', 'rectify_done']);
const QUESTION = 'query:';
const OUTSTANDING = 0.5;
/** Less likely than this nobody means it. */
const UNLIKELY = 0.1;

/** Beside a question only questions are offered: nobody who asks wants something stored. */
function isWorthOffering(labels: readonly string[], p: Float64Array, best: number, other: number): boolean {
  const asks = labels[best]!.startsWith(QUESTION);
  return p[other]! > UNLIKELY && (!asks || labels[other]!.startsWith(QUESTION) || p[other]! > 0.3);
}
