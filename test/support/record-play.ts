// One dialogue of several people, step by step, and what must hold after each of them.
import { expect } from 'vitest';
import { linesFor } from '../../src/cli/stats.ts';
import { MINUTE_MS } from '../../src/domain/calendar/time.ts';
import type { Reply } from '../../src/ports/channels.ts';
import { addsUp, invents, staysWithTheNamed } from './record-rules.ts';
import { PEOPLE, PRIVATE_REASONS, type Step, written } from './record-talk.ts';
import { type MeetingTruth, meetingsIn, ownIn } from './record-truth.ts';
import type { Sent, Standing, World } from './two-intakes.ts';

const UNDO_MS = 10 * MINUTE_MS;

/** A change that may still be taken back: whose it is, and what stood before it. */
interface Taken {
  userId: string;
  at: number;
  key: string;
  before: Standing;
}

export class Play {
  readonly world: World;
  private readonly log: string[] = [];
  /** the newest last; only what nobody has changed since */
  private taken: Taken[] = [];
  private told = '';
  private toldInPrivate = new Set<string>();

  constructor(world: World) {
    this.world = world;
  }

  async step(step: Step): Promise<void> {
    this.world.now += step.after;
    this.log.push(written(step));
    if (step.kind === 'deliver') return this.deliver();
    const before = await this.world.standing();
    const asked = await this.asked(step);
    const { reply, key } = await this.say(step);
    const after = await this.world.standing();
    this.note(step, key, before, after, await this.world.lastChange(step.userId));
    await this.holds(step, before, after, asked, reply);
    for (let i = 0; i < step.undone && step.kind !== 'undo'; i++) await this.takeBack(step, key);
  }

  /** Sends the message, and once more where the step says so: the same answer, and no change by it. */
  private async say(step: Step): Promise<{ reply: Reply | null; key: string }> {
    const { world } = this;
    const key = `said:${this.log.length}`;
    const message: Sent = {
      key,
      userId: step.userId,
      ...(step.chat === 'group' && { chatId: 'wr1' }),
      content:
        step.kind === 'press'
          ? { kind: 'button', buttonKey: step.said, taskId: 't' }
          : { kind: 'text', text: step.said },
    };
    const other = step.instance === 0 ? 1 : 0;
    const twice = step.again === 'at_once' ? world.send(other, message) : undefined;
    const reply = await world.send(step.instance, message);
    this.log.push(`   => ${reply?.text ?? ''}`);
    if (twice) this.same(await twice, reply, 'a message that arrives twice at once is answered alike');
    if (step.again === 'later') {
      const before = await world.standing();
      this.same(await world.send(other, message), reply, 'a message that is repeated is answered alike');
      this.same(await world.standing(), before, 'and changes nothing');
    }
    return { reply, key };
  }

  /** Keeps in mind what stood before each change, as long as nothing of it was changed since. */
  private note(
    step: Step,
    key: string,
    before: Standing,
    after: Standing,
    last: { key: string } | undefined,
  ): void {
    if (step.kind === 'undo') {
      if (!isSame(before, after)) this.taken = [];
    } else if (last?.key === key) {
      this.taken.push({ userId: step.userId, at: this.world.now, key, before });
    } else this.same(after, before, 'what is not noted as a change changes nothing');
  }

  private async takeBack(step: Step, key: string): Promise<void> {
    const top = this.taken.at(-1);
    if (top?.userId !== step.userId || this.world.now - top.at > UNDO_MS) return;
    const undo = async () => {
      const said = await this.world.send(step.instance, {
        userId: step.userId,
        ...(step.chat === 'group' && { chatId: 'wr1' }),
        content: { kind: 'text', text: '撤销' },
      });
      this.log.push(`${step.userId}: 撤销\n   => ${said?.text}`);
      return said;
    };
    const first = await undo();
    // A report that was being asked about is taken back before what stands.
    const reply = first?.text.startsWith('好的，没有记录') ? await undo() : first;
    this.taken.pop();
    this.check(() => expect(reply?.text).toContain('已撤销'));
    const after = await this.world.standing();
    const { waiting, ...rest } = after;
    const { waiting: waited, ...stood } = top.before;
    this.same(rest, stood, 'undone, all stands as before');
    // Said in the group itself, a change replaces an invitation that had not left, and so does its being taken back.
    const isNews = ({ rule, subject }: Standing['waiting'][number]) =>
      TOLD_AGAIN.includes(rule) || (step.chat === 'group' && subject.startsWith('activity:'));
    const due = (rows: Standing['waiting']) => rows.filter((row) => !isNews(row)).map(sendable);
    if (top.key === key) this.same(due(waiting), due(waited), 'undone, what waited to be sent waits again');
    await this.holds({ ...step, kind: 'undo', said: '撤销' }, after, after, '', reply);
  }

  private async deliver(): Promise<void> {
    const { store, now } = this.world;
    for (const row of await store.claimDue(now, { kind: 'push', limit: 99, leaseMs: 1000 }))
      await store.settle(row, { state: 'accepted' }, now);
    this.taken = [];
  }

  /** All that the sender is being asked about here: the answer need not say it again. */
  private async asked({ userId, chat }: Step): Promise<string> {
    const question = await this.world.store.read((tx) => tx.question(userId, chat === 'group' ? 'wr1' : ''));
    return question ? JSON.stringify(question) : '';
  }

  private async holds(
    step: Step,
    before: Standing,
    after: Standing,
    asked: string,
    reply: Reply | null,
  ): Promise<void> {
    const meetings = meetingsIn(this.world, after);
    this.check(() => addsUp(meetings));
    this.check(() => staysWithTheNamed(this.world, step, before, after, asked));
    this.check(() => invents(step, before, after));
    this.check(() => this.keepsPrivate(step, after, reply));
    // Told once, it is told again only after something has changed, be it by the clock.
    const stands = JSON.stringify([after.attendance, meetings]);
    if (stands !== this.told) await this.saysTheSame(meetings, after);
    this.told = stands;
  }

  private keepsPrivate(step: Step, { waiting }: Standing, reply: Reply | null): void {
    if (step.chat === 'private')
      for (const r of PRIVATE_REASONS) if (step.said.includes(r)) this.toldInPrivate.add(r);
    const heardByAll = [
      ...(step.chat === 'group' ? [JSON.stringify(reply)] : []),
      ...waiting.filter((row) => row.channel !== 'app').map((row) => row.text),
    ].join('\n');
    for (const reason of this.toldInPrivate) expect(heardByAll).not.toContain(reason);
  }

  /** Statistics, 我的 and the roll tell what stands, each in its own words. */
  private async saysTheSame(meetings: readonly MeetingTruth[], standing: Standing): Promise<void> {
    const { world } = this;
    const branch = [...world.org.units.values()].find((u) => u.name === '第一党支部')!;
    const counted = meetings.filter((m) => m.counts && m.day <= '2026-11-30');
    const [rate, own] = await Promise.all([
      this.stats('attendance_rate', branch.path),
      this.stats('my_attendance', branch.path),
    ]);
    const expected = sum(counted, (m) => m.expected);
    const right = expected === 0 ? null : sum(counted, (m) => m.attended) / expected;
    this.same(rate.value, right, 'the rate is of what stands');
    const people = PEOPLE.map((id) => world.org.person(id)!);
    for (const person of people) {
      const line = own.items.find((item) => item.userid === person.id);
      const { open, unnamed, present, leave, absent, activities } = line as Record<string, number>;
      this.same(
        { held: activities, present, leave, absent, unknown: open! + unnamed! },
        ownIn(world, person, meetings, standing),
        `${person.name}: my_attendance`,
      );
    }
    // One of them asks after each step, and of one meeting: in a chat of its own, where it answers no question.
    const person = people[this.log.length % people.length]!;
    const mine = await this.ask(person.id, '我的');
    this.same(numbersOf(mine), ownIn(world, person, meetings, standing), `${person.name}: 我的`);
    const begun = meetings.filter((each) => each.startAt <= world.now);
    if (begun.length > 0) await this.rollSays(begun[this.log.length % begun.length]!, meetings);
  }

  private async ask(userId: string, text: string): Promise<string> {
    return (
      (
        await this.world.send(0, {
          userId,
          chatId: 'elsewhere',
          content: { kind: 'text', text },
        })
      )?.text ?? ''
    );
  }

  private async rollSays(m: MeetingTruth, all: readonly MeetingTruth[]): Promise<void> {
    // Several of one day and kind cannot be told apart by words.
    const alike = all.filter((o) => o.day === m.day && o.types.some((type) => m.types.includes(type)));
    if (alike.length > 1) return;
    const { world } = this;
    const unit = world.org.unit(m.unitId);
    const core = {
      store: world.store,
      tools: world.tools,
      templates: world.tools.templates,
    };
    const span = ['--unit', unit.path, '--from', m.day, '--to', m.day, '--type', TYPE_WORDS[m.types[0]!]!];
    const [line] = await linesFor(['absentees', ...span, '--json'], core, world.now);
    const { items } = JSON.parse(line!) as { items: { userid: string }[] };
    const isNamed = m.attended <= m.present.length;
    const away = [...m.absent, ...(isNamed ? m.missing : [])];
    this.same(items.map((i) => i.userid).sort(), away.sort(), `absentees of ${m.id}`);
    const told = await this.ask(
      'zhangsan',
      `${unit.name}${dayWords(m.day)}${TYPE_WORDS[m.types[0]!]}谁没签到`,
    );
    const name = (id: string) => world.org.person(id)!.name;
    const listed = (pattern: RegExp) => pattern.exec(told)?.[1]?.split('、').sort() ?? [];
    this.same(
      {
        count: /到会 (\d+\/\d+)/.exec(told)?.[1],
        leave: listed(/请假 \d+ 人：(\S+)/),
        absent: listed(/缺席 \d+ 人：(\S+)/),
        missing: listed(/没签到 \d+ 人：(\S+)/),
      },
      {
        count: `${m.attended}/${m.expected}`,
        leave: m.leave.map(name).sort(),
        absent: m.absent.map(name).sort(),
        missing: (isNamed ? m.missing : []).map(name).sort(),
      },
      `谁没签到: ${told}`,
    );
  }

  private async stats(metric: string, path: string) {
    const core = {
      store: this.world.store,
      tools: this.world.tools,
      templates: this.world.tools.templates,
    };
    const span = ['--unit', path, '--from', '2026-11-01', '--to', '2026-11-30', '--json'];
    const [line] = await linesFor([metric, ...span], core, this.world.now);
    return JSON.parse(line!) as {
      value: number | null;
      items: Record<string, unknown>[];
    };
  }

  private same(a: unknown, b: unknown, why: string): void {
    this.check(() => expect(a, why).toEqual(b));
  }

  private check(assertion: () => void): void {
    try {
      assertion();
    } catch (error) {
      throw new Error(`${(error as Error).message}\n${this.log.join('\n')}`);
    }
  }
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  theme_day: '主题党日',
  party_lecture: '党课',
  party_congress: '党员大会',
  committee_meeting: '支委会',
  group_meeting: '党小组会',
};
/** What tells people that a change was taken back. */
const TOLD_AGAIN = ['restored', 'cancelled', 'reply'];
const sendable = ({ text, rule, ...to }: Standing['waiting'][number]) =>
  `${rule} ${JSON.stringify(to)} ${text}`;
const dayWords = (day: string) => `${Number(day.slice(5, 7))}月${Number(day.slice(8))}日`;
const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const sum = (list: readonly MeetingTruth[], of: (m: MeetingTruth) => number) =>
  list.reduce((total, m) => total + of(m), 0);

function numbersOf(mine: string) {
  const number = (pattern: RegExp) => Number(pattern.exec(mine)?.[1] ?? 0);
  return {
    held: number(/活动 (\d+) 次/),
    present: number(/到会 (\d+) 次/),
    leave: number(/请假 (\d+) 次/),
    absent: number(/缺席 (\d+) 次/),
    unknown: number(/没记到 (\d+) 次/),
  };
}
