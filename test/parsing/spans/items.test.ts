import { describe, expect, it } from 'vitest';
import { normalise } from '../../../src/parsing/normalise.ts';
import { scanItems } from '../../../src/parsing/spans/items.ts';
import type { Span } from '../../../src/parsing/spans/span.ts';
import { FORMS } from './numeral-forms.ts';

const scan = (text: string, taken: readonly Span[] = []) => scanItems(normalise(text).s, taken);
const meant = (text: string) => scan(text).flatMap((i) => (i.negated ? [] : i.numbers));

const ONE = [
  '整改N',
  '整改#N',
  '整改 N',
  '整改第N条',
  '整改事项N',
  '整改第N项',
  'N号问题',
  'N号整改',
  'N号隐患',
  'N号整改事项',
  '问题N',
  '问题（N）',
  '问题清单第N项',
  '台账第N条',
  '第N条问题',
  '第N项整改',
  '第N条',
  '第N项',
  '第N个问题',
  '#N',
  '问题编号：N',
  '序号：N',
  '申请销号：N号问题',
];
const TAILS = [
  '',
  ' 已完成',
  '完成60%',
  '，申请延期到12月20日',
  ' 12月5日前完成',
  '还没动',
  '怎么样了',
  '预计25号完成',
  ' 3天内完成',
];

describe.each(['digits', 'han'] as const)('item numbers in %s', (form) => {
  it.each(ONE)('%s', (frame) => {
    for (const n of [2, 7, 12, 20, 31])
      for (const tail of TAILS) {
        // 问题二 完成 and 问题二十 are told apart by what follows only.
        if (form === 'han' && /[N#]$/.test(frame) && /^[^ ，]/.test(tail)) continue;
        const text = frame.replace('N', FORMS[form]!(n)) + tail;
        expect(meant(text), text).toEqual([String(n)]);
      }
  });
  it.each([
    'A、B号问题',
    'A号、B号问题',
    'A号和B号问题',
    '问题A、B',
    '问题A和问题B',
    '整改A、B',
    '整改#A、#B',
    '第A条、第B条',
    '第A项和第B项整改',
    '问题清单第A、B项',
    'A号B号问题',
    '整改A号B号',
  ])('%s are two', (frame) => {
    for (const [a, b] of [
      [3, 8],
      [10, 11],
      [2, 15],
    ] as const) {
      const text = frame.replace('A', FORMS[form]!(a)).replace('B', FORMS[form]!(b));
      expect(meant(`${text}已完成`), text).toEqual([String(a), String(b)]);
    }
  });
  it.each(['A至B号问题', 'A到B号问题', '整改A至B', '整改事项A-B', '第A至B项整改', '问题A到B号'])(
    '%s is a range',
    (frame) => {
      if (form === 'han' && frame.includes('-')) return;
      const text = frame.replace('A', FORMS[form]!(3)).replace('B', FORMS[form]!(5));
      expect(meant(`${text}已完成`), text).toEqual(['3', '4', '5']);
    },
  );
});

describe('codes', () => {
  it.each(['WT-2026-003', 'ZG2027-05', 'ZG-07', 'XJ-2026-12', 'WT2026-15'])('%s', (code) => {
    for (const frame of [
      'C 已完成',
      '整改编号C已办结',
      '申请C销号',
      'C完成率55%',
      '编号C的整改谁负责',
      '问题编号：C',
      'C号问题完成',
    ])
      expect(meant(frame.replace('C', code)), frame).toEqual([code]);
  });
});

describe('doubt', () => {
  it.each(['第三条', '第12项', '14 ok了', '3、8号都完成了', '十号十一号都改完了', '整改三项', '12号搞定了'])(
    '%s is weak',
    (text) => {
      expect(scan(text)).toMatchObject([{ weak: true }]);
    },
  );
  it.each(['整改12', '12号问题', '第3个问题', '第三项整改', '问题编号：9', 'WT-2026-003已完成'])(
    '%s is not',
    (text) => {
      expect(scan(text)).toMatchObject([{ weak: false }]);
    },
  );
  it.each([
    ['不是12号问题，是13号问题完成了', ['13']],
    ['不是整改3，是整改5完成了', ['5']],
    ['整改3完成了，说错了，是整改5完成了', ['5']],
    ['12号问题发错了，是13号问题', ['13']],
    ['问题12完成60%，不对，是50%', ['12']],
  ])('%s', (text, numbers) => {
    expect(meant(text)).toEqual(numbers);
  });
});

describe('no items', () => {
  it.each([
    '3号楼漏水',
    '12号文件',
    '12月',
    '1号线',
    '5号会议室',
    '5号会议室有问题',
    '12号楼的问题',
    '第一支部',
    '第二党小组',
    '第三季度',
    '第一书记',
    '三个问题都解决了',
    '统一整改',
    '进一步整改',
    '问题一直没解决',
    '整改三天',
    '整改八成',
    '整改百分之六十',
    '整改一下',
    '12号下午开会',
    '3、8号开会',
    '教学楼B201开会',
    '电话6123-0456',
    '20260924 1500-1630',
    '应到12实到11',
    '十户完了六户',
  ])('%s', (text) => {
    expect(scan(text)).toEqual([]);
  });
  it('inside what is already read', () => {
    const s = '《整改12条》学完了';
    expect(scanItems(s, [{ at: 0, end: 8 }])).toEqual([]);
  });
  it('but a day alone gives way to an item', () => {
    const s = '12号问题完成';
    expect(scanItems(s, [{ at: 0, end: 3 }])).toMatchObject([{ numbers: ['12'], at: 0, end: 5 }]);
    expect(scanItems('11月12号问题', [{ at: 0, end: 6 }])).toEqual([]);
  });
});

describe('days and items', () => {
  it.each(['A、B号都完成了', 'A号B号都完成了', 'A号和B号都办结了', 'A、B号已销号'])(
    '%s: nobody closes two days',
    (frame) => {
      for (const [a, b] of [
        [3, 8],
        [10, 11],
        [2, 15],
      ] as const) {
        const text = frame.replace('A', `${a}`).replace('B', `${b}`);
        const days = { at: 0, end: text.lastIndexOf('号') + 1 };
        expect(scan(text), text).toMatchObject([{ numbers: [`${a}`, `${b}`], several: true }]);
        // … also where they were read as days before.
        if (!text.includes('销号')) expect(scan(text, [days]), text).toHaveLength(1);
      }
    },
  );
  it.each(['不是A号问题，是B号', '不是A号问题，而是第B号', '不是整改A，是B号完成了'])(
    '%s: the second',
    (frame) => {
      for (const [a, b] of [
        [12, 13],
        [3, 5],
      ] as const) {
        const text = frame.replace('A', `${a}`).replace('B', `${b}`);
        expect(meant(text), text).toEqual([`${b}`]);
      }
    },
  );
  it.each([
    ['A号、B号、C号三个问题都干了一半', ['2', '4', '7']],
    ['整改进度百分之八十八，第十三号问题', ['13']],
    ['整改事项5年底票据集中', ['5']],
    ['序\t事项\t时限\t进度\n4\t填报错漏\t8月\t40%', ['4']],
    ['事项\t原时限\t拟延至\n20\t4月30日\t5月31日', ['20']],
    ['24\t食堂索证不全\t已完成\t100%\t整改事项', ['24']],
    ['[台账] 编号=21; 进度=90%', ['21']],
    ['#9整改完成', ['9']],
    ['整改第十九项完成60%', ['19']],
  ])('%s', (text, numbers) => {
    expect(meant(text.replace('A', '2').replace('B', '4').replace('C', '7'))).toEqual(numbers);
  });
});

describe('several items with their count behind them', () => {
  it('are these items, in any wording', () => {
    for (const form of ['digits', 'han'] as const)
      for (const [a, b] of [
        [2, 3],
        [9, 10],
        [16, 17],
        [21, 23],
      ] as const) {
        const [x, y] = [FORMS[form]!(a), FORMS[form]!(b)];
        for (const text of [
          `第${x}第${y}条整改都弄了六成`,
          `第${x}第${y}项问题已办结`,
          `第${x}、第${y}两条问题整改完毕`,
          `${x}号、${y}号两条问题整改完毕`,
          `${x}号和${y}号两项整改：完毕。`,
          `${x}、${y}两项整改：完毕。`,
          `${x}号、${y}号这两条都改完了`,
          `${x}、${y}两条都办结了`,
        ])
          expect(meant(text), text).toEqual([String(a), String(b)]);
      }
  });
});

describe('the number of one item', () => {
  it('is none of a count of those named before', () => {
    for (const all of ['以上三项整改完成', '上述三条问题已办结', '这三项整改都好了', '共三项整改完成'])
      expect(meant(`1号问题、2号问题、5号问题，${all}`), all).toEqual(['1', '2', '5']);
  });

  it('ends before a percentage behind a colon', () => {
    for (const noun of ['整改', '问题', '隐患', '整改督办单'])
      for (const n of [1, 7, 18, 23])
        for (const percent of ['5%', '30%', '55%', '62.5%', '100%'])
          expect(meant(`${noun}${n}：${percent}，卡在审批`), `${noun}${n}:${percent}`).toEqual([String(n)]);
  });

  it('takes no numeral that begins the next word', () => {
    for (const n of [3, 12, 21])
      for (const next of [
        '五保户的房子',
        '三十天弄了一半',
        '一直在催',
        '百姓意见大',
        '四好公路修完',
        '两委商量过',
        '十字路口的灯',
      ]) {
        for (const text of [`问题${FORMS.han!(n)} ${next}`, `整改第${n}条 ${next}`])
          expect(meant(text), text).toEqual([String(n)]);
      }
    expect(meant('整改三 八都完成')).toEqual(['3', '8']);
    expect(meant('整改三 八 十一完成')).toEqual(['3', '8', '11']);
  });

  it('is none of the next line, and stands behind marks of a form', () => {
    expect(meant('主题党日台账\n8/8 8:30-11:00 编组场')).toEqual([]);
    for (const text of [
      '*编号*：8',
      '【问题编号】8',
      '| 编号 | 8 |',
      '编号\n8',
      '第八个 问题 水管',
      '台账第 8 号',
    ])
      expect(meant(text), text).toEqual(['8']);
  });
});
