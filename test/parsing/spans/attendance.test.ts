import { describe, expect, it } from 'vitest';
import { normalise } from '../../../src/parsing/normalise.ts';
import { settleFigures } from '../../../src/parsing/spans/attendance-corrections.ts';
import { readAttendance } from '../../../src/parsing/spans/attendance-figures.ts';
import { scanFigures } from '../../../src/parsing/spans/figures.ts';
import type { Span } from '../../../src/parsing/spans/span.ts';
import { isLinear, repeated } from '../../support/cost.ts';

/** Reads a text in which `names` are people. */
function read(text: string, names: readonly string[] = []) {
  const { s } = normalise(text);
  const people: Span[] = names.map((name) => ({ at: s.indexOf(name), end: s.indexOf(name) + name.length }));
  return readAttendance(s, scanFigures(s, people), people);
}

describe('figures of a report as people write them', () => {
  it.each([
    ['27人应到实到25', 27, 25],
    ['应5实4', 5, 4],
    ['应5到4', 5, 4],
    ['应到五实到四', 5, 4],
    ['出席:12/12', 12, 12],
    ['40人应到三十八人到', 40, 38],
    ['五个人来了四个', 5, 4],
    ['五个支委来了4个，赵大勇出差', 5, 4],
    ['应到拾捌，实到拾陆', 18, 16],
    ['应到一百二十六人实到一百零三', 126, 103],
    ['8人全勤', 8, 8],
    ['满员 18', 18, 18],
    ['都来齐了一共18', 18, 18],
    ['应到_3_人，实到_2_人', 3, 2],
    ['应到：人数 27 实到：人数 25', 27, 25],
    ['来的人是四十整应该来的五十三整', 53, 40],
    ['该来53来了40', 53, 40],
    ['53个该到 到了40个', 53, 40],
    ['应到53人，缺席13人，实到40人', 53, 40],
    ['实到应到40/53', 53, 40],
    ['更正：应到23，实到应为20', 23, 20],
    ['23到22', 23, 22],
    ['应到党员二十一名实到十九名', 21, 19],
    ['21应到19实到', 21, 19],
    ['19/21', 21, 19],
    ['应实到均为9', 9, 9],
    ['应到，23，实到，21', 23, 21],
    ['应到实到都是12人', 12, 12],
    ['应到（不含流动党员）23人，实到（含线上）21人', 23, 21],
    ['应到32人，其中有表决权的28人，实到30人，同意27票、反对0票、弃权1票', 32, 30],
    ['参加的27，里头有表决权的25，应参加29', 29, 27],
    ['四十二应到，三十六实到', 42, 36],
    ['其余的十八个来了应该是二十个', 20, 18],
    ['委员共七人，到会五人', 7, 5],
    ['名册上二十一个，来了十七个', 21, 17],
    ['册子上四十六 到了三十七', 46, 37],
    ['本来通知三十五人 实际来三十二人 没来的三个都是瘫在床上的', 35, 32],
    ['应去五十去了四十四两辆车拉的', 50, 44],
    ['进会议的有33个人，应到40人', 40, 33],
    ['实有党员23名，到会21名', 23, 21],
    ['在册党员30人，流动党员5人，应到25人，实到24人', 25, 24],
    ['一、应到20人；二、实到18人', 20, 18],
    ['1、应到20人 2、实到18人 3、缺席2人', 20, 18],
    ['缺席人员：1.张三 2.李四；应到20 实到18', 20, 18],
    ['应到人数（人）：20 实到人数（人）：18', 20, 18],
    ['应到会有选举权的党员30名，实到27名', 30, 27],
    ['通知了三十人来了二十八', 30, 28],
    ['出席率93%（28/30）', 30, 28],
    ['支委会开了，发展3名党员，应到20实到18', 20, 18],
    ['慰问3户困难党员 支委5人全部参加', 5, 5],
    ['应有23名，实有21名', 23, 21],
    ['53人里来了40人', 53, 40],
    ['全体21名党员参加了会议', 21, 21],
    ['连我一共十九个人，一个都不少', 19, 19],
    ['应到4 实到3 请假1（李娜）', 4, 3],
    ['应到5实到6', 5, 6],
    ['序号\t支部\t时间\t应到\t实到\t主持\n1\t第三党支部\t2026/9/10 19:00\t7\t6\t夏侯杰', 7, 6],
    ['应到\t实到\t请假\n25\t22\t3', 25, 22],
    ['|支部|类型|应到|实到|\n|---|---|---|---|\n|检验科|党课|14|13|', 14, 13],
  ])('%s', (text, expected, present) => {
    expect(read(text)).toMatchObject({ expected, present, sure: true });
  });
  it.each([
    ['到课46人', 46],
    ['参会人员（6人）：鄂尔泰、充国强', 6],
    ['周三晚党小组会已开，到会8人，缺席1人', 8],
    ['到27个缺3个，缺的都是外出打工的', 27],
    ['参会：张三、李四等5人', 5],
    ['我、衡德贵、盖广才三个人到了，麻玉凤没到', 3],
    ['去了十五个党员', 15],
    ['请假两人，其余21人都到了', 21],
    ['除张三外，其余21人全部到会', 21],
  ])('%s gives only who came', (text, present) => {
    const got = read(text);
    expect([got.expected, got.present, got.sure]).toEqual([undefined, present, true]);
  });
  it.each([
    ['总共53 缺13', 53, 13],
    ['应到20就缺一个', 20, 1],
    ['应到20，请假2人、缺席1人', 20, 3],
    ['应到20，缺席3人：病假2人，事假1人', 20, 3],
  ])('%s leaves the difference to the handler', (text, expected, away) => {
    const got = read(text);
    expect(got).toMatchObject({ expected, away, derivable: true });
    expect(got.present).toBeUndefined();
  });
});

describe('corrections', () => {
  it.each([
    ['应到23实到21，更正，实到20', 23, 20],
    ['更正：主题党日上报的实到人数有误，应为19人（原报21人），应到22人不变', 22, 19],
    ['更正，刚才报错了，实到不是三十三是三十五，应到四十不变', 40, 35],
    ['应到23，实到21，不对，应该是20', 23, 20],
  ])('%s', (text, expected, present) => {
    expect(read(text)).toMatchObject({ expected, present });
  });
  it('two figures for one thing without a correction are unsure', () => {
    expect(read('应到23实到21，应到8实到7')).toMatchObject({ expected: 23, present: 21, sure: false });
  });
});

describe('除…外', () => {
  it('is the only sum', () => {
    expect(read('应到20，除两名病号外都到')).toMatchObject({
      expected: 20,
      present: 18,
      away: 2,
      derivable: true,
    });
    expect(read('应到23，除请假2人外全部到会')).toMatchObject({ expected: 23, present: 21 });
    expect(read('除了俩出差的都到了 应到23')).toMatchObject({ expected: 23, present: 21 });
  });
  it('counts the people named', () => {
    const text = '应到18人，除李四（住院）、王五（务工）外全部参加';
    expect(read(text, ['李四', '王五'])).toMatchObject({ expected: 18, present: 16, derivable: true });
    const rest = '除老马和赵六外，其余党员都参加了，应到17人';
    expect(read(rest, ['老马', '赵六'])).toMatchObject({ expected: 17, present: 15 });
  });
  it('leaves present out when nobody is counted or named', () => {
    expect(read('应到18人，除生病的外都到了').present).toBeUndefined();
    expect(read('除张三外都到了', ['张三'])).toMatchObject({ away: 1 });
  });
  it('does not take everybody for all when others are away', () => {
    expect(read('应到20，张三没来，其余都到了', ['张三']).present).toBeUndefined();
    expect(read('应到20，张三、李四都到了', ['张三', '李四']).present).toBeUndefined();
  });
});

describe('vague figures', () => {
  it.each(['来了七八个', '来了二十多人', '近三十人到会', '来了30来个', '大概来了20个', '到会约30人'])(
    '%s gives none',
    (text) => {
      const got = read(text);
      expect([got.expected, got.present, got.sure]).toEqual([undefined, undefined, false]);
    },
  );
  it('leave the exact one', () => {
    expect(read('应到32人，来了30人左右')).toMatchObject({ expected: 32, sure: false });
  });
  it.each([
    '应到正式党员21名、预备党员2名，实到23名',
    '线下到会38人，线上2人，应到53',
    '5/4',
    '一共六个人',
    '参加人员有支委3人党员18人',
  ])('%s is unsure', (text) => {
    expect(read(text).sure).toBe(false);
  });
});

describe('the spans used', () => {
  it('are those of 应到, 实到 and the people away', () => {
    const text = '15人列席,应到23人,实到21人,请假2人,材料30份';
    expect(read(text).used.map((at) => text.slice(at, at + 2))).toEqual(['23', '21', '2人']);
  });
  it('hostile text is read in linear time', () => {
    for (const piece of [
      '应到1实到',
      '除1人',
      '参会:张三、',
      '1人到',
      '请假1,',
      '应到实到',
      '到',
      '党员1党员',
    ]) {
      const isPieceLinear = isLinear((text) => {
        readAttendance(text, scanFigures(text, []), []);
      }, repeated(piece));
      expect(isPieceLinear, piece).toBe(true);
    }
  });
});

describe('the parts of a figure', () => {
  const settled = (text: string) => {
    const { s } = normalise(text);
    return settleFigures(s, scanFigures(s, [])).figures.map((f) => ('value' in f ? f.value : undefined));
  };
  it('in brackets behind it count nothing', () => {
    for (const parts of ['正式26、预备2', '男20人、女8人', '线上12人、线下16人'])
      expect(settled(`应到28人(${parts}),实到25人`), parts).toEqual([28, 25]);
  });
  it('count nothing before it, up to five', () => {
    const parts = ['男1人', '女2人', '正式3人', '预备4人', '流动5人'];
    for (let n = 2; n <= 5; n++)
      expect(settled(`${parts.slice(0, n).join('、')},共${(n * (n + 1)) / 2}人`), `${n}`).toEqual([
        (n * (n + 1)) / 2,
      ]);
  });
});

describe('a figure whose word stands beside another', () => {
  it.each([
    ['昨天组织生活会 28，不是26；应到30', 30, 28],
    ['昨天的党课，不是32人，是23人，应到27', 27, 23],
    ['五个人，本该六个，缺易水', 6, 5],
    ['六个委员就她一个没到 到会五个', 6, 5],
    ['五个人少了韩湘子 实到四个', 5, 4],
    ['十二个人站了十个', 12, 10],
    ['十八个党员出了十五个', 18, 15],
    ['来的人五十三 不不五十五 唉呀翻本子看是五十四 应到六十二', 62, 54],
  ])('%s', (text, expected, present) => {
    expect(read(text)).toMatchObject({ expected, present });
  });

  it.each(['两个人病了一个', '三个人走了两个'])('%s tells who left', (text) => {
    expect(read(text).present).toBeUndefined();
  });
});
