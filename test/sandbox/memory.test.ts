import { readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { dumpChat, openStage, START, tempFile } from './stage.ts';

it('keeps chats, pictures, used task ids and one-shot codes over a restart', async () => {
  const stateFile = tempFile();
  const before = await openStage({ stateFile });
  await before.post('say', { as: 'sunli', chat: 'wrFirst', text: '签到' });
  const url = new URL(before.heard[0]!.message.response_url);
  const init = {
    method: 'POST',
    headers: { 'content-type': 'image/png' },
    body: Buffer.from([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]),
  };
  await fetch(`${before.base}/sandbox/api/picture?as=sunli&chat=private&name=a.png`, init);
  const card = {
    card_type: 'button_interaction',
    main_title: { title: '卡' },
    task_id: 'kept',
    button_list: [{ text: '好', key: 'k' }],
  };
  const message = { touser: 'lifang', agentid: 1000002, msgtype: 'template_card', template_card: card };
  const sent = await before.api(`message/send?access_token=${await before.token()}`, message);
  const group = await dumpChat(before, 'sunli', 'wrFirst');
  const privately = await dumpChat(before, 'sunli', 'private');
  const oldToken = await before.token();
  await before.close();

  const after = await openStage({ stateFile });
  expect(await dumpChat(after, 'sunli', 'wrFirst')).toEqual(group);
  expect(await dumpChat(after, 'sunli', 'private')).toEqual(privately);
  const { chats } = await after.state('sunli');
  const picture = await after.get(`/sandbox/api/media/${chats.at(-1).messages[0].body.mediaId}`);
  expect((await picture.arrayBuffer()).byteLength).toBe(7);
  expect(await after.api(`message/send?access_token=${oldToken}`, message)).toMatchObject({ errcode: 40014 });
  const token = await after.token();
  expect(await after.api(`message/send?access_token=${token}`, message)).toMatchObject({ errcode: 42014 });
  const update = {
    agentid: 1000002,
    userids: ['lifang'],
    response_code: sent.response_code,
    button: { replace_name: '已办' },
  };
  expect(await after.api(`message/update_template_card?access_token=${token}`, update)).toMatchObject({
    errcode: 0,
  });
  const later = { msgtype: 'markdown', markdown: { content: '补充' } };
  expect(await after.api(`aibot/response${url.search}`, later)).toMatchObject({ errcode: 0 });
  const { messageId } = await after.post('say', { as: 'sunli', chat: 'private', text: '又来了' });
  expect(group.length + privately.length + 1).toBeLessThan(Number(messageId.slice(1)));
  await after.close();
});

it('writes by itself shortly after a change, so that a killed process loses little', async () => {
  const stateFile = tempFile();
  const stage = await openStage({ stateFile });
  await stage.post('say', { as: 'sunli', chat: 'private', text: '留下这一句' });
  await expect.poll(() => readFileSync(stateFile, { encoding: 'utf8', flag: 'a+' })).toContain('留下这一句');
  await stage.close();
});

it('puts an unreadable file aside and starts anew', async () => {
  const stateFile = tempFile();
  writeFileSync(stateFile, '{"messages": [');
  const stage = await openStage({ stateFile });
  expect(await dumpChat(stage, 'sunli', 'private')).toEqual([]);
  expect(readFileSync(`${stateFile}.unreadable`, 'utf8')).toBe('{"messages": [');
  await stage.close();
});

it('forgets expired codes when it writes', async () => {
  const stateFile = tempFile();
  const stage = await openStage({ stateFile }, START);
  await stage.post('say', { as: 'sunli', chat: 'wrFirst', text: '一' });
  stage.clock.at += 2 * 3600_000;
  await stage.post('say', { as: 'sunli', chat: 'wrFirst', text: '二' });
  await stage.close();
  expect(Object.keys(JSON.parse(readFileSync(stateFile, 'utf8')).tickets)).toHaveLength(1);
});
