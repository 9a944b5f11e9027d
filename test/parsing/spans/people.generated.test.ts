import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../../src/domain/calendar/calendar.ts';
import { knowledgeOf, NOTHING_KNOWN } from '../../../src/parsing/knowledge.ts';
import { normalise } from '../../../src/parsing/normalise.ts';
import { readSpans } from '../../../src/parsing/spans/spans.ts';

const NOW = Date.parse('2026-11-28T10:00:00+08:00');
const calendar = createCalendar();
const names = (text: string, people?: readonly string[]): string[] => {
  const knowledge = people === undefined ? NOTHING_KNOWN : knowledgeOf({ people });
  return [...new Set(readSpans(normalise(text), NOW, calendar, knowledge).people.map((p) => p.name))];
};

describe('names spread out by blanks', () => {
  const NAMES = ['尤里', '王芳', '成方圆', '何小雨', '于得水'];
  const GAPS = ['　', ' ', '　　'];
  const spread = NAMES.flatMap((name) => GAPS.map((gap) => [name, [...name].join(gap)] as const));
  it.each(spread)('%s as “%s” in forms', (name, written) => {
    for (const text of [
      `主持人：${written}`,
      `主持人：　${written}`,
      `姓名：${written}\n会议：党课`,
      `请假人：　${written}（调研）`,
    ]) {
      expect(names(text, [name]), text).toContain(name);
    }
    expect(names(`主持人：${written}\n地点：三楼`), 'nobody known').toContain(name);
  });

  it('a text spread out as a whole holds no such name', () => {
    expect(names('时 常 有 会 请 假 单 放 桌 上')).toEqual([]);
  });
});

describe('who is taken back', () => {
  const pairs = [
    ['乐逸中', '乐毅中'],
    ['鲍小川', '包小川'],
    ['丁一', '丁十一'],
  ] as const;
  const WORDINGS: readonly ((right: string, wrong: string) => string)[] = [
    (r, w) => `应是${r}，我误写作${w}`,
    (r, w) => `应为${r}，不是${w}`,
    (r, w) => `是${r}到不是${w}`,
    (r, w) => `不是${w}，是${r}`,
    (r, w) => `把${r}写成了${w}`,
    (r, w) => `误填为${w}，应为${r}`,
    (r, w) => `${r}（原写${w}）到`,
    (r, w) => `请假的并非${w}，实为${r}`,
    (r, w) => `签错了，打成了${w}，改成${r}`,
  ];
  it.each(pairs)('%s stays, %s goes', (right, wrong) => {
    for (const wording of WORDINGS) {
      const text = wording(right, wrong);
      expect(names(text, [right, wrong]), text).toEqual([right]);
    }
  });

  it.each(['不是李四请假', '签到的是不是李四', '是不是李四还是张三'])('nobody else is named: %s', (text) => {
    expect(names(text, ['李四', '张三'])).toContain('李四');
  });
});

describe('what is no name', () => {
  const THINGS = ['牛', '羊', '车', '路', '房', '井', '鱼', '花'];
  const DONE = ['病了', '坏了', '丢了', '死了两头', '要卖', '被淹了', '没收完'];
  it.each(THINGS)('%s and what became of it', (thing) => {
    for (const done of DONE)
      for (const people of [undefined, ['赵大勇']])
        for (const text of [
          `${thing}${done}，请假`,
          `家里${thing}${done}`,
          `给${thing}打针，请假`,
          `跟${thing}押运`,
        ])
          expect(names(text, people), text).toEqual([]);
  });

  it.each([
    '请过来签到',
    '折腾半天没签上',
    '毋须参加',
    '钱已到账',
    '解绑',
    '都在场忘记签到',
    '别忘了签到',
    '终于签上了',
    '从家里赶来',
    '应到伍名，实到肆名',
    '安排我值班，请假',
    '连着三天请假',
  ])('verbs and adverbs: %s', (text) => {
    expect(names(text)).toEqual([]);
  });

  it.each(['区党校', '县卫健局', '省分行', '市教育局', '项目总工', '主任医师', '镇卫生院'])(
    'bodies and offices: %s',
    (body) => {
      expect(names(`主讲：${body} 欧阳正德`, ['欧阳正德'])).toEqual(['欧阳正德']);
    },
  );

  it.each(['工种', '事项', '签到时刻', '漏签日期', '职务'])('headings of a sheet: %s', (heading) => {
    expect(names(`编号\t姓名\t${heading}\n1\t赵大勇\t备用`, ['赵大勇'])).toEqual(['赵大勇']);
  });

  it.each(['例 张三 到', '例：张三 到', '例如 1. 张三'])('the line that shows how to write: %s', (line) => {
    expect(names(`#接龙\n党课签到\n${line}\n\n1. 李四\n2. 王五`, ['张三', '李四', '王五'])).toEqual([
      '李四',
      '王五',
    ]);
  });
});

describe('a roster name and what stands around it', () => {
  it.each(['和', '跟', '与', '及', '、'])('joined by %s to a name that is known', (link) => {
    expect(names(`请假的是云飞${link}蒲公英`, ['云飞', '蒲公英'])).toEqual(['云飞', '蒲公英']);
    expect(names(`请假的是云飞${link}蒲公英`, ['蒲公英'])).not.toContain(`云飞${link}`);
  });

  it('除 … 外 closes the name', () => {
    expect(names('除花木棉（出差）、花木外全到', ['花木棉', '花木'])).toEqual(['花木棉', '花木']);
  });

  it('of two names the one whose verb is left whole', () => {
    expect(names('铁扇公主持会议', ['铁扇公', '铁扇公主'])).toEqual(['铁扇公']);
  });
});

describe('names of every kind without a roster', () => {
  const NAMES = [
    '蒋志刚',
    '孟庆华',
    '董建民',
    '仉立新',
    '禤国强',
    '折小平',
    '毋建国',
    '支小强',
    '李𬭎',
    '王𠅤明',
    '欧阳震华',
  ];
  it.each(NAMES)('%s', (name) => {
    for (const text of [`${name}签到`, `${name}请假`, `代${name}签到`, `${name}，到`, `主持人：${name}`])
      expect(names(text), text).toEqual([name]);
  });
  it.each(['·', '•', '．', '・', '‧'])('with %s between its parts', (dot) => {
    expect(names(`阿依古丽${dot}买买提签到`)).toHaveLength(1);
  });
});

describe('somebody who is only mentioned', () => {
  it.each(['联系人', '证明人', '监督人', '监票人', '批准人'])('as %s', (label) => {
    for (const mark of ['：', '', ' '])
      expect(names(`应到20实到19，请假：李四。${label}${mark}张三`, ['张三', '李四'])).toEqual(['李四']);
  });
  it.each(['为预备党员', '为中共预备党员', '同志转为正式党员', '按期转正', '为发展对象', '同志入党'])(
    'with what was decided: %s',
    (what) => {
      expect(names(`应到20实到19，请假：李四。会议同意接收张三${what}`, ['张三', '李四'])).toEqual(['李四']);
    },
  );
  it.each(['在张三家开', '地点张三家', '地点：张三家', '今晚7点，张三家', '到张三家里集合'])(
    'as whose house it is: %s',
    (place) => {
      expect(names(`第二党小组党小组会，${place}`, ['张三', '李四'])).toEqual([]);
      expect(names(`第二党小组党小组会，${place}，李四主持`, ['张三', '李四'])).toEqual(['李四']);
    },
  );
  it.each(['列席：张三', '列席人员：张三', '列席（1人）：张三', '列席：张三、赵大勇'])(
    'as a guest: %s',
    (guests) => {
      for (const end of ['；', '\n', '。'])
        expect(names(`出席：李四；${guests}${end}记录员：王五`, ['张三', '李四', '王五', '赵大勇'])).toEqual([
          '李四',
          '王五',
        ]);
    },
  );
  it('but a house may be the reason', () => {
    expect(names('张三家里有事，请假', ['张三'])).toEqual(['张三']);
    expect(names('昨天应到9实到8，张三家盖房没来', ['张三'])).toEqual(['张三']);
  });
});

describe('somebody who is not on the roster', () => {
  const STRANGERS = ['寇老三', '燕双鹰', '屠小呦', '仰大可', '蒙三元'];
  it.each(STRANGERS)('%s is seen where something is said of somebody', (name) => {
    for (const said of ['也来了，给他记上', '已到，大家好', '提前来占座', '请假', '签到', '没来'])
      expect(names(`${name}${said}`, ['赵大勇']), said).toEqual([name]);
  });

  it.each([
    ['潘多', '潘多多摁一下签到'],
    ['谭木', '谭木匠谭石匠请假'],
    ['岳小', '岳小小说她来不了'],
  ])('%s is not meant in %s', (name, text) => {
    expect(names(text, [name])).not.toContain(name);
  });
});
