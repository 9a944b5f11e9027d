// After `npm ci`: loads the server once without starting it, so that its first start finds a warm compile cache.
// A cache is haste only: whatever keeps it from being made must not fail the installation.
try {
  await import('./compile-cache.mjs');
  await import('./main.ts');
  await import('./server.ts');
  (await import('node:module')).flushCompileCache();
} catch {
  process.exitCode = 0;
}
