import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../src/domain/calendar/calendar.ts';
import { knowledgeOf } from '../../../src/parsing/knowledge.ts';
import { normalise } from '../../../src/parsing/normalise.ts';
import { readSpans } from '../../../src/parsing/spans/spans.ts';
import { FORMS } from './numeral-forms.ts';

// The figures of a whole message: spoken orders, corrections, bounds, forms, and figures that count something else.

const calendar = createCalendar();
const knowledge = knowledgeOf({ people: ['张三丰', '李四光', '王五一'] });
const NOW = Date.parse('2026-11-21T10:00:00+08:00');
const spansOf = (text: string) => readSpans(normalise(text), NOW, calendar, knowledge);
const read = (text: string) => spansOf(text).attendance;

const PAIRS: readonly (readonly [number, number])[] = [
  [9, 8],
  [31, 28],
  [42, 40],
  [126, 103],
];
const WAYS = [FORMS.digits!, FORMS.han!];
const MEASURES = ['人', '名', '个', '位'];

/** `E` and `P` stand for the figures with their measure words, `e` and `p` for bare digits. */
function* said(frames: readonly string[]) {
  for (const frame of frames)
    for (const [e, p] of PAIRS)
      for (const write of WAYS)
        for (const m of MEASURES) {
          const text = frame.replaceAll('E', write(e) + m).replaceAll('P', write(p) + m);
          yield { text, e, p };
        }
}

const misread = (frames: readonly string[], of: 'both' | 'expected' | 'present' | 'all' = 'both') =>
  [...said(frames)]
    .map(({ text, e, p }) => ({ text, e, p: of === 'all' ? e : p, got: read(text) }))
    .filter(
      ({ e, p, got }) =>
        got.expected !== (of === 'present' ? undefined : e) ||
        got.present !== (of === 'expected' ? undefined : p),
    )
    .map(({ text, got }) => `${text} → ${got.expected}/${got.present}`);

describe('spoken orders', () => {
  it.each([
    '册子上E，来的人是P整',
    '花名册上E，到了P',
    '名册E到会P',
    '在册E，参会P',
    '编制E，到了P',
    '应该来的E，来了P',
    '该来E来了P',
    'E该来的，来了P',
    'E是应到的数，到场P',
    '出动P，应到E',
    '合起来E，来了P',
    '拢共E，来了P',
    '来听的党员P，应到E',
    '听课者P，应到E',
    '与会者P，应与会者E',
    '与会P，应与会E',
    '应听课E，实听课P',
    '应出勤E，已出勤P',
    '应签E，已签P',
    '应去E，去成了P',
    '来了P，应来E，缺勤张三丰',
    'E里来了P',
    'E里头到了P',
    'E里面到了P',
    'E中到了P',
    '我们组E，来的P',
    '咱们支部E来了P',
    '扫墓去了 E去了P',
    '应到E，到咗P',
    '应到E，有P嚟',
    'E应到，P到，唔见人嘅系张三丰',
    '应到E，张三丰冇到，其余嘅有P',
    '实到P（应到E）',
    '与会P（应E）',
    '实到P 请假1人 应到E',
    '应到E（正式7人、预备2人）实到P',
    '应到E，其中男5女4，实到P',
  ])('%s', (frame) => {
    expect(misread([frame])).toEqual([]);
  });
  it.each([
    '应到E，没得哪个缺',
    '应到E，一个不缺',
    '应到E，一个没少',
    '应到E，一个都没缺',
    '应到E，无人缺席',
    '应到E，冇人缺席',
    '应到E，没人请假',
    '应到E，没一个缺的',
    '应到E，谁也没缺',
    '应到E，无请假',
    'E一个没少',
    'E应到E齐',
  ])('%s: everybody came', (frame) => {
    expect(misread([frame], 'all')).toEqual([]);
  });
  it('adds those who are named to the rest who came', () => {
    for (const [names, n] of [
      ['张三丰', 1],
      ['张三丰、李四光', 2],
    ] as const)
      for (const tail of ['其余P全来', '其余P全部到会', '其他P都来了', '其余P都到了'])
        for (const p of [5, 22, 30])
          for (const m of MEASURES) {
            const text = `除${names}外${tail.replace('P', p + m)}`;
            expect(read(text), text).toMatchObject({ expected: p + n, present: p });
          }
  });
  it.each(['应到E就缺张三丰', 'E都到了，就张三丰没来', '全部E 张三丰没去 别的都去了'])(
    '%s: who came follows',
    (frame) => {
      expect(misread([frame], 'expected')).toEqual([]);
      expect(read(frame.replace('E', '20人')).derivable).toBe(true);
    },
  );
  it.each(['男5人女P2共P到会，应到E', '线上5人线下P2共P，应到E'])(
    '%s: a sum wins over its parts',
    (frame) => {
      for (const [e, p] of PAIRS) {
        const text = frame
          .replace('P2', `${p - 5}人`)
          .replace('P', `${p}人`)
          .replace('E', `${e}人`);
        expect(read(text), text).toMatchObject({ expected: e, present: p });
      }
    },
  );
});

describe('corrections', () => {
  const FRAMES = [
    '应到E实到N哎不是P',
    '应到E，实到N，不对，P',
    '应到E实到N不对是P',
    '应到E，实到N，哦不，是P',
    '应到E，实到N，说错了，P',
    '应到E，实到N，啊错了，P',
    '应到E实到N 更正P',
    '应到E，到会的不是N是P',
    '应到E，实到不是N，是P',
    '应到E，实到不是N而是P',
    '应到E，实到由N改为P',
    '应到E，实到N改为P',
    '应到E，实到从N改成P',
    '应到E 实到N改P',
    '应到E，实到N→P',
    '应到E，实到N应该是P',
    '应到E，实到N，数错了，P',
    '应到E，实到N，漏数了2个，是P',
    '应到E，原报实到N，现更正为P',
    '应到E，到场人数我打成了N，实为P',
    '应到E，实到P，不是N',
    '应到E，实到P（不是N）',
    '应到E，实到N，不对不对，P',
  ];
  it.each(FRAMES)('%s', (frame) => {
    for (const [e, p] of [
      [31, 28],
      [51, 46],
    ] as const)
      for (const write of WAYS)
        for (const m of ['', '人', '名']) {
          const text = frame
            .replace('E', write(e) + m)
            .replace('N', write(p - 2) + m)
            .replace('P', write(p) + m);
          const { attendance, figures } = spansOf(text);
          expect(attendance, text).toMatchObject({ expected: e, present: p });
          // What was taken back is no figure that somebody must be asked about.
          const old = figures.find((f) => f.kind === 'count' && f.value === p - 2);
          if (old && !/不是/.test(text)) expect(old, text).toMatchObject({ unit: 'things' });
        }
  });
});

describe('bounds', () => {
  it.each([
    '来了四十来个',
    '到了三十多个',
    '来了十几个',
    '到了七八个',
    '到了二十出头',
    '实到20名上下',
    '实到20人左右',
    '实到大概40',
    '实到约40人',
    '来了差不多40个',
    '到了40好几',
    '到了四十好几个',
    '实到不足40',
    '来了二三十个',
    '来了40多吧',
    '来了好几十',
    '来了小四十人',
    '来了40余人',
    '来了30到40人',
  ])('%s is none to store', (part) => {
    for (const text of [`应到50，${part}`, `支部大会应到50人 ${part}`])
      expect(read(text), text).toMatchObject({ expected: 50, vague: true, sure: false });
    expect(read(part).present, part).toBeUndefined();
  });
});

describe('forms', () => {
  it.each([
    '应 到 人 数：E⏎实 到 人 数：P⏎未 到 人 员：张三丰',
    '应到几人：E⏎实到几人：P',
    '应到（名）：E⏎实到（名）：P⏎请假（名）：1',
    '听课应到人数：E⏎听课实到人数：P',
    '应出席⏎E⏎实际出席⏎P⏎记录员⏎张三丰',
    '类别→时间→到场→应到⏎党课→3月11日→P→E',
    '类型→时间→应参加→实参加⏎党员大会→3月5日→E→P',
    '名称→时间→应到会→到会⏎支委会→3月5日→E→P',
    '（3）实到：P（2）应到：E（1）时间：3月11日',
    '6 应到E⏎7 实到P',
    '签到 应到E⏎签到 实到P',
    '应到实到 应到E 实到P',
    '{"应到":E,"实到":P}',
  ])('%s', (frame) => {
    for (const [e, p] of PAIRS)
      for (const m of ['', '人']) {
        const text = frame
          .replaceAll('⏎', '\n')
          .replaceAll('→', '\t')
          .replace('E', e + m)
          .replace('P', p + m);
        expect(read(text), text).toMatchObject({ expected: e, present: p });
      }
  });
  it.each([
    '应到/实到/请假：e/p/1',
    '应到、实到、缺席：e、p、1',
    '应到实到请假 e/p/1',
    '应到/实到/请假/迟到：e/p/1/0',
  ])('%s is no date', (frame) => {
    for (const [e, p] of [...PAIRS, [7, 6], [12, 11]] as const) {
      const { attendance, times } = spansOf(frame.replace('e', `${e}`).replace('p', `${p}`));
      expect(attendance, frame).toMatchObject({ expected: e, present: p, sure: true });
      expect(times).toEqual([]);
    }
  });
  it('reads both figures out of one column', () => {
    for (const head of ['应到/实到', '人数（应到/实到）', '实到/应到'])
      for (const [e, p] of [...PAIRS, [7, 6]] as const) {
        const cell = head.startsWith('实') ? `${p}/${e}` : `${e}/${p}`;
        const text = `类型\t时间\t${head}\n支委会\t3月5日\t${cell}`;
        expect(read(text), text).toMatchObject({ expected: e, present: p, sure: true });
      }
  });
});

describe('figures of something else', () => {
  it.each([
    '研究发展对象2名',
    '讨论接收预备党员2名',
    '栽了600棵树',
    '补齐了18份材料',
    '房间A座907',
    '综合楼205',
    '电话13800001111',
    '联系电话：0571-88881234',
    '会议号 826 114 503',
    '学习中发〔2026〕27号文件',
    '收党费320元',
    '列席3人，积极分子2人，群众5名',
    '同意27票，不同意1票',
    '有表决权的27人',
    '走访群众12户30人',
    '下周主题党日预计40人参加',
    '迟到1人',
  ])('%s', (aside) => {
    for (const text of [`应到31，实到28，${aside}`, `${aside}，应到31，实到28`])
      expect(read(text), text).toMatchObject({ expected: 31, present: 28 });
    const { attendance, figures } = spansOf(`支委会开了，${aside}`);
    expect([attendance.expected, attendance.present], aside).toEqual([undefined, undefined]);
    const open = figures.filter((f) => f.kind === 'count' && f.unit === 'people');
    if (/列席|发展|预备|预计|迟到/.test(aside)) expect(open, aside).toEqual([]);
  });
});
