import type { Reply } from '../../ports/channels.ts';
import { asMarkdown } from './shown.ts';

/** A table in WeCom's richer markdown (docs 101031, 99110): what stands in a cell never ends it. */
export function tabled({ before, columns, rows, after }: NonNullable<Reply['table']>): string {
  const line = (cells: readonly string[]) => `| ${cells.map(inCell).join(' | ')} |`;
  const rule = `|${columns.map(() => ' --- |').join('')}`;
  return [asMarkdown(before), '', line(columns), rule, ...rows.map(line), '', asMarkdown(after)]
    .join('\n')
    .trim();
}

const inCell = (text: string): string => asMarkdown(text).replace(/\s+/g, ' ').trim();
