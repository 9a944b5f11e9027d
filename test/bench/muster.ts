// 集结 of ten, a hundred and a city, with WeCom's limits held by a stand-in: from the sentence to the last accepted send,
// and how many answers are absorbed meanwhile, beside check-ins of the same run.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { WecomApi } from '../../src/channels/wecom/api.ts';
import { createAppSender } from '../../src/channels/wecom-app/send.ts';
import { createIntake } from '../../src/conversation/intake.ts';
import { createPushWorker } from '../../src/delivery/pushes.ts';
import { Organisation } from '../../src/domain/organisation/organisation.ts';
import { planRoster } from '../../src/domain/organisation/roster.ts';
import { stepMusters } from '../../src/reminders/musters.ts';
import type { DatabaseChoice } from '../../src/store/dialect.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { toolsFor } from '../support/dialogue.ts';
import { queueOf } from '../support/queue.ts';
import { cityRoster, MEMBERS_PER_BRANCH, memberId } from './city.ts';
import { onEachStore } from './databases.ts';
import type { Row } from './main.ts';

const CITY = 185_500;
const BRANCHES = Math.ceil(CITY / MEMBERS_PER_BRANCH);
/** What WeCom allows: doc 90236 and 90312. */
const MOST_IN_CALL = 1000;
const CALLS_A_MINUTE = 10_000;
const TO_ONE_A_MINUTE = 30;
/** One call there and back. */
const CALL_MS = 80;
const MINUTE_MS = 60_000;
/** Answers in flight at a time, as callbacks come. */
const AT_ONCE = 64;
const ANSWERS = 20_000;
/** 通知到位 of a whole city within ten minutes. */
const ANSWERS_A_SECOND = CITY / 600;

export const musterRows = (): Promise<Row[]> => onEachStore(measure);

async function measure(where: string, env: NodeJS.ProcessEnv): Promise<Row[]> {
  const dir = mkdtempSync(join(tmpdir(), 'zhibutong-bench-'));
  const url = env.BENCH_DATABASE_URL;
  const choice: DatabaseChoice =
    url === undefined ? { kind: 'sqlite', file: join(dir, 'muster.db') } : { kind: 'postgres', url };
  const store = openStore(choice);
  try {
    await store.migrate();
    const roster = [
      ...cityRoster(BRANCHES),
      {
        row: 0,
        name: '市管理员',
        userId: 'admin',
        unit: '测试市党委',
        role: '管理员',
        kind: '正式党员',
        mobile: '否',
      },
    ].map((each, i) => ({
      ...each,
      row: i + 2,
      ...(i < 100 && { team: i < 10 ? '一支队、一兵团' : '一兵团' }),
    }));
    const { changes } = planRoster(roster, new Organisation([], [], []), [], { prune: false });
    await store.write((tx) => tx.applyRoster(changes, Date.now()), { patient: true });
    process.stderr.write(`  ${roster.length} people${where}\n`);
    return await onStore(store, where);
  } finally {
    await store.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

async function onStore(store: OpenStore, where: string): Promise<Row[]> {
  const rows: Row[] = [];
  const clock = { now: () => Date.now() };
  const tools = toolsFor();
  const wecom = limitedWecom();
  const partLabel = (n: number, of: number) => `${n}/${of}`;
  const push = createPushWorker({ app: createAppSender({ api: wecom.api, agentId: 1, partLabel }) });
  const queue = queueOf(store, { push }, clock);
  let kick: () => void = () => undefined;
  const intake = createIntake(tools, store, clock, {
    answered: () => undefined,
    pushesAdded: () => kick(),
    failed: (error) => {
      throw error;
    },
  });
  let key = 0;
  const say = async (userId: string, text: string) => {
    key += 1;
    const content = { kind: 'text' as const, text };
    return (
      (await intake.submit({ key: `b${key}`, channel: 'app', userId, at: clock.now(), content }))?.text ?? ''
    );
  };
  const row = (name: string, value: number, unit: string, target: string | null, ok = true) =>
    rows.push({ name: `${name}${where}`, value: Math.round(value * 100) / 100, unit, target, ok });

  await say('admin', '帮助');
  const calls: [number, string][] = [
    [10, '一支队'],
    [100, '一兵团'],
    [CITY, '全体党员'],
  ];
  for (const [size, whom] of calls) {
    wecom.reset();
    const asked = await say('admin', `集结 ${whom} 1小时内到广场`);
    if (!asked.includes('1. 发出')) throw new Error(asked);
    const from = performance.now();
    let first = 0;
    kick = () => void queue.run();
    const answer = await say('admin', '发出');
    if (!answer.includes('已发出')) throw new Error(answer);
    const answered = performance.now() - from;
    for (;;) {
      if (first === 0 && wecom.sent > 0) first = performance.now() - from;
      await stepMusters(store, { render: tools.templates.render, privateChannel: 'app' }, clock.now());
      await queue.run();
      const [muster] = await store.read((tx) => tx.openMusters());
      if (
        muster &&
        wecom.people >= muster.people &&
        (await store.read((tx) => tx.musterReach(muster.id))).waiting === 0
      )
        break;
      await sleep(20);
    }
    const [muster] = await store.read((tx) => tx.openMusters());
    const seconds = wecom.lastAt - from;
    const what = `集结 of ${muster!.people}`;
    row(`${what}, the sentence answered`, answered, 'ms', '<= 4000', answered <= 4000);
    row(`${what}, the last accepted send`, seconds / 1000, 's', '<= 60', seconds <= 60_000);
    row(
      `${what}, calls`,
      wecom.calls,
      'calls',
      `= ${Math.ceil(muster!.people / MOST_IN_CALL)}`,
      wecom.calls === Math.ceil(muster!.people / MOST_IN_CALL),
    );
    row(`${what}, sends dropped by a limit`, wecom.dropped, 'sends', '= 0', wecom.dropped === 0);
    if (size === CITY) await answers(store, say, row);
    const ended = await say('admin', '取消集结');
    if (!ended.includes('取消')) throw new Error(ended);
    await queue.run();
  }
  await queue.stop();
  await intake.drain();
  return rows;
}

type Say = (userId: string, text: string) => Promise<string>;
type Put = (name: string, value: number, unit: string, target: string | null, ok?: boolean) => void;

/** 收到 of many, and as many check-ins of the same people before nothing was called. */
async function answers(store: OpenStore, say: Say, row: Put): Promise<void> {
  const members = Array.from({ length: ANSWERS }, (_, i) =>
    memberId(Math.floor(i / (MEMBERS_PER_BRANCH - 1)), 1 + (i % (MEMBERS_PER_BRANCH - 1))),
  );
  const rate = async (text: string) => {
    const from = performance.now();
    let next = 0;
    const lane = async () => {
      for (let i = next++; i < members.length; i = next++) await say(members[i]!, text);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lane));
    return members.length / ((performance.now() - from) / 1000);
  };
  const acked = await rate('收到');
  row('收到 absorbed', acked, '/s', `>= ${Math.ceil(ANSWERS_A_SECOND)}`, acked >= ANSWERS_A_SECOND);
  const arrived = await rate('到岗');
  row('到岗 absorbed', arrived, '/s', null);
  const talked = await rate('谢谢');
  row('收到 beside small talk, the same intake', acked / talked, 'ratio', '>= 0.3', acked / talked >= 0.3);
  const from = performance.now();
  await say('admin', '集结情况');
  const took = performance.now() - from;
  row('集结情况 of the city', took, 'ms', '<= 1000', took <= 1000);
  const [muster] = await store.read((tx) => tx.openMusters());
  const counts = await store.read((tx) => tx.musterCounts(muster!.id));
  if (counts.acked !== ANSWERS) throw new Error(`${counts.acked} of ${ANSWERS} answers stored`);
}

/** message/send with its limits: what is over them is refused, or dropped without a word, as WeCom does. */
function limitedWecom() {
  const lately: number[] = [];
  const toOne = new Map<string, number[]>();
  const state = {
    calls: 0,
    sent: 0,
    people: 0,
    dropped: 0,
    lastAt: 0,
    reset() {
      Object.assign(state, { calls: 0, sent: 0, people: 0, dropped: 0, lastAt: 0 });
    },
    api: {
      async call(_path: string, request: { body: string }) {
        await sleep(CALL_MS);
        const now = performance.now();
        while (lately.length > 0 && lately[0]! < now - MINUTE_MS) lately.shift();
        if (lately.length >= CALLS_A_MINUTE) return refused(45009);
        lately.push(now);
        state.calls += 1;
        const users = (JSON.parse(request.body) as { touser: string }).touser.split('|');
        if (users.length > MOST_IN_CALL) return refused(40032);
        for (const user of users) {
          const own = (toOne.get(user) ?? []).filter((at) => at > now - MINUTE_MS);
          if (own.length >= TO_ONE_A_MINUTE) state.dropped += 1;
          toOne.set(user, [...own, now]);
        }
        state.sent += 1;
        state.people += users.length;
        state.lastAt = performance.now();
        return {
          ok: true,
          value: { errcode: 0, msgid: `m${state.calls}`, response_code: `r${state.calls}` },
        };
      },
    } as unknown as WecomApi,
  };
  const refused = (code: number) => ({ ok: false, failure: { kind: 'errcode', code, message: '' } });
  return state;
}
