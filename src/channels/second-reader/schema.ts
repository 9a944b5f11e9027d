// What a second reader is held to: the JSON schema that goes out, and the check of what comes back.
import { z } from 'zod';
import { activityTypes, perTypes } from '../../domain/activity/types.ts';
import { METRICS, type Metric } from '../../domain/figures/metrics.ts';
import { SECOND_INTENTS, type SecondIntent, type SecondReading } from '../../ports/second-reader.ts';

/** More is no help to whoever has to choose. */
const MOST_READINGS = 3;
const MOST_PEOPLE = 60;
const MOST_WORDS = 200;

const words = { type: 'string', maxLength: MOST_WORDS } as const;
const figure = { type: ['integer', 'null'] } as const;
const strict = (properties: Record<string, object>) => ({
  type: 'object',
  additionalProperties: false,
  required: Object.keys(properties),
  properties,
});

/** Every property is required, as strict mode wants it: what is not said is empty. */
export const answerSchema = perTypes(() =>
  strict({
    readings: {
      type: 'array',
      items: strict({
        intent: { type: 'string', enum: [...SECOND_INTENTS] },
        people: { type: 'array', items: words },
        self: { type: 'boolean' },
        away: { type: 'array', items: strict({ person: words, reason: words }) },
        types: { type: 'array', items: { type: 'string', enum: [...activityTypes()] } },
        start: words,
        end: words,
        due: words,
        period: words,
        unit: words,
        place: words,
        reason: words,
        remark: words,
        item: words,
        expected: figure,
        present: figure,
        progress: figure,
        metric: { type: ['string', 'null'], enum: [...METRICS, null] },
      }),
    },
  }),
);

/** A field of another shape is a field left out: the claim is weighed without it. */
const text = z.string().max(MOST_WORDS).catch('').default('');
const number = z.number().int().nonnegative().max(100_000).nullable().catch(null).default(null);
const listOf = <T extends z.ZodType>(of: T) => z.array(of).max(MOST_PEOPLE).catch([]).default([]);

const reading = z.object({
  intent: z.enum(SECOND_INTENTS as unknown as [SecondIntent, ...SecondIntent[]]),
  people: listOf(z.string().max(MOST_WORDS)),
  self: z.boolean().catch(false).default(false),
  away: listOf(z.object({ person: z.string().max(MOST_WORDS), reason: text })),
  types: listOf(z.string().refine((type) => activityTypes().includes(type))),
  start: text,
  end: text,
  due: text,
  period: text,
  unit: text,
  place: text,
  reason: text,
  remark: text,
  item: text,
  expected: number,
  present: number,
  progress: number,
  metric: z
    .enum(METRICS as [Metric, ...Metric[]])
    .nullable()
    .catch(null)
    .default(null),
});

const answer = z.object({ readings: z.array(z.unknown()) });
const completion = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
});

/**
 * The claims in a chat completion; undefined where it is none. One that cannot be read is left out, the others count.
 * @param body as it came over the wire
 */
export function readCompletion(body: string): SecondReading[] | undefined {
  const parsed = completion.safeParse(jsonIn(body));
  if (!parsed.success) return undefined;
  const said = answer.safeParse(jsonIn(withoutFence(parsed.data.choices[0]!.message.content)));
  if (!said.success) return undefined;
  return said.data.readings.slice(0, MOST_READINGS).flatMap((one) => {
    const claim = reading.safeParse(one);
    return claim.success ? [claim.data] : [];
  });
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Models that know no schema put their JSON between fences, or between words. */
function withoutFence(text: string): string {
  const from = text.indexOf('{');
  const to = text.lastIndexOf('}');
  return from >= 0 && to > from ? text.slice(from, to + 1) : text;
}
