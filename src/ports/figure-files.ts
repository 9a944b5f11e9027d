// Figures to take away, as they wait to be written.
import type { ActivityType } from '../domain/activity/types.ts';
import type { Metric } from '../domain/figures/metrics.ts';
import type { ItemKind } from '../domain/ledger/item.ts';
import type { Period } from '../domain/slots.ts';

/** Which figures a file is to hold: an Excel table, who held what (三会一课情况), or the month's report of the ledger in Word. */
export type FiguresRequest = TableRequest | ListRequest | SidesRequest | NodesRequest | SchemeRequest;

interface TableRequest extends FiguresAsked {
  as: 'table' | 'matrix' | 'month';
  metric: Metric;
  /** who asked, as the file tells it */
  by: string;
  /** to be read in Word; absent: a workbook */
  word?: true | undefined;
  /** what else is told above the lines */
  also?: readonly Metric[] | undefined;
}

/** A list that is told in words, as a table. */
export interface ListAsked {
  /** items that were closed or opened; who was away; everybody of one meeting; what one person came to */
  list: 'closed' | 'opened' | 'away' | 'roll' | 'own';
  metric: Metric;
  /** meetings of which it may tell why people were away */
  reasonsOf?: readonly number[] | undefined;
  /** to be read in Word; absent: a workbook */
  word?: true | undefined;
}
export interface ListRequest extends FiguresAsked, ListAsked {
  as: 'list';
  by: string;
}

/** The same figure of several, side by side. */
export interface SidesRequest {
  as: 'sides';
  metric: Metric;
  by: string;
  title: string;
  sides: readonly (FiguresAsked & { name: string })[];
}

/** Units × nodes of what was handed out; the items are those that whoever asked may see. */
interface NodesRequest {
  as: 'nodes';
  metric: 'rectify_item';
  by: string;
  items: readonly number[];
}

/** How far plans are, of these units, up to a month (YYYY-MM). */
export interface SchemeRequest {
  as: 'scheme';
  by: string;
  schemeIds: readonly number[];
  tops: readonly number[];
  month: string;
}

/** Whose figures, and of when. */
export interface FiguresAsked {
  /** none: the person's own */
  tops: readonly number[];
  /** absent: what the metric itself takes */
  period?: Period | undefined;
  types?: readonly ActivityType[] | undefined;
  /** items of this kind alone, as the list that was told */
  kind?: ItemKind | undefined;
  personId?: string | undefined;
  bySource?: true | undefined;
  /** of the items these alone, as they were told */
  only?: { ids: readonly number[]; called: string } | undefined;
  /** which people of the roster */
  who?: string | undefined;
}

/** The list of a muster. */
export interface MusterRequest {
  id: number;
  /** branches of which it may tell why people could not come */
  reasonsOf: readonly number[];
}
