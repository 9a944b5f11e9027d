import { expect, test, vi } from 'vitest';
import { loadTemplates } from '../../src/wording/templates.ts';
import { openDialogue } from '../support/dialogue.ts';
import { changedFolder, faultsOf } from './_folder.ts';

/** No check can see that this is no time: the filter before it may give anything. */
const FAILS = "{% assign slip = name | append: '！' %}{{ slip | date }}";
const PLAIN =
  '这句话没能写出来。您发的内容已照常处理，不用重发；安排和待办可以回复“我的”查看。请告诉管理员检查这一句：';

test('trailing blank lines go, and a line of tags leaves none behind', () => {
  const dir = changedFolder(
    'bind.yaml',
    '本群已经绑定{{ unit }}。\n',
    "本群\n  {% if unit == '' %}\n  没有\n  {% endif %}\n  {% if unit != '' -%}\n  绑定\n  {% endif %}\n\n  {% if unit == '' %}{{ unit }}{% endif %}\n\n",
  );
  expect(loadTemplates(dir).render('bind.already', { unit: '甲' })).toBe('本群\n绑定');
});

test('a sentence that fails keeps the check-in and answers with the plain line', async () => {
  const dir = changedFolder('checkin.yaml', '已签到{% endif %}：', `已签到{% endif %}：${FAILS}`);
  expect(faultsOf(dir)).toEqual([]);
  const onFault = vi.fn();
  const d = await openDialogue(undefined, [], undefined, undefined, loadTemplates(dir, { onFault }));
  try {
    await d.says('zhangsan', '安排 主题党日 今天上午10点20 会议室');
    const answer = await d.says('lisi', '签到');
    expect(answer).toBe(`${PLAIN}checkin.done`);
    expect(onFault).toHaveBeenCalledExactlyOnceWith('checkin.done', expect.any(Error));
    expect(String(onFault.mock.calls[0]![1])).not.toContain('党日');
    // Said again, the check-in is known: it was kept.
    expect(await d.says('lisi', '签到')).toContain('已经签到，不用再签');
    const [activity] = await d.store.write((tx) => tx.activities([d.unitId('第一党支部')], 0, 4e12));
    const came = await d.store.write((tx) => tx.attendance(activity!.id));
    expect([...came].map(({ personId, state }) => `${personId} ${state}`)).toEqual(['lisi present']);
  } finally {
    await d.close();
  }
});

test('a notice whose words fail still goes out, with the plain line', async () => {
  const dir = changedFolder('activity.yaml', '**{{ name }}通知**（{{ unit }}）\n  时间', `${FAILS}\n  时间`);
  const d = await openDialogue(undefined, [], undefined, undefined, loadTemplates(dir));
  try {
    expect(await d.says('zhangsan', '安排 主题党日 11月25日下午3点 会议室')).toContain('已安排');
    const [activity] = await d.store.write((tx) => tx.activities([d.unitId('第一党支部')], 0, 4e12));
    const pushes = await d.waiting(`activity:${activity!.id}`);
    expect(pushes.length).toBeGreaterThan(0);
    for (const push of pushes) expect(push.text).toContain(`${PLAIN}activity.invitation`);
  } finally {
    await d.close();
  }
});
