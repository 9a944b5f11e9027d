// What a picture of figures shows. How it is drawn is for the drawer alone: PNG for a chat, SVG for a page.
import type { Standing } from '../domain/figures/standings.ts';

interface Titled {
  /** what, of which unit and period */
  title: string;
  /** the figure's definition, in one sentence; empty where it stands beside the picture */
  note: string;
}

/** 0…1 with its parts, or a count; null: nothing to count, which is no 0. */
export interface PictureValue {
  value: number | null;
  /** written beside it, e.g. 18/23 */
  detail?: string | undefined;
}

/** One figure of several units, or of several kinds, in the order given. */
interface Bars extends Titled {
  kind: 'bars';
  measure: 'rate' | 'count';
  rows: readonly ({ name: string } & PictureValue)[];
}
/** One figure over several periods; a line for each of what is set side by side. */
interface Lines extends Titled {
  kind: 'lines';
  measure: 'rate' | 'count';
  periods: readonly string[];
  lines: readonly { name: string; points: readonly PictureValue[] }[];
}
/** How a whole is made up. */
interface Ring extends Titled {
  kind: 'ring';
  parts: readonly { name: string; count: number }[];
}
/** How a requirement stands at a unit; `none`: not asked for, and not held. */
export type MatrixState = Standing | 'none';
/** Units × requirements. */
interface MatrixPicture extends Titled {
  kind: 'matrix';
  /** what the states are called here; absent: as requirements of meetings, and those not named do not occur */
  states?: Partial<Record<MatrixState, string>> | undefined;
  columns: readonly string[];
  /** `parts`: 2/3 for each cell that is asked for more than once, else empty */
  rows: readonly { name: string; cells: readonly MatrixState[]; parts?: readonly string[] | undefined }[];
}

export type Picture = Bars | Lines | Ring | MatrixPicture;

/** Draws in a thread of its own; the same picture is the same bytes. */
export interface Drawer {
  png(picture: Picture): Promise<Buffer>;
  svg(picture: Picture): Promise<string>;
}
