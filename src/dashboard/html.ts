// HTML put together so that nothing said by a person can become markup: every value is escaped, but what is Html already.

export interface Html {
  readonly markup: string;
}
export type Piece = Html | string | number | false | null | readonly Piece[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => ENTITIES[mark]!);

/** Attributes are to stand in quotes. */
export const html = (texts: TemplateStringsArray, ...values: Piece[]): Html => ({
  markup: texts.map((text, i) => text + (i < values.length ? written(values[i]!) : '')).join(''),
});

function written(piece: Piece): string {
  if (piece === null || piece === false) return '';
  if (typeof piece === 'string' || typeof piece === 'number') return escaped(String(piece));
  return 'markup' in piece ? piece.markup : piece.map(written).join('');
}
