import { describe, expect, it } from 'vitest';
import { normalise } from '../../../src/parsing/normalise.ts';
import { scanLists } from '../../../src/parsing/spans/list.ts';
import type { ListSpan } from '../../../src/parsing/spans/list-span.ts';

const lists = (text: string): (ListSpan & { s: string })[] => {
  const { s } = normalise(text);
  return scanLists(s).map((list) => ({ ...list, s }));
};
const texts = (text: string): string[][] => lists(text).map((list) => list.entries.map((e) => e.text));
const NAMES = [
  '张三',
  '李四',
  '王五',
  '赵六',
  '钱七',
  '孙八',
  '周九',
  '吴十',
  '欧阳锋',
  '郑爱国',
  '冯立群',
  '陈小明',
];
const CIRCLES = '①②③④⑤⑥⑦⑧⑨⑩⑪⑫';
const BLACK = '❶❷❸❹❺❻❼❽❾❿⓫⓬';
const HAN = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const KEYS = ['1️⃣', '2️⃣', '3️⃣', '4️⃣', '5️⃣', '6️⃣', '7️⃣', '8️⃣', '9️⃣', '🔟', '1️⃣1️⃣', '1️⃣2️⃣'];

const NUMBERS: Record<string, (i: number) => string> = {
  dot: (i) => `${i + 1}.`,
  'dot and blank': (i) => `${i + 1}. `,
  'wide dot': (i) => `${i + 1}．`,
  'pause mark': (i) => `${i + 1}、`,
  comma: (i) => `${i + 1}，`,
  colon: (i) => `${i + 1}：`,
  'bracket behind': (i) => `${i + 1}）`,
  brackets: (i) => `（${i + 1}）`,
  'square brackets': (i) => `[${i + 1}] `,
  'black brackets': (i) => `【${i + 1}】`,
  hyphen: (i) => `${i + 1}-`,
  'zero before': (i) => `${String(i + 1).padStart(2, '0')}. `,
  'NO.': (i) => `NO.${i + 1} `,
  circles: (i) => CIRCLES[i]!,
  'black circles': (i) => BLACK[i]!,
  keys: (i) => KEYS[i]!,
  Han: (i) => `${HAN[i]}、`,
  'Han in brackets': (i) => `（${HAN[i]}）`,
  letters: (i) => `${'ABCDEFGHIJKL'[i]}、`,
  'letters with dot': (i) => `${'ABCDEFGHIJKL'[i]}.`,
  places: (i) => `第${i + 1}位：`,
  'places in Han': (i) => `第${HAN[i]}位：`,
  'figure and blank': (i) => `${i + 1} `,
  'figure and tab': (i) => `${i + 1}\t`,
  'figure alone': (i) => `${i + 1}`,
  'number sign': (i) => `#${i + 1} `,
  slash: (i) => `${i + 1}/`,
  'Han and blank': (i) => `${HAN[i]} `,
  'rhomb and figure': (i) => `◆${i + 1} `,
  'tick before': (i) => `√${i + 1}.`,
};
const BULLETS = ['- ', '-', '* ', '· ', '• ', '● ', '○', '◆', '■ ', '➤', '→', '★', '☆', '— ', '√', '□'];
/** Signs that an inner number may follow directly. */
const INLINE = Object.entries(NUMBERS).filter(
  ([name]) => !/letter|tab|hyphen|tick|NO|colon|sign|slash|Han and|rhomb/.test(name),
);

describe('numbers one a line', () => {
  for (const [name, sign] of Object.entries(NUMBERS)) {
    it(name, () => {
      for (let count = 2; count <= NAMES.length; count++) {
        for (const [head, tail] of [
          ['', ''],
          ['党课签到名单：\n', ''],
          ['#接龙\n党课签到\n\n', '\n'],
          ['#接龙\n党课签到\n例 1. 姓名\n\n', '\n\n请尽快接龙，谢谢！'],
        ] as const) {
          const text =
            head +
            NAMES.slice(0, count)
              .map((n, i) => sign(i) + n)
              .join('\n') +
            tail;
          const got = lists(text);
          expect([text, got.map((l) => l.entries.map((e) => e.text))]).toEqual([
            text,
            [NAMES.slice(0, count)],
          ]);
          expect(got[0]!.entries.map((e) => e.no)).toEqual(NAMES.slice(0, count).map((_, i) => i + 1));
          expect(got[0]).toMatchObject({ style: 'numbered', isJielong: head.includes('接龙') });
          for (const e of got[0]!.entries) expect(got[0]!.s.slice(e.textAt, e.end)).toBe(e.text);
        }
      }
    });
  }

  it('a blank line between them', () => {
    expect(texts('1. 王德发\n\n2. 李秀英\n\n\n3. 陈小明 ')).toEqual([['王德发', '李秀英', '陈小明']]);
  });
});

describe('numbers in one line', () => {
  for (const [name, sign] of INLINE) {
    it(name, () => {
      for (const between of ['', ' ', '，', '；', '、', '  ']) {
        for (let count = 2; count <= 9; count++) {
          for (const head of ['', '党课签到接龙：', '到会名单：']) {
            const text =
              head +
              NAMES.slice(0, count)
                .map((n, i) => sign(i) + n)
                .join(between);
            // 十 before a Han numeral runs into it, as does 一、张三二、李四.
            if (between === '' && name === 'Han') continue;
            expect([text, texts(text)]).toEqual([text, [NAMES.slice(0, count)]]);
          }
        }
      }
    });
  }

  it.each([
    ['小组会人员接龙➡️1李梅2王小虎3周九', [['李梅', '王小虎', '周九']]],
    ['签到1张三2李四', [['张三', '李四']]],
    ['党课签到接龙：\n1、王德发2、李秀英\n3、陈小明', [['王德发', '李秀英', '陈小明']]],
    ['1.甘露 11.甘霖\n2.甘泉 12.甘草', [['甘露', '甘霖', '甘泉', '甘草']]],
    ['1\t阴丽花\t5\t厉归真\n2\t空明月\t6\t农劲荪', [['阴丽花', '厉归真', '空明月', '农劲荪']]],
    ['接龙（第四党支部党课）：①覃塘②覃溪③覃江，请假：覃河（夜班）', [['覃塘', '覃溪', '覃江']]],
    ['请假党员及事由：1.岩温（摔伤） 2.李二狗（外出）', [['岩温(摔伤)', '李二狗(外出)']]],
    ['会议内容：1.学习；2.讨论；3.表决', [['学习', '讨论', '表决']]],
  ])('%s', (text, want) => expect(texts(text)).toEqual(want));
});

describe('bullets', () => {
  for (const sign of BULLETS) {
    it(sign, () => {
      for (let count = 2; count <= 8; count++) {
        const text = NAMES.slice(0, count)
          .map((n) => sign + n)
          .join('\n');
        const got = lists(text);
        expect([text, got.map((l) => l.entries.map((e) => e.text))]).toEqual([text, [NAMES.slice(0, count)]]);
        expect(got[0]!.style).toBe('bullets');
      }
    });
  }
});

describe('names without a sign', () => {
  it.each([
    ['张三\n李四\n王五', 'lines', ['张三', '李四', '王五']],
    ['帮以下同志签到：\n凤来仪\n龙吟秋\n晋江月', 'lines', ['凤来仪', '龙吟秋', '晋江月']],
    ['请假人员：\n莘野渡\n荀生辉\n以上同志在外培训', 'lines', ['莘野渡', '荀生辉']],
    ['张三-到\n李四 请假 出差\n王五√\n赵六×', 'lines', ['张三-到', '李四 请假 出差', '王五√', '赵六×']],
    ['【一组】张三🌹\n【一组】李四\n【二组】王五', 'lines', ['【一组】张三', '【一组】李四', '【二组】王五']],
    [
      '支委会 应到7 实到5\n褚良辰——外派学习\n安如山——轮休\n以上2人请假',
      'lines',
      ['褚良辰——外派学习', '安如山——轮休'],
    ],
    ['#接龙\n签到\n张三\n李四', 'lines', ['张三', '李四']],
    ['接龙 张三 李四 王五（请假，住院）', 'run', ['张三', '李四', '王五(请假,住院)']],
    ['支委会接龙签到：王德发、李秀英、陈小明', 'run', ['王德发', '李秀英', '陈小明']],
    ['接龙：\n张三 李四', 'run', ['张三', '李四']],
  ])('%s', (text, style, want) => {
    expect(texts(text)).toEqual([want]);
    expect(lists(text)[0]!.style).toBe(style);
  });
});

describe('接龙', () => {
  it('has a heading, an example and entries', () => {
    const [list, more] = lists('#接龙\n主题党日签到\n例 1. 姓名\n\n1. 张三\n2. 李四🌹\n');
    expect(more).toBeUndefined();
    expect(list!.s.slice(list!.heading!.at, list!.heading!.end)).toBe('#接龙\n主题党日签到');
    expect(list!.s.slice(list!.example!.at, list!.example!.end)).toBe('例 1. 姓名');
    expect(list!.isJielong).toBe(true);
  });

  it('of one entry is one', () => expect(texts('#接龙\n签到\n\n1. 张三')).toEqual([['张三']]));
  it('without an entry is none', () => expect(texts('#接龙\n签到\n例 张三\n')).toEqual([]));

  it.each([
    [
      'numbers that repeat',
      '#接龙\n党课\n1. 张三\n2. 李四\n2. 王五\n3. 赵六',
      [['张三', '李四', '王五', '赵六']],
    ],
    ['numbers that jump', '#接龙\n党课\n1. 张三\n4. 李四\n9. 王五', [['张三', '李四', '王五']]],
    ['numbers that start again', '#接龙\n党课\n1. 张三\n2. 李四\n1. 王五', [['张三', '李四', '王五']]],
    [
      'a number that is lost',
      '#接龙\n党课\n1. 张三\n李四\n3. 王五\n赵六',
      [['张三', '李四', '王五', '赵六']],
    ],
    ['a number left empty', '#接龙\n党课\n1. 张三\n2.\n3. 王五\n4.', [['张三', '王五']]],
    [
      'numbers of several hands',
      '接龙\n1. 郑爱国\n2、罗翠兰\n3 何大壮 请假（下地）\n④马兰花\n五、周九',
      [['郑爱国', '罗翠兰', '何大壮 请假(下地)', '马兰花', '周九']],
    ],
    ['a remark between', '#接龙\n党课\n1. 张三\n以上人员已签到\n2. 李四', [['张三', '李四']]],
    [
      'a part for those away',
      '参会接龙\n1. 武大朗\n2. 潘安仁\n请假：\n3. 花荣光（夜班）',
      [['武大朗', '潘安仁'], ['花荣光(夜班)']],
    ],
    ['leave', '请假接龙：\n1、张三 出差\n2、李四 生病', [['张三 出差', '李四 生病']]],
    [
      'decoration',
      '#接龙\n党课\n1. 河西支部-何志远\n2. A欧阳春晓\n3. 【一组】张三',
      [['河西支部-何志远', 'A欧阳春晓', '【一组】张三']],
    ],
    ['a closing line', '#接龙\n党课\n1. 张三\n2. 李四\n\n请大家尽快接龙', [['张三', '李四']]],
  ])('%s', (_name, text, want) => expect(texts(text)).toEqual(want));
});

describe('ticks', () => {
  const marks = (text: string) => lists(text)[0]!.entries.map((e) => e.mark);
  it('behind', () => expect(marks('1. 张三√\n2. 李四（×）\n3. 王五')).toEqual(['√', '×', undefined]));
  it('before the number', () => expect(marks('✅1.詹天右\n❌2.容团圆（请假）')).toEqual(['√', '×']));
  it('as bullets', () => expect(marks('√张三\n×李四\n☑王五\n□赵六')).toEqual(['√', '×', '√', undefined]));
});

describe('several lists', () => {
  it.each([
    [
      '到会：\n1.张三\n2.李四\n请假：\n1.王五\n2.赵六',
      [
        ['张三', '李四'],
        ['王五', '赵六'],
      ],
    ],
    [
      '1）张三\n2）李四\n\n1）王五\n2）赵六',
      [
        ['张三', '李四'],
        ['王五', '赵六'],
      ],
    ],
    [
      '一、到会：\n1.张三\n2.李四\n二、请假：\n1.王五\n2.赵六',
      [
        ['到会:', '请假:'],
        ['张三', '李四'],
        ['王五', '赵六'],
      ],
    ],
    [
      '一、提高站位。认真学习。\n二、强化落实。\n（一）明确分工。\n（二）加强督查。\n三、严明纪律。',
      [
        ['提高站位。认真学习。', '强化落实。', '严明纪律。'],
        ['明确分工。', '加强督查。'],
      ],
    ],
    [
      '1.要求：一、要认真；二、要落实\n2.其他',
      [
        ['要求:一、要认真;二、要落实', '其他'],
        ['要认真', '要落实'],
      ],
    ],
    ['1.学习条例\n  由张三领学\n2.讨论转正', [['学习条例\n  由张三领学', '讨论转正']]],
  ])('%s', (text, want) => expect(texts(text)).toEqual(want));

  it('each have their heading', () => {
    const got = lists('到会：\n1.张三\n2.李四\n请假：\n1.王五\n2.赵六');
    expect(got.map((l) => l.s.slice(l.heading!.at, l.heading!.end))).toEqual(['到会:', '请假:']);
  });
});

describe('no lists', () => {
  it.each([
    '整改1和整改2完成',
    '问题1、问题2全部整改完毕',
    '8月1日支委会，8月2日党课',
    '1月党课 2月党课',
    '11.20 支委会\n11.21 党课',
    '第1党小组 第2党小组',
    '第3、4项完成',
    '5天后交，3天内改',
    '3名党员2名群众',
    '时间：9:30\n地点：三楼',
    '应到5 实到4',
    '1.\n2.\n3.',
    '好的收到\n谢谢',
    '张三、李四、王五',
    '- - - - -\n收到',
    '',
  ])('%s', (text) => expect(texts(text)).toEqual([]));
});

describe('a list in one line', () => {
  it('may begin right behind a word when names follow its numbers', () => {
    for (const head of ['党小组会', '到会的', '5月7日', '主题党日到会'])
      for (const write of [NUMBERS.circles!, NUMBERS['bracket behind']!, NUMBERS.dot!])
        expect(
          texts(`${head}${['张三', '李四 请假 头疼', '欧阳锋'].map((n, i) => write(i) + n).join('')}`),
          head,
        ).toEqual([['张三', '李四 请假 头疼', '欧阳锋']]);
    expect(texts('通知①时间：3月12日8:30②地点：滨海湿地')).toEqual([]);
  });

  it('may count by places without a mark', () => {
    expect(texts('第一个张三 第二个李四 第三个王五')).toEqual([['张三', '李四', '王五']]);
    expect(texts('第1位张三 第2位李四 请假')).toEqual([['张三', '李四 请假']]);
  });
});

describe('a sheet', () => {
  it.each([
    '姓名\t签名\n张三\t√\n李四\t未到',
    '姓名,是否到会\n张三,是\n李四,否',
    '姓名/签到\n张三/到\n李四/未到',
    '应签到\t实签到\n张三\t√\n李四\t未到',
    '编号 姓名 到/未到\n01 张三 到\n02 李四 未到',
    '|点名|5月11日|\n|1|张三|到|\n|2|李四|请假|',
  ])('%s has an entry a row', (text) => {
    const [list] = lists(text);
    expect(list?.entries.map((e) => e.text.slice(0, 2))).toEqual(['张三', '李四']);
  });
});

it('above the names of the columns stands what they are of', () => {
  const [list] = lists('请假人员名单\n序号\t姓名\t事由\n1\t张三\t住院\n2\t李四\t休假');
  expect(list!.s.slice(list!.heading!.at, list!.heading!.end)).toContain('请假人员名单');
});
