/** Why a file is no table; each has its remedy in templates/table.yaml under `unreadable`. */
export type Unreadable =
  | 'empty'
  | 'locked'
  | 'xls'
  | 'et'
  | 'xlsb'
  | 'ods'
  | 'numbers'
  | 'word'
  | 'slides'
  | 'web'
  | 'xml'
  | 'pdf'
  | 'picture'
  | 'packed'
  | 'packed_sheet'
  | 'damaged'
  | 'too_large'
  | 'open_quote'
  | 'no_text';

/** The file is neither a workbook nor a text table; `reason` is for the person who chose it. */
export class TableUnreadable extends Error {
  readonly reason: Unreadable;
  /** where it begins, as far as that is known */
  readonly row: number;
  constructor(reason: Unreadable, cause?: unknown, row = 0) {
    super(`unreadable: ${reason}`, { cause });
    this.row = row;
    this.name = 'TableUnreadable';
    this.reason = reason;
  }
}
