// 整改台账出一份word: lists of items to be read; and what is to be taken away and is no ledger never becomes one.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileMakers } from '../../src/app/files.ts';
import { createFileWorker } from '../../src/delivery/files.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import type { OutgoingFile } from '../../src/ports/channels.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { readDocx } from '../support/docx.ts';
import { queueOf } from '../support/queue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
  for (const [problem, owner, due] of [
    ['公开栏没更新', '李四', '11月24日'],
    ['灭火器过期', '赵六', '12月20日'],
  ])
    await chat.says(
      'zhangsan',
      `【整改】\n问题：${problem}\n来源：自查\n措施：马上改\n责任领导：张三\n责任人：${owner}\n时限：${due}`,
    );
});
afterEach(() => chat.close());

/** What waits goes out, as the server would send it. */
async function arrives(at = instantOf('2026-11-21', 11)): Promise<OutgoingFile> {
  const sent: OutgoingFile[] = [];
  const clock = { now: () => at };
  const { templates, settings } = chat.tools;
  const file = createFileWorker({
    store: chat.store,
    shelf: { put: async () => '', get: async () => undefined, remove: async () => undefined },
    ...fileMakers({ store: chat.store, templates, settings } as Parameters<typeof fileMakers>[0], clock),
    senders: {
      app: async (out) => {
        sent.push(out);
        return { kind: 'accepted' };
      },
    },
    clock,
    templates,
    pushAt: (at) => at,
  });
  await queueOf(chat.store, { file }, clock).run();
  return sent.at(-1)!;
}

describe('in Word', () => {
  it('the ledger has every item with its source, measure and leader, branch by branch', async () => {
    expectSays(await chat.says('admin', '领导要看,整改台账出一份word'), '整改台账.docx');
    const { tables, paragraphs } = readDocx((await arrives()).content);
    expect(tables[0]![0]).toEqual([
      ...['编号', '问题', '来源', '整改措施', '责任人', '责任领导', '整改时限', '进展', '状态'],
    ]);
    expect(tables[0]![1]!.slice(0, 6)).toEqual(['整改1', '公开栏没更新', '自查', '马上改', '李四', '张三']);
    expect(paragraphs.join('\n')).toContain('共 2 项整改，已销号 0 项，未销号 2 项');
    expect(paragraphs.join('\n')).toContain('第一党支部（2 项）');
  });

  it('a list has the lines that it has in the chat', async () => {
    chat.at('2026-11-28 10:00');
    for (const line of ['逾期的整改单独出一份word', '逾期整改word版']) {
      expectSays(await chat.says('admin', line), '逾期整改清单.docx', '共 1 行');
      const { tables } = readDocx((await arrives(instantOf('2026-11-28', 11))).content);
      expect(tables[0]!.slice(1).map(([, problem]) => problem)).toEqual(['公开栏没更新']);
    }
    expectSays(await chat.says('zhaoliu', '我的整改导成word'), '赵六未销号整改清单.docx', '共 1 行');
  });

  it('so is a plan or a figure', async () => {
    await chat.says('zhangsan', '上报 党课 11月10日下午3点 应到6 实到5 缺席赵六');
    expectSays(await chat.says('admin', '11月到会率导成word'), '到会率.docx');
    expect(readDocx((await arrives()).content).tables[0]![0]).toContain('应到');
  });
});

describe('what is no ledger', () => {
  it('is the roll by persons, however it is spelled', async () => {
    await chat.says('zhangsan', '上报 党课 11月10日下午3点 应到6 实到5 缺席赵六');
    for (const line of ['前到表导出来', '11月份的考情表导出', '把全年参会情况按人导一份'])
      expectSays(await chat.says('admin', line), '签到表.xlsx');
  });

  it('is said not to be there', async () => {
    expectSays(await chat.says('admin', '把奖状表导出来'), '“奖状”没有可以导出的', '导出本月签到表');
    expectSays(await chat.says('admin', '导出11月台账'), '整改台账');
  });
});
