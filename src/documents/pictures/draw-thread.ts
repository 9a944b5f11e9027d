// Runs in a thread of its own, started by drawer.ts: draws one picture.
import { serveThread } from '../thread.ts';
import { draw } from './draw.ts';

await serveThread(draw);
