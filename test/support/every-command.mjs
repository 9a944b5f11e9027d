// Carries out commands one after the other in one process, each as `npm run cli` does: to start twenty-five processes
// takes longer than all that they do. Argument: a list of lists of words, as JSON. What ends with 1 keeps none from its turn.
import '../../src/app/compile-cache.mjs';

for (const [i, words] of JSON.parse(process.argv[2]).entries()) {
  process.argv = [process.argv[0], process.argv[1], ...words];
  // The entry runs when it is loaded, so it is loaded anew; what it imports is not.
  await import(`../../src/cli/main.ts?${i}`);
  process.stdout.write(`command ${i} ended with ${process.exitCode}\n`);
}
process.exit(0);
