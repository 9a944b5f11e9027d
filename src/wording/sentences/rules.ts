import { RULES, type RuleName } from '../../domain/rules.ts';
import { type Fields, flag, list, type Sentences, text } from '../shape.ts';

/** officer: the sender may see the figures of their unit; dues: … and dues are registered here */
const rule = { officer: flag, dues: flag } satisfies Fields;

export const rules = {
  ...(Object.fromEntries(RULES.map((name) => [name, rule])) as Record<RuleName, typeof rule>),
  own_cadence: { rows: list({ name: text, every: text }) },
} satisfies Sentences;
