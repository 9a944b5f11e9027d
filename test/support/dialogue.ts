// Chat tests that read as chat: who says what, and what the bot answers. Real store, real parser, real wording.
import { readFileSync, writeFileSync } from 'node:fs';
import { expect } from 'vitest';
import { createIntake } from '../../src/conversation/intake.ts';
import type { Tools } from '../../src/conversation/turn.ts';
import { createEntryLinks } from '../../src/dashboard/entry-links.ts';
import { afterQuiet } from '../../src/domain/calendar/quiet.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { createPermissions, type Permissions } from '../../src/domain/organisation/permissions.ts';
import type { RosterChanges } from '../../src/domain/organisation/roster.ts';
import type { IncomingMessage, Reply } from '../../src/ports/channels.ts';
import type { OutboxRow } from '../../src/ports/outbox.ts';
import { loadSettings, type Settings } from '../../src/settings/settings.ts';
import { type OpenStore, openStore } from '../../src/store/store.ts';
import { loadTemplates, type Templates } from '../../src/wording/templates.ts';
import { DATABASES } from './databases.ts';
import { MIGRATED } from './migrated.ts';
import { SMALL_ROSTER } from './roster.ts';
import { TEST_CONFIG } from './settings.ts';

const real = loadTemplates('templates');
/** The settings of the tests. */
export const SETTINGS = loadSettings(TEST_CONFIG);

export interface Dialogue {
  store: OpenStore;
  tools: Tools;
  /** what the bot answers in private; '' for silence */
  says(userId: string, text: string): Promise<string>;
  /** the same in a group chat */
  saysIn(chatId: string, userId: string, text: string): Promise<string>;
  presses(userId: string, buttonKey: string): Promise<Reply | null>;
  send(message: Partial<IncomingMessage> & { userId: string }): Promise<Reply | null>;
  /** `2026-11-21 10:00` in Shanghai */
  at(time: string): void;
  waiting(subject: string): Promise<OutboxRow[]>;
  unitId(name: string): number;
  close(): Promise<void>;
}

/** Real wording and settings, unless others are given. */
export const toolsFor = (
  admins: string[] = [],
  settings: Settings = SETTINGS,
  templates: Templates = real,
): Tools => ({
  templates,
  permissions: createPermissions(new Set(admins)),
  settings,
  admins: new Set(admins),
  botName: '支部通',
  personsBy: 'app',
  groupsBy: 'webhook',
  canMakeGroups: true,
  entryLinks: createEntryLinks('secret', () => 'https://bot.example.com'),
  pushAt: (at) => afterQuiet(at, settings.reminders.quiet),
});

/** A conversation on an embedded store; now is Saturday 2026-11-21 10:00 unless said otherwise. */
export async function openDialogue(
  roster: RosterChanges = SMALL_ROSTER,
  admins: string[] = [],
  /** what stands between the conversation and the permission table */
  through: (permissions: Permissions) => Permissions = (permissions) => permissions,
  settings: Settings = SETTINGS,
  templates = real,
): Promise<Dialogue> {
  const own = toolsFor(admins, settings, templates);
  return dialogueOn({ ...own, permissions: through(own.permissions) }, await withRoster(roster));
}

const FIRST = instantOf('2026-11-21', 10);
const filled = new WeakMap<RosterChanges, Buffer>();

/** A store with this roster, made once: to import it takes as long as everything else that opens a conversation. */
async function withRoster(roster: RosterChanges): Promise<Buffer> {
  const known = filled.get(roster);
  if (known) return known;
  const database = await MIGRATED[0]!.create();
  const store = openStore(database.choice);
  await store.write((tx) => tx.applyRoster(roster, FIRST));
  await store.close();
  const content = readFileSync((database.choice as { file: string }).file);
  filled.set(roster, content);
  await database.remove();
  return content;
}

/**
 * Goes on from a backup of another conversation's store, as an instance does that has just started.
 * @param file the backup, which stays as it is
 */
export const resumeDialogue = (file: string): Promise<Dialogue> =>
  dialogueOn(toolsFor(), readFileSync(file), 'resumed');

/** @param keys begin the keys of its messages: those of a backup must not come again */
async function dialogueOn(tools: Tools, content: Buffer, keys = 'test'): Promise<Dialogue> {
  const database = await DATABASES[0]!.create();
  writeFileSync((database.choice as { file: string }).file, content);
  const store = openStore(database.choice);
  let now = FIRST;
  const units = await store.write(async (tx) => [...(await tx.organisation()).units.values()]);
  const failures: unknown[] = [];
  const intake = createIntake(
    tools,
    store,
    { now: () => now },
    { answered: () => undefined, pushesAdded: () => undefined, failed: (e) => failures.push(e) },
  );
  let count = 0;

  async function send(message: Partial<IncomingMessage> & { userId: string }): Promise<Reply | null> {
    count += 1;
    const reply = await intake.submit({
      key: `${keys}:${count}`,
      channel: message.chatId ? 'bot' : 'app',
      at: now,
      content: { kind: 'other', type: 'none' },
      ...message,
    });
    if (failures.length > 0) throw failures[0];
    return reply;
  }
  const text = (t: string) => ({ content: { kind: 'text' as const, text: t } });
  return {
    store,
    tools,
    send,
    says: async (userId, said) => (await send({ userId, ...text(said) }))?.text ?? '',
    saysIn: async (chatId, userId, said) => (await send({ userId, chatId, ...text(said) }))?.text ?? '',
    presses: (userId, buttonKey) => send({ userId, content: { kind: 'button', buttonKey, taskId: 't' } }),
    at(time) {
      const [date, clock = '00:00'] = time.split(' ');
      now = instantOf(date!, Number(clock.slice(0, 2)), Number(clock.slice(3, 5)));
    },
    waiting: (subject) => store.write((tx) => tx.outboxOf(subject)),
    unitId: (name) => units.find((u) => u.name === name)!.id,
    async close() {
      await store.close();
      await database.remove();
    },
  };
}

/** Every part must stand in the answer. */
export function expectSays(answer: string, ...parts: string[]): void {
  for (const part of parts) expect(answer).toContain(part);
}

/** Lines said one after the other, each with what must stand in its answer. */
export async function expectTalk(
  chat: Pick<Dialogue, 'says'>,
  who: string,
  ...lines: readonly (readonly [text: string, answer: string | RegExp])[]
): Promise<void> {
  for (const [text, answer] of lines) {
    const said = typeof answer === 'string' ? expect.stringContaining(answer) : expect.stringMatching(answer);
    expect([text, await chat.says(who, text)]).toEqual([text, said]);
  }
}
