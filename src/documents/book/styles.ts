// How the cells of a workbook look (ECMA-376 18.8): each look is written once, and cells name it by its number.
import { escaped } from './xml.ts';

export interface Look {
  bold?: boolean;
  bordered?: boolean;
  wrap?: boolean;
  across?: 'left' | 'center';
  /** #RRGGBB; empty: none */
  fill?: string;
  /** of numbers: 0.0% */
  format?: string;
  /** stays text when somebody edits it, though it begins like a formula */
  quoted?: boolean;
}

/** Numbers of formats that are none of the program's own begin here. */
const FIRST_FORMAT = 164;
/** The first two fills are the program's. */
const FILLS = ['<patternFill patternType="none"/>', '<patternFill patternType="gray125"/>'];
// 宋体 is on every office PC.
const FONT = '<sz val="11"/><name val="宋体"/><charset val="134"/>';
const SIDES = ['left', 'right', 'top', 'bottom'];

export function createStyles() {
  const looks = new Map<string, number>();
  const cells: string[] = [];
  const fills = [...FILLS];
  const formats: string[] = [];
  const numberOf = (list: string[], one: string) => {
    if (!list.includes(one)) list.push(one);
    return list.indexOf(one);
  };
  function cellOf({ bold, bordered, wrap, across, fill, format, quoted }: Look): string {
    const color =
      fill && `<patternFill patternType="solid"><fgColor rgb="FF${fill.slice(1)}"/></patternFill>`;
    const ids = [
      `numFmtId="${format ? FIRST_FORMAT + numberOf(formats, format) : 0}"`,
      `fontId="${bold ? 1 : 0}"`,
      `fillId="${color ? numberOf(fills, color) : 0}"`,
      `borderId="${bordered ? 1 : 0}"`,
      'xfId="0"',
      ...(format ? ['applyNumberFormat="1"'] : []),
      ...(bold ? ['applyFont="1"'] : []),
      ...(color ? ['applyFill="1"'] : []),
      ...(bordered ? ['applyBorder="1"'] : []),
      ...(quoted ? ['quotePrefix="1"'] : []),
    ];
    if (!wrap && !across) return `<xf ${ids.join(' ')}/>`;
    const alignment = [
      ...(across ? [`horizontal="${across}"`] : []),
      'vertical="center"',
      ...(wrap ? ['wrapText="1"'] : []),
    ];
    return `<xf ${ids.join(' ')} applyAlignment="1"><alignment ${alignment.join(' ')}/></xf>`;
  }
  const styles = {
    /** the number of a look */
    of(look: Look): number {
      const key = JSON.stringify(look);
      const known = looks.get(key);
      if (known !== undefined) return known;
      looks.set(key, cells.push(cellOf(look)) - 1);
      return cells.length - 1;
    },
    /** xl/styles.xml, when every look is known */
    xml(): string {
      const list = (name: string, all: readonly string[]) =>
        `<${name}s count="${all.length}">${all.join('')}</${name}s>`;
      const sides = (style: string) => SIDES.map((side) => `<${side}${style}/>`).join('');
      return [
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">',
        formats.length > 0 &&
          list(
            'numFmt',
            formats.map((f, i) => `<numFmt numFmtId="${FIRST_FORMAT + i}" formatCode="${escaped(f)}"/>`),
          ),
        list('font', [`<font>${FONT}</font>`, `<font><b/>${FONT}</font>`]),
        list(
          'fill',
          fills.map((fill) => `<fill>${fill}</fill>`),
        ),
        list('border', [
          `<border>${sides('')}<diagonal/></border>`,
          `<border>${sides(' style="thin"')}<diagonal/></border>`,
        ]),
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
        `<cellXfs count="${cells.length}">${cells.join('')}</cellXfs>`,
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
        '</styleSheet>',
      ]
        .filter((part) => part !== false)
        .join('');
    },
  };
  // A cell without a look of its own has the first.
  styles.of({});
  return styles;
}
