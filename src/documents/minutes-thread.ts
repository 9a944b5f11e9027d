// Runs in a thread of its own, started by minutes.ts: builds the records of many meetings.
import { buildRecords } from './minutes-paper.ts';
import { serveThread } from './thread.ts';

await serveThread(buildRecords);
