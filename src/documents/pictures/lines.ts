import type { EChartsOption } from 'echarts';
import { COLOURS, FAINT, framed, INK, MARGIN, named, RULE, TEXT, textAt, WIDTH, widthOf } from './frame.ts';
import type { ToldPicture } from './told.ts';

const HEIGHT = 520;
const LEFT = MARGIN + 84;
const RIGHT = MARGIN + 20;
/** Between names of periods, of their width. */
const AIR = 1.15;
const KEY = 56;
/** Points of one line whose values can stand beside them; of more than `DENSE` every other one has its words. */
const WRITTEN = 12;
const DENSE = 6;
/** Letters of a line's name. */
const NAME = 22;

// Told apart by their marks and strokes too.
const MARKS = ['circle', 'rect', 'triangle', 'diamond'] as const;
const SHOWN_MARKS = ['●', '■', '▲', '◆'];
const STROKES = ['solid', 'dashed', 'dotted'] as const;

/** A line for each of what is set side by side; where there is nothing to count it breaks off. */
export function linesOf(picture: Extract<ToldPicture, { kind: 'lines' }>) {
  const { periods, lines, labels, measure, none } = picture;
  const isAlone = lines.length === 1;
  const key = isAlone ? 0 : lines.length * KEY;
  const room = (WIDTH - LEFT - RIGHT) / Math.max(1, periods.length);
  // 2025年11月 takes two lines where several stand side by side.
  const names = periods.map((period) =>
    widthOf(period) * TEXT > room ? period.replace('年', '年\n') : period,
  );
  const widest = Math.max(1, ...names.flatMap((name) => name.split('\n')).map(widthOf)) * TEXT;
  const every = Math.max(periods.length <= DENSE ? 1 : 2, Math.ceil((widest * AIR) / room));
  const isWritten = (at: number) => (periods.length - 1 - at) % every === 0;
  const isNone = (i: number) => lines.every(({ points }) => (points[i]?.value ?? null) === null);
  const most = Math.max(1, ...lines.flatMap(({ points }) => points.map(({ value }) => value ?? 0)));
  return framed(
    picture,
    key + HEIGHT + 90 + (names.some((name) => name.includes('\n')) ? TEXT * 1.3 : 0),
    ({ top }): EChartsOption => ({
      title: isAlone
        ? []
        : lines.flatMap(({ name }, i) => [
            textAt(
              SHOWN_MARKS[i % SHOWN_MARKS.length]!,
              { left: MARGIN, top: top + i * KEY },
              { color: colourOf(i) },
            ),
            textAt(named(name, NAME, 1)[0]!, { left: MARGIN + 44, top: top + i * KEY }),
          ]),
      grid: {
        outerBoundsMode: 'none',
        left: LEFT,
        right: RIGHT,
        top: top + key + 40,
        height: HEIGHT - 40,
      },
      xAxis: {
        type: 'category',
        data: names.map((period, i) => (isNone(i) ? `${period}\n${none}` : period)),
        boundaryGap: true,
        axisLine: { lineStyle: { color: FAINT, width: 2 } },
        axisTick: { show: false },
        axisLabel: { fontSize: TEXT, color: INK, lineHeight: TEXT * 1.3, interval: isWritten },
      },
      yAxis: {
        type: 'value',
        min: 0,
        ...(measure === 'rate' ? { max: 1, interval: 0.25 } : roundScale(most)),
        splitLine: { lineStyle: { color: RULE } },
        axisLabel: {
          fontSize: TEXT,
          color: FAINT,
          formatter: (value: number) => (measure === 'rate' ? `${Math.round(value * 100)}%` : `${value}`),
        },
      },
      series: lines.map(({ points }, i) => ({
        type: 'line' as const,
        connectNulls: false,
        symbol: MARKS[i % MARKS.length]!,
        symbolSize: 18,
        lineStyle: { width: 5, type: STROKES[i % STROKES.length]! },
        itemStyle: { color: colourOf(i) },
        data: points.map(({ value }, at) => ({
          // No rate is above the whole: its line would leave the frame.
          value: value === null ? '-' : measure === 'rate' ? Math.min(value, 1) : value,
          label: {
            show: isAlone && points.length <= WRITTEN && isWritten(at),
            position: isLow(points, at) ? ('bottom' as const) : ('top' as const),
            fontSize: TEXT,
            color: INK,
            textBorderColor: '#ffffff',
            textBorderWidth: 6,
            formatter: () => labels[i * points.length + at]!,
          },
        })),
      })),
    }),
  );
}

/** In a hollow both strokes go up from the point, through what would stand above it; on the ground there is no room below. */
function isLow(points: readonly { value: number | null }[], at: number): boolean {
  const [before, here, after] = [at - 1, at, at + 1].map((i) => points[i]?.value ?? null);
  return !!here && after !== null && after! > here && (before === null || before! > here);
}

/** Strokes at round numbers, five at most, the topmost with room for a value above the highest point. */
function roundScale(most: number): { max: number; interval: number } {
  const room = most * 1.15;
  const ten = 10 ** Math.floor(Math.log10(room / 5));
  const interval = Math.max(1, [1, 2, 5, 10].find((step) => step * ten * 5 >= room)! * ten);
  return { max: Math.ceil(room / interval) * interval, interval };
}

const colourOf = (i: number) => COLOURS[i % COLOURS.length]!;
