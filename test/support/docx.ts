import { XMLParser } from 'fast-xml-parser';
import { unzip } from './zip.ts';

type Node = { [tag: string]: Node[] } & { '#text'?: string };
const parser = new XMLParser({ preserveOrder: true, trimValues: false, ignoreAttributes: true });
const tagOf = (node: Node) => Object.keys(node)[0]!;

function inside(nodes: readonly Node[], tag: string): Node[][] {
  return nodes.flatMap((node) => {
    const children = node[tagOf(node)];
    if (!Array.isArray(children)) return [];
    return tagOf(node) === tag ? [children] : inside(children, tag);
  });
}

/** The text of a paragraph or cell; a tab as such. */
function textOf(nodes: readonly Node[]): string {
  return nodes
    .filter((node) => tagOf(node) !== 'w:pPr')
    .map((node) => {
      if (node['#text'] !== undefined) return node['#text'];
      return tagOf(node) === 'w:tab' ? '\t' : textOf(node[tagOf(node)] ?? []);
    })
    .join('');
}

/** A Word file, unzipped: its parts, its tables cell by cell, and what stands between them. */
export function readDocx(file: Buffer) {
  const { files, times } = unzip(file);
  const xml = files.get('word/document.xml')!;
  const body = inside(parser.parse(xml) as Node[], 'w:body')[0]!;
  const tables = inside(body, 'w:tbl').map((table) =>
    inside(table, 'w:tr').map((row) => inside(row, 'w:tc').map((cell) => textOf(cell))),
  );
  const paragraphs = body.filter((node) => tagOf(node) === 'w:p').map((node) => textOf(node['w:p']!));
  return { files, times, xml, tables, paragraphs };
}
