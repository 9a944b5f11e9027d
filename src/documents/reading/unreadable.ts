/** Why a file is no table; each has its remedy in templates/table.yaml under `unreadable`. */
export type Unreadable =
  | 'empty'
  | 'locked'
  | 'xls'
  | 'et'
  | 'xlsb'
  | 'ods'
  | 'word'
  | 'slides'
  | 'web'
  | 'pdf'
  | 'picture'
  | 'packed'
  | 'packed_sheet'
  | 'damaged'
  | 'too_large'
  | 'no_text';

/** The file is neither a workbook nor a text table; `reason` is for the person who chose it. */
export class TableUnreadable extends Error {
  readonly reason: Unreadable;
  constructor(reason: Unreadable, cause?: unknown) {
    super(`unreadable: ${reason}`, { cause });
    this.name = 'TableUnreadable';
    this.reason = reason;
  }
}
