// Classes of sentences rather than lines: whatever is put into them, they are held back, or read, for the same reason.
import { describe, expect, it } from 'vitest';
import { toCorpus } from '../../src/parsing/corpus.ts';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

const PEOPLE = ['柴胡云', '陶知远', '雷动山', '半夏', '贾正经'];
const NOW = Date.parse('2027-03-13T10:00:00+08:00');
const knowledge = knowledgeOf({ people: PEOPLE });
const read = (text: string) => understand(text, NOW, { knowledge });
const isActedOn = (text: string) => {
  const said = read(text);
  return said.certainty === 'clear' && said.contradictions.length === 0 && said.intent.intent !== 'none';
};
const flat = (text: string): Record<string, unknown> => toCorpus(read(text).intent);

/** Every way to take one of each. */
const cross = (...parts: readonly (readonly string[])[]): string[] =>
  parts.reduce<string[]>((all, part) => all.flatMap((a) => part.map((b) => a + b)), ['']);

describe('is asked about', () => {
  it.each([
    ...cross(['柴胡云、陶知远'], ['仨都到了', '仨今天都在镇上，党课请假']),
    ...cross(['柴胡云昨天'], ['签到补上了没', '补签弄好没有']),
    ...cross(
      ['昨天下午三点党课，应到20人，实到19人，'],
      ['缺的那位是门卫', '没来的是个新同志', '缺席的就是食堂的'],
    ),
    ...cross(['整改3和整改5都完成了，'], ['8号还没', '九号问题没有弄']),
    ...cross(['拟参加3月20日主题党日人员：', '预计到会：'], ['1.柴胡云 2.陶知远']),
    ...cross(['小满那天', '开秧门那天'], ['支部大会我请假', '的党课我来不了']),
    ...cross(['整改6'], ['不延期了', '不用延期了，按原计划来']),
    ...cross(['3月20日下午两点党课，会期'], ['约一小时', '大概两个小时']),
    ...cross(['这个月的会我', '后天的党课我'], ['怕是来不成，请个假', '恐怕要请假']),
    ...cross(['拟于近期召开支委会', '支委会择期召开'], ['，时间另行通知', '，请各委员反馈']),
  ])('%s', (text) => {
    expect(isActedOn(text), JSON.stringify(read(text))).toBe(false);
  });
});

it.each(cross(['补录：', '补签，', '补签：'], ['半夏'], [' 2月26日 主题党日', '，2月26日党课']))(
  '%s is of somebody else, or asked about',
  (text) => {
    expect(flat(text).names !== undefined || !isActedOn(text)).toBe(true);
  },
);

describe('what asks is no act', () => {
  it('柴胡云昨天签上了没得', () => {
    expect(flat('柴胡云昨天签上了没得')).toMatchObject({ intent: 'query', metric: 'my_attendance' });
  });
  it.each(
    cross(
      ['谁', '哪些人', '边个', '还有哪几个人'],
      ['没来', '没签到', '未到', '冇来'],
      ['', '啊', '，念一下'],
    ),
  )('%s', (text) => {
    expect(flat(text)).toMatchObject({ intent: 'query', metric: 'absentees' });
  });
  it.each(['谁没签到的我都打过电话了', '谁说我没来，我就在后头坐着', '谁让你没来的'])(
    '%s asks for nobody',
    (text) => {
      expect(flat(text)).not.toMatchObject({ metric: 'absentees' });
    },
  );
  it.each(
    cross(
      ['整改7', '7号问题'],
      ['弄好了没得', '办得如何', '到哪一步了', '什么情况', '到底整没整完', '销号了没有'],
    ),
  )('%s', (text) => {
    expect(flat(text)).toEqual({ intent: 'query', metric: 'rectify_item', itemNo: '7' });
  });
  it.each(
    cross(
      ['', '请问', '新来的，'],
      ['签到', '请假', '补签'],
      ['怎么弄', '咋操作', '咋整', '是怎么点'],
      ['', '啊', '我不会'],
    ),
  )('%s', (text) => {
    expect(flat(text)).toEqual({ intent: 'help' });
  });
  it.each(cross(['下次党课', '下个月主题党日'], ['定在哪天', '是几号', '是什么时候'], ['', '啊', '呀？']))(
    '%s',
    (text) => {
      expect(flat(text)).toMatchObject({ intent: 'query', metric: 'upcoming' });
    },
  );
});

it.each(
  cross(
    ['嗯呐', '好嘞，', ''],
    ['收到了', '知道了', '知悉'],
    ['', '，已转各小组', '，马上落实', '。祝节日快乐', '，谢谢书记'],
  ),
)('%s acknowledges', (text) => {
  expect(flat(text)).toEqual({ intent: 'ack' });
});

it.each(cross(['收到'], ['快递没有', '一堆广告', '了几份请假条', '的货不对']))(
  '%s acknowledges nothing',
  (text) => {
    expect(flat(text).intent).not.toBe('ack');
  },
);

describe('the old date and the new one', () => {
  it.each(
    cross(
      ['整改12'],
      ['原定', '原时限', '本来说'],
      ['3月20日'],
      ['，设备没到，', '，'],
      ['延至', '申请延至', '拟延期到', '申请改到'],
      ['4月8日'],
    ),
  )('%s', (text) => {
    expect(flat(text)).toMatchObject({ intent: 'rectify_extend', itemNo: '12', dueAt: '2027-04-08' });
  });
});

describe('who lectures leads', () => {
  it.each(
    cross(
      ['3月20日下午两点党课，地点礼堂，'],
      [
        '主讲请的退伍老兵雷动山',
        '讲课的是农技站的雷动山',
        '请老支书雷动山来讲',
        '听老党员雷动山讲传统',
        '讲师是宣讲团的雷动山',
      ],
    ),
  )('%s', (text) => {
    expect(flat(text)).toMatchObject({ intent: 'activity_create', host: '雷动山' });
  });
  it('who chairs comes first', () => {
    expect(flat('3月10日党课情况：主讲柴胡云，主持陶知远。应到45人实到45人')).toMatchObject({
      host: '陶知远',
    });
  });
});

describe('people stand in the field they are written into', () => {
  it.each(
    cross(
      ['出席：', '到会人员：', '参会党员：'],
      ['柴胡云；陶知远', '柴胡云、陶知远'],
      ['\n缺席：', '\n请假：'],
      ['雷动山（支教）\n会议：3月11日支委会（应到3，实到2）'],
    ),
  )('%s', (text) => {
    const { names, absent } = flat(text) as { names: string[]; absent: { name: string }[] };
    expect({ names, absent: absent.map((a) => a.name) }).toEqual({
      names: ['柴胡云', '陶知远'],
      absent: ['雷动山'],
    });
  });
});

it.each(
  cross(['昨天党课来了', '前天支部大会去了'], ['二十一个'], ['应该', '应该是'], ['二十二个', '二十五人']),
)('%s says both figures', (text) => {
  expect(flat(text)).toMatchObject({ present: 21, expected: text.includes('五') ? 25 : 22 });
});

it.each([
  ['2027年前三个月我缺了几次会', '2027-03-31'],
  ['今年头两个月我缺了几次会', '2027-02-28'],
])('%s', (text, to) => {
  expect(flat(text)).toMatchObject({ metric: 'my_attendance', period: { from: '2027-01-01', to } });
});

it.each(cross(['不是我请假，', '不是我请假'], ['是柴胡云请假', '是我兄弟柴胡云要请假']))('%s', (text) => {
  const { names } = flat(text);
  expect(names).toEqual(['柴胡云']);
  expect(isActedOn(text)).toBe(true);
});

it.each(cross(['和', '跟', '找'], ['柴胡云'], ['谈了', '谈过话了', '聊过了']))(
  '%s signs nobody in',
  (text) => {
    const said = read(text);
    expect([said.intent, ...said.alternatives].map((one) => one.intent)).not.toContain('checkin');
    expect(isActedOn(text)).toBe(false);
  },
);

it.each(['整改4全部完成 谢天谢地', '整改4往后推半个月吧 路冻住了'])('%s names nobody', (text) => {
  expect(flat(text)).not.toHaveProperty('names');
});

it.each(
  cross(
    ['12月7日至12日住院，其间', '后天那天', '明天村里', '明天屯里'],
    ['支部的活动请假', '支部大会我请假'],
  ),
)('%s names no unit', (text) => {
  expect(flat(text)).not.toHaveProperty('scope');
});

it.each(
  cross(['柴胡云、陶知远', '柴胡云陶知远', '柴胡云和陶知远、雷动山'], ['签到', '打卡', '到了', '都来了']),
)('%s signs them in', (text) => {
  expect(flat(text)).toMatchObject({ intent: 'checkin' });
  expect(flat(text).names).toEqual(expect.arrayContaining(['柴胡云', '陶知远']));
});

it('parts of a list are no unit of the list', () => {
  expect(flat('一组：1.柴胡云 2.陶知远\n二组：1.雷动山 2.贾正经（请假）')).not.toHaveProperty('scope');
});

it.each(['完成：是', '是否完成：是', '整改完成：√'])('整改单号：31\n%s is done', (field) => {
  expect(flat(`整改单号：31\n${field}`)).toMatchObject({ intent: 'rectify_done', itemNo: '31' });
});

it.each(cross(['整改4昨天是九成', '整改4 进展六成'], [' 今天完工了', '，现在弄完了', '。终于修好了！']))(
  '%s is asked about',
  (text) => {
    expect(flat(text)).toMatchObject({ intent: 'rectify_progress' });
    expect(read(text).certainty).toBe('unsure');
  },
);

it.each(
  cross(
    ['销售部周会', '公司例会', '乐乐的舞蹈课', '职工代表大会', '业主大会'],
    ['我请假', '请个假', '，周五下午2点，请准时参加', '我到了'],
  ),
)('%s is no matter of a branch', (text) => {
  expect(read(text)).not.toMatchObject({
    certainty: 'clear',
    intent: { intent: expect.stringMatching(/leave|create|checkin/) },
  });
});

it.each(cross(['请假 ', '明天请假，', '我先请个假 '], ['家长会', '公司周会走不开', '要带孩子上舞蹈课']))(
  '%s tells why',
  (text) => {
    expect(flat(text)).toMatchObject({ intent: 'leave' });
  },
);

it.each(['帮我占个座我晚点到会', '记得提醒我去签到', '我看看能不能请下假来，老板在开会'])(
  '%s enters nothing',
  (text) => {
    expect(flat(text)).toEqual({ intent: 'none' });
  },
);

it.each([
  ['我想看上周谁请了假', 'leave_list'],
  ['昨天到底几个人请了假，名单', 'leave_list'],
])('%s asks who was away', (text, metric) => {
  expect(flat(text)).toMatchObject({ intent: 'query', metric });
});

it.each(['问题4已经解决', '整改4都解决了', '4号问题解决'])('%s is done', (text) => {
  expect(flat(text)).toMatchObject({ intent: 'rectify_done', itemNo: '4' });
});

it.each([
  '【学习材料】某村党支部3月1日召开党员大会，应到42人、实到39人',
  '转：该支部3月1日主题党日，应到23人实到23人，值得大家学习',
  '会议记录样本：支部党员大会 3月1日 应到20人 实到18人',
  '例：1. 王五 到；2. 李四 请假（出差）。照这个样子接',
  '昨天电视里那个村党支部开会，30个人全到',
])('%s is an example', (text) => {
  expect(read(text)).not.toMatchObject({
    certainty: 'clear',
    intent: { intent: expect.stringMatching(/report|roster|create/) },
  });
});

it.each(['学习强国今天谁还没打卡', '健身群里谁没打卡'])('%s asks of another app', (text) => {
  expect(read(text)).not.toMatchObject({ certainty: 'clear', intent: { intent: 'query' } });
});
