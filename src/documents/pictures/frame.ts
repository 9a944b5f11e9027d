import type { EChartsOption, TitleComponentOption } from 'echarts';

// What every picture shares: its width, its letters, the heading and the definition below. Legible on a phone, where
// it is shown at a third of its size.

/** Drawn at this width and shown at 1080 px: letters are a third larger than their numbers say. */
export const WIDTH = 810;
export const SHOWN_WIDTH = 1080;
export const MARGIN = 40;
/** smallest letters of a picture, px */
export const TEXT = 30;
const TITLE = 44;
const LINE = 1.4;

/** Packaged with the program, since a fresh machine has no Chinese letters. */
const FONT = 'Noto Sans SC, sans-serif';
export const INK = '#1f2328';
export const FAINT = '#59636e';
export const RULE = '#d1d9e0';

/** Okabe-Ito: told apart with every kind of colour blindness, in the order of their contrast to each other. */
export const COLOURS = ['#0072B2', '#E69F00', '#009E73', '#D55E00', '#56B4E9', '#CC79A7', '#6E6E6E'] as const;

/** Where the drawing goes. */
interface Room {
  top: number;
  /** of the whole picture */
  height: number;
}

interface Told {
  title: string;
  /** what is left out, and the definition: one paragraph each */
  notes: readonly string[];
}

/** @param drawing how high the drawing itself is, px */
export function framed(
  { title, notes }: Told,
  drawing: number,
  draw: (room: Room) => EChartsOption,
): { option: EChartsOption; height: number } {
  const heading = wrapped(title, (WIDTH - 2 * MARGIN) / TITLE);
  const foot = notes.flatMap((note) => wrapped(note, (WIDTH - 2 * MARGIN) / TEXT));
  const top = MARGIN + heading.length * TITLE * LINE + 24;
  const height = Math.ceil(top + drawing + 24 + foot.length * TEXT * LINE + MARGIN);
  const { title: more = [], ...option } = draw({ top, height });
  const written = (lines: readonly string[], y: number, fontSize: number, color: string) =>
    textAt(lines.join('\n'), { left: MARGIN, top: y }, { fontSize, color });
  return {
    height,
    option: {
      backgroundColor: '#ffffff',
      animation: false,
      textStyle: { fontFamily: FONT, fontSize: TEXT, color: INK },
      title: [
        written(heading, MARGIN, TITLE, INK),
        written(foot, top + drawing + 24, TEXT, FAINT),
        ...[more].flat(),
      ],
      ...option,
    },
  };
}

/** A text of its own, its upper left corner there. */
export const textAt = (
  text: string,
  at: Pick<TitleComponentOption, 'left' | 'top' | 'textAlign'>,
  { fontSize = TEXT, color = INK }: { fontSize?: number; color?: string } = {},
): TitleComponentOption => ({
  text,
  ...at,
  padding: 0,
  textStyle: { fontSize, color, fontWeight: 'normal', fontFamily: FONT, lineHeight: fontSize * LINE },
});

/** A Chinese letter is 1, a Latin one or a digit a little more than half of it. */
export const widthOf = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (/[\x20-\x7e]/.test(letter) ? 0.58 : 1), 0);

/** Lines of at most that width. */
export function wrapped(text: string, width: number): string[] {
  const lines = [''];
  for (const letter of text) {
    // A stop or a closing bracket never begins a line.
    const isClosing = /[，。、；：！？）”》]/.test(letter);
    if (widthOf(lines.at(-1)! + letter) > width && !isClosing) lines.push('');
    lines[lines.length - 1] += letter;
  }
  return lines;
}

/** At most so many lines; what is too long loses its middle, as names differ at both ends. */
export function named(name: string, width: number, most: number): string[] {
  const lines = wrapped(name, width);
  if (lines.length <= most) return lines;
  const letters = [...name];
  for (let kept = letters.length - 1; kept > 1; kept--) {
    const head = Math.ceil(kept / 2);
    const cut = `${letters.slice(0, head).join('')}…${letters.slice(letters.length - (kept - head)).join('')}`;
    const short = wrapped(cut, width);
    if (short.length <= most) return short;
  }
  return lines.slice(0, most);
}
