// Runs in a thread of its own, started by report.ts: builds a long report.
import { buildReport } from './report-paper.ts';
import { serveThread } from './thread.ts';

await serveThread(buildReport);
