// `npm run faults [seconds] [seed]`: one JSON line on stdout, progress on stderr; ends with 1 when something answered or
// sent is lost or doubled. Needs TEST_DATABASE_URL. The short form is the rest of this folder.

import { runFaults } from '../support/fault-run.ts';
import { noServer } from '../support/own-database.ts';

if (noServer) {
  process.stderr.write(`${noServer}\n`);
  process.exit(1);
}
const [seconds = 60, seed = Date.now() % 1_000_000] = process.argv.slice(2).map(Number);
process.stderr.write(`seed ${seed}\n`);
const report = await runFaults(seed, Math.min(seconds, 600), (line) => process.stderr.write(`${line}\n`));
process.stdout.write(`${JSON.stringify(report)}\n`);
process.exit(report.lost + report.doubled > 0 ? 1 : 0);
