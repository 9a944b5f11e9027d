import { type Core, openCore } from '../app/core.ts';
import {
  type ActivityType,
  activityTypes,
  threeMeetingsOneLecture,
  typeOfWord,
} from '../domain/activity/types.ts';
import type { Instant } from '../domain/calendar/time.ts';
import { StartError } from '../domain/errors.ts';
import { METRICS, type Metric } from '../domain/figures/metrics.ts';
import { isSlip } from '../parsing/slips.ts';
import { definitionOf } from '../reports/definition.ts';
import type { StatsAnswer, StatsItem } from '../reports/metric.ts';
import { METRIC_DEFINITIONS } from '../reports/metrics/list.ts';
import { stepByWord } from '../reports/process-figures.ts';
import type { DataOf } from '../wording/catalogue.ts';
import type { Templates } from '../wording/templates.ts';
import { badOption, type Command, type CommandInput, print, readArgs } from './command.ts';
import { periodOption } from './period-option.ts';
import { unitOption } from './unit-option.ts';

/**
 * `stats METRIC [ITEM] [--unit NAME] [--from DATE] [--to DATE] [--type NAME] [--json]`: the figures the bot answers
 * with; `--explain` says what METRIC counts. METRIC by its key or its Chinese name, ITEM is the number of an item for
 * rectify_item, and a step or a process for process_done and process_at: `stats process_done 转正`.
 */
export const stats: Command = async (input) => {
  for (const line of await statsLines(input)) print(line);
  return 0;
};

/** What `stats` prints. @throws StartError for what it does not know */
export async function statsLines({ args, config }: CommandInput): Promise<string[]> {
  const core = await openCore(config);
  try {
    return await linesFor(args, core, Date.now());
  } finally {
    await core.store.close();
  }
}

/** The same from a store that is open. */
export async function linesFor(
  args: string[],
  { store, tools, templates }: Pick<Core, 'store' | 'tools' | 'templates'>,
  now: Instant,
): Promise<string[]> {
  const { values, positionals } = readArgs(
    args,
    {
      unit: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      type: { type: 'string' },
      json: { type: 'boolean' },
      explain: { type: 'boolean' },
    },
    2,
  );
  const [written, itemNo] = positionals;
  const metric = metricOf(written, templates);
  const isOfSteps = METRIC_DEFINITIONS[metric].shape === 'steps';
  const step = isOfSteps && itemNo !== undefined ? stepByWord(itemNo) : undefined;
  if (itemNo !== undefined && metric !== 'rectify_item' && !step)
    throw new StartError('bad_argument', { got: itemNo });
  if (values.explain) return [definitionOf(templates, metric)];
  const period = periodOption(values.from, values.to, now);
  const types = values.type === undefined ? undefined : typeOption(values.type);
  const { unit, answer } = await store.read(async (tx) => {
    const org = await tx.organisation();
    const tops = values.unit === undefined ? [...org.roots()] : [unitOption(values.unit, org)];
    const { settings } = tools;
    const question = { tx, org, now, settings, tops, period, types, itemNo, templates, ...step };
    return {
      unit: tops.length === 1 ? tops[0]!.path : null,
      answer: await METRIC_DEFINITIONS[metric].answer(question),
    };
  });
  if (itemNo !== undefined && !step && answer.items.length === 0)
    throw new StartError('no_such_item', { item: itemNo });
  if (!values.json) return wordsOf(templates, metric, unit, answer);
  const { period: span, value, items } = answer;
  return [JSON.stringify({ metric, unit, period: span, value, items })];
}

/** By its key or its Chinese name. @throws StartError naming what there is */
export function metricOf(written: string | undefined, templates: Templates): Metric {
  const metrics = metricNames(templates)
    .map(({ name }) => name)
    .join('、');
  if (written === undefined) throw new StartError('metric_needed', { metrics });
  const found = METRICS.find((m) => namesOf(m, templates).includes(written.toLowerCase()));
  if (found) return found;
  const near = METRICS.flatMap((m) => namesOf(m, templates)).find((name) => isSlip(written, name));
  throw near
    ? new StartError('which_metric_near', { got: written, near, metrics })
    : new StartError('which_metric', { got: written, metrics });
}

/** The key, the name, and what else a metric is called. */
const namesOf = (metric: Metric, { render }: Pick<Templates, 'render'>): string[] => [
  metric,
  render(`stats.metric.${metric}`),
  ...render(`stats.also.${metric}`).split('、'),
];

/** Each metric by its key, its name and what else it is called: what `help stats` lists and `stats` takes. */
export const metricNames = (templates: Pick<Templates, 'render'>) =>
  METRICS.map((metric) => {
    const [, name = '', ...also] = namesOf(metric, templates);
    return { metric, name, also };
  });

/** 主题党日, theme_day or 三会一课. */
export function typeOption(written: string): readonly ActivityType[] {
  if (written === '三会一课') return threeMeetingsOneLecture();
  const found = typeOfWord().get(written) ?? activityTypes().find((type) => type === written);
  if (!found) throw badOption('--type', written, 'activity_type');
  return [found];
}

function wordsOf(
  templates: Templates,
  metric: Metric,
  unit: string | null,
  { period, value, items, isRate }: StatsAnswer,
): string[] {
  const head = {
    unit: unit ?? '',
    metric: templates.render(`stats.metric.${metric}`),
    from: period.from ?? '',
    to: period.to ?? '',
    value,
    rate: value,
    is_rate: isRate,
  };
  return [
    templates.render('stats.head', head),
    ...items.map((item) => templates.render('stats.item', { ...BLANK, ...item, ...allOf(item) })),
  ];
}

/** An item of the ledger may be several people's. */
const allOf = ({ userids }: StatsItem) => (Array.isArray(userids) ? { userid: userids.join('、') } : {});

/** What an item may lack; a sentence asks for everything. */
const BLANK = {
  userid: null,
  meeting: null,
  problem: null,
  unit: '',
  rate: null,
  expected: null,
  present: null,
  activities: null,
  startAt: null,
  place: null,
  unreported: false,
  state: '',
  leave: null,
  owed: null,
  registered: null,
  called: null,
  inTime: null,
  drills: null,
  members: null,
  probationary: null,
  mobile: null,
  activists: null,
  absent: null,
  unnamed: null,
  due: null,
  reported: null,
  zeros: null,
  owner: null,
  dueAt: null,
  total: null,
  closed: null,
  from: '',
  to: '',
} satisfies Omit<DataOf<'stats.item'>, 'name'>;
