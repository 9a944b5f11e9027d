// What people register in a sentence (民情日记, 党费收齐情况): config/reports.yaml says which kinds there are; until it is read,
// and where a folder has no such file, there are none.
import type { PeriodKind } from '../calendar/period.ts';
import { createRegistry } from '../registry.ts';

/** A key of config/reports.yaml, as it is stored with every filing. */
export type FilingKind = string;

/** Values by key of the field: of a date YYYY-MM-DD, of people their names as written. */
export type FilingFields = Readonly<Record<string, string | number | boolean>>;

/** 文字, 数, 日期, 人, 地方, 是否 */
type FieldIs = 'text' | 'number' | 'date' | 'person' | 'place' | 'flag';

export interface FilingField {
  key: string;
  /** as answers and files write it */
  name: string;
  /** text: what a clause of it begins with; flag: what says yes; number: what stands before it */
  words: readonly string[];
  is: FieldIs;
  /** 人, 小时: what stands behind a number; empty: nothing does */
  unit: string;
  /** asked for, once, where it is missing */
  needed: boolean;
  /** its numbers are added up */
  sum: boolean;
  /** it is one of these; empty: whatever is said */
  choices: readonly string[];
}

export interface FilingKindRow {
  key: FilingKind;
  name: string;
  /** what else people call it, longer ones first */
  words: readonly string[];
  /** what it is called where it is counted, and nowhere else: 走访了几户 */
  everyday?: readonly string[];
  /** words that are also of an activity: with the number that is needed they register, else they are of the activity */
  shared: readonly string[];
  /** a secretary registers it for others of the branch as well: 志愿服务2小时 张三 李四 */
  forOthers: boolean;
  /** `branch`: its secretary registers it; `member`: everybody for themself */
  who: 'branch' | 'member';
  /** null: whenever there is something */
  period: Extract<PeriodKind, 'month' | 'quarter' | 'year'> | null;
  /** working days before the end of its period by which it is due; null: it is never missing */
  dueBefore: number | null;
  /** a second one in its period takes the place of the first */
  replaces: boolean;
  /** a sentence that registers one */
  example: string;
  /** said to whoever asks how; empty: nothing */
  note: string;
  fields: readonly FilingField[];
  /** none is registered any more, what was stored keeps its name */
  stopped: boolean;
}

const registry = createRegistry<readonly FilingKindRow[]>([]);

/** Says which kinds there are: once at start, before anything is read. */
export const defineFilingKinds = (rows: readonly FilingKindRow[]): void => registry.define(rows);

/** Something worked out from the kinds, kept as long as they stand. */
export const perFilingKinds = <V>(make: () => V): (() => V) => registry.per(make);

/** All kinds, the stopped ones too. */
export const filingKinds = (): readonly FilingKindRow[] => registry.current();

export const filingKindRow = (kind: FilingKind): FilingKindRow | undefined =>
  registry.current().find(({ key }) => key === kind);

/** Those that are registered. */
export const filingKindsInUse = registry.per((rows) => rows.filter(({ stopped }) => !stopped));

export const wordsOfFiling = ({ name, words }: Pick<FilingKindRow, 'name' | 'words'>): readonly string[] => [
  name,
  ...words,
];
