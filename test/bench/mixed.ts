// A day's traffic for minutes: check-ins, questions and reports over the real callback, and one sender who floods.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appText } from './callbacks.ts';
import { round2, start } from './checkin.ts';
import { MEMBERS_PER_BRANCH, memberId } from './city.ts';
import { onEachStore } from './databases.ts';
import { load } from './load.ts';
import type { Row } from './main.ts';
import { type Outcome, openLines, steadily } from './steady.ts';

const SECONDS = 30;
const SHARE_OF_CAPACITY = 0.6;
/** of the capacity, on top of the others */
const FLOOD_SHARE = 0.2;
/** At once, more than are taken of one sender. */
const FLOOD_BURST = 50;
const CONNECTIONS = 256;
const BRANCHES_PER_SECOND = 50;
const MOST_BRANCHES = 10_000;
/** The run in fifths: the first and the last are compared, somebody floods from the second to the fourth. */
const PARTS = 5;
const QUESTIONS = ['谁没签到', '我的', '本月签到率', '帮助', '下次活动什么时候', '本支部到会率'];
const FLOODER = memberId(0, 1);

export const mixedRows = (seconds = SECONDS): Promise<Row[]> =>
  onEachStore((where, env) => measure(seconds, where, env));

async function measure(seconds: number, where: string, env: NodeJS.ProcessEnv): Promise<Row[]> {
  const dir = mkdtempSync(join(tmpdir(), 'zhibutong-bench-'));
  const branches = Math.min(MOST_BRANCHES, seconds * BRANCHES_PER_SECOND);
  process.stderr.write(`  ${branches} branches${where}\n`);
  const { child, port } = await start('server.ts', [dir, `${branches}`, `${MEMBERS_PER_BRANCH}`], {
    ...env,
    NODE_OPTIONS: '--max-semi-space-size=8', // as `npm start`
  });
  try {
    const talk = talkOf(branches, seconds);
    const capacity = await capacityOf(port, talk, seconds);
    talk.spread(capacity * SHARE_OF_CAPACITY * seconds);
    process.stderr.write(`  ${Math.round(capacity)}/s at most\n`);
    const run = await keepGoing(port, child.pid!, talk.next, capacity, seconds);
    return rowsOf(run, capacity).map((row) => ({ ...row, name: `${row.name}${where}` }));
  } finally {
    child.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  }
}

/** Messages one after another: of a hundred one is a report, nine ask, the others check in. */
function talkOf(branches: number, seconds: number) {
  const members = branches * MEMBERS_PER_BRANCH;
  let count = 0;
  let fresh = 0;
  let freshShare = members / (branches * seconds);
  const any = () => Math.floor(Math.random() * members);
  const idOf = (i: number) => memberId(i % branches, Math.floor(i / branches));
  /** The first time is a write, and then it is not; both are mixed evenly, to the end. */
  function checkinBy(): number {
    const isFresh = fresh < members && (fresh === 0 || Math.random() < freshShare);
    return isFresh ? fresh++ : Math.floor(Math.random() * fresh);
  }
  return {
    next(): Buffer {
      const i = count++;
      const kind = i % 100;
      if (kind === 0) return appText(memberId((i / 100) % branches, 0), reportOf(i), `r${i}`);
      if (kind % 11 === 1) return appText(idOf(any()), QUESTIONS[i % QUESTIONS.length]!, `q${i}`);
      return appText(idOf(checkinBy()), '签到', `c${i}`);
    },
    /** so many messages are still to come */
    spread(left: number) {
      freshShare = (members - fresh) / (left * 0.9);
    },
  };
}

const reportOf = (i: number) =>
  `上周${'一二三四五'[i % 5]}下午三点党课，应到22人，实到${15 + (i % 7)}人，主持党员零零`;

/** As many a second as are answered without a pause, once warm. */
async function capacityOf(port: number, talk: { next(): Buffer }, seconds: number): Promise<number> {
  const some = (count: number) => Array.from({ length: count }, () => talk.next());
  const warm = await load(port, some(3000), 64);
  const { perSecond, failed } = await load(port, some(Math.round((warm.perSecond * seconds) / 10)), 64);
  if (failed > 0) throw new Error(`${failed} answers other than 200`);
  return perSecond;
}

interface Run {
  well: Outcome[][];
  flood: Outcome[];
  rssMb: number[][];
}

async function keepGoing(
  port: number,
  pid: number,
  next: () => Buffer,
  capacity: number,
  seconds: number,
): Promise<Run> {
  const partMs = (seconds * 1000) / PARTS;
  const began = performance.now();
  const partAt = (at: number) => Math.min(PARTS - 1, Math.floor((at - began) / partMs));
  const run: Run = { well: Array.from({ length: PARTS }, () => []), flood: [], rssMb: [] };
  for (let i = 0; i < PARTS; i++) run.rssMb.push([]);
  const lines = openLines(port, CONNECTIONS, (one) => run.well[partAt(one.at)]!.push(one));
  const others = openLines(port, FLOOD_BURST, (one) => run.flood.push(one));
  const looking = setInterval(() => run.rssMb[partAt(performance.now())]!.push(rssOf(pid)), 500);
  const flooding = async () => {
    await new Promise((resolve) => setTimeout(resolve, partMs));
    let said = 0;
    await steadily((capacity * FLOOD_SHARE) / FLOOD_BURST, (PARTS - 2) * partMs, (due) => {
      for (let i = 0; i < FLOOD_BURST; i++) others.send(appText(FLOODER, '签到', `f${said++}`), due);
    });
  };
  await Promise.all([
    steadily(capacity * SHARE_OF_CAPACITY, seconds * 1000, (due) => lines.send(next(), due)),
    flooding(),
  ]);
  await Promise.all([lines.settled(), others.settled()]);
  clearInterval(looking);
  lines.close();
  others.close();
  return run;
}

const rssOf = (pid: number) =>
  Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024;

function rowsOf({ well, flood, rssMb }: Run, capacity: number): Row[] {
  const p99s = well.map((part) => p99(part.map(({ ms }) => ms)));
  const all = well.flat();
  const answered = all.filter(({ status }) => status === 200);
  const refused = all.length - answered.length;
  const longest = answered.reduce((most, { ms }) => Math.max(most, ms), 0);
  const flooded = p99(well.slice(1, -1).flatMap((part) => part.map(({ ms }) => ms)));
  const rss = rssMb.map((part) => part.reduce((a, b) => a + b, 0) / part.length);
  const turnedAway = flood.filter(({ status }) => status !== 200).length;
  process.stderr.write(
    `  ${all.length} messages, ${flood.length} of the flooder; p99 ${p99s.map(Math.round)} ms; RSS ${rss.map(Math.round)} MB\n`,
  );
  const row = (name: string, value: number, unit: string, target?: number): Row => ({
    name: `mixed load: ${name}`,
    value: round2(value),
    unit,
    target: target === undefined ? null : `<= ${target}`,
    ok: target === undefined || value <= target,
  });
  return [
    row('capacity', capacity, '/s'),
    row('memory of the last fifth', rss.at(-1)!, 'MB'),
    row('memory of the last fifth against the first', rss.at(-1)! / rss[0]!, 'ratio', 1.2),
    row('p99 of the first fifth', p99s[0]!, 'ms'),
    row('p99 of the last fifth against the first', p99s.at(-1)! / p99s[0]!, 'ratio', 1.5),
    row('well-behaved senders turned away', refused, 'messages', 0),
    row('longest wait of an answered one', longest, 'ms', 5000),
    row('p99 of the others while one floods', flooded, 'ms', 100),
    row('of the flooder turned away', turnedAway / flood.length, 'share'),
  ];
}

function p99(values: number[]): number {
  const sorted = values.sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length * 0.99)] ?? 0;
}
