import { z } from 'zod';
import type {
  Cadence,
  MetBy,
  OnceDate,
  RemindPoint,
  Requirement,
  RequirementOverride,
} from '../domain/activity/cadence.ts';
import {
  type ActivityType,
  type ActivityTypeRow,
  typesInUse,
  wordsOfType,
} from '../domain/activity/types.ts';
import { isDate, lastDayOfMonth } from '../domain/calendar/time.ts';
import { type FilingKindRow, filingKindsInUse, wordsOfFiling } from '../domain/filing/kinds.ts';
import { ROLES, type Role } from '../domain/organisation/organisation.ts';
import { type ProcessRow, processesInUse } from '../domain/process/kinds.ts';
import { flag, oneOf, readSettings, type SettingsResult, whole } from './read.ts';

const PERIODS = { 每月: 'month', 每季度: 'quarter', 每半年: 'half', 每年: 'year', 一次: 'once' } as const;
const period = oneOf(
  { ...PERIODS, month: 'month', quarter: 'quarter', half: 'half', year: 'year', once: 'once' } as const,
  Object.keys(PERIODS),
);
const LEVELS = { 支部: 'branch', 党小组: 'group' } as const;
const level = oneOf({ ...LEVELS, branch: 'branch', group: 'group' } as const, Object.keys(LEVELS));
const applies = oneOf({ 全部: 'all', 有支委会的: 'committee', 有流动党员的: 'mobile' } as const);
const role = oneOf(Object.fromEntries(ROLES.map((r) => [r, r])) as Record<string, Role>);

/** What a requirement may be met by. */
interface Means {
  types: readonly ActivityTypeRow[];
  reports: readonly FilingKindRow[];
  processes: readonly ProcessRow[];
}

/** Any word for a type or a report will do; a slip is told the short ones. Keys of both may be the same: `report:` sets them apart. */
const metBy = ({ types, reports, processes }: Means) =>
  oneOf<ActivityType | `report:${string}` | `process:${string}` | 'acknowledged'>(
    {
      ...Object.fromEntries(processes.flatMap(processWords)),
      ...Object.fromEntries(
        reports.flatMap((row) => wordsOfFiling(row).map((word) => [word, ofReport(row)])),
      ),
      ...Object.fromEntries(types.flatMap((row) => wordsOfType(row).map((word) => [word, row.key]))),
      确认: 'acknowledged',
    },
    [...types.map(({ short }) => short), ...reports.map(({ name }) => name), '确认'],
  );
/** A branch's by its own name, a person's by that of the step: 换届, 支部大会讨论转正. */
const processWords = ({ key, of, name, words, steps }: ProcessRow) =>
  of === 'unit'
    ? [name, ...words].map((word) => [word, `process:${key}` as const] as const)
    : steps.flatMap((step) =>
        [step.name, ...step.words].map((word) => [word, `process:${key}/${step.key}` as const] as const),
      );
const processIn = (met: string) => {
  const [, process, step] = /^process:([^/]+)(?:\/(.+))?$/.exec(met) ?? [];
  return process === undefined ? undefined : { process, step: step ?? null };
};
const ofReport = ({ key }: FilingKindRow) => `report:${key}` as const;
const reportIn = (met: string): string | undefined => /^report:(.+)$/.exec(met)?.[1];

const POINTS: [RegExp, (a: number, b: number) => RemindPoint | undefined][] = [
  [/^(\d{1,2})日$/, (day) => (day >= 1 && day <= 31 ? { kind: 'day', day } : undefined)],
  [/^(\d{1,2})月(\d{1,2})日$/, (month, day) => dateOfYear(month, day)],
  [/^期末前(\d{1,2})个工作日$/, (days) => ({ kind: 'working_days_before_end', days })],
  [/^到期前(\d{1,2})个月$/, (months) => ({ kind: 'months_before', months })],
  [/^到期前(\d{1,3})天$/, (days) => ({ kind: 'days_before', days })],
];

function dateOfYear(month: number, day: number): RemindPoint | undefined {
  const real = month >= 1 && month <= 12 && day >= 1 && day <= lastDayOfMonth(2024, month);
  return real ? { kind: 'date', month, day } : undefined;
}

function pointOf(text: string): RemindPoint | undefined {
  for (const [pattern, make] of POINTS) {
    const match = pattern.exec(text.replaceAll(' ', ''));
    if (match) return make(Number(match[1]), Number(match[2]));
  }
  return undefined;
}

const point = z
  .string({ error: 'point' })
  .refine((text) => pointOf(text) !== undefined, { error: 'point' })
  .transform((text) => pointOf(text)!);
const points = z.array(point, { error: 'list' });
const offices = z.array(role, { error: 'list' }).min(1, { error: 'filled_list' });

function requirementIn(means: Means) {
  const { types, reports } = means;
  const lectures = types.filter(({ lecture }) => lecture).map(({ key }) => key);
  return z
    .strictObject({
      name: z.string({ error: 'text' }).min(1, { error: 'text' }),
      period,
      level,
      applies: applies.optional(),
      met_by: metBy(means),
      lecturer: role.optional(),
      tell: offices,
      remind: points,
      escalate: flag,
    })
    .superRefine((r, context) => {
      for (const path of misfits(r.remind, r.period))
        context.addIssue({ code: 'custom', path: ['remind', path], message: 'point' });
      if (r.lecturer !== undefined && !lectures.includes(r.met_by))
        context.addIssue({ code: 'custom', path: ['lecturer'], message: 'lecture' });
      const report = reports.find((row) => ofReport(row) === r.met_by);
      if (report && report.period !== r.period)
        context.addIssue({ code: 'custom', path: ['period'], message: 'period_of_report' });
      if (processIn(r.met_by) && r.period !== 'once')
        context.addIssue({ code: 'custom', path: ['period'], message: 'once_of_process' });
      if (report && r.level !== 'branch')
        context.addIssue({ code: 'custom', path: ['level'], message: 'level_of_report' });
    });
}
type Written = z.infer<ReturnType<typeof requirementIn>>;

/** 到期前 needs the one date of a `once` requirement; the other points need a period, a date of the year a year. */
function fits(p: RemindPoint, kind: Requirement['period']): boolean {
  const backFromDate = p.kind === 'months_before' || p.kind === 'days_before';
  if (backFromDate !== (kind === 'once')) return false;
  return p.kind !== 'date' || kind === 'year' || kind === 'half';
}

/** Which of the points do not fit, counted from 0. */
const misfits = (points: readonly RemindPoint[], kind: Requirement['period']): number[] =>
  points.flatMap((p, i) => (fits(p, kind) ? [] : [i]));

const override = z.strictObject({
  off: flag.optional(),
  period: period.optional(),
  applies: applies.optional(),
  tell: offices.optional(),
  remind: points.optional(),
  escalate: flag.optional(),
});

const day = z.string({ error: 'date' }).refine(isDate, { error: 'date' });

const schemaOf = (means: Means) =>
  z
    .strictObject({
      requirements: z.record(z.string().regex(/^[a-z][a-z0-9_]*$/, { error: 'id' }), requirementIn(means)),
      committee: z.strictObject({ min_officers: whole(1, 7), min_members: whole(0, 50) }),
      units: z.record(z.string(), z.record(z.string(), override)),
      dates: z.record(
        z.string(),
        z.record(z.string(), z.union([day, z.record(z.string(), day)], { error: 'date' })),
      ),
    })
    .superRefine(({ requirements, units, dates }, context) => {
      const add = (path: PropertyKey[], message: string) =>
        context.addIssue({ code: 'custom', path, message });
      const known = (id: string) => (Object.hasOwn(requirements, id) ? requirements[id] : undefined);
      for (const [unit, own] of Object.entries(units))
        for (const [id, of] of Object.entries(own)) {
          const base = known(id);
          if (!base) add(['units', unit, id], 'requirement');
          else {
            const own = of.period ?? base.period;
            if (reportIn(base.met_by) !== undefined && own !== base.period)
              add(['units', unit, id, 'period'], 'period_of_report');
            const wrong = misfits(of.remind ?? base.remind, own);
            if (of.remind) for (const at of wrong) add(['units', unit, id, 'remind', at], 'point');
            else if (wrong.length > 0) add(['units', unit, id, 'period'], 'period_of_points');
          }
        }
      for (const id of Object.keys(dates)) {
        const base = known(id);
        if (!base) add(['dates', id], 'requirement');
        else if (base.period !== 'once') add(['dates', id], 'once');
      }
    });

/**
 * Reads config/cadence.yaml; every bad value is one Chinese line in `problems`.
 * @param types the activities a requirement may be met by
 * @param reports the reports it may be met by
 * @param processes what runs through steps, and so reminds of itself
 */
export function readCadence(
  text: string,
  types: readonly ActivityTypeRow[] = typesInUse(),
  reports: readonly FilingKindRow[] = filingKindsInUse(),
  processes: readonly ProcessRow[] = processesInUse(),
): SettingsResult<Cadence> {
  const means = { types, reports: reports.filter(isRegular), processes };
  const read = readSettings('cadence.yaml', text, schemaOf(means));
  if (read.value === null) return read;
  const { requirements, committee, units, dates } = read.value;
  const value: Cadence = {
    requirements: Object.entries(requirements).map(([id, r]) => requirementOf(id, r)),
    committee: { minOfficers: committee.min_officers, minMembers: committee.min_members },
    units: new Map(
      Object.entries(units).map(([path, of]) => [path, new Map(Object.entries(of).map(withoutGaps))]),
    ),
    dates: Object.entries(dates).flatMap(([id, of]) =>
      Object.entries(of).flatMap(([unit, on]) => datesOf(id, unit, on)),
    ),
  };
  return { value, problems: [] };
}

/** What branches register for each period. */
const isRegular = ({ who, period, stopped }: FilingKindRow): boolean =>
  who === 'branch' && period !== null && !stopped;

function metByOf({ met_by: met, lecturer }: Written): MetBy {
  const report = reportIn(met);
  if (report !== undefined) return { kind: 'report', report };
  const process = processIn(met);
  if (process) return { kind: 'process', ...process };
  return met === 'acknowledged' ? { kind: met } : { kind: 'activity', type: met, lecturer: lecturer ?? null };
}

function requirementOf(id: string, r: Written): Requirement {
  const { name, period, level, tell, remind, escalate } = r;
  return { id, name, period, level, applies: r.applies ?? 'all', metBy: metByOf(r), tell, remind, escalate };
}

/** An absent value must not hide the one it overrides. */
function withoutGaps([id, of]: [string, z.infer<typeof override>]): [string, RequirementOverride] {
  return [id, Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined))];
}

function datesOf(requirement: string, unit: string, on: string | Record<string, string>): OnceDate[] {
  if (typeof on === 'string') return [{ requirement, unit, label: null, on }];
  return Object.entries(on).map(([label, date]) => ({ requirement, unit, label, on: date }));
}
