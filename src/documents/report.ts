import type { Report } from './report-paper.ts';
import { buildInThread } from './thread.ts';

/** Rows from which on a file takes longer to build than a check-in may wait. */
const LARGE = 100;
const THREAD = new URL('./report-thread.ts', import.meta.url);

/** The file (.docx); the same bytes for the same report. */
export async function writeReport(report: Report): Promise<Buffer> {
  const lines = [...(report.parts ?? []), report].reduce((sum, { rows }) => sum + rows.length, 0);
  if (lines >= LARGE) return buildInThread(THREAD, report);
  // Loaded on use: a server that writes no report need not keep the library in memory.
  const { buildReport } = await import('./report-paper.ts');
  return buildReport(report);
}
