// Every question of an admin about a county and about a city, alone and while its members check in.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appText, BENCH_ADMIN } from './callbacks.ts';
import { median, round2, start } from './checkin.ts';
import { memberId } from './city.ts';
import { onEachStore } from './databases.ts';
import { load } from './load.ts';
import type { Row } from './main.ts';

const SIZES = [
  { name: 'county of 800 branches', branches: 800 },
  { name: 'city of 8,000 branches', branches: 8000 },
] as const;
const MEMBERS = 23;
const TIMES = 7;
const CONNECTIONS = 64;
const ANSWER_MS = 150;
const CHECKIN_MS = 100;
const QUESTIONS = [
  '今年各支部到会率',
  '本月签到率',
  '10月到会率',
  '上半年主题党日多少次',
  '今年一共多少人次',
  '未开党员大会的支部',
  '今年未开党课的支部',
  '还差哪些会没开',
  '今年还差哪些会没开',
  '去年还差哪些会没开',
  '没有上报的支部',
  '各支部三会一课情况',
  '今年党课到会率',
  '近期安排',
  '谁没签到',
  '整改清单',
  '逾期整改',
  '本月整改销号率',
  '第5党支部今年到会率',
  '第5党支部活动记录',
  '10月和11月到会率对比',
  '今年和去年到会率对比',
  '10月和11月整改销号率对比',
  '王建国今年到会率',
];

/** At both sizes on each store; FIGURES_SIZE=800 measures one alone. */
export async function figuresRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for (const size of SIZES)
    if (!process.env.FIGURES_SIZE || Number(process.env.FIGURES_SIZE) === size.branches)
      rows.push(...(await onEachStore((where, env) => measure(size, where, env))));
  return rows;
}

async function measure(
  { name, branches }: (typeof SIZES)[number],
  where: string,
  env: NodeJS.ProcessEnv,
): Promise<Row[]> {
  const dir = mkdtempSync(join(tmpdir(), 'zhibutong-bench-'));
  process.stderr.write(`  filling a ${name}${where}\n`);
  const { child, port } = await start('server.ts', [dir, String(branches), String(MEMBERS), 'year'], {
    ...env,
    NODE_OPTIONS: '--max-semi-space-size=8', // as `npm start`
  });
  try {
    let asked = 0;
    const ask = async (text: string) => {
      const { maxMs, failed } = await load(port, [appText(BENCH_ADMIN, text, `q${asked++}`)], 1);
      if (failed > 0) throw new Error(`not answered: ${text}`);
      return maxMs;
    };
    const alone = new Map<string, number[]>(QUESTIONS.map((text) => [text, []]));
    for (const text of QUESTIONS) await ask(text);
    for (let i = 0; i < TIMES; i++) for (const text of QUESTIONS) alone.get(text)!.push(await ask(text));
    for (const [text, times] of alone)
      process.stderr.write(`  ${text}: ${times.map((ms) => Math.round(ms)).join(' ')}\n`);

    const checkins = Array.from({ length: 12_000 }, (_, i) =>
      appText(memberId(i % branches, Math.floor(i / branches) + 1), '签到', `m${i}`),
    );
    await load(port, checkins.slice(0, 2000), CONNECTIONS);
    const beside: number[] = [];
    let isOver = false;
    const asking = (async () => {
      for (let i = 0; !isOver; i++) beside.push(await ask(QUESTIONS[i % QUESTIONS.length]!));
    })();
    const checked = await load(port, checkins.slice(2000), CONNECTIONS);
    isOver = true;
    await asking;
    if (checked.failed > 0) throw new Error('check-ins were refused');
    process.stderr.write(
      `  ${Math.round(checked.perSecond)} check-ins/s beside ${beside.length} questions, median ${Math.round(median(beside))} ms\n`,
    );
    const row = (what: string, value: number, target: number | null): Row => ({
      name: `${what}, ${name}${where}`,
      value: round2(value),
      unit: 'ms',
      target: target === null ? null : `<= ${target}`,
      ok: target === null || value <= target,
    });
    return [
      ...[...alone].map(([text, times]) => row(text, median(times), ANSWER_MS)),
      row('slowest answer', Math.max(...[...alone.values()].flat()), ANSWER_MS),
      row('check-in p99 beside questions', checked.p99Ms, CHECKIN_MS),
      row('slowest answer beside check-ins', Math.max(...beside), null),
    ];
  } finally {
    child.kill('SIGKILL');
    rmSync(dir, { recursive: true, force: true });
  }
}
