import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../src/domain/calendar/calendar.ts';
import { knowledgeOf } from '../../../src/parsing/knowledge.ts';
import { viewOf } from '../../../src/parsing/learned/view.ts';
import { normalise } from '../../../src/parsing/normalise.ts';
import { rollIn } from '../../../src/parsing/slots/away.ts';
import { readSpans } from '../../../src/parsing/spans/spans.ts';
import { isLinear } from '../../support/cost.ts';

const NOW = Date.parse('2026-11-28T10:00:00+08:00');
const calendar = createCalendar();

function roll(text: string, people: readonly string[]) {
  const view = viewOf(readSpans(normalise(text), NOW, calendar, knowledgeOf({ people })));
  const found = rollIn(view);
  return found && { names: found.names, absent: found.absent.map((a) => a.name) };
}

/** Two who came, two who did not; names of several kinds. */
const GROUPS: readonly (readonly [string, string, string, string])[] = [
  ['铁牛', '石柱', '钢花', '麦穗'],
  ['蒋志刚', '孟庆华', '董建民', '田雨'],
  ['多吉次仁', '格桑', '洛桑', '巴桑次仁'],
  ['乔不拾', '万有余', '周到', '时运来'],
];

const ROLLS: Readonly<Record<string, (a: string, b: string, c: string, d: string) => string>> = {
  'numbers without marks, blanks between': (a, b, c, d) => `1${a} 2${b} 3${c}（请假，烫伤） 4${d}（请假）`,
  'numbers without marks, in one run': (a, b, c, d) => `接龙：1${a}2${b}3${c}（请假）4${d}（病假）`,
  'the state in front of the name': (a, b, c, d) => `⑴${a}⑵${b}⑶（病假）${c}⑷（因公外出）${d}`,
  'two columns': (a, b, c, d) => `1.${a} 11.${b}\n2.${c} 请假 12.${d} 请假`,
  'the leave part behind a heading in the line': (a, b, c, d) => `明天党日接龙，1${a}2${b}，请假：3${c}4${d}`,
  'headings between bars': (a, b, c, d) => `签到｜第一排：1.${a} 2.${b}｜请假：3.${c} 4.${d}（脚伤）`,
  'headings in brackets': (a, b, c, d) => `党课签到\n【线下】1.${a}\n【线上】2.${b}\n【请假】3.${c} 4.${d}`,
  'signs behind the number': (a, b, c, d) => `1 ✔ ${a}\n2 ✔ ${b}\n3 ✘ ${c}\n4 ✘ ${d}（外调）`,
  'signs behind the name': (a, b, c, d) => `1. ${a} √\n2. ${b} √\n3. ${c} ×\n4. ${d} ×`,
  'yes and no behind a label': (a, b, c, d) =>
    `1）姓名：${a} 签到：是\n2）姓名：${b} 签到：是\n3）姓名：${c} 签到：否\n4）姓名：${d} 签到：否`,
  'a sheet with bars': (a, b, c, d) =>
    `姓名|职务|签到\n${a}|书记|√\n${b}|委员|√\n${c}|委员|请假\n${d}|委员|×`,
  'a sheet with bars around': (a, b, c, d) =>
    `|姓名|状态|\n|---|---|\n|${a}|到|\n|${b}|到|\n|${c}|请假|\n|${d}|缺席|`,
  'a sheet with tabs': (a, b, c, d) => `姓名\t是否到会\n${a}\t是\n${b}\t是\n${c}\t否\n${d}\t否`,
  'a numbered sheet with tabs': (a, b, c, d) =>
    `序号\t姓名\t是否到会\t原因\n1\t${a}\t是\t\n2\t${b}\t是\t\n3\t${c}\t否\t驻村\n4\t${d}\t否\t住院`,
  'plus signs': (a, b, c, d) => `#接龙\n例：姓名+到/假\n1. ${a}+到\n2. ${b}+到\n3. ${c}+假\n4. ${d}+假`,
};

describe.each(Object.entries(ROLLS))('a roll with %s', (_, layout) => {
  it.each(GROUPS)('%s, %s came, %s, %s did not', (a, b, c, d) => {
    const text = layout(a, b, c, d);
    const found = roll(text, [a, b, c, d]);
    expect([found?.names.toSorted(), found?.absent.toSorted()], text).toEqual([
      [a, b].toSorted(),
      [c, d].toSorted(),
    ]);
  });
});

it('behind a blank a name may begin with a measure word', () => {
  const people = ['次仁多布杰', '年有余', '路不拾'];
  expect(roll('1 次仁多布杰\n2 年有余\n3 路不拾 请假', people)).toEqual({
    names: people.slice(0, 2),
    absent: ['路不拾'],
  });
});

describe('a heading inside a list', () => {
  it.each(['请假', '缺席', '未到', '病假', '没来', '请假人员', '未参加'])(
    '%s is said of those below it',
    (word) => {
      for (const heading of [`，${word}：`, `｜${word}：`, `\n【${word}】`])
        expect(
          roll(`签到接龙：1赵大勇2钱小多${heading}3孙有才`, ['赵大勇', '钱小多', '孙有才']),
          heading,
        ).toEqual({
          names: ['赵大勇', '钱小多'],
          absent: ['孙有才'],
        });
    },
  );
  it('a remark behind a name is no heading', () => {
    for (const gap of ['', ' '])
      expect(
        roll(`签到接龙：1赵大勇2钱小多${gap}（请假）3孙有才`, ['赵大勇', '钱小多', '孙有才'])?.names,
      ).toEqual(['赵大勇', '孙有才']);
  });
  it('a remark in brackets behind a name is no heading of the next', () => {
    expect(roll('1 赵大勇\n2 钱小多 【监考，请假】\n3 孙有才', ['赵大勇', '钱小多', '孙有才'])).toEqual({
      names: ['赵大勇', '孙有才'],
      absent: ['钱小多'],
    });
  });
  it('one who came after it comes back', () => {
    expect(roll('接龙 请假：1赵大勇 到会：2钱小多3孙有才', ['赵大勇', '钱小多', '孙有才'])).toEqual({
      names: ['钱小多', '孙有才'],
      absent: ['赵大勇'],
    });
  });
  it('is linear in the length of the list', () => {
    const long = (length: number) =>
      `接龙：${Array.from({ length: length / 10 }, (_, i) => `${i + 1}赵大勇，请假：`).join('')}`;
    expect(isLinear((text) => void roll(text, ['赵大勇']), long, 512)).toBe(true);
  });
});
