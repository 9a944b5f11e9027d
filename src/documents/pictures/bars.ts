import type { EChartsOption } from 'echarts';
import { COLOURS, FAINT, framed, INK, MARGIN, named, TEXT, WIDTH, widthOf } from './frame.ts';
import type { ToldPicture } from './told.ts';

/** Letters of a name on one line. */
const NAME = 9;
const LINES = 2;
const BAR = 40;

/** Lying bars, the first on top: names are long, and a phone is high. */
export function barsOf(picture: Extract<ToldPicture, { kind: 'bars' }>) {
  const { rows, labels, measure } = picture;
  const names = rows.map(({ name }) => named(name, NAME, LINES));
  const step = names.some((lines) => lines.length > 1) ? 96 : 72;
  const left = Math.max(2, ...names.flat().map(widthOf)) * TEXT + MARGIN + 20;
  const right = Math.max(...labels.map(widthOf), 2) * TEXT + MARGIN + 12;
  const most = Math.max(1, ...rows.map(({ value }) => value ?? 0));
  return framed(
    picture,
    Math.max(1, rows.length) * step,
    ({ top }): EChartsOption => ({
      grid: { outerBoundsMode: 'none', left, right, top, height: Math.max(1, rows.length) * step },
      xAxis: { type: 'value', min: 0, max: measure === 'rate' ? 1 : most, show: false },
      yAxis: {
        type: 'category',
        inverse: true,
        data: names.map((lines) => lines.join('\n')),
        axisLine: { lineStyle: { color: FAINT, width: 2 } },
        axisTick: { show: false },
        axisLabel: {
          fontSize: TEXT,
          color: INK,
          margin: 14,
          lineHeight: TEXT * 1.25,
          interval: 0,
          width: WIDTH,
        },
      },
      series: [
        {
          type: 'bar',
          barWidth: BAR,
          itemStyle: { color: COLOURS[0] },
          label: { show: true, position: 'right', fontSize: TEXT, distance: 10 },
          // Where there is nothing to count no bar begins; the word says that it is no 0.
          data: rows.map(({ value }, i) => ({
            value: value ?? 0,
            label: { formatter: () => labels[i]!, color: value === null ? FAINT : INK },
          })),
        },
      ],
    }),
  );
}
