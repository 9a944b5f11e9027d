// Runs in a thread of its own, started by minutes.ts: takes the records of many meetings.
import { createRecords } from './minutes-paper.ts';
import { servePieces } from './thread.ts';

servePieces(createRecords());
