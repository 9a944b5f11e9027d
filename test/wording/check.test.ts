import { expect, test } from 'vitest';
import { changedFolder, faultsOf, lineOf } from './_folder.ts';

test('the templates as delivered have no fault', () => {
  expect(faultsOf('templates')).toEqual([]);
});

/** What is broken: file, the words that stand there, what stands there instead, sentence, what is said of it. */
const FAULTS: [what: string, file: string, from: string, to: string, name: string, said: string | RegExp][] =
  [
    [
      'a misspelt value',
      'checkin.yaml',
      '您 {{ at | time }}',
      '您 {{ att | time }}',
      'checkin.already',
      '没有“att”这个内容，可用的有 person、at、name、present、expected',
    ],
    [
      'one in a later line of its sentence',
      'checkin.yaml',
      '到会 {{ present }}/{{ expected }}。{% else %}',
      '到会 {{ presnt }}/{{ expected }}。{% else %}',
      'checkin.done',
      /^没有“presnt”这个内容，可用的有 .*present/,
    ],
    [
      'one in a branch that is never taken',
      'general.yaml',
      '{% else %}管理员{% endif %}，导入',
      '{% if false %}{{ nobody }}{% endif %}{% else %}管理员{% endif %}，导入',
      'general.not_in_roster',
      /^没有“nobody”/,
    ],
    ['one in a condition', 'bind.yaml', '{% unless push %}', '{% unless psh %}', 'bind.done', /^没有“psh”/],
    [
      'one inside a loop',
      'activity.yaml',
      '. {{ a.name }} {{ a.startAt | date }}',
      '. {{ a.nam }} {{ a.startAt | date }}',
      'activity.which',
      '没有“a.nam”这个内容，可用的有 name、unit、startAt、endAt、place、topic、host、lecturer、today',
    ],
    [
      'the list of a loop',
      'activity.yaml',
      'for a in activities',
      'for a in activites',
      'activity.which',
      /“activites”/,
    ],
    [
      'a value of a loop after it',
      'activity.yaml',
      '是哪一个？请回复数字。',
      '{{ a.name }}是哪一个？请回复数字。',
      'activity.which',
      /^没有“a”/,
    ],
    [
      'one in a case',
      'fixed_day.yaml',
      '{% case weekday %}',
      '{% case wekday %}',
      'fixed_day.rule_weekday',
      /^没有“wekday”/,
    ],
    [
      'one in a sentence inside another',
      'figures.yaml',
      'gap_name: "{{ unit }}{{ name }}',
      'gap_name: "{{ unit }}{{ nme }}',
      'figures.gap_name',
      /^没有“nme”/,
    ],
    [
      'one of a value handed to another sentence',
      'figures.yaml',
      "render 'figures.gap_name', unit: g.unit, name: g.name",
      "render 'figures.gap_name', unit: g.uit, name: g.name",
      'figures.activity_list',
      /^没有“g\.uit”/,
    ],
    [
      'a value not handed on',
      'ledger.yaml',
      "render 'ledger.line', light: i.light, name: i.name",
      "render 'ledger.line', name: i.name",
      'ledger.which',
      '引用 ledger.line 时没有给出“light”',
    ],
    [
      'a sentence inside another that is not there',
      'activity.yaml',
      "应到 {{ expected }} 人{% render 'activity.told'",
      "应到 {{ expected }} 人{% render 'activity.tld'",
      'activity.planned',
      '要引用的句子 activity.tld 不存在',
    ],
    [
      'a filter that is not there',
      'checkin.yaml',
      '您 {{ at | time }}',
      '您 {{ at | tme }}',
      'checkin.already',
      '没有“tme”这种写法，可用的有 date、dateShort、time、minutes、days、list、percent',
    ],
    [
      'a list filter on a text',
      'checkin.yaml',
      '{{ here }}',
      '{{ here | list }}',
      'checkin.other_branch',
      '“here”不是名单，不能用 list',
    ],
    [
      'a rate filter on a number',
      'stats.yaml',
      'rate | percent',
      'value | percent',
      'stats.head',
      '“value”不是比例，不能用 percent',
    ],
    [
      'a time without a filter',
      'checkin.yaml',
      '{{ at | time }}',
      '{{ at }}',
      'checkin.already',
      '“at”是时间，要写成 at | date',
    ],
    [
      'a list without a filter',
      'roll.yaml',
      '{{ pending | list }}',
      '{{ pending }}',
      'roll.absentees',
      '“pending”是名单，要写成 pending | list',
    ],
    ['a whole group', 'undo.yaml', '{{ activity.name }}', '{{ activity }}', 'undo.done', /几项内容/],
    [
      'a slip after the name',
      'bind.yaml',
      '本群已经绑定{{ unit }}',
      '本群已经绑定{{ unit unit }}',
      'bind.already',
      '花括号里多了“unit”',
    ],
    ['an open tag', 'bind.yaml', '还没有绑定。', '{% if unit %}', 'bind.not_bound', /^花括号里的写法有误/],
    [
      'a tag that is not for sentences',
      'bind.yaml',
      '还没有绑定。',
      "{% include 'bind.done' %}",
      'bind.not_bound',
      /^这里不能用/,
    ],
    [
      'a list in place of a text',
      'checkin.yaml',
      'state: 已签到',
      'state: [已签到]',
      'checkin.state',
      '这里应是一句话，不能是列表',
    ],
    [
      'a sentence nobody says',
      'checkin.yaml',
      'state: 已签到',
      'state: 已签到\nspare: 多余',
      'checkin.spare',
      /^程序不用这一句/,
    ],
    [
      'a name given twice',
      'checkin.yaml',
      'state: 已签到',
      'state: 已签到\nalready: 又一句',
      'checkin',
      /^同一个名称写了两次/,
    ],
    [
      'a {placeholder} of startup.yaml',
      'startup.yaml',
      '支部通已启动：{url}',
      '支部通已启动：{address}',
      'startup.ready',
      '没有“address”这个内容，可用的有 url',
    ],
  ];

test.each(FAULTS)('%s is told with its line', (_, file, from, to, name, said) => {
  const dir = changedFolder(file, from, to);
  const faults = faultsOf(dir);
  const isFirst = (line: string) => line.startsWith(`templates/${file} 第 `);
  expect(faults.filter((line) => !isFirst(line))).toEqual([]);
  // The line on which the new words differ from the old.
  const [before, after] = [from.split('\n'), to.split('\n')];
  const added = after.findIndex((words, i) => words !== before[i]);
  const line = lineOf(dir, file, to) + added;
  expect(faults[0]).toMatch(/^templates\/\S+ 第 \d+ 行 \S+：/);
  expect(faults[0]).toContain(`templates/${file} 第 ${line} 行 ${name}：`);
  const what = faults[0]!.slice(faults[0]!.indexOf('：') + 1);
  if (typeof said === 'string') expect(what).toBe(said);
  else expect(what).toMatch(said);
});

test.each([
  '{% for b in activities %}{% else %}{{ nobody }}{% endfor %}',
  '{% for b in activities limit: nobody %}{% endfor %}',
  '{% for i in (1..nobody) %}{% endfor %}',
  '{% if activities %}{% else %}{{ nobody }}{% endif %}',
  '{% if activities %}{% elsif nobody %}{% endif %}',
  '{% unless activities %}{% else %}{{ nobody }}{% endunless %}',
  '{% case 1 %}{% when nobody %}{% endcase %}',
  '{% case 1 %}{% when 1 %}{{ nobody }}{% endcase %}',
  '{% case 1 %}{% when 1 %}{% else %}{{ nobody }}{% endcase %}',
  '{% assign z = nobody %}',
  '{% capture z %}{{ nobody }}{% endcapture %}',
  "{{ 'a' | append: nobody }}",
  '{{ activities[nobody] | size }}',
])('a value that nobody gives is found in %s', (hidden) => {
  const dir = changedFolder('activity.yaml', '是哪一个？请回复数字。', `${hidden}是哪一个？请回复数字。`);
  expect(faultsOf(dir)[0]).toContain('activity.which：没有“nobody”这个内容');
});

test('broken indentation is told with its line', () => {
  const dir = changedFolder('checkin.yaml', 'state: 已签到', '  state: 已签到');
  const line = lineOf(dir, 'checkin.yaml', '  state: 已签到');
  const told = faultsOf(dir).find((fault) => fault.includes('YAML'));
  expect(told).toMatch(/^templates\/checkin\.yaml 第 \d+ 行 checkin：YAML 写法有误，请检查缩进、冒号和引号$/);
  expect(Math.abs(Number(/第 (\d+) 行/.exec(told!)![1]) - line)).toBeLessThanOrEqual(1);
});

test('a missing sentence is told with its file', () => {
  expect(faultsOf(changedFolder('checkin.yaml', 'state: 已签到\n', ''))).toEqual([
    'templates/checkin.yaml checkin.state：缺少这一句，请补上',
  ]);
  expect(faultsOf(changedFolder('startup.yaml', '\nready: 支部通已启动：{url}', ''))).toEqual([
    'templates/startup.yaml startup.ready：缺少这一句，请补上',
  ]);
});

test('the look of dates and lists is a set of sentences like any other', () => {
  expect(faultsOf(changedFolder('format.yaml', 'list_separator: 、\n', ''))).toEqual([
    'templates/format.yaml format.list_separator：缺少这一句，请补上',
  ]);
});

test('a sentence that stands in itself is told', () => {
  const dir = changedFolder('activity.yaml', 'told: "', `told: "{% render 'activity.told', told: told %}`);
  expect(faultsOf(dir)).toContainEqual(
    expect.stringMatching(/activity\.told：句子 activity\.told 引用了它自己$/),
  );
});

test('all faults are told together, in the order of the files', () => {
  const slips = 'state: "{{ a }}"\nspare: "{{ b }}"';
  const dir = changedFolder('checkin.yaml', 'state: 已签到', slips);
  const faults = faultsOf(dir);
  const line = lineOf(dir, 'checkin.yaml', slips);
  expect(faults.map((fault) => fault.split('：')[0])).toEqual([
    `templates/checkin.yaml 第 ${line} 行 checkin.state`,
    `templates/checkin.yaml 第 ${line + 1} 行 checkin.spare`,
  ]);
});

test('what a sentence sets for itself may be used where it is set, and not outside', () => {
  const set = '{% assign x = name %}{{ x }}{% capture y %}{{ x }}{% endcapture %}{{ y }}';
  expect(faultsOf(changedFolder('leave.yaml', '的请假已经处理过了', `${set}的请假已经处理过了`))).toEqual([]);
  const inside = `{% if name %}${set}{% endif %}{{ y }}`;
  expect(faultsOf(changedFolder('leave.yaml', '的请假已经处理过了', `${inside}的请假已经处理过了`))).toEqual([
    expect.stringContaining('leave.decided_already：没有“y”这个内容'),
  ]);
});
