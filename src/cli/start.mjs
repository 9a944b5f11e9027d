// `npm run cli`: plain JavaScript, so that an old Node can say that it is one.
import { endOldNode } from '../app/node-version.mjs';

endOldNode();
await import('../app/compile-cache.mjs');
await import('./main.ts');
