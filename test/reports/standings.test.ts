// The chat, the page, the picture and the workbook tell the same of the same, whatever was held, arranged or left out.
import readSheets from 'read-excel-file/node';
import { expect, it } from 'vitest';
import { writeMatrix } from '../../src/documents/matrix.ts';
import type { ActivityType } from '../../src/domain/activity/types.ts';
import { addDays, dateOf, instantOf } from '../../src/domain/calendar/time.ts';
import type { Gap } from '../../src/domain/figures/gaps.ts';
import { matrixOf } from '../../src/reports/matrix.ts';
import type { StatsQuestion } from '../../src/reports/metric.ts';
import { METRIC_DEFINITIONS } from '../../src/reports/metrics/list.ts';
import { pictureOf } from '../../src/reports/picture.ts';
import { standingsOf } from '../../src/reports/standings.ts';
import { MATRIX_SIGNS } from '../../src/wording/sentences/matrix.ts';
import { plannedActivity } from '../support/activity.ts';
import { openDialogue } from '../support/dialogue.ts';

const TYPES: ActivityType[] = [
  'theme_day',
  'party_congress',
  'committee_meeting',
  'party_lecture',
  'group_meeting',
];
const NOW = instantOf('2026-11-21', 10);
const SPANS = [
  ['2026-10-01', '2026-10-31'],
  ['2026-11-01', '2026-11-30'],
  ['2026-12-01', '2026-12-31'],
  ['2026-07-01', '2026-09-30'],
  ['2026-10-01', '2026-12-31'],
  ['2026-01-01', '2026-12-31'],
  ['2026-09-10', '2026-11-20'],
] as const;

/** The same numbers for the same seed. */
function dice(seed: number) {
  let state = seed;
  return (sides: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * sides);
  };
}

it.each([1, 2, 3, 4])('all agree on what was held, arranged and missed (%i)', async (seed) => {
  const chat = await openDialogue();
  chat.at('2026-11-21 10:00');
  const roll = dice(seed);
  const { templates, settings } = chat.tools;
  const words = templates.render;
  try {
    const units = ['第一党支部', '第二党支部', '第一党小组', '第二党小组'].map(chat.unitId);
    await chat.store.write(async (tx) => {
      for (let i = 0; i < 40; i++) {
        const startAt = instantOf(addDays('2026-06-20', roll(190)), 15);
        await tx.addActivity(
          plannedActivity({
            unitId: units[roll(4)]!,
            types: [TYPES[roll(TYPES.length)]!],
            startAt,
            stage: startAt > NOW || roll(4) === 0 ? 'planned' : 'recorded',
          }),
        );
      }
    });
    const states = new Set<string>();
    await chat.store.read(async (tx) => {
      const org = await tx.organisation();
      const c = { tx, org, now: NOW, settings };
      const tops = org.roots();
      const today = dateOf(NOW);
      for (const [from, to] of SPANS) {
        const period = { from, to };
        const question = { ...c, tops, period, templates };
        const matrix = await matrixOf(c, tops, period, words);
        const standings = await standingsOf(c, tops, period, (id) => id);
        const { picture } = (await pictureOf('activity_gap', question, words))!;
        if (picture.kind !== 'matrix') throw new Error('no matrix');
        const file = await writeMatrix(matrix, words, { at: NOW, words: '' });
        const sheet = (await readSheets(file))[0]!.data;
        // Lines are told by their names, and these from the top where they are the same.
        const cells = matrix.rows.flatMap((row, r) =>
          row.cells.map((cell, i) => {
            const state = cell?.state ?? 'none';
            states.add(state);
            const type = matrix.columns[i]!;
            const drawn = picture.columns.indexOf(type);
            if (drawn >= 0) expect([type, picture.rows[r]!.cells[drawn]]).toEqual([type, state]);
            else expect(state).toBe('none');
            const sign = cell ? MATRIX_SIGNS[cell.state] : '—';
            expect(`${sheet[r + 1]![i + 1]}`.startsWith(sign)).toBe(true);
            if (cell) expect(cell.state === 'held').toBe(cell.held === cell.of || cell.of === 0);
            return { unit: row.unit, type, cell };
          }),
        );
        const answer = await METRIC_DEFINITIONS.activity_gap.find(question);
        const { cadence } = settings;
        const requirements = cadence.requirements.filter(({ id }) => id !== 'theme_day');
        const unruled = { ...settings, cadence: { ...cadence, requirements } };
        for (const types of [undefined, ['party_lecture'], ['theme_day', 'group_meeting']] as const)
          for (const shown of [1, 3]) {
            await shortIsSame({ ...question, types }, shown);
            await shortIsSame({ ...question, types, settings: unruled }, shown);
          }
        const told = [...answer.gaps, ...answer.later];
        for (const { unitId, type } of told) {
          const cell = standings.cell(unitId, type)!;
          expect(cell.held).toBeLessThan(cell.of);
          expect(cell.state).not.toBe('held');
        }
        const missed = new Set(
          told.filter((gap) => gap.period.to < today).map((g) => `${g.unitId}:${g.type}`),
        );
        const shown = cells.filter(({ cell }) => cell?.state === 'missed');
        expect(shown).toHaveLength(missed.size);
      }
    });
    expect([...states].sort()).toEqual(['due', 'held', 'missed', 'none', 'planned']);
  } finally {
    await chat.close();
  }
});

/** What a chat shows of many units, against all that lacks. */
async function shortIsSame(question: StatsQuestion, shown: number): Promise<void> {
  const { find } = METRIC_DEFINITIONS.activity_gap;
  const { gaps, later, laterPeriods, ...whole } = await find(question);
  const short = await find({ ...question, shown });
  const first = [...new Set(gaps.map(({ unitId }) => unitId))].slice(0, shown);
  const ofFirst = (list: readonly Gap[]) => list.filter(({ unitId }) => first.includes(unitId));
  expect({ ...short, laterPeriods: new Set(short.laterPeriods) }).toEqual({
    ...whole,
    gaps: ofFirst(gaps),
    later: ofFirst(later),
    laterPeriods: new Set(laterPeriods),
  });
}
