import { dayOf, monthOf, yearOf } from '../domain/calendar/dates.ts';
import type { DateText, Instant } from '../domain/calendar/time.ts';
import { fileName } from '../domain/file-name.ts';
import type { MinutesLabel } from '../wording/sentences/minutes.ts';
import type { Wording } from '../wording/templates.ts';
import type { Field, PrintedRecord, RecordPiece } from './minutes-paper.ts';
import { piecesTo } from './thread.ts';

// The printed record (会议记录) in words; how it looks on paper is minutes-paper.ts. What is not known stays blank, to be
// filled in by hand: the paper is the original.

interface MinutesPerson {
  name: string;
  reason?: string;
}

interface MinutesVote {
  matter: string;
  yes: number;
  no: number;
  abstain: number;
}

interface MinutesResolution {
  text: string;
  owner?: string;
  due?: DateText;
  /** of the ledger item it became */
  itemNo?: number;
}

/** One meeting, as it is told: nothing is reckoned from it. */
export interface MinutesSheet {
  unit: string;
  /** 主题党日暨党课 */
  types: string;
  date: DateText;
  /** HH:MM */
  from?: string;
  to?: string;
  place?: string;
  host?: string;
  recorder?: string;
  lecturer?: string;
  expected: number;
  present: number;
  presentNames: string[];
  late: string[];
  leave: MinutesPerson[];
  absent: MinutesPerson[];
  /** due, and neither there nor excused as far as anybody said */
  unrecorded: string[];
  /** 实到 is known as a figure only: fewer names than figures */
  figuresOnly: boolean;
  mobile: string[];
  observers: string[];
  topic?: string;
  content?: string;
  votes: MinutesVote[];
  resolutions: MinutesResolution[];
  photos: { name: string; sha256: string }[];
}

/** A zip without its 64-bit form, as Word wants it, lists 65,535 files, and each record has one of its own. */
export const MOST_RECORDS = 65_000;
/** Meetings from which on a file takes longer to build than a check-in may wait. */
const LARGE = 5;
const THREAD = new URL('./minutes-thread.ts', import.meta.url);
const HASH_SHOWN = 12;

/**
 * The records as a Word file (.docx), each meeting on a page of its own, in the order given; the same data gives the same
 * bytes. All of them are taken before it returns; what it returns ends the file.
 * @param portions some meetings at a time: a city's are never in hand whole
 * @param at when it is printed; only the file's properties tell it
 */
export async function writeMinutes(
  portions: AsyncIterable<readonly MinutesSheet[]>,
  words: Wording,
  at: Instant,
): Promise<() => Promise<Buffer>> {
  const pieces = piecesTo<RecordPiece>({
    thread: THREAD,
    most: LARGE - 1,
    weigh: (piece) => ('records' in piece ? piece.records.length : 0),
    // Loaded on use: a server that prints no record need not keep the library in memory.
    make: async () => (await import('./minutes-paper.ts')).createRecords(),
  });
  try {
    await pieces.take({ at });
    for await (const sheets of portions) {
      // Wording alone takes a county's records longer than a check-in may wait.
      for (let i = 0; i < sheets.length; i += LARGE) {
        await pieces.take({ records: sheets.slice(i, i + LARGE).map((sheet) => recordOf(sheet, words)) });
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  } catch (error) {
    pieces.drop();
    throw error;
  }
  return () => pieces.finish();
}

/** The name of that file, which every system takes; of meetings of several units it names the first. */
export function minutesFileName(
  sheets: readonly Pick<MinutesSheet, 'unit' | 'types' | 'date'>[],
  words: Wording,
): string {
  const [first] = sheets;
  if (!first) throw new Error('no meeting to name');
  const { date, unit, types } = first;
  if (sheets.length === 1) return fileName(`${words('minutes.file_name_one', { date, unit, types })}.docx`);
  const dates = sheets.map((sheet) => sheet.date).sort();
  const units = new Set(sheets.map((sheet) => sheet.unit)).size;
  const name = words('minutes.file_name', { from: dates[0]!, to: dates.at(-1)!, unit, units });
  return fileName(`${name}.docx`);
}

function recordOf(sheet: MinutesSheet, words: Wording): PrintedRecord {
  const { unit, types, votes, resolutions, photos } = sheet;
  const label = (name: MinutesLabel) => words(`minutes.label.${name}`);
  const vote = ({ matter, yes, no, abstain }: MinutesVote, i: number) =>
    words('minutes.vote', { number: votes.length > 1 ? i + 1 : 0, matter, yes, against: no, abstain });
  const photo = ({ name, sha256 }: { name: string; sha256: string }, i: number) =>
    words('minutes.photo', { number: i + 1, name, sha256: sha256.slice(0, HASH_SHOWN) });
  return {
    title: words('minutes.title', { unit }),
    head: headOf(sheet, words),
    content: { label: label('content'), lines: linesOf(sheet.content) },
    votes: { label: label('votes'), lines: votes.map(vote) },
    resolutions: {
      label: label('resolutions'),
      columns: (['number', 'text', 'owner', 'due', 'item'] as const).map((c) => words(`minutes.column.${c}`)),
      rows: resolutions.map(({ text, owner = '', due, itemNo }, i) => [
        `${i + 1}`,
        text,
        owner,
        due ? day(due, words) : '',
        itemNo === undefined ? '' : words('minutes.item', { number: itemNo }),
      ]),
    },
    photos: { label: label('photos'), lines: photos.map(photo) },
    signs: {
      host: words('minutes.sign.host'),
      recorder: words('minutes.sign.recorder'),
      date: words('minutes.sign.date'),
    },
    footer: words('minutes.footer', { unit, day: day(sheet.date, words), types }),
  };
}

/** The rows of the table at the head; two short fields share one. */
function headOf(sheet: MinutesSheet, words: Wording): Field[][] {
  const field = (name: MinutesLabel, text: string | undefined): Field => ({
    label: words(`minutes.label.${name}`),
    text: text ?? '',
  });
  const names = (list: readonly string[]) => words('minutes.names', { names: list });
  const people = (list: readonly MinutesPerson[]) =>
    words('minutes.people', { people: list.map(({ name, reason = '' }) => ({ name, reason })) });
  const count = (n: number) => words('minutes.headcount', { count: n });
  const { presentNames, unrecorded, mobile, figuresOnly } = sheet;
  return [
    [field('name', sheet.types)],
    [field('time', time(sheet, words))],
    [field('place', sheet.place)],
    [field('host', sheet.host), field('recorder', sheet.recorder)],
    ...(sheet.lecturer ? [[field('lecturer', sheet.lecturer)]] : []),
    [field('expected', count(sheet.expected)), field('present', count(sheet.present))],
    [field('attendees', words('minutes.attendees', { names: presentNames, figures_only: figuresOnly }))],
    [field('late', names(sheet.late))],
    [field('leave', people(sheet.leave))],
    [field('absent', people(sheet.absent))],
    ...(unrecorded.length > 0
      ? [[field('unrecorded', words('minutes.unrecorded', { names: unrecorded }))]]
      : []),
    ...(mobile.length > 0 ? [[field('mobile', names(mobile))]] : []),
    [field('observers', names(sheet.observers))],
    [field('topic', sheet.topic)],
  ];
}

const day = (date: DateText, words: Wording) =>
  words('minutes.day', { year: yearOf(date), month: monthOf(date), day: dayOf(date) });

function time({ date, from, to }: MinutesSheet, words: Wording): string {
  const clock = (text: string | undefined) => {
    const [hour, minute] = text?.split(':') ?? [];
    return hour && minute ? words('minutes.clock', { hour, minute }) : '';
  };
  return words('minutes.time', { day: day(date, words), from: clock(from), to: clock(to) });
}

const linesOf = (text = '') =>
  text
    .split(/\r\n?|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
