// The record of a meeting: what was said of it is kept whole, belongs to that meeting alone, and is set right in words.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dateOf } from '../../src/domain/calendar/time.ts';
import { type Dialogue, expectSays, openDialogue } from '../support/dialogue.ts';
import { without } from '../support/roster.ts';
import { storeOf } from '../support/stored.ts';

let chat: Dialogue;
beforeEach(async () => {
  chat = await openDialogue();
});
afterEach(() => chat.close());

const { activities, record, states } = storeOf(() => chat);
const press = async (who: string, buttonKey: string) =>
  (await chat.send({ userId: who, channel: 'bot', content: { kind: 'button', buttonKey, taskId: 't' } }))
    ?.text ?? '';
/** 主题党日 on 25 November at three: 李四 and 王五 have signed, 赵六 is on leave. */
async function held(): Promise<void> {
  await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
  await chat.says('zhaoliu', '请假 孩子发烧');
  chat.at('2026-11-25 14:50');
  await chat.says('lisi', '签到');
  await chat.says('wangwu', '签到');
  chat.at('2026-11-25 18:00');
}

describe('confirming the roll', () => {
  beforeEach(held);

  it('turns nobody into anything: who said nothing stays unsaid, a reason stays', async () => {
    const answer = await press('zhangsan', 'record:1');
    expectSays(
      answer,
      '应到 6 人，实到 2 人',
      '请假 1 人：赵六（孩子发烧）',
      '没签到也没请假 3 人：李晓红、钱七、张三',
    );
    expect(await states(1)).toEqual({ lisi: 'present', wangwu: 'present', zhaoliu: 'leave 孩子发烧' });
    expect(await record(1)).toMatchObject({ expected: 6, present: 2 });
    expectSays(await chat.says('zhangsan', '谁没签到'), '到会 2/6', '请假 1 人', '没签到 3 人');
    expectSays(await chat.says('qianqi', '我的'), '没记到 1 次');
  });

  it('is said in words as well as pressed', async () => {
    expectSays(await chat.says('zhangsan', '照此确认'), '已记录', '实到 2 人');
  });

  it('全到 settles the whole roll, but for those on leave', async () => {
    const answer = await press('zhangsan', 'all:1');
    expectSays(answer, '应到 6 人，实到 5 人', '请假 1 人：赵六');
    expect(answer).not.toContain('群里签到的是');
    expect(Object.values(await states(1)).filter((s) => s === 'present')).toHaveLength(5);
  });

  it('改一改 takes the next line for what is wrong', async () => {
    expectSays(await press('zhangsan', 'edit:1'), '应到 6 人，实到 2 人');
    expectSays(await chat.says('zhangsan', '除了赵六请假其他人都到了'), '已记录', '实到 5 人');
  });

  it('没有开 takes the meeting away, and 撤销 brings it back as it was', async () => {
    const before = await states(1);
    expectSays(await chat.says('zhangsan', '没有开'), '没有开');
    expect((await activities()).length).toBe(0);
    await chat.says('zhangsan', '撤销');
    expect((await activities())[0]).toMatchObject({ stage: 'planned' });
    expect(await states(1)).toEqual(before);
  });

  it('keeps who was due then, whatever becomes of the roster', async () => {
    await press('zhangsan', 'record:1');
    const { due } = (await record(1))!;
    expect(due.map((p) => p.name).sort()).toEqual(['张三', '李四', '李晓红', '王五', '赵六', '钱七'].sort());
    const org = await chat.store.write((tx) => tx.organisation());
    await chat.store.write((tx) => tx.applyRoster(without('zhaoliu', org).changes, 0));
    expectSays(await chat.says('zhangsan', '签到情况'), '到会 2/6', '请假 1 人：赵六');
    expectSays(await chat.says('zhangsan', '本月签到率'), '实到 2/应到 6');
  });
});

describe('sentences about everybody', () => {
  it.each<[string, Record<string, string>]>([
    ['全员到齐', {}],
    ['全部代签', {}],
    ['全体都到了', {}],
    ['除了李晓红请假其他人都到了', { lixiaohong: 'leave' }],
    ['除李晓红（出差）外都到了', { lixiaohong: 'leave 出差' }],
    ['李晓红没来，其余都到了', { lixiaohong: 'absent' }],
    ['就李晓红没来', { lixiaohong: 'absent' }],
  ])('%s is about the roll of the meeting that is open', async (said, away) => {
    await chat.says('zhangsan', '安排 主题党日 今天10点20 三楼会议室');
    expectSays(await chat.says('zhangsan', said), '到会');
    const rest = ['zhangsan', 'lisi', 'wangwu', 'zhaoliu', 'qianqi', 'lixiaohong'].filter(
      (id) => !(id in away),
    );
    expect(await states(1)).toEqual({ ...Object.fromEntries(rest.map((id) => [id, 'present'])), ...away });
  });

  it('is no matter of a member, and checks nobody in for one', async () => {
    await chat.says('zhangsan', '安排 主题党日 今天10点20 三楼会议室');
    expectSays(await chat.says('zhaoliu', '全员到齐'), '张三', '没有记录');
    expect(await states(1)).toEqual({});
  });

  it('其余缺席 leaves those alone who said something', async () => {
    await held();
    expectSays(await chat.says('zhangsan', '其余缺席'), '缺席 3 人：李晓红、钱七、张三');
    expect(await states(1)).toMatchObject({ lisi: 'present', zhaoliu: 'leave 孩子发烧', qianqi: 'absent' });
  });

  it('上报 主题党日 今天 全员到齐 counts all who are due', async () => {
    expectSays(await chat.says('zhangsan', '上报 主题党日 今天 全员到齐'), '应到 6 人，实到 6 人');
    expect(Object.values(await states(1))).toEqual(Array(6).fill('present'));
  });

  it('asks for figures, and says what works, where nobody has signed', async () => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
    chat.at('2026-11-25 18:00');
    expectSays(await press('zhangsan', 'record:1'), '还没有人签到', '全到', '没有开');
    expectSays(await chat.says('zhangsan', '全到'), '应到 6 人，实到 6 人');
  });
});

describe('one meeting', () => {
  it('is told three times by two officers and stays one', async () => {
    await held();
    await chat.says('zhangsan', '上报 主题党日 今天下午2点半 应到6 实到5 请假赵六');
    expectSays(
      await chat.says('lisi', '上报 主题党日 11月25日 应到6 实到4 请假赵六 缺席钱七'),
      '已更正',
      '原来记的是应到 6 人、实到 5 人',
    );
    await chat.says('lisi', '上报 主题党日 应到6 实到4');
    const list = await activities();
    expect(list).toHaveLength(1);
    expect(list[0]).toMatchObject({ stage: 'recorded', source: 'person' });
    expect(await states(1)).toMatchObject({ zhaoliu: 'leave 孩子发烧', qianqi: 'absent', lisi: 'present' });
  });

  it('has the hour that was reported, and says so once', async () => {
    await held();
    expectSays(
      await chat.says('zhangsan', '上报 主题党日 今天下午2点半 应到6 实到5 请假赵六'),
      '14:30',
      '原定 11月25日(周三) 15:00',
    );
  });

  it('has no hour where none was said', async () => {
    expectSays(await chat.says('zhangsan', '上报 主题党日 11月20日 应到6 实到6'), '（11月20日(周五)）');
    const [activity] = await activities();
    expect(activity).toMatchObject({ hasClock: false });
    expect(await chat.says('zhangsan', '签到情况')).not.toMatch(/\d\d:\d\d/);
  });

  it('of last month is asked for by its day', async () => {
    expectSays(await chat.says('zhangsan', '上报 上月主题党日 应到6 实到6'), '哪一天');
    expect(await activities()).toEqual([]);
    expectSays(await chat.says('zhangsan', '10月25日'), '已记录', '10月25日');
    expect((await activities()).map((a) => dateOf(a.startAt))).toEqual(['2026-10-25']);
  });

  it('told again on another day without a day is asked about', async () => {
    await chat.says('zhangsan', '上报 主题党日 11月20日 应到6 实到6');
    expectSays(
      await chat.says('lisi', '上报 主题党日 应到6 实到5 请假赵六'),
      '1. 更正 11月20日',
      '2. 11月21日',
    );
    expectSays(await chat.says('lisi', '1'), '已更正');
    expect(await activities()).toHaveLength(1);
  });

  it('that is still to come cannot be reported', async () => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
    expectSays(await chat.says('zhangsan', '上报 主题党日 11月25日 应到6 实到6'), '还没到');
  });
});

describe('a report that contradicts itself', () => {
  it('is stored nowhere until it is settled, and never against the figures', async () => {
    const answer = await chat.says('zhangsan', '上报 主题党日 11月20日 应到3 实到5');
    expectSays(answer, '比应到 3 人还多', '1. 应到 5 人，实到 3 人', '2. 应到 6 人，实到 5 人');
    for (const said of ['对', '好的']) expect(await chat.says('zhangsan', said)).not.toContain('已记录');
    expect(await activities()).toEqual([]);
    expectSays(await chat.says('zhangsan', '2'), '已记录', '应到 6 人，实到 5 人');
  });

  it('belongs to its meeting: the next report takes nothing from it', async () => {
    await chat.says('zhangsan', '上报 主题党日 11月20日 应到6 实到4 请假赵六（住院）');
    expectSays(await chat.says('zhangsan', '上报 党课 11月19日 应到6 实到5'), '已记录', '党课');
    const [lecture] = await activities();
    expect(await states(lecture!.id)).toEqual({});
    expectSays(await chat.says('zhangsan', '活动记录'), '党课');
    expect(await activities()).toHaveLength(1);
  });

  it('不对，实到11 is said of it and of no other', async () => {
    await chat.says('zhangsan', '上报 党课 11月19日 应到6 实到6');
    await chat.says('zhangsan', '上报 主题党日 11月20日 应到6 实到4 请假赵六（住院）');
    expectSays(await chat.says('zhangsan', '不对，实到5'), '已记录', '主题党日', '请假 1 人：赵六（住院）');
    expect(await record(1)).toMatchObject({ present: 6 });
  });

  it('takes one more who was away', async () => {
    await chat.says('zhangsan', '上报 主题党日 11月20日 应到6 实到4 请假赵六');
    expectSays(await chat.says('zhangsan', '还有李晓红'), '已记录', '请假 1 人：赵六', '缺席 1 人：李晓红');
  });

  it('by somebody above the branch is asked about just so', async () => {
    expectSays(await chat.says('admin', '上报 主题党日 11月20日 应到3 实到5'), '哪个支部');
    expectSays(await chat.says('admin', '第一党支部'), '比应到 3 人还多');
    expect(await activities()).toEqual([]);
  });

  it('asks whether somebody on leave came after all', async () => {
    await held();
    expectSays(
      await chat.says('zhangsan', '上报 主题党日 应到6 实到6'),
      '赵六原来记的是没到',
      '1. 赵六到会了',
      '2. 赵六没到：应到 6 人，实到 5 人',
    );
    await chat.says('zhangsan', '2');
    expect(await record(1)).toMatchObject({ present: 5 });
    expect(await states(1)).toMatchObject({ zhaoliu: 'leave 孩子发烧', qianqi: 'present' });
  });

  it('leaves nothing behind when it is dropped', async () => {
    await held();
    await chat.says('zhangsan', '上报 主题党日 应到6 实到8');
    expectSays(await chat.says('zhangsan', '都不是'), '没有记录');
    expect((await activities())[0]).toMatchObject({ stage: 'planned' });
    expect(await record(1)).toBeUndefined();
  });
});

describe('absence and leave', () => {
  it('never become each other', async () => {
    await chat.says('zhangsan', '上报 主题党日 11月20日 应到6 实到4 请假赵六（出差） 缺席钱七');
    expect(await states(1)).toMatchObject({ zhaoliu: 'leave 出差', qianqi: 'absent' });
    expectSays(await chat.says('zhangsan', '谁没签到'), '请假 1 人：赵六(出差)', '缺席 1 人：钱七');
    expectSays(await chat.says('qianqi', '我的'), '缺席 1 次');
  });

  it('keep the leave of somebody who is called absent in a list', async () => {
    await held();
    expectSays(
      await chat.says('zhangsan', '上报 主题党日 应到6 实到4 缺席赵六、钱七'),
      '赵六请过假，仍记请假',
    );
    expect(await states(1)).toMatchObject({ zhaoliu: 'leave 孩子发烧', qianqi: 'absent' });
  });

  it('are figures alone where nobody is named, everywhere alike', async () => {
    await chat.says('zhangsan', '上报 主题党日 11月20日 应到6 实到4');
    expectSays(await chat.says('zhangsan', '谁没签到'), '到会 4/6', '没有记姓名');
    expectSays(await chat.says('zhaoliu', '我的'), '近一个月活动 1 次', '没记到 1 次');
    expectSays(await chat.says('zhangsan', '本月签到率'), '实到 4/应到 6');
  });
});

describe('who was away of a record by numbers', () => {
  beforeEach(async () => {
    const said = await chat.says('zhangsan', '上报 主题党日 11月20日 应到6 实到4');
    expectSays(said, '到会 4 人没有记姓名', '没到的是谁也可以接着回复，例如：');
  });

  it('leaves the others in the dark until all are named, and then has them there', async () => {
    const first = await chat.says('zhangsan', '赵六请假');
    expectSays(first, '赵六记为请假');
    expect(first).not.toContain('其余');
    expect(Object.values(await states(1)).filter((s) => s === 'present')).toEqual([]);
    expectSays(await chat.says('zhangsan', '钱七没来'), '没到的都说到了，其余 4 人记为到会');
    expect(await states(1)).toMatchObject({ zhaoliu: 'leave', qianqi: 'absent', wangwu: 'present' });
    expectSays(await chat.says('wangwu', '我的'), '到会 1 次');
  });

  it.each(['赵六、钱七', '赵六 钱七', '是赵六和钱七'])(
    'is asked about where names stand alone: %s',
    async (names) => {
      expectSays(
        await chat.says('zhangsan', names),
        '1. 赵六、钱七改记请假',
        '2. 赵六、钱七改记缺席',
        '3. 给赵六、钱七签到',
      );
      expect(Object.values(await states(1)).filter((s) => s !== 'undefined')).toEqual([]);
      expectSays(await chat.says('zhangsan', '2'), '赵六、钱七记为缺席', '其余 4 人记为到会');
    },
  );

  it('is asked again of the second name, and not where it says that they came', async () => {
    await chat.says('zhangsan', '赵六请假');
    expectSays(await chat.says('zhangsan', '钱七'), '钱七改记缺席');
    await chat.says('zhangsan', '都不是');
    expectSays(await chat.says('zhangsan', '代签 钱七'), '代签 1 人：钱七');
  });

  it('is undone with the others', async () => {
    await chat.says('zhangsan', '赵六、钱七请假');
    expect(Object.values(await states(1)).filter((s) => s === 'present')).toHaveLength(4);
    await chat.says('zhangsan', '撤销');
    expect(Object.values(await states(1)).filter((s) => s !== 'undefined')).toEqual([]);
  });
});

it('nobody is asked after where all came, or all who did not are named', async () => {
  for (const said of ['应到6 实到6', '应到6 实到4 请假赵六、钱七'])
    expect(await chat.says('zhangsan', `上报 主题党日 11月20日 ${said}`)).not.toContain('没到的是谁');
});

describe('one entry set right', () => {
  beforeEach(async () => {
    await held();
    await chat.says('zhangsan', '上报 主题党日 应到6 实到5 请假赵六');
  });

  it.each<[string, string, string, number]>([
    ['王五没来，记错了', 'wangwu', 'absent', 4],
    ['记错了，王五没来', 'wangwu', 'absent', 4],
    ['把王五的签到去掉', 'wangwu', 'undefined', 4],
    ['王五不是缺席，是请假（住院）', 'wangwu', 'leave 住院', 4],
    ['王五迟到了', 'wangwu', 'late', 5],
    ['赵六来了的，记错了', 'zhaoliu', 'present', 6],
    ['赵六免予参加', 'zhaoliu', 'exempt', 5],
    ['补签 赵六', 'zhaoliu', 'makeup', 6],
    ['王五请假', 'wangwu', 'leave', 4],
  ])('%s', async (said, who, state, present) => {
    const before = await states(1);
    await chat.says('zhangsan', said);
    const now = await states(1);
    expect(String(now[who])).toBe(state);
    expect({ ...now, [who]: '' }).toEqual({ ...before, [who]: '' });
    expect(await record(1)).toMatchObject({ expected: 6, present });
    expectSays(await chat.says('zhangsan', '谁没签到'), `到会 ${present}/6`);
    await chat.says('zhangsan', '撤销');
    expect(await states(1)).toEqual(before);
    expect(await record(1)).toMatchObject({ expected: 6, present: 5 });
  });

  it('is no matter of a member', async () => {
    expectSays(await chat.says('zhaoliu', '王五没来，记错了'), '没有记录');
  });
});

describe('what is still lacking', () => {
  beforeEach(async () => {
    await held();
    await chat.says('zhangsan', '照此确认');
  });

  it.each<[string, object]>([
    ['主持人张三 记录人李四', { host: '张三', recorder: '李四' }],
    ['主持我', { host: '张三' }],
    ['张三主持，李四记录', { host: '张三', recorder: '李四' }],
    ['记录人写错了，是王五', { recorder: '王五' }],
    ['地点是二楼会议室', { place: '二楼会议室' }],
  ])('%s goes to the record just made, even after a question', async (said, fields) => {
    await chat.says('zhangsan', '谁没签到');
    await chat.says('zhangsan', said);
    expect((await activities())[0]).toMatchObject({ ...fields, stage: 'recorded' });
    expect(await record(1)).toMatchObject({ expected: 6, present: 2 });
  });

  it('and nothing that only looks like it', async () => {
    expectSays(await chat.says('zhangsan', '活动记录'), '开了 1 次');
    expectSays(await chat.says('zhangsan', '主题党日签到率'), '到会率');
    expect((await activities())[0]).toMatchObject({ recorder: null, topic: null });
  });

  it('实到5 corrects the figures', async () => {
    expectSays(await chat.says('zhangsan', '实到5'), '已更正', '原来记的是应到 6 人、实到 2 人');
    expect(await record(1)).toMatchObject({ present: 5 });
  });
});

describe('leave', () => {
  it('takes the reason from the next line', async () => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
    await chat.says('zhaoliu', '请假');
    expectSays(await chat.says('zhaoliu', '孩子发烧'), '原因：孩子发烧');
    expect(await states(1)).toEqual({ zhaoliu: 'leave 孩子发烧' });
  });

  it('is taken back by 开玩笑的，会去的', async () => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
    await chat.says('zhaoliu', '请假 出差');
    expectSays(await chat.says('zhaoliu', '开玩笑的，会去的'), '已撤回');
    expect(await states(1)).toEqual({});
  });

  it.each([
    ['两个都请假，出差', { 1: 'leave 出差', 2: 'leave 出差' }],
    ['明天的会都去不了', { 1: 'leave', 2: 'leave' }],
    ['明天请假', { 1: 'leave', 2: 'leave' }],
    ['党课请假', { 2: 'leave' }],
  ])('%s', async (said, right) => {
    await chat.says('zhangsan', '安排 主题党日 11月22日下午3点');
    await chat.says('zhangsan', '安排 党课 11月22日下午4点半');
    await chat.says('zhaoliu', said);
    const all = { 1: (await states(1)).zhaoliu, 2: (await states(2)).zhaoliu };
    expect(JSON.parse(JSON.stringify(all))).toEqual(right);
  });

  it('代签 and 请假 in one line drop nobody', async () => {
    await chat.says('zhangsan', '安排 主题党日 今天10点20');
    await chat.says('zhangsan', '代签 李四 王五 请假 赵六');
    expect(await states(1)).toEqual({ lisi: 'present', wangwu: 'present', zhaoliu: 'leave' });
  });
});

describe('a plan that changes in part', () => {
  beforeEach(() => chat.says('zhangsan', '安排 党课 11月25日下午3点到4点半 三楼会议室 主讲人李四'));

  it('shows its end and who lectures', async () => {
    const [invitation] = await chat.waiting('activity:1');
    expectSays(invitation!.text, '15:00—16:30', '主讲：李四');
    expect(invitation!.text).not.toContain('主持');
  });

  it.each<[string, object, string]>([
    ['地点改为一楼大厅', { place: '一楼大厅' }, '一楼大厅'],
    ['推迟一个小时', { startAt: Date.parse('2026-11-25T16:00:00+08:00') }, '16:00—17:30'],
    ['党课提前半小时', { startAt: Date.parse('2026-11-25T14:30:00+08:00') }, '14:30—16:00'],
    ['主讲人换成王五', { lecturer: '王五' }, '王五'],
  ])('%s', async (said, fields, told) => {
    expectSays(await chat.says('zhangsan', said), told);
    expect((await activities())[0]).toMatchObject(fields);
  });

  it('points out once what lies beside it', async () => {
    expectSays(await chat.says('zhangsan', '安排 主题党日 11月25日下午4点'), '同一时间还有第一党支部党课');
    expectSays(await chat.says('zhangsan', '安排 主题党日 11月28日下午4点'), '不是工作日');
  });
});

describe('a plan just made', () => {
  it.each<[string, object]>([
    ['不对，改成四点', { startAt: Date.parse('2026-11-25T16:00:00+08:00') }],
    ['不对，是26号', { startAt: Date.parse('2026-11-26T15:00:00+08:00') }],
    ['地点还是二楼会议室', { place: '二楼会议室' }],
    ['改到下午4点', { startAt: Date.parse('2026-11-25T16:00:00+08:00') }],
  ])('is set right by %s', async (said, fields) => {
    await chat.says('zhangsan', '安排 党课 11月26日上午9点 三楼会议室');
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
    await chat.says('zhangsan', said);
    expect(await chat.store.write((tx) => tx.activity(2))).toMatchObject(fields);
    expect(await chat.store.write((tx) => tx.activity(1))).toMatchObject({ place: '三楼会议室' });
  });

  it('comes again every week, holidays left out, and goes in one', async () => {
    const answer = await chat.says('wangwu', '安排 党小组会 每周五晚上7点 会议室');
    expectSays(answer, '11月27日(周五) 19:00', '以后 6 次一起排好了：12月4日', '1月15日');
    expect(answer).not.toContain('1月1日');
    await chat.says('wangwu', '撤销');
    expectSays(await chat.says('wangwu', '近期安排'), '没有安排');
  });
});

describe('同意', () => {
  beforeEach(async () => {
    await chat.says('zhangsan', '请假需要审批');
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
    await chat.says('zhaoliu', '请假 出差');
  });

  it('is about the one thing that waits', async () => {
    expectSays(await chat.says('zhangsan', '同意'), '已同意赵六请假');
    expectSays(await chat.says('zhangsan', '同意'), '没有等您同意的事');
    expectSays(await chat.says('lixiaohong', '同意'), '没有等您同意的事');
  });

  it('asks which of several', async () => {
    await chat.says('qianqi', '请假');
    expectSays(await chat.says('lisi', '不同意'), '1. 不同意', '2. 不同意');
    await chat.says('lisi', '2');
    expect(
      Object.values(await states(1))
        .map((s) => s.split(' ')[0])
        .sort(),
    ).toEqual(['leave_pending', 'leave_refused']);
  });
});

describe('撤销', () => {
  it('in a group says nothing of what was said in private', async () => {
    await chat.saysIn('wr1', 'zhangsan', '绑定 第一党支部');
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
    await chat.says('zhaoliu', '请假 住院检查');
    const answer = await chat.saysIn('wr1', 'zhaoliu', '撤销');
    expectSays(answer, '已撤销');
    expect(answer).not.toMatch(/住院|请假|主题党日/);
    expect(await states(1)).toEqual({});
  });

  it('of a setting leaves alone what the admin has set since', async () => {
    await chat.says('zhangsan', '主题党日固定为每月25日下午3点');
    await chat.says('admin', '第一党支部主题党日固定为每月20日下午3点');
    expectSays(await chat.says('zhangsan', '撤销'), '没有撤销');
    expectSays(await chat.says('zhangsan', '主题党日固定日'), '每月20日');
  });

  it('takes back step by step', async () => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
    await chat.says('zhangsan', '改期 主题党日 改到 11月26日下午3点');
    expectSays(await chat.says('zhangsan', '撤销'), '已撤销');
    expectSays(await chat.says('zhangsan', '撤销'), '的安排');
    expect(await activities()).toEqual([]);
  });

  it('of a cancellation nobody was told of invites nobody', async () => {
    await chat.store.write((tx) =>
      tx.addActivity({
        unitId: chat.unitId('第一党支部'),
        types: ['theme_day'],
        topic: null,
        place: null,
        startAt: Date.parse('2026-12-16T15:00:00+08:00'),
        hasClock: true,
        endAt: null,
        host: null,
        recorder: null,
        lecturer: null,
        stage: 'planned',
        source: 'fixed_day',
        fixedFor: '2026-12',
        createdBy: null,
        createdAt: 0,
      }),
    );
    await chat.says('zhangsan', '取消 主题党日');
    await chat.says('zhangsan', '撤销');
    expect((await chat.waiting('activity:1')).filter((row) => row.state === 'waiting')).toEqual([]);
  });
});

it('修改记录 tells officers who changed what, with what stood there before and what was taken back', async () => {
  await held();
  await chat.says('zhangsan', '上报 主题党日 应到6 实到5 请假赵六');
  await chat.says('lisi', '王五没来，记错了');
  await chat.says('lisi', '记录人李四');
  await chat.says('lisi', '撤销');
  const told = await chat.says('zhangsan', '主题党日修改记录');
  expectSays(
    told,
    '张三：安排',
    '李四：人数由应到 6 实到 5 改为应到 6 实到 4',
    '李四：王五 由到会改为缺席',
    '记录人：李四（已撤销）',
  );
  expect(told).not.toContain('发烧');
  expectSays(await chat.says('zhaoliu', '修改记录'), '要由书记张三');
});

it('修改记录 keeps what fields, votes and resolutions were before', async () => {
  await chat.says('zhangsan', '上报 党员大会 11月20日 应到6 实到6 主持人张三');
  for (const said of [
    '主持人李四',
    '地点会议室',
    '地点改成村委会',
    '表决：修路 赞成5票反对0票弃权0票',
    '表决：修路 赞成4票反对1票弃权0票',
    '决议：买新桌子',
  ])
    await chat.says('zhangsan', said);
  expectSays(
    await chat.says('zhangsan', '党员大会修改记录'),
    '主持人由张三改为李四',
    '地点：会议室',
    '地点由会议室改为村委会',
    '表决“修路”赞成 5 反对 0 弃权 0\n',
    '表决“修路”赞成 4 反对 1 弃权 0（原来赞成 5 反对 0 弃权 0）',
    '决议：买新桌子',
  );
});

describe('what an examiner found', () => {
  it.each(['赵六的出勤', '赵六来了没有', '赵六到了吗', '赵六的签到'])(
    '%s is a question, and signs nobody in',
    async (said) => {
      await chat.says('zhangsan', '安排 主题党日 今天10点20 三楼会议室');
      expectSays(await chat.says('zhangsan', said), '到会 0/6');
      expect(await states(1)).toEqual({});
    },
  );

  it.each(['赵六请假什么原因', '赵六请假没有', '赵六请的什么假', '赵六为什么请假', '谁谁请假了吗'])(
    '%s is a question, and puts nobody on leave',
    async (said) => {
      await chat.says('zhangsan', '安排 主题党日 今天10点20 三楼会议室');
      expect(await chat.says('zhangsan', said)).toContain('请假');
      expect(await states(1)).toEqual({});
    },
  );

  it.each<[string, Record<string, string>]>([
    ['赵六没来，他签错了', { zhaoliu: 'absent' }],
    ['李四来了，赵六没来', { lisi: 'present', zhaoliu: 'absent' }],
    ['缺赵六、李晓红', { zhaoliu: 'absent', lixiaohong: 'absent' }],
    [
      '到会：张三、李四；请假：赵六（出差）；缺席：钱七',
      { zhangsan: 'present', lisi: 'present', zhaoliu: 'leave 出差', qianqi: 'absent' },
    ],
  ])('%s touches nobody who is not named, and closes no meeting that runs', async (said, right) => {
    await chat.says('zhangsan', '安排 主题党日 今天10点20 三楼会议室');
    await chat.says('zhangsan', said);
    expect(await states(1)).toEqual(right);
    expect((await activities())[0]).toMatchObject({ stage: 'planned' });
  });

  it.each<[string, Record<string, string>]>([
    ['除了赵六和李晓红都到了', { zhaoliu: 'absent', lixiaohong: 'absent' }],
    ['赵六没来，李晓红请假，剩下的都到了', { zhaoliu: 'absent', lixiaohong: 'leave' }],
    ['都到了，李四迟到', { lisi: 'late' }],
    ['人齐了', {}],
  ])('%s settles the others as present', async (said, right) => {
    await chat.says('zhangsan', '安排 主题党日 今天10点20 三楼会议室');
    await chat.says('zhangsan', said);
    const all = ['zhangsan', 'lisi', 'wangwu', 'zhaoliu', 'qianqi', 'lixiaohong'].map((id) => [
      id,
      'present',
    ]);
    expect(await states(1)).toEqual({ ...Object.fromEntries(all), ...right });
  });

  it('来了张三、李四，其他人没来 leaves the others away', async () => {
    await held();
    await chat.says('zhangsan', '来了张三、李四，其他人没来');
    expect(await states(1)).toEqual({
      lisi: 'present',
      zhangsan: 'present',
      wangwu: 'present',
      zhaoliu: 'leave 孩子发烧',
      qianqi: 'absent',
      lixiaohong: 'absent',
    });
  });

  it('其余都到了 leaves alone whom an officer has called absent', async () => {
    await held();
    await chat.says('zhangsan', '钱七没来');
    await chat.says('zhangsan', '其余都到了');
    expect(await states(1)).toMatchObject({ qianqi: 'absent', lixiaohong: 'present' });
    expect(await record(1)).toMatchObject({ present: 4 });
  });

  it('a sentence that names no meeting changes none of days ago unasked', async () => {
    await chat.says('zhangsan', '上报 主题党日 11月16日 应到6 实到5 请假赵六');
    chat.at('2026-11-21 10:30');
    for (const said of ['全员到齐', '赵六到了', '李四没来']) {
      expectSays(await chat.says('zhangsan', said), '11月16日', '对就回复 1');
      expect(await record(1)).toMatchObject({ present: 5 });
    }
    expectSays(await chat.says('zhangsan', '1'), '李四由到会改为缺席');
  });

  it('a correction is of the meeting just over', async () => {
    await chat.says('zhangsan', '上报 主题党日 11月24日 应到6 实到6');
    await chat.says('zhangsan', '安排 党课 11月25日下午3点');
    chat.at('2026-11-25 18:00');
    expectSays(await chat.says('zhangsan', '钱七没来'), '钱七记为缺席', '党课');
  });

  it.each<[string, string[]]>([
    ['党员大会不请假了', ['1']],
    ['孩子好了，27号的会我能去', ['1']],
    ['都不请了', []],
  ])('%s takes back the leave that is meant', async (said, left) => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
    await chat.says('zhangsan', '安排 党员大会 11月27日下午3点');
    await chat.says('zhaoliu', '25号和27号都请假，回老家');
    expect([(await states(1)).zhaoliu, (await states(2)).zhaoliu]).toEqual(['leave 回老家', 'leave 回老家']);
    await chat.says('zhaoliu', said);
    const standing: string[] = [];
    for (const id of [1, 2]) if ((await states(id)).zhaoliu) standing.push(String(id));
    expect(standing).toEqual(left);
  });

  it('不请假了 is asked about where it may be of either leave', async () => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点');
    await chat.says('zhangsan', '安排 党员大会 11月27日下午3点');
    await chat.says('zhaoliu', '25号和27号都请假，回老家');
    expectSays(await chat.says('zhaoliu', '不请假了'), '1. 主题党日', '2. 支部党员大会');
    expectSays(await chat.says('zhaoliu', '2'), '已撤回您对支部党员大会');
    expect([(await states(1)).zhaoliu, (await states(2)).zhaoliu]).toEqual(['leave 回老家', undefined]);
  });

  it('keeps the day that was said before its hour', async () => {
    await chat.says('zhangsan', '安排 党员大会 明天');
    expectSays(await chat.says('zhangsan', '上午十点，在三楼会议室'), '11月22日');
  });

  it('asks for the hour where only half of the day is said', async () => {
    await chat.says('zhangsan', '安排 党员大会 11月25日下午3点');
    expectSays(await chat.says('zhangsan', '党员大会延到27号上午'), '什么时候开始');
    expectSays(await chat.says('zhangsan', '9点半'), '11月27日(周五) 09:30');
  });

  it('moves no other meeting than the one named', async () => {
    await chat.says('zhangsan', '安排 党员大会 11月25日下午3点');
    await chat.says('zhangsan', '党课改成八点');
    expect((await activities())[0]).toMatchObject({ startAt: Date.parse('2026-11-25T15:00:00+08:00') });
  });

  it('takes no plan back that others have signed for', async () => {
    await chat.says('zhangsan', '安排 主题党日 今天10点20 三楼会议室');
    await chat.says('zhaoliu', '签到');
    expectSays(await chat.says('zhangsan', '撤销'), '没有撤销');
    expect(await activities()).toHaveLength(1);
  });

  it('reports again what was just undone', async () => {
    await chat.says('zhangsan', '上报 主题党日 今天 应到6 实到5 请假赵六');
    await chat.says('zhangsan', '撤销');
    expectSays(
      await chat.says('zhangsan', '上报 主题党日 今天 应到6 实到4 请假赵六、钱七'),
      '已记录',
      '实到 4 人',
    );
  });

  it('says of 流动党员 that they are outside 应到', async () => {
    expectSays(
      await chat.says('zhangsan', '上报 主题党日 11月20日 应到6 实到6 缺席刘动'),
      '实到 6 人',
      '刘动不计入应到',
    );
  });

  it('takes out a meeting that was reported by mistake', async () => {
    await chat.says('zhangsan', '上报 党员大会 今天 应到6 实到6');
    expectSays(await chat.says('zhangsan', '党员大会没有开，弄错了'), '没有开');
    expect(await activities()).toEqual([]);
  });

  it('a leave for another branch is none of one’s own', async () => {
    await chat.says('sunba', '安排 主题党日 11月25日下午3点');
    await chat.says('zhoujiu', '第一党支部主题党日请假');
    expect(await states(1)).toEqual({});
  });

  it('changes the place, the topic or the day of a plan and leaves the rest', async () => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
    await chat.says('zhangsan', '主题党日推迟一天');
    await chat.says('zhangsan', '主题党日换个地方，到小会议室');
    expectSays(await chat.says('zhangsan', '主题党日的主题改成 关爱老人'), '主题：关爱老人');
    expect(await activities()).toMatchObject([
      {
        startAt: Date.parse('2026-11-26T15:00:00+08:00'),
        place: '小会议室',
        topic: '关爱老人',
      },
    ]);
  });

  it('finds a coming meeting by a day that would be past', async () => {
    await chat.says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
    await chat.says('zhaoliu', '请假 出差');
    expectSays(await chat.says('zhangsan', '11月25日主题党日谁请假'), '11月25日', '赵六');
    expectSays(await chat.says('zhangsan', '主题党日签到情况'), '到会 0/6', '请假 1 人：赵六');
  });

  it('answers for the person asked about, to whoever may see it', async () => {
    await chat.says('zhangsan', '上报 主题党日 11月18日 应到6 实到5 请假赵六');
    expectSays(await chat.says('zhangsan', '赵六今年来了几次'), '赵六（第一党支部）', '请假 1 次');
    expectSays(await chat.says('zhaoliu', '赵六今年来了几次'), '赵六（第一党支部）', '请假 1 次');
    expectSays(await chat.says('zhaoliu', '李四今年来了几次'), '张三');
    expectSays(await chat.says('zhangsan', '钱小多今年来了几次'), '名册里没有“钱小多”');
  });
});
