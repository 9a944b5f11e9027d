import { describe, expect, it } from 'vitest';
import { normalise } from '../../../src/parsing/normalise.ts';
import { scanForm } from '../../../src/parsing/spans/fields.ts';
import type { Form } from '../../../src/parsing/spans/form.ts';

const form = (text: string): Form & { s: string } => {
  const { s } = normalise(text);
  return { ...scanForm(s), s };
};
/** Fields as `key=value`, those without a mark as `key~value`. */
const fields = (text: string): string[] =>
  form(text).fields.map((f) => `${f.key}${f.style === 'form' ? '=' : '~'}${f.value}`);
const ticks = (text: string): string | undefined =>
  form(text)
    .ticked?.map((t) => t.word)
    .join(' ');
const title = (text: string): string | undefined => {
  const f = form(text);
  return f.title && f.s.slice(f.title.at, f.title.end);
};

describe('positions', () => {
  it('cover label, value and both', () => {
    const { s, fields } = form('会议记录\n 1、主 持 人： 张三 。\n地点：');
    const [host, place] = fields;
    expect(s.slice(host!.at, host!.labelEnd)).toBe('1、主 持 人:');
    expect(s.slice(host!.valueAt, host!.end)).toBe('张三');
    expect(host!.value).toBe('张三');
    expect(place).toMatchObject({ value: '', valueAt: s.length, end: s.length });
  });

  it('of a bare label leave the value out of the label', () => {
    const { s, fields } = form('地点三楼会议室，主持张三');
    expect(fields.map((f) => s.slice(f.at, f.labelEnd))).toEqual(['地点', '主持']);
  });
});

describe('labels without a mark', () => {
  it.each([
    ['地点三楼会议室，主持张三，记录李四', ['place~三楼会议室', 'host~张三', 'recorder~李四']],
    ['主持张三记录李四', ['host~张三', 'recorder~李四']],
    [
      '时间本周三晚八点,地点何大壮家,主持何大壮,应到7实到6',
      ['time~本周三晚八点', 'place~何大壮家', 'host~何大壮', 'expected~7', 'present~6'],
    ],
    ['支部党员大会 三楼 主持 仇英杰 记录 沃兰心', ['host~仇英杰', 'recorder~沃兰心']],
    ['主持 支部书记 闻一鸣 应到 26', ['host~支部书记 闻一鸣', 'expected~26']],
    ['会议应到党员52名，实到47名', ['expected~52名', 'present~47名']],
    ['应到会党员31名；实到会党员28名', ['expected~31名', 'present~28名']],
    ['应到/实到 23/21', ['ratio~23/21']],
    ['主题“开学前校园安全大排查”，谢谢', ['topic~“开学前校园安全大排查”']],
    ['议题学习二十大精神', ['topic~学习二十大精神']],
    ['责任人张三 进度60% 完成时间12月5日', ['owner~张三', 'rate~60%', 'due~12月5日']],
    ['时　间　2026年11月20日\n地　点　三楼会议室', ['time~2026年11月20日', 'place~三楼会议室']],
    ['一、会议时间 二、会议地点 三、主持人', []],
    ['应到 23  实到 21  请假 2', ['expected~23', 'present~21', 'absent~2']],
    ['12号问题进展：已完成招标', ['progress=已完成招标']],
    ['整改12进度：60%', ['rate=60%']],
    ['原定11月30日，延至12月20日', ['oldDue~11月30日', 'due~12月20日']],
    ['整改编号WT-2026-003已办结', ['item~WT-2026-003']],
    [
      '一、请假人 蒯大海\n二、请假时间 7月27日\n三、请假事由 参加考试\n四、销假时间 另报',
      ['absent~蒯大海', 'time~7月27日', 'reason~参加考试', 'guests~另报'],
    ],
    [
      '议题 通报党费\n类型 党课\n应到 12\n实到 10\n日期 11月15日',
      ['topic~通报党费', 'type~党课', 'expected~12', 'present~10', 'time~11月15日'],
    ],
    [
      '主持人：王德发 应到25 实到22 地点 文化广场 缺席 李秀英 陈小明',
      ['host=王德发', 'expected~25', 'present~22', 'place~文化广场', 'absent~李秀英 陈小明'],
    ],
  ])('%s', (text, want) => expect(fields(text)).toEqual(want));
});

describe('no labels', () => {
  it.each([
    '会议内容丰富',
    '时间过得真快',
    '开会地点定了吗',
    '会议时间改到明天下午',
    '主持人是张三',
    '主讲老师是李四',
    '会议由李四主持',
    '李四主持王五记录',
    '由张三主持，李四记录，地点在村部',
    '下次会议时间另行通知',
    '党课主题很好',
    '主题党日签到',
    '请假三天',
    '签到 张三',
    '整改进度怎么样',
    '原因是堵车',
    '记录会议情况',
    '“时间：”怎么填',
    '游大力（请假：值守机房）',
    '内容 很好',
    '',
    '：：：：',
  ])('%s', (text) => expect(fields(text)).toEqual([]));
});

describe('two labels with one mark', () => {
  it.each([
    ['时间地点：11月20日下午3点 三楼会议室', ['time=11月20日下午3点', 'place=三楼会议室']],
    ['时间、地点：11月20日下午3点，三楼会议室', ['time=11月20日下午3点', 'place=三楼会议室']],
    ['时间及地点：11月20日15:00三楼会议室', ['time=11月20日15:00', 'place=三楼会议室']],
    ['主持人/记录人：张三/李四', ['host=张三', 'recorder=李四']],
    ['主持人、记录人：张三、李四', ['host=张三', 'recorder=李四']],
    ['应到/实到：23/21', ['ratio=23/21']],
  ])('%s', (text, want) => expect(fields(text)).toEqual(want));
});

describe('several on one line', () => {
  it.each([
    [
      '时间：11月20日地点：三楼会议室主持人：张三记录人：李四应到：5实到：4',
      ['time=11月20日', 'place=三楼会议室', 'host=张三', 'recorder=李四', 'expected=5', 'present=4'],
    ],
    [
      '①类型：支部党员大会②时间：2月25日10:00③地点：调度中心④应到33人⑤实到29人⑥主持人：钭嘉言',
      [
        'type=支部党员大会',
        'time=2月25日10:00',
        'place=调度中心',
        'expected~33人',
        'present~29人',
        'host=钭嘉言',
      ],
    ],
    [
      '【时间】11月19日15:00【地点】厂区食堂【应到】41【实到】40',
      ['time=11月19日15:00', 'place=厂区食堂', 'expected=41', 'present=40'],
    ],
    [
      '地点：3号会议室｜主持：阎璩玉｜时间：9月2日10:00-11:00｜类别：支委会',
      ['place=3号会议室', 'host=阎璩玉', 'time=9月2日10:00-11:00', 'type=支委会'],
    ],
    [
      '时间|11月17日上午9点|地点|镇党校\n主讲|张三\n应到|30',
      ['time=11月17日上午9点', 'place=镇党校', 'lecturer=张三', 'expected=30'],
    ],
    ['时间\t11月20日\t\t地点\t\t三楼', ['time=11月20日', 'place=三楼']],
    ['主持人\t\t记录人', ['host=']],
    ['应到 5 人　实到 4 人', ['expected~5 人', 'present~4 人']],
    ['应到：　　人　实到：　　人', ['expected=', 'present=']],
    [
      '应到人数：4人；实到人数：3人；缺席人数：1人；缺席原因：李娜因公出差',
      ['expected=4人', 'present=3人', 'absent=1人', 'absent=李娜因公出差'],
    ],
    ['应到：4 实到：3 请假：1（李娜）', ['expected=4', 'present=3', 'absent=1(李娜)']],
    ['应到（23） 实到（21人）', ['expected=23', 'present=21人']],
  ])('%s', (text, want) => expect(fields(text)).toEqual(want));
});

describe('where a value ends', () => {
  it.each([
    ['议题：学习文件\n讨论转正\n备注：无', ['topic=学习文件\n讨论转正', 'remark=无']],
    ['会议内容：\n1.学习\n2.讨论\n\n主持人：张三', ['topic=1.学习\n2.讨论', 'host=张三']],
    [
      '进展：已完成60%，\n剩余正在施工\n措施：加快\n问题：缺人',
      ['progress=已完成60%,\n剩余正在施工', 'measure=加快', 'problem=缺人'],
    ],
    ['事由：孩子上学\n特此请假，望批准', ['reason=孩子上学']],
    ['地点：三楼会议室\n请准时参加', ['place=三楼会议室']],
    ['地点：镇政府，三楼会议室，请准时', ['place=镇政府,三楼会议室']],
    ['地点：三楼会议室，请准时', ['place=三楼会议室']],
    ['时间：\n11月20日\n地点：\n三楼', ['time=11月20日', 'place=三楼']],
    ['地点：\n主持人：张三', ['place=', 'host=张三']],
    [
      '支部：\n　　本人因参加答辩，不能参加支部党员大会。\n请假人：谷满仓\n2026年9月18日',
      ['unit=', 'absent=谷满仓'],
    ],
    ['请假人员：\n莘野渡\n荀生辉\n以上同志在外培训', ['absent=莘野渡\n荀生辉\n以上同志在外培训']],
    ['缺席：张三、李四。会议学习了文件。', ['absent=张三、李四']],
    [
      '请假：张三（公差），缺席：李四（无故），支部大会应到19实到17',
      ['absent=张三(公差)', 'absent=李四(无故)', 'expected~19', 'present~17'],
    ],
    ['应到：32人，其中有表决权的28人', ['expected=32人']],
    ['支委会（时间：9点）已开', ['time=9点']],
    ['主要内容\t1.学习条例\n2.参观展馆\n备注\t', ['topic=1.学习条例\n2.参观展馆']],
    ['整改问题：学习不深入；责任人：张三', ['problem=学习不深入', 'owner=张三']],
    ['整改问题：12；责任人：张三', ['item=12', 'owner=张三']],
    ['时间：____年__月__日', ['time=']],
  ])('%s', (text, want) => expect(fields(text)).toEqual(want));
});

describe('tables', () => {
  const TABLE =
    '序号\t问题\t责任人\t时限\t进展\n1\t学习不够\t张三\t12月底\t已完成60%\n2\t公开不及时\t\t11月底\t';
  it('hold one record a row', () => {
    const { fields, records } = form(TABLE);
    expect(records).toBe(2);
    expect(fields.map((f) => `${f.record}${f.key}=${f.value}`)).toEqual([
      '0item=1',
      '0problem=学习不够',
      '0owner=张三',
      '0due=12月底',
      '0progress=已完成60%',
      '1item=2',
      '1problem=公开不及时',
      '1owner=',
      '1due=11月底',
    ]);
  });

  it.each([
    [
      '应到\t实到\t请假\n25\t22\t3\n姓名\t事由\n边城浪\t出差\n古月轩\t病假',
      1,
      [
        'expected=25',
        'present=22',
        'absent=3',
        'person=边城浪',
        'reason=出差',
        'person=古月轩',
        'reason=病假',
      ],
    ],
    [
      '|支部|类型|时间|\n|---|---|---|\n|检验科党支部|党课|4月16日 17:30|',
      1,
      ['unit=检验科党支部', 'type=党课', 'time=4月16日 17:30'],
    ],
    ['时间  地点  主持人\n11月20日 15:00  三楼  张三', 1, ['time=11月20日 15:00', 'place=三楼', 'host=张三']],
    ['时间 地点 主持人\n11月20日 15:00 三楼 张三', 1, ['time=11月20日 15:00', 'place=三楼', 'host=张三']],
    [
      '姓名 签到时间\n1 卓文均 08:51\n2 司马相和 08:53',
      2,
      ['person=卓文均', 'guests=08:51', 'person=司马相和', 'guests=08:53'],
    ],
    [
      '序号\t姓名\t签到\t备注\n1\t相如许\t√\t\n3\t段祺云\t\t请假（监考）',
      2,
      [
        'item=1',
        'person=相如许',
        'ratio=√',
        'remark=',
        'item=3',
        'person=段祺云',
        'ratio=',
        'remark=请假(监考)',
      ],
    ],
    [
      '项目\t内容\n会议名称\t组织生活会\n时间\t12月10日\n主持人\t书记 闻一鸣',
      1,
      ['type=组织生活会', 'time=12月10日', 'host=书记 闻一鸣'],
    ],
    [
      '会议名称\n支部党员大会\n会议时间\n11月25日 9:00\n会议地点\n综合楼一楼',
      1,
      ['type=支部党员大会', 'time=11月25日 9:00', 'place=综合楼一楼'],
    ],
    [
      '会议名称\n会议时间\n主持人\n支部党员大会\n11月20日\n张三',
      1,
      ['type=支部党员大会', 'time=11月20日', 'host=张三'],
    ],
    [
      '序号：1\n问题：甲\n责任人：张三\n序号：2\n问题：乙\n责任人：李四',
      2,
      ['item=1', 'problem=甲', 'owner=张三', 'item=2', 'problem=乙', 'owner=李四'],
    ],
    [
      '1. 问题：甲；责任人：张三\n2. 问题：乙；责任人：李四',
      2,
      ['problem=甲', 'owner=张三', 'problem=乙', 'owner=李四'],
    ],
  ])('%s', (text, records, want) => {
    expect(fields(text)).toEqual(want);
    expect(form(text).records).toBe(records);
  });
});

describe('tick boxes', () => {
  const TYPES = ['支部党员大会', '支委会', '党课', '主题党日'];
  const STYLES: Record<string, (word: string, on: boolean) => string> = {
    'box before': (w, on) => `${on ? '☑' : '☐'}${w}`,
    'box before, blank between': (w, on) => `${on ? '☑' : '☐'} ${w}`,
    'square before': (w, on) => `${on ? '■' : '□'}${w}`,
    'square or tick before': (w, on) => `${on ? '√' : '□'}${w}`,
    'check mark before': (w, on) => `${on ? '✓' : '□'}${w}`,
    'box with tick before': (w, on) => `□${on ? '√' : ''}${w}`,
    'crossed box before': (w, on) => `${on ? '☒' : '☐'}${w}`,
    'picture before': (w, on) => `${on ? '✅' : '⬜'}${w}`,
    'box behind': (w, on) => `${w}${on ? '☑' : '☐'}`,
    'square behind': (w, on) => `${w}${on ? '■' : '□'}`,
    'brackets behind': (w, on) => `${w}（${on ? '√' : ' '}）`,
    'wide brackets behind': (w, on) => `${w}（${on ? ' √ ' : '   '}）`,
    'empty brackets behind': (w, on) => `${w}(${on ? '✓' : ''})`,
    'brackets before': (w, on) => `（${on ? '√' : ' '}）${w}`,
    'square brackets before': (w, on) => `[${on ? 'x' : ' '}] ${w}`,
    'square brackets behind': (w, on) => `${w}[${on ? '√' : ' '}]`,
    'black brackets behind': (w, on) => `${w}【${on ? '√' : ' '}】`,
    'cross in brackets': (w, on) => `${w}（${on ? '√' : '×'}）`,
  };
  for (const [name, style] of Object.entries(STYLES)) {
    it(name, () => {
      for (const chosen of TYPES)
        for (const sign of [' ', '　', '\n', '、', '  '])
          for (const head of ['', '类型：', '会议记录\n会议类型：']) {
            const text = head + TYPES.map((t) => style(t, t === chosen)).join(sign);
            const got = form(text);
            expect([text, got.ticked?.map((t) => t.word)]).toEqual([text, [chosen]]);
            expect(got.unticked?.map((u) => got.s.slice(u.at, u.end))).toEqual(
              TYPES.filter((t) => t !== chosen),
            );
          }
    });
  }

  it('none, where nothing can be ticked', () => {
    for (const text of [
      '收到✅',
      '1.张三√\n2.李四√',
      '■时间：11月20日\n■地点：三楼',
      '党课（ ）',
      '支部党员大会',
      '（1）张三（2）李四',
    ])
      expect([text, ticks(text)]).toEqual([text, undefined]);
  });

  it('all open', () => expect(form('□党课 □支委会')).toMatchObject({ ticked: [] }));
  it('several', () => expect(ticks('☑党课 □支委会 ☑主题党日')).toBe('党课 主题党日'));
});

describe('what normalise keeps of a form', () => {
  it.each([
    ['☑党课 ☐支委会 ☒主题党日', '☑党课 □支委会 ☑主题党日'],
    ['✅党课 ⬜支委会 ❌主题党日', '√党课 □支委会 ×主题党日'],
    ['党课（✅） 支委会（　）', '党课(√) 支委会( )'],
    ['✔张三\n❌李四', '√张三\n×李四'],
    ['收到✅', '收到'],
    ['☑收到', '收到'],
    ['张三✓ 李四√ 王五✗', '张三√ 李四√ 王五×'],
    ['3\t段祺云\t\t\t\t请假', '3\t段祺云\t\t\t\t请假'],
    ['①类型②10:00③地点❹五㉑六㊿七', '1.类型2. 10:00 3.地点4.五21.六50.七'],
    ['1️⃣0️⃣张三', '10.张三'],
  ])('%s', (text, want) => expect(normalise(text).s.trim()).toBe(want));
});

describe('title', () => {
  it.each([
    ['会议记录\n时间：11月20日', '会议记录'],
    ['会议记录：\n时间：11月20日', '会议记录:'],
    ['【主题党日】\n时间：11月20日', '【主题党日】'],
    ['【会议安排】会议：支委会 | 时间：12月2日', '【会议安排】'],
    ['请　假　条\n姓名：张三', '请 假 条'],
    ['会议上报 组织生活会 时间：11月18日', '会议上报'],
    ['整改进展：\n编号：3', '整改进展:'],
    ['各位党员：\n时间：11月20日', undefined],
    ['支委会会议情况\n一、时间：11月17日', '支委会会议情况'],
    ['【时间】11月20日\n【地点】三楼', undefined],
    ['时间：11月20日', undefined],
    ['【一组】张三\n【二组】李四', undefined],
    ['今天下午开会', undefined],
    ['□签到 ☑补签\n姓名：张三', undefined],
  ])('%s', (text, want) => expect(title(text)).toBe(want));
});

it('a row of labels before a row of values', () => {
  const { fields } = scanForm(
    normalise(
      '主持/记录/缺席：苏友鹏/陈志鹏/吴启隆（现场踏勘）\n应到/实到：5/4\n会议/时间：支委会/6月21日9:20',
    ).s,
  );
  expect(fields.map((f) => `${f.key}=${f.value}`)).toEqual([
    'host=苏友鹏',
    'recorder=陈志鹏',
    'absent=吴启隆(现场踏勘)',
    'ratio=5/4',
    'type=支委会',
    'time=6月21日9:20',
  ]);
});

it('labels in brackets behind their values', () => {
  const { fields } = scanForm(
    normalise(
      '农科院种质库（地点）；4月12日15:30（时间）；薛景明（主持）；齐大山（记录）；41（应到）；37（实到）',
    ).s,
  );
  expect(fields.map((f) => `${f.key}=${f.value}`)).toEqual([
    'place=农科院种质库',
    'time=4月12日15:30',
    'host=薛景明',
    'recorder=齐大山',
    'expected=41',
    'present=37',
  ]);
  for (const other of [
    '张三（缺席）、李四（请假）、王五（出席）',
    '（主持）张三（记录）李四（地点）会议室（缺席）王五',
  ])
    expect(scanForm(normalise(other).s).fields, other).toEqual([]);
});

describe('a row of a file', () => {
  it.each([',', '\t', '|', '/'])('with %s between its cells', (mark) => {
    const head = ['类别', '地点', '应到', '实到', '主持'];
    const row = ['支委会', '输液室', '7', '6', '张三'];
    const { fields } = scanForm(normalise(`${head.join(mark)}\n${row.join(mark)}`).s);
    expect(fields.map((f) => f.value)).toEqual(row);
  });
});

it('of full and hollow circles the full ones are ticked, full ones alone are bullets', () => {
  const ticked = (text: string) => scanForm(normalise(text).s).ticked?.map((t) => t.word);
  expect(ticked('○党课 ●主题党日 ○支委会')).toEqual(['主题党日']);
  expect(ticked('●时间：明天\n●地点：会议室')).toBeUndefined();
});

it('labels of one character stand at the head of a line only', () => {
  const keys = (text: string) => scanForm(normalise(text).s).fields.map((f) => `${f.key}=${f.value}`);
  expect(keys('时：14:30\n地：能源局九楼\n主：皮智勇\n记：范小萱\n应:32\n实:30')).toEqual([
    'time=14:30',
    'place=能源局九楼',
    'host=皮智勇',
    'recorder=范小萱',
    'expected=32',
    'present=30',
  ]);
  expect(keys('开会：明天到时：再说')).toEqual([]);
});
