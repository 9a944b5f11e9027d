// Sentences about everybody: each person is told by the clause that names them.
import { describe, expect, it } from 'vitest';
import type { Filled } from '../../src/domain/intent.ts';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

/** A Sunday. */
const now = Date.parse('2026-11-29T10:00:00+08:00');
const people = ['赵六', '许春梅', '李四', '王五', '陈思远', '钱立新', '林雨桐', '刘洋', '李晓红', '孙玉兰'];
const knowledge = knowledgeOf({ people });
const read = (text: string): Filled => understand(text, now, { knowledge }).intent;

/** 王五:late 钱立新:absent(家里有事)!, as the slots have it; ! is unexcused. */
function told(text: string): string {
  const { everyone, names = [], absent = [], unexcused = [], late = [], ...rest } = read(text);
  expect(rest.intent).toBe('roster_checkin');
  expect(everyone).toBe('present');
  return [
    ...names.map((name) => `${name}:came`),
    ...late.map((name) => `${name}:late`),
    ...absent.map(
      (a) => `${a.name}:away${a.reason ? `(${a.reason})` : ''}${unexcused.includes(a.name) ? '!' : ''}`,
    ),
  ].join(' ');
}

const OTHERS = ['其余都到了', '其余都到齐了', '其他人都到齐了', '剩下的都来了', '别的人全到了', '其余全勤'];

describe('late beside the others who came', () => {
  for (const others of OTHERS)
    it.each<[string, string]>([
      ['王五迟到', '王五:late'],
      ['王五迟到了', '王五:late'],
      ['王五晚到', '王五:late'],
      ['王五来晚了', '王五:late'],
      ['王五、刘洋迟到', '王五:late 刘洋:late'],
      ['王五和刘洋都迟到了', '王五:late 刘洋:late'],
      ['王五迟到，李四请假', '王五:late 李四:away'],
      ['李四请假，王五迟到', '王五:late 李四:away'],
      ['王五迟到了，钱立新家里有事没来', '王五:late 钱立新:away(家里有事)!'],
      ['王五迟到，李四请假，赵六没来', '王五:late 李四:away 赵六:away!'],
      ['王五、刘洋迟到，李晓红和孙玉兰请假', '王五:late 刘洋:late 李晓红:away 孙玉兰:away'],
      ['除了林雨桐迟到', '林雨桐:late'],
      ['除王五迟到、李四请假外', '王五:late 李四:away'],
      ['除王五（迟到）外', '王五:late'],
      ['迟到：王五、刘洋，请假：李四', '王五:late 刘洋:late 李四:away'],
      ['迟到的有王五，请假的有李四', '王五:late 李四:away'],
    ])(`%s，${others}`, (said, want) => {
      expect(told(`${said}，${others}`)).toBe(want);
      expect(told(`主题党日 ${said}，${others}`)).toBe(want);
    });

  it.each<[string, string]>([
    ['钱立新家里有事没来，其余都到了，王五迟到', '王五:late 钱立新:away(家里有事)!'],
    ['其余都到了，王五迟到', '王五:late'],
    ['全员到齐，王五迟到', '王五:late'],
    ['除王五迟到外都到了', '王五:late'],
    ['除王五迟到外全部到会', '王五:late'],
    ['都到了，就林雨桐迟到', '林雨桐:late'],
    ['除李四请假外都到了，王五迟到', '王五:late 李四:away'],
  ])('%s', (text, want) => {
    expect(told(text)).toBe(want);
  });
});

describe('somebody said to have come beside those left out', () => {
  it.each<[string, string]>([
    ['除李晓红请假外都到了，陈思远到了', '陈思远:came 李晓红:away'],
    ['除李晓红请假外都到了，陈思远也来了', '陈思远:came 李晓红:away'],
    ['除李晓红外都到了，陈思远、刘洋到会', '陈思远:came 刘洋:came 李晓红:away!'],
    ['陈思远到了，李晓红请假，其余都到了', '陈思远:came 李晓红:away'],
    ['除李晓红没来其他都到了，陈思远来了', '陈思远:came 李晓红:away!'],
  ])('%s', (text, want) => {
    expect(told(text)).toBe(want);
  });
});

describe('the reason of one who is left out', () => {
  for (const all of ['全部到会', '都到了', '全员到齐', '其余到会', '其他同志全部到会', '其余都参加了'])
    it.each<[string, string]>([
      ['除赵六病假、刘洋事假外', '赵六:away(病假) 刘洋:away(事假)'],
      ['除赵六病假，刘洋事假外，', '赵六:away(病假) 刘洋:away(事假)'],
      ['除赵六出差、刘洋外', '赵六:away(出差) 刘洋:away!'],
      ['除赵六请病假外', '赵六:away(病假)'],
      ['除赵六（住院）外', '赵六:away(住院)'],
      ['除赵六住院请假外', '赵六:away(住院)'],
      ['除了赵六、刘洋出差外', '赵六:away(出差) 刘洋:away(出差)'],
    ])(`%s${all}`, (said, want) => {
      expect(told(`${said}${all}`)).toBe(want);
      expect(told(`11月16日党员大会 ${said}${all}`)).toBe(want);
    });
});

it.each(['王五没迟到，其余都到了', '王五怎么样，其余都到了', '王五没请假，其余都到了'])(
  '%s is not told of him here',
  (text) => {
    const said = understand(text, now, { knowledge });
    expect(said.certainty === 'clear' && (said.intent as Filled).everyone).toBeFalsy();
  },
);

it.each([
  '除李四到省里参加培训、王五请假外其他都到了',
  '除了李四（到省里参加培训）、王五（请假）其他人都到了',
])('%s: a reason that speaks of going somewhere is one all the same', (text) => {
  expect(told(text)).toBe('李四:away(到省里参加培训) 王五:away');
});

describe('a report says who was late', () => {
  it.each<[string, string[], string[]]>([
    ['上报 主题党日 今天 王五迟到，李四请假，其余都到了', ['王五'], ['李四']],
    ['上报 主题党日 今天 李四请假，王五、刘洋迟到，其余都到了', ['王五', '刘洋'], ['李四']],
    ['上报 主题党日 11月28日 应到6 实到5 李四请假 王五迟到', ['王五'], ['李四']],
    ['上报 主题党日 11月28日 应到6实到5，李四请假，王五迟到', ['王五'], ['李四']],
    ['上报 主题党日 11月28日 除李四请假、王五迟到外全部到会', ['王五'], ['李四']],
  ])('%s', (text, late, away) => {
    const said = understand(text, now, { knowledge });
    expect(said.intent).toMatchObject({ intent: 'activity_report', late });
    expect((said.intent as Filled).absent?.map((a) => a.name)).toEqual(away);
    expect(said.unread).toEqual([]);
  });
});
