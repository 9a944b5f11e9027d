// The entry is plain JavaScript: an old Node reads it, and with the compile cache that `npm ci` leaves behind nothing
// has to be stripped or compiled at start, which saves half a second and some 20 MB. Without the cache everything works
// the same. Nothing but the look at Node is imported before it.
import { endOldNode } from './app/node-version.mjs';

endOldNode();
await import('./app/compile-cache.mjs');
const { main } = await import('./app/main.ts');
await main();
