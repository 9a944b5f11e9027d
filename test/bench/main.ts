// `npm run bench [name …] [seconds of the mixed load]`: one object on stdout, progress on stderr. Ratios within one run, never asserted by tests.
import { checkinRows } from './checkin.ts';
import { exportRows } from './exports.ts';
import { figuresRows } from './figures.ts';
import { growthRows } from './growth.ts';
import { instanceRows } from './instances.ts';
import { mixedRows } from './mixed.ts';
import { musterRows } from './muster.ts';
import { parsingRows } from './parsing.ts';
import { planFileRows } from './plan-file.ts';
import { planningRows } from './planning.ts';
import { readingRows } from './reading.ts';
import { startRows } from './start.ts';

export interface Row {
  name: string;
  value: number;
  unit: string;
  target: string | null;
  ok: boolean;
}

const isNumber = (text: string) => /^\d+$/.test(text);
const given = process.argv.slice(2);
const seconds = given.filter(isNumber).map(Number)[0];

const SUITES: Record<string, () => Promise<Row[]>> = {
  checkin: checkinRows,
  start: startRows,
  parsing: parsingRows,
  planning: planningRows,
  reading: readingRows,
  figures: figuresRows,
  exports: exportRows,
  growth: growthRows,
  instances: instanceRows,
  muster: musterRows,
  'plan-file': planFileRows,
  mixed: () => mixedRows(seconds),
};

const wanted = given.filter((name) => !isNumber(name));
const unknown = wanted.filter((name) => !(name in SUITES));
if (unknown.length > 0) {
  process.stderr.write(`no such suite: ${unknown.join(', ')}; there are ${Object.keys(SUITES).join(', ')}\n`);
  process.exit(1);
}
const rows: Row[] = [];
for (const [name, run] of Object.entries(SUITES)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stderr.write(`${name} …\n`);
  rows.push(...(await run()));
}
process.stdout.write(`${JSON.stringify({ rows }, null, 2)}\n`);
