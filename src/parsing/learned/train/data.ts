import { readdirSync, readFileSync } from 'node:fs';
import { createCalendar } from '../../../domain/calendar/calendar.ts';
import { type Knowledge, knowledgeOf, NOTHING_KNOWN } from '../../knowledge.ts';
import { normalise } from '../../normalise.ts';
import { readSpans } from '../../spans/spans.ts';
import { type View, viewOf } from '../view.ts';
import type { Line } from './line.ts';

const CALENDAR = createCalendar();

export function readLines(file: string): Line[] {
  const name = file.split('/').at(-1)!;
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((l) => l.trim() !== '')
    .map((l) => ({ ...(JSON.parse(l) as Line), file: name }));
}

export const filesIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((f) => f.endsWith('.jsonl'))
    .sort()
    .map((f) => `${folder}/${f}`);

export function viewOfLine(line: Line, knowledge: Knowledge = knowledgeFor(line)): View {
  return viewOf(readSpans(normalise(line.text, [], knowledge), Date.parse(line.now), CALENDAR, knowledge));
}

const knowledgeFor = (line: Line): Knowledge =>
  line.people || line.units
    ? knowledgeOf({ people: line.people ?? [], units: line.units ?? [] })
    : NOTHING_KNOWN;
