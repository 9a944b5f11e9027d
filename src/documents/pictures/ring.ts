import type { EChartsOption } from 'echarts';
import { COLOURS, framed, INK, MARGIN, RULE, TEXT, textAt, WIDTH } from './frame.ts';
import type { ToldPicture } from './told.ts';

const HEIGHT = 500;
const ROW = 60;
const TOTAL = 52;

/** How a whole is made up: the ring, and below it each part by name, number and share. */
export function ringOf(picture: Extract<ToldPicture, { kind: 'ring' }>) {
  const { parts, labels, none } = picture;
  const [total = '', ...told] = labels;
  const isEmpty = parts.every(({ count }) => count === 0);
  return framed(
    picture,
    HEIGHT + parts.length * ROW,
    ({ top }): EChartsOption => ({
      title: [
        textAt(
          isEmpty ? none : total,
          { left: 'center', top: top + HEIGHT / 2 - TOTAL * 0.7 },
          { fontSize: TOTAL },
        ),
        ...told.flatMap((label, i) => [
          textAt('■', { left: MARGIN + 120, top: top + HEIGHT + i * ROW }, { color: colourOf(i) }),
          textAt(label, { left: MARGIN + 170, top: top + HEIGHT + i * ROW }),
        ]),
      ],
      series: [
        {
          type: 'pie',
          center: [WIDTH / 2, top + HEIGHT / 2 - 10],
          radius: [122, 185],
          startAngle: 90,
          itemStyle: { borderColor: '#ffffff', borderWidth: 4 },
          // Its name at each part says which it is without its colour.
          label: {
            show: !isEmpty,
            position: 'outside',
            fontSize: TEXT,
            color: INK,
            // Beside the ring there is room for six letters in a line.
            width: 6.1 * TEXT,
            overflow: 'break',
          },
          labelLine: { length: 18, length2: 18 },
          data: isEmpty
            ? [{ value: 1, itemStyle: { color: RULE } }]
            : parts.flatMap(({ name, count }, i) =>
                count === 0 ? [] : [{ value: count, name, itemStyle: { color: colourOf(i) } }],
              ),
        },
      ],
    }),
  );
}

const colourOf = (i: number) => COLOURS[i % COLOURS.length]!;
