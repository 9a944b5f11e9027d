// Two instances on one PostgreSQL, each over a link that takes its time: what the writer's lock costs them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, noServer } from '../support/own-database.ts';
import { openLink } from '../support/proxy.ts';
import { appText } from './callbacks.ts';
import { median, round2, start } from './checkin.ts';
import { MEMBERS_PER_BRANCH, memberId } from './city.ts';
import { load } from './load.ts';
import type { Row } from './main.ts';

const BRANCHES = 300;
/** Few enough that the links are felt, and not this machine's processors. */
const CONNECTIONS = 16;
const CHECKINS = 800;
const ROUNDS = 3;
/** ms each way */
const [NEAR, FAR, VERY_FAR] = [0, 5, 50];

export async function instanceRows(): Promise<Row[]> {
  if (noServer) {
    process.stderr.write(`  no PostgreSQL: ${noServer}\n`);
    return [];
  }
  const dir = mkdtempSync(join(tmpdir(), 'zhibutong-bench-'));
  const database = await createDatabase();
  const links = [await openLink(database.url), await openLink(database.url)] as const;
  const started = [];
  try {
    for (const [i, link] of links.entries())
      started.push(
        await start('server.ts', [join(dir, `${i}`), i === 0 ? `${BRANCHES}` : '0', '20'], {
          ...process.env,
          BENCH_DATABASE_URL: link.url,
        }),
      );
    const [a, b] = started as [(typeof started)[0], (typeof started)[0]];
    let said = 0;
    /** Check-ins a second, of each instance, side by side. */
    const run = async (of: { port: number }[], delays: number[]) => {
      for (const [i, ms] of delays.entries()) links[i]!.delay(ms);
      const each = of.map(({ port }) => {
        const requests = Array.from({ length: CHECKINS }, () => {
          const i = said++ % (BRANCHES * MEMBERS_PER_BRANCH);
          return appText(memberId(i % BRANCHES, Math.floor(i / BRANCHES)), '签到', `i${said}`);
        });
        return load(port, requests, CONNECTIONS);
      });
      return (await Promise.all(each)).map(({ perSecond }) => perSecond);
    };
    await run([a, b], [NEAR, NEAR]);
    const figures = { one: [], two: [], fast: [], beside: [] } as Record<string, number[]>;
    for (let round = 0; round < ROUNDS; round++) {
      figures.one!.push((await run([a], [FAR]))[0]!);
      figures.two!.push((await run([a, b], [FAR, FAR])).reduce((x, y) => x + y));
      figures.fast!.push((await run([a], [NEAR]))[0]!);
      figures.beside!.push((await run([a, b], [NEAR, VERY_FAR]))[0]!);
    }
    const of = (name: string) => median(figures[name]!);
    const rate = (name: string, value: number): Row => ({
      name,
      value: Math.round(value),
      unit: '/s',
      target: null,
      ok: true,
    });
    const ratio = of('two') / of('one');
    return [
      rate(`check-ins of one instance, ${FAR} ms each way to the database`, of('one')),
      {
        name: 'two such instances against one',
        value: round2(ratio),
        unit: 'ratio',
        target: '>= 1.6',
        ok: ratio >= 1.6,
      },
      rate('check-ins of an instance beside the database', of('fast')),
      {
        name: `the same while another is ${VERY_FAR} ms away`,
        value: round2(of('beside') / of('fast')),
        unit: 'ratio',
        target: null,
        ok: true,
      },
    ];
  } finally {
    for (const { child } of started) child.kill('SIGKILL');
    for (const link of links) await link.close();
    await database.remove();
    rmSync(dir, { recursive: true, force: true });
  }
}
