import type { EChartsOption } from 'echarts';
import type { MatrixState } from '../../ports/pictures.ts';
import { framed, INK, MARGIN, named, TEXT, textAt, WIDTH, widthOf, wrapped } from './frame.ts';
import { MATRIX_STATES, type ToldPicture } from './told.ts';

/** Letters in a line of a name; where many columns need the room, fewer. */
const NAME = 9;
const SHORT_NAME = 7;
const MANY_COLUMNS = 5;
const LINES = 2;
const KEY = 64;
/** So much of a cell its text may take. */
const FILLED = 0.88;
/** Smaller than this a sign and its figure stand in two lines, px. */
const LEGIBLE = 24;
const STEP = { one: 68, two: 92 };

/** Each state by its sign; the colours only help. */
const LOOK: Readonly<Record<MatrixState, { sign: string; fill: string; ink: string }>> = {
  held: { sign: '✓', fill: '#009E73', ink: '#ffffff' },
  planned: { sign: '○', fill: '#9fd3f2', ink: INK },
  due: { sign: '!', fill: '#F0E442', ink: INK },
  missed: { sign: '×', fill: '#B34700', ink: '#ffffff' },
  none: { sign: '—', fill: '#f0f2f4', ink: '#59636e' },
};

/** Units from top to bottom, requirements from left to right. */
export function matrixOf(picture: Extract<ToldPicture, { kind: 'matrix' }>) {
  const { columns, rows, labels } = picture;
  const nameWidth = columns.length > MANY_COLUMNS ? SHORT_NAME : NAME;
  const names = rows.map(({ name }) => named(name, nameWidth, LINES));
  const left = Math.max(2, ...names.flat().map(widthOf)) * TEXT + MARGIN + 20;
  const column = (WIDTH - left - MARGIN) / Math.max(1, columns.length);
  const cells = rows.map(({ cells: states, parts }) =>
    states.map((state, x) => cellOf(LOOK[state].sign, parts?.[x] ?? '', column * FILLED)),
  );
  const isHigh = [...names, ...cells.flat().map(({ lines }) => lines)].some(({ length }) => length > 1);
  const step = isHigh ? STEP.two : STEP.one;
  const heads = columns.map((name) => wrapped(name, Math.max(1, Math.floor(column / TEXT - 0.2))));
  const head = Math.max(1, ...heads.map((lines) => lines.length)) * TEXT * 1.3 + 20;
  const body = Math.max(1, rows.length) * step;
  return framed(
    picture,
    head + body + KEY * 2,
    ({ top }): EChartsOption => ({
      title: keyOf(labels, top + head + body + 24),
      grid: { outerBoundsMode: 'none', left, right: MARGIN, top: top + head, height: body },
      xAxis: {
        type: 'category',
        position: 'top',
        data: heads.map((lines) => lines.join('\n')),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { fontSize: TEXT, color: INK, lineHeight: TEXT * 1.3, interval: 0 },
      },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names.map((lines) => lines.join('\n')),
        axisLine: { show: false },
        axisTick: { show: false },
        axisLabel: { fontSize: TEXT, color: INK, lineHeight: TEXT * 1.25, margin: 14, interval: 0 },
      },
      visualMap: {
        show: false,
        type: 'piecewise',
        pieces: MATRIX_STATES.map((state, value) => ({ value, color: LOOK[state].fill })),
      },
      series: [
        {
          type: 'heatmap',
          itemStyle: { borderColor: '#ffffff', borderWidth: 4 },
          data: rows.flatMap(({ cells: states }, y) =>
            states.map((state, x) => {
              const { lines, fontSize } = cells[y]![x]!;
              return {
                value: [x, y, MATRIX_STATES.indexOf(state)],
                label: {
                  show: true,
                  formatter: () => lines.join('\n'),
                  fontSize,
                  lineHeight: fontSize * 1.15,
                  color: LOOK[state].ink,
                },
              };
            }),
          ),
        },
      ],
    }),
  );
}

/** A sign, and beside or below it how many of how many, as large as the cell holds it. */
function cellOf(sign: string, part: string, width: number): { lines: string[]; fontSize: number } {
  const whole = `${sign} ${part}`.trim();
  const fitting = width / widthOf(whole);
  if (part === '' || fitting >= LEGIBLE) return { lines: [whole], fontSize: Math.min(TEXT + 6, fitting) };
  return { lines: [sign, part], fontSize: Math.min(TEXT + 2, width / widthOf(part)) };
}

/** What the signs mean, in as many lines as they take. */
function keyOf(labels: readonly string[], top: number) {
  let left = MARGIN;
  let y = top;
  return MATRIX_STATES.flatMap((state, i) => {
    if (labels[i] === '') return [];
    const { sign, fill, ink } = LOOK[state];
    const width = (widthOf(labels[i]!) + 3) * TEXT;
    if (left + width > WIDTH - MARGIN) [left, y] = [MARGIN, y + KEY];
    const at = left;
    left += width;
    const chip = textAt(sign, { left: at, top: y }, { color: ink });
    // As wide as the others, however narrow the sign.
    const padding: [number, number] = [2, sign === '!' ? 22 : 12];
    return [{ ...chip, backgroundColor: fill, padding }, textAt(labels[i]!, { left: at + 60, top: y })];
  });
}
