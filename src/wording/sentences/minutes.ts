import { flag, list, type NoFields, number, type Sentences, text } from '../shape.ts';

/** What stands before each part of the printed record. */
const LABELS = [
  'name',
  'time',
  'place',
  'host',
  'recorder',
  'lecturer',
  'expected',
  'present',
  'attendees',
  'late',
  'leave',
  'absent',
  'unrecorded',
  'mobile',
  'observers',
  'topic',
  'content',
  'votes',
  'resolutions',
  'photos',
] as const;
export type MinutesLabel = (typeof LABELS)[number];
const labels = Object.fromEntries(LABELS.map((label) => [`label.${label}`, {}])) as Readonly<
  Record<`label.${MinutesLabel}`, NoFields>
>;

export const minutes = {
  ...labels,
  title: { unit: text },
  footer: { unit: text, day: text, types: text },
  'column.number': {},
  'column.text': {},
  'column.owner': {},
  'column.due': {},
  'column.item': {},
  day: { year: number, month: number, day: number },
  clock: { hour: text, minute: text },
  time: { day: text, from: text, to: text },
  headcount: { count: number },
  attendees: { names: list(text), figures_only: flag },
  names: { names: list(text) },
  people: { people: list({ name: text, reason: text }) },
  unrecorded: { names: list(text) },
  exempt: { reason: text },
  host: { unit: text, role: text, name: text },
  /** 0: the only one */
  vote: { number, matter: text, yes: number, against: number, abstain: number },
  item: { number },
  photo: { number, name: text, sha256: text },
  'sign.host': {},
  'sign.recorder': {},
  'sign.date': {},
  file_name_one: { date: text, unit: text, types: text },
  file_name: { from: text, to: text, unit: text, units: number },
} satisfies Sentences;
