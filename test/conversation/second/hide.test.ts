import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Organisation } from '../../../src/domain/organisation/organisation.ts';
import { rosterRows } from '../../support/roster.ts';
import { groundOf, organisationOf } from '../../support/second-ground.ts';

// Two branches far from each other: the sender knows the first only. Names that are words, that hold numerals, that are
// written with dots and blanks, in traditional characters, and with a note.
const ROWS = rosterRows(`
  张三 zhangsan 城郊党委/第一党支部 书记
  李晓红 lixiaohong 城郊党委/第一党支部/第一党小组
  高明 gaoming 城郊党委/第一党支部
  周五 zhouwu5 城郊党委/第一党支部
  万晓明 wan_xm 城郊党委/第一党支部
  王芳 wf 城郊党委/第一党支部
  欧阳春晓 ouyang.cx 城郊党委/第一党支部
  阿依古丽·买买提 ayigl 城西总支/花果村党支部
  張國強 zgq@corp 城西总支/花果村党支部
  王伟(二组) ww2 城西总支/花果村党支部
  方便 fangbian 城西总支/花果村党支部
  诸葛明月 zgmy2026 城西总支/花果村党支部
  贺兰 HeLan 城西总支/花果村党支部
`);
const NAMES = ROWS.map((row) => row.name);
const SPELLINGS: Record<string, string[]> = {
  张三: ['張三', '张 三', '张\u2003三', '张·三'],
  阿依古丽·买买提: ['阿依古丽买买提', '阿依古丽•买买提', '阿依古丽 买买提', '阿依古丽.买买提'],
  張國強: ['张国强', '张國强', '张　国强'],
  '王伟(二组)': ['王伟', '王伟（二组）', '王 伟'],
  欧阳春晓: ['歐陽春曉', '欧阳 春晓'],
};
const UNITS = ['城郊党委', '第一党支部', '第一党小组', '城西总支', '花果村党支部', '城西总支花果村党支部'];

let org: Organisation;
beforeAll(async () => {
  org = await organisationOf(ROWS);
});
const sent = (text: string, userId?: string) => groundOf(text, org, userId).hidden.text;
/** Blanks and marks do not hide a name. */
const bare = (text: string) => text.normalize('NFKC').replace(/[\s·•.\-_]/g, '');

const name = fc.constantFrom(...NAMES.flatMap((n) => [n, ...(SPELLINGS[n] ?? [])]));
const frame = fc.constantFrom<(x: string, y: string) => string>(
  (x, y) => `${x}说周三的会${y}去不成`,
  (x, y) => `麻烦给${x}、${y}都记上，他们下午到`,
  (x, y) => `${x}${y}在路上堵着`,
  (x, y) => `那个会${x}怕是赶不上趟\n${y}也一样`,
  (x, y) => `我替${x}讲一声，${y}晓得的`,
  (x, y) => `@${x} 你跟${y}讲，三楼会议室`,
  (x, y) => `1.${x} 2.${y}(出差)`,
);
const plain = fc.constantFrom('', '老伴', '大家', '那边');

describe('what leaves the house', () => {
  it('holds no name of the whole roster, however it is written and whoever sends it', () => {
    fc.assert(
      fc.property(
        frame,
        name,
        fc.oneof(name, plain),
        fc.constantFrom('zhangsan', 'HeLan'),
        (say, x, y, by) => {
          const text = bare(sent(say(x, y), by));
          for (const n of NAMES) {
            const key = bare(n).replace(/\(.*/, '').replace('張國強', '张国强');
            expect(text).not.toContain(key);
          }
        },
      ),
      { numRuns: 600 },
    );
  });

  it('holds no given name of those around the sender, no nickname, no name with an office', () => {
    expect(sent('春晓今儿个去不成')).not.toContain('春晓');
    expect(sent('晓红那会怕赶不上')).not.toContain('晓红');
    expect(sent('王书记，那个会怕是赶不上趟')).not.toContain('王');
    expect(sent('跟老李讲一声，我去不成')).not.toContain('李');
  });

  it('holds no name that only reads like one either', () => {
    expect(sent('孙悦宁也来不了')).not.toContain('孙悦宁');
    expect(sent('给赵立国、钱多多补一下')).not.toMatch(/赵立国|钱多多/);
  });

  it.each(UNITS)('holds no unit: %s', (unit) => {
    for (const text of [`${unit}那个会弄得咋样了`, `帮${unit}瞅瞅上个月的事`, `我在${unit}，去不成`]) {
      expect(sent(text)).not.toContain(unit);
      expect(sent(text, 'HeLan')).not.toContain(unit);
    }
  });

  it.each(UNITS)('holds no unit that is written with a blank in it: %s', (unit) => {
    for (let cut = 1; cut < unit.length; cut++) {
      const text = `${unit.slice(0, cut)} ${unit.slice(cut)}那个会弄得咋样了`;
      for (const by of ['zhangsan', 'HeLan']) expect(bare(sent(text, by)), text).not.toContain(unit);
    }
  });

  it('holds no phone number, however it is grouped', () => {
    const two = (most: number) => fc.integer({ min: 1, max: most }).map((n) => `${n}`.padStart(2, '0'));
    // Numbers whose groups could be a day and a clock, too.
    const grouped = fc
      .tuple(fc.constantFrom('130', '158', '189'), two(12), two(28), two(23), two(59))
      .chain(([a, month, day, hour, minute]) => {
        const [b, c] = [`${month}${day}`, `${hour}${minute}`];
        const number = `${a}${b}${c}`;
        return fc.constantFrom(
          ...['', ' ', '-', '.', '—', '~'].flatMap((by) => [[a, b, c].join(by), `0731${by}${b}${c}`]),
          ...[`+86 ${number}`, `＋86${number}`, `430102199${month.slice(1)}${b}${c.slice(1)}X`],
          [...number].map((d) => String.fromCharCode(0xff10 + Number(d))).join(''),
          [...number].map((d) => '零一二三四五六七八九'[Number(d)]).join(''),
        );
      });
    const around = fc.constantFrom<(n: string) => string>(
      (n) => `有事打我电话${n}，会去不成`,
      (n) => `${n}周三来不了`,
      (n) => `找我${n}`,
      (n) => `电话：${n} 11月25日下午3点去不成`,
    );
    fc.assert(
      fc.property(around, grouped, (say, number) => {
        const text = sent(say(number)).replace(/11月25日下午3点/, '');
        const left = text.match(/\d|[零一二四五六七八九]/g) ?? [];
        // 周三 keeps its numeral, a number keeps none of its digits.
        expect(left, text).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  it.each([
    ['430102199003071234', '身份证430102199003071234，会去不成'],
    ['43010219900307123X', '证号43010219900307123X去不成'],
    ['gaoming', '账号gaoming签不上'],
    ['wf', 'WF签不上咯'],
    ['wan_xm', 'wan_xm这个号登不上'],
    ['ouyang.cx', '我是ouyang.cx，签不上'],
    ['zgmy2026', 'ZGMY2026签不上'],
    ['HeLan', 'helan 去不成'],
    ['someone@example.com', '发我邮箱someone@example.com吧'],
    ['example.com/a?b=1', '看这个https://example.com/a?b=1怎么弄'],
    ['b=1', '看这个https://example.com/a?b=1怎么弄'],
    ['幸福路12号', '我住幸福路12号3栋2单元502，去不成'],
    ['3栋', '我住幸福路12号3栋2单元502，去不成'],
    ['502', '我住幸福路12号3栋2单元502，去不成'],
    ['十二号', '家在解放大道十二号，过不来'],
    ['王家村8号', '到王家村8号来接我'],
    ['WT-2026-003', '整改WT-2026-003那摊子弄利索了'],
    ['20260012', '整改20260012那摊子弄利索了'],
    ['wx_lao_li', '@wx_lao_li 你看着办'],
  ])('does not hold %s', (secret, text) => {
    expect(text.toLowerCase()).toContain(secret.toLowerCase());
    for (const by of ['zhangsan', 'HeLan'])
      expect(sent(text, by).toLowerCase()).not.toContain(secret.toLowerCase());
  });

  it('keeps what the meaning hangs on: times, figures, numbers of items, types, places', () => {
    expect(sent('11月25日下午3点到三楼会议室开主题党日，应到23实到21')).toBe(
      '11月25日下午3点到三楼会议室开主题党日,应到23实到21',
    );
    expect(sent('整改12弄到60%了')).toBe('整改12弄到60%了');
    expect(sent('2026-11-25 15:00 那个会去不成')).toBe('2026-11-25 15:00 那个会去不成');
  });

  it('has one placeholder a name, and cannot be given one by the message', () => {
    const { hidden } = groundOf('给张三补上，张 三说的；〔人2〕也补', org);
    expect(hidden.text).toBe('给〔人1〕补上,〔人1〕说的;(人2)也补');
    expect([...hidden.held.keys()]).toEqual(['〔人1〕']);
  });

  it('leads back from its words to the message', () => {
    const { hidden, spans } = groundOf('给张三补上周三的，張國強也是', org);
    expect(hidden.text).toBe('给〔人1〕补上周三的,〔人2〕也是');
    const at = (words: string) => hidden.original(hidden.find(words)!);
    expect(at('上周三')).toBe('上周三');
    expect(at('给〔人1〕补')).toBe('给张三补');
    expect(at('〔人2〕也')).toBe('張國強也');
    expect(hidden.find('下周三')).toBeUndefined();
    expect(hidden.find('')).toBeUndefined();
    expect(spans.s).toContain('上周三');
  });
});
