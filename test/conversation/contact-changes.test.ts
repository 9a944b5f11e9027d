import { afterEach, beforeEach, expect, it } from 'vitest';
import { CONTACT_CHANGES, readContactChanges } from '../../src/domain/organisation/contact-changes.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const tells = (userId: string, renamedTo?: string) =>
  chat.send({ userId: 'sys', content: { kind: 'contact', userId, ...(renamedTo && { renamedTo }) } });
const kept = async () => readContactChanges(await chat.store.read((tx) => tx.mark(CONTACT_CHANGES)));

it('keeps who is gone or renamed, answers nobody and changes nothing on the roster', async () => {
  expect(await tells('ZhaoLiu')).toBeNull();
  await tells('lisi', 'lisi2');
  expect(await kept()).toEqual([{ userId: 'ZhaoLiu' }, { userId: 'lisi', renamedTo: 'lisi2' }]);
  const org = await chat.store.read((tx) => tx.organisation());
  expect([org.person('zhaoliu')?.name, org.person('lisi')?.userId]).toEqual(['赵六', 'lisi']);
  expectSays(await chat.says('zhaoliu', '我的'), '赵六');
});

it('keeps the newest word of each, of people on the roster alone', async () => {
  await tells('lisi', 'lisi2');
  await tells('LiSi');
  await tells('somebody');
  expect(await kept()).toEqual([{ userId: 'LiSi' }]);
});

it('follows an account that is changed twice before anybody looked', async () => {
  await tells('lisi', 'lisi2');
  await tells('LiSi2', 'lisi3');
  expect(await kept()).toEqual([{ userId: 'lisi', renamedTo: 'lisi3' }]);
  await tells('lisi3');
  expect(await kept()).toEqual([{ userId: 'lisi' }]);
});

it('tells who asks for 诊断 and can mend it, of their own people', async () => {
  await tells('zhaoliu', 'ZL2');
  await tells('zhoujiu');
  const said = await chat.says('admin', '诊断');
  expectSays(said, '赵六（zhaoliu → ZL2）、周九（zhoujiu）', 'org sync');
  expect(await chat.says('zhangsan', '诊断')).not.toContain('org sync');
});
