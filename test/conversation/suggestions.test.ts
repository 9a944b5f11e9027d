// Whatever line the bot asks for, sent back exactly as it stands by whom it was told to, is understood and done.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { defineFilingKinds } from '../../src/domain/filing/kinds.ts';
import { createRunner } from '../../src/reminders/runner.ts';
import { readReports } from '../../src/settings/reports.ts';
import { type Dialogue, openDialogue, resumeDialogue } from '../support/dialogue.ts';
import { defineShippedProcesses } from '../support/processes.ts';
import { SCENES } from '../support/scenes.ts';
import { suggestedIn } from '../support/suggested.ts';

defineFilingKinds(readReports(readFileSync('config/reports.yaml', 'utf8')).value!);
defineShippedProcesses();

/** A line that was suggested, and how things stood then. */
interface Suggestion {
  at: string;
  /** a backup of the store */
  backup: string;
  /** in which words of the bot it stands */
  text: string;
  userId: string;
  chat: string;
  line: string;
}

const NAMES: Readonly<Record<string, string>> = {
  书记: 'zhangsan',
  张三: 'zhangsan',
  李四: 'lisi',
  王五: 'wangwu',
  赵六: 'zhaoliu',
  钱七: 'qianqi',
};

interface Told {
  userId: string;
  chat: string;
  text: string;
}

/** Plays the first lines of a scene. */
class Stage {
  readonly chat: Dialogue;
  now = '2026-11-23 09:00';
  private seen = new Set<number>();
  constructor(chat: Dialogue) {
    this.chat = chat;
  }

  /** `11-25 14:40 zhaoliu@wr1 签到`, `… zhangsan press record:1`, `… tick` @returns what was said to whom by it */
  async play(line: string): Promise<Told[]> {
    const [, day, clock, who, rest = ''] = /^(\S+) (\S+) (\S+) ?(.*)$/.exec(line)!;
    this.now = `2026-${day} ${clock}`;
    this.chat.at(this.now);
    if (who === 'tick') {
      await this.tick();
      return this.pushed();
    }
    const [userId = '', group = ''] = who!.split('@');
    const text = rest.replaceAll('\\n', '\n');
    const said = rest.startsWith('press ')
      ? ((await this.chat.presses(userId, rest.slice(6)))?.text ?? '')
      : group
        ? await this.chat.saysIn(group, userId, text)
        : await this.chat.says(userId, text);
    return [{ userId, chat: group, text: said }, ...(await this.pushed())];
  }

  async tick(): Promise<void> {
    const { settings, permissions, templates, botName } = this.chat.tools;
    const rules = {
      settings,
      permissions,
      privateChannel: 'app' as const,
      groupsBy: 'webhook' as const,
      botName,
      render: templates.render,
    };
    const now = Date.parse(`${this.now.replace(' ', 'T')}:00+08:00`);
    await createRunner(this.chat.store, rules, { now: () => now }).tick();
    for (const row of await this.chat.store.claimDue(now, { kind: 'push', limit: 99, leaseMs: 1000 }))
      await this.chat.store.settle(row, { state: 'accepted' }, now);
  }

  /** What has been written to be sent since; to a group, anybody of it may answer. */
  private async pushed(): Promise<Told[]> {
    const rows = await this.chat.store.write((tx) => tx.outboxOfUnits(undefined, 0));
    const news = rows.filter((row) => !this.seen.has(row.id));
    for (const row of news) this.seen.add(row.id);
    return news.flatMap(({ channel, audience, text }) =>
      channel === 'app'
        ? audience.slice(0, 1).map((userId) => ({ userId, chat: '', text }))
        : [{ userId: 'zhaoliu', chat: 'wr1', text }],
    );
  }
}

const shape = (text: string) => text.replace(/\d+/g, '#');

/** Every line that is suggested in a scene. */
async function suggestionsOf(lines: readonly string[], folder: string): Promise<Suggestion[]> {
  const found: Suggestion[] = [];
  const stage = new Stage(await openDialogue());
  stage.chat.at(stage.now);
  await stage.tick();
  for (const [i, said] of lines.entries()) {
    const told = await stage.play(said);
    const backup = join(folder, `${i}.sqlite`);
    await stage.chat.store.backup!(backup);
    for (const { userId, chat, text } of told)
      for (const { by, line } of suggestedIn(text))
        found.push({
          at: stage.now,
          backup,
          text,
          userId: NAMES[by ?? ''] ?? userId,
          chat: by ? '' : chat,
          line,
        });
  }
  await stage.chat.close();
  return found;
}

const REFUSED =
  /没看懂|没看明白|没有记录|没有找到|没有改动|，没有安排|不存在|要由.+来办|这个要问|对不上|没有可以(?:撤销|签到)|没有等|没有正在|已经作废|请写上|还没到|听懂了/;
/** Words that stand for something else: nobody can send them as they are. */
const PLACEHOLDER = /几人|姓名|日期|时间|原因$|做了什么|支部名称|地址|编号|…/;
/**
 * Lines that are not sendable yet, or cannot be: words of one's own (what was done, why it is returned), an address that
 * is a secret, and what the reminders still say.
 */
const OWED = [/^整改\d+ (进展50% 做了什么|退回 原因)$/, /推送地址/];
/** Help lists what its reader may say some day: it is understood, and he may, whether or not there is anything now. */
const NOT_READ = /没看懂|没看明白|要由.+来办|这个要问|听懂了/;
const isHelp = (text: string) => text.includes('您可以说：');

const all: Suggestion[] = [];

describe('what the bot asks to be sent', () => {
  it.each(Object.entries(SCENES))('%s', { timeout: 60_000 }, async (_name, script) => {
    const lines = script
      .trim()
      .split('\n')
      .map((line) => line.trim());
    const folder = mkdtempSync(join(tmpdir(), 'zhibutong-suggestions-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const list = await suggestionsOf(lines, folder);
    all.push(...list);
    const wrong: string[] = [];
    const tried = new Set<string>();
    for (const s of list) {
      const key = shape(`${s.userId}@${s.chat}:${s.line}|${s.text}`);
      if (tried.has(key)) continue;
      tried.add(key);
      if (OWED.some((pattern) => pattern.test(s.line))) continue;
      if (PLACEHOLDER.test(s.line)) {
        wrong.push(`placeholder: ${s.line}   <- ${s.text}`);
        continue;
      }
      const chat = await resumeDialogue(s.backup);
      chat.at(s.at);
      const answer = s.chat ? await chat.saysIn(s.chat, s.userId, s.line) : await chat.says(s.userId, s.line);
      await chat.close();
      if (answer === '' || (isHelp(s.text) ? NOT_READ : REFUSED).test(answer))
        wrong.push(`${s.userId}: ${s.line}   <- ${s.text}   => ${answer}`);
    }
    expect(wrong.join('\n\n')).toBe('');
  });

  it('is found all over', () => {
    expect(new Set(all.map(({ line }) => shape(line))).size).toBeGreaterThan(60);
  });
});
