// The entry is plain JavaScript: with the compile cache that `npm ci` leaves behind nothing has to be stripped or
// compiled at start, which saves half a second and some 20 MB. Without the cache everything works the same.
import './app/compile-cache.mjs';

const { main } = await import('./app/main.ts');
await main();
