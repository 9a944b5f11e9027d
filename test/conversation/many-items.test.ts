import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import { BASIC_KINDS, defineItemKinds } from '../../src/domain/ledger/kinds.ts';
import { readItemKinds } from '../../src/settings/item-kinds.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

// Where an answer shows only some of many items, it says the line that shows all, and that line does.

defineItemKinds(readItemKinds(readFileSync('config/item-kinds.yaml', 'utf8')).value!);
afterAll(() => defineItemKinds(BASIC_KINDS));

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

/** The line behind 看全部请回复. */
const lineIn = (reply: string) => /看全部请回复：(?<line>[^\n]+)/u.exec(reply)?.groups?.line ?? '';
const MANY = Array.from({ length: 10 }, (_, i) => i + 1);

it('of many registered at once', async () => {
  const rows = MANY.map((i) => `${i}.第${i}处墙裂 责任人赵六 12月${9 + i}日`).join('\n');
  const line = lineIn(await chat.says('zhangsan', `登记整改\n${rows}`));
  expect(line).toBe('整改清单');
  expectSays(await chat.says('zhangsan', line), '未销号 10 项');
  const own = lineIn(await chat.says('zhaoliu', '整改完成了'));
  expect(own).toBe('我的整改');
  expectSays(await chat.says('zhaoliu', own), '10 项');
  const numbers = MANY.map((i) => `整改${i}`).join('、');
  await chat.says('zhaoliu', `${numbers} 完成`);
  const [row] = await chat.store.db
    .selectFrom('outbox')
    .select('text')
    .where('rule', '=', 'closing_asked')
    .execute();
  const waiting = lineIn(String(row?.text));
  expect(waiting).not.toBe('');
  expectSays(await chat.says('admin', waiting), '等审核 10 项');
});
