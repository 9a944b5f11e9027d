import { beforeEach, expect, it } from 'vitest';
import { type Dialogue, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});

/** The notice of a meeting, as far as it came. */
async function noticeThat(state: 'waiting' | 'refused' | 'unknown', outcome: string): Promise<string> {
  await chat.says('zhangsan', '安排 主题党日 明天下午3点 三楼会议室');
  await chat.store.db.updateTable('outbox').set({ state, outcome, attempts: 1 }).execute();
  return chat.says('zhangsan', '送达情况');
}

it.each([
  ['waiting', 'ip_not_trusted', '待发（本机 IP 不在企业可信 IP 里）'],
  ['waiting', 'http_502', '待发（企业微信暂时不能用）'],
  ['waiting', 'unknown_code', '待发（企业微信报了没见过的错，隔一阵再试）'],
  ['refused', 'webhook_gone', '被拒（群里的推送地址已失效）'],
  ['unknown', 'timeout', '结果不明（企业微信没有应答）'],
] as const)('送达情况 says in words why a notice is %s: %s', async (state, outcome, words) => {
  const said = await noticeThat(state, outcome);
  expect(said).toContain(words);
  expect(said).not.toMatch(/[a-z]_[a-z]/);
});

it.each([
  ['第一党支部群已建好，共 15 人，群通知发到这个群', '第一党支部群已建好，共 15 人（'],
  [
    '第一党支部主题党日在三楼会议室集中学习党章请带笔记本',
    '第一党支部主题党日在三楼会议室集中学习党章请带…（',
  ],
  ['党课改到周五', '党课改到周五（'],
])('送达情况 never breaks a notice off within a clause without a sign: %s', async (text, title) => {
  await chat.says('zhangsan', '安排 主题党日 明天下午3点 三楼会议室');
  await chat.store.db.updateTable('outbox').set({ state: 'accepted', text }).execute();
  expect(await chat.says('zhangsan', '送达情况')).toContain(title);
});
