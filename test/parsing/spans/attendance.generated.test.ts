import { describe, expect, it } from 'vitest';
import { normalise } from '../../../src/parsing/normalise.ts';
import { readAttendance } from '../../../src/parsing/spans/attendance-figures.ts';
import { scanFigures } from '../../../src/parsing/spans/figures.ts';
import { FORMS, HAN } from './numeral-forms.ts';

// Every way a report says how many should have come and how many came, in every numeral and with every measure word.

const read = (text: string) => {
  const { s } = normalise(text);
  const { expected, present, away, sure } = readAttendance(s, scanFigures(s, []), []);
  return { expected, present, away, sure };
};

const PAIRS: readonly (readonly [number, number])[] = [
  [5, 4],
  [11, 10],
  [23, 21],
  [32, 30],
  [53, 40],
  [126, 103],
  [12, 12],
];
const MEASURES = ['人', '名', '个', '位', '个人', '名党员', ''];

interface Case {
  text: string;
  e: number;
  p: number;
}

/** The texts read otherwise, with what was read. */
const misread = (cases: readonly Case[]) =>
  cases
    .map(({ text, e, p }) => ({ text, e, p, got: read(text) }))
    .filter(({ e, p, got }) => got.expected !== e || got.present !== p || !got.sure)
    .map(({ text, got }) => `${text} → ${got.expected}/${got.present}${got.sure ? '' : '?'}`);

/** E and P stand for the figures, M for the measure word. */
const LABELLED = [
  '应到EM实到PM',
  '应到EM,实到PM',
  '应到EM、实到PM',
  '应到EM 实到PM',
  '应到EM;实到PM',
  '应到EM\n实到PM',
  '应到：EM，实到：PM',
  '应到:EM 实到:PM 主持:张三',
  '【应到】EM【实到】PM【请假】无',
  '应到|EM\n实到|PM',
  '应到人数：EM\n实到人数：PM',
  '应到会人数EM，实到会人数PM',
  '应到党员EM，实到PM',
  '应到会党员EM；实到会党员PM',
  '应参加EM，实参加PM',
  '应参加党员EM，实际参加PM',
  '应出席EM，实际出席PM',
  '应参会EM，到会PM',
  '应来EM，实来PM',
  '实到PM应到EM',
  '实到PM，应到EM',
  '实到:PM\n应到:EM',
  '到会PM，应到EM',
  '到会PM（应到EM）',
  '应到会EM，到会PM',
  '该来EM来了PM',
  '该来EM，来了PM',
  '应该来EM 来了PM',
  '应该到EM，到了PM',
  '应去EM去了PM',
  '来了PM，应该来EM',
  '来了PM，该来EM',
  '昨天下午的支部大会，应到EM，实到PM，会议由张三主持',
  '支委会开了应到EM实到PM主持李四',
  '总共EM，到了PM',
  '党员共EM，到会PM',
  '应到EM，请假的没算，实到PM',
  '应到是EM，实到是PM',
  '应到有EM 实到有PM',
  '应到共EM，实到共PM',
  '★应到★EM★ 实到★PM★',
  '应到│EM 实到│PM',
  '〖应到〗EM〖实到〗PM',
  '应到（含预备党员2人）EM 实到PM',
  '应到Due EM 实到Actual PM',
  '点名EM，实答PM',
  '到了PM，名单EM',
  '应到EM，刷脸PM',
  '应到EM，有表决权3，实到PM',
  '投票转正的事：应到EM，实到PM',
  '实到PM！不是应到PM！应到EM！',
];
/** The figure stands before its word. */
const FIGURE_FIRST = [
  'EM应到PM实到',
  'EM应到，PM实到',
  'EM应到 PM到',
  'EM应到PM到',
  'EM应到，PM到会',
  'EM应参加，PM参加',
  'EM该到，PM到了',
  'EM该到 到了PM',
  'EM应到实到PM',
  'EM里头PM到了',
  'EM到了PM',
  'EM来了PM',
  'EM到PM',
  'EM，到了PM',
  'EM 实到PM',
  'EM党员到了PM',
  'PM到会，应到EM',
  'PM实到，EM应到',
  'EM（应到）；PM（实到）',
];
const BOTH = [
  'EM全到',
  'EM全部到齐',
  'EM全部到会',
  'EM全都到了',
  'EM都到了',
  'EM都来了',
  'EM都参加了',
  'EM均参加',
  'EM悉数到会',
  'EM到齐',
  'EM全勤',
  'EM，全勤',
  'EM，一个不少',
  'EM一个不落',
  'EM俱在',
  'EM都出来了',
  'EM没缺人',
  'EM齐齐整整',
  '支委会EM！全！',
  'EM一个都不少',
  '应到EM，全部到齐',
  '应到EM，全员到齐',
  '应到EM 无缺席',
  '应到EM，没有人请假',
  '应到EM，无人缺席',
  '应到实到都是EM',
  '应到、实到均为EM',
  '应到实到均EM',
  '应实到均为EM',
  '全员到齐，共EM',
  '全部到会，一共EM',
  '都来齐了一共EM',
  '全体党员EM全部参加',
  'EM参加，全勤',
  '实到EM，全员到齐',
];
const RATIOS = [
  'P/E',
  '到会P/E',
  '支委会 P/E',
  '出席：P/E',
  '参会人数P/E',
  '实到/应到：P/E',
  '应到/实到 E/P',
  '应到、实到：E、P',
  '实到应到P/E',
  '应到实到E/P',
  '到会P／E人',
  '【应/实】E/P',
  '实/应:P/E',
  '| 应到/实到 | E/P |',
];

const fill = (frame: string, e: string, p: string, m: string) =>
  frame
    .replaceAll('EM', e + m)
    .replaceAll('PM', p + m)
    .replaceAll('E', e)
    .replaceAll('P', p);

/** A bare single Han numeral between words is too often part of a word. */
const readable = (frame: string, form: string, m: string, n: number) =>
  m !== '' || form === 'digits' || form === 'full' || n > 10 || /[到来去]E|实[到来]?P|EM\$/.test(frame);

describe.each(Object.entries(FORMS))('figures in %s', (form, write) => {
  describe.each(MEASURES)('with the measure word "%s"', (m) => {
    const cases = (frames: readonly string[], pairs = PAIRS) =>
      frames.flatMap((frame) =>
        pairs
          .filter(([e, p]) => readable(frame, form, m, Math.min(e, p)))
          .map(([e, p]) => ({ text: fill(frame, write(e), write(p), m), e, p })),
      );
    it('reads both figures behind their words', () => {
      expect(misread(cases(LABELLED))).toEqual([]);
    });
    it.skipIf(m === '')('reads both figures before their words', () => {
      expect(misread(cases(FIGURE_FIRST))).toEqual([]);
    });
    it.skipIf(m === '')('reads one figure for both', () => {
      expect(misread(cases(BOTH).map((c) => ({ ...c, p: c.e })))).toEqual([]);
    });
  });
  it('reads two figures parted by a stroke', () => {
    const cases = RATIOS.flatMap((frame) =>
      PAIRS.map(([e, p]) => ({ text: fill(frame, write(e), write(p), ''), e, p })),
    );
    expect(misread(cases)).toEqual([]);
  });
});

describe('people away', () => {
  const FRAMES = [
    '请假AM',
    '缺席AM',
    '缺AM',
    '差AM没来',
    '没来的AM',
    'AM请假',
    'AM缺席',
    'AM没来',
    'AM因病请假',
    '没到的有AM',
    '请假的AM',
  ];
  it.each(FRAMES)('%s', (frame) => {
    for (const m of ['人', '名', '个', '位'])
      for (const n of [1, 2, 3, 13])
        for (const form of [FORMS.digits!, HAN]) {
          const tail = frame.replace('AM', form(n) + m);
          const text = `应到30人，实到20人，${tail}`;
          expect(read(text), text).toMatchObject({ expected: 30, present: 20, away: n });
          // Nothing is subtracted: 到13缺2 stays as written.
          expect(read(`应到30人，${tail}`).present, tail).toBeUndefined();
          expect(read(`到会13人，${tail}`).expected, tail).toBeUndefined();
        }
  });
});

describe('figures of others', () => {
  const ASIDES = [
    '列席N人',
    '列席支部书记N人',
    'N人列席',
    '上级来了N个人列席',
    '群众代表N人',
    '群众N人参加',
    '群众也来了N个',
    'N名群众参加',
    '入党积极分子N人参加',
    '流动党员N人',
    '迟到N人',
    '发放材料N份',
    '同意N票，反对0票，弃权1票',
    '平均年龄N岁',
    '其中女党员N人',
    '其中有表决权的N人',
    '学习了N个文件',
    '讨论了N个议题',
    '走访N户',
    '第N季度',
    'N号楼',
    '收党费N元',
    '用时N分钟',
  ];
  it.each(ASIDES)('%s are none of 应到 and 实到', (aside) => {
    for (const n of ['2', '5', '12', '30', '三', '十八']) {
      const said = aside.replace('N', n);
      for (const text of [
        `应到23人，实到21人，${said}`,
        `${said}，应到23人，实到21人`,
        `应到23人实到21人 ${said}`,
      ])
        expect(read(text), text).toMatchObject({ expected: 23, present: 21, sure: true });
      const alone = read(`支委会开了，${said}`);
      expect([alone.expected, alone.present], said).toEqual([undefined, undefined]);
    }
  });
});
