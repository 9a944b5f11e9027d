import type { MatrixState, Picture, PictureValue } from '../../ports/pictures.ts';
import type { Wording } from '../../wording/templates.ts';

// A picture with its words: the thread that draws knows no templates.

export const MATRIX_STATES = [
  'held',
  'planned',
  'due',
  'missed',
  'none',
] as const satisfies readonly MatrixState[];

/** The picture as it is drawn, and every word that stands in it. */
export type ToldPicture = Picture & {
  notes: readonly string[];
  /** beside what is drawn, in its order; lines one after the other */
  labels: readonly string[];
  none: string;
};

/** Bars that can be read on a phone without much scrolling; rows of a matrix are lower. */
const MOST = { bars: 20, matrix: 40 };

/** What does not fit is said to be left out. */
export function told(picture: Picture, words: Wording): ToldPicture {
  const none = words('pictures.none');
  const shown = (rows: readonly unknown[], most: number) => ({
    notes: [
      ...(rows.length > most ? [words('pictures.more', { count: rows.length - most })] : []),
      ...(picture.note === '' ? [] : [picture.note]),
    ],
    none,
  });
  switch (picture.kind) {
    case 'bars': {
      const rows = picture.rows.slice(0, MOST.bars);
      const labels = rows.map((row) => labelOf(row, picture.measure, words));
      return { ...picture, rows, labels, ...shown(picture.rows, MOST.bars) };
    }
    case 'lines': {
      const points = picture.lines.flatMap((line) => line.points);
      // Details of every month would stand upon each other.
      const labels = points.map(({ value }) => labelOf({ value }, picture.measure, words));
      return { ...picture, labels, ...shown([], 0) };
    }
    case 'ring': {
      const total = picture.parts.reduce((sum, { count }) => sum + count, 0);
      const part = ({ name, count }: (typeof picture.parts)[number]) =>
        words('pictures.part', { name, count, share: total === 0 ? 0 : count / total });
      const labels = [words('pictures.total', { total }), ...picture.parts.map(part)];
      return { ...picture, labels, ...shown([], 0) };
    }
    case 'matrix': {
      const rows = picture.rows.slice(0, MOST.matrix);
      const { states } = picture;
      const labels = MATRIX_STATES.map((state) =>
        states === undefined ? words(`pictures.state.${state}`) : (states[state] ?? ''),
      );
      return { ...picture, rows, labels, ...shown(picture.rows, MOST.matrix) };
    }
  }
}

function labelOf({ value, detail = '' }: PictureValue, measure: 'rate' | 'count', words: Wording): string {
  if (value === null) return words('pictures.none');
  return measure === 'rate'
    ? words('pictures.rate', { value, detail })
    : words('pictures.count', { value, detail });
}
