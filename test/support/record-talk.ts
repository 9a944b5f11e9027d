// What people of a small branch say about their meetings, made up at random.
import fc from 'fast-check';
import { MINUTE_MS } from '../../src/domain/calendar/time.ts';

/** One step of a dialogue. */
export interface Step {
  /** what kind of thing is said: only some kinds may make a meeting, or speak of everybody */
  kind: 'plan' | 'report' | 'other' | 'press' | 'undo' | 'deliver';
  userId: string;
  chat: 'private' | 'group';
  /** words, or the key of a button */
  said: string;
  /** how long after the step before */
  after: number;
  instance: 0 | 1;
  /** the same key again, at the other instance: never, at the same moment, or afterwards */
  again: 'no' | 'at_once' | 'later';
  /** taken back at once, and so often */
  undone: 0 | 1 | 2;
}

/** Everybody who may be named; the first four of them run the branch. */
export const OFFICERS = ['zhangsan', 'lisi', 'wangwu', 'qianqi'];
export const PEOPLE = [...OFFICERS, 'zhaoliu', 'lixiaohong', 'liudong', 'jiji'];
const NAMES = ['张三', '李四', '王五', '钱七', '赵六', '李晓红', '刘动', '冯积极'];
/** Said in private only. */
export const PRIVATE_REASONS = ['孩子发烧', '住院', '家里老人生病'];
const OPEN_REASONS = ['出差', '加班'];
/** Each kind at its own hour, so that planned again it is the same. */
const HOURS: Readonly<Record<string, string>> = {
  主题党日: '下午3点',
  党课: '下午4点',
  支部党员大会: '下午3点',
  支委会: '下午5点',
  主题党日暨党课: '下午3点',
  第一党小组党小组会: '晚上7点半',
};
const TYPES = Object.keys(HOURS);
const DAYS = ['11月24日', '11月24日', '11月24日', '11月25日', '11月26日'];

const type = fc.constantFrom('主题党日', '主题党日', '党课', ...TYPES);
const someType = fc.oneof({ weight: 2, arbitrary: fc.constant('') }, { weight: 3, arbitrary: type });
const day = fc.constantFrom(...DAYS);
const name = fc.constantFrom(...NAMES);
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 4 });
const figure = fc.constantFrom(2, 3, 4, 5, 5, 6, 6, 6, 7);
const reasons = (chat: Step['chat']) => (chat === 'private' ? PRIVATE_REASONS : OPEN_REASONS);

/** Words that are put together from parts; an empty part leaves no space. */
const words = <T extends unknown[]>(
  make: (...parts: T) => string,
  ...parts: { [K in keyof T]: fc.Arbitrary<T[K]> }
): fc.Arbitrary<string> =>
  fc.tuple(...parts).map((made) =>
    make(...(made as unknown as T))
      .replace(/ +/g, ' ')
      .trim(),
  );

const says = (...lines: string[]): fc.Arbitrary<string> => fc.constantFrom(...lines);

const plans = words((t: string, d: string) => `安排 ${t} ${d}${HOURS[t]} 三楼会议室`, type, day);

const changes = fc.oneof(
  words((t: string, d: string) => `改期 ${t} 改到 ${d}下午4点`, someType, day),
  words((t: string) => `${t}地点改为二楼活动室`, type),
  words((t: string) => `${t}推迟一个小时`, type),
  words((t: string) => `取消 ${t}`, type),
);

const marks = (chat: Step['chat']) =>
  fc.oneof(
    words((n: string[]) => `代签 ${n.join(' ')}`, names),
    words((n: string[]) => `补签 ${n.join(' ')}`, names),
    words((n: string[]) => `#接龙\n${n.map((each, i) => `${i + 1}. ${each}`).join('\n')}`, names),
    words(
      (n: string[], r: string) =>
        `#接龙\n${n.map((each, i) => `${i + 1}. ${each}${i === 1 ? ` 请假 ${r}` : ''}`).join('\n')}`,
      names,
      fc.constantFrom(...reasons(chat)),
    ),
    words((n: string, r: string) => `${n}请假 ${r}`, name, fc.constantFrom(...reasons(chat))),
    words((n: string) => `同意 ${n} 请假`, name),
    words((n: string) => `不同意 ${n} 请假`, name),
  );

const corrections = fc.oneof(
  words((n: string) => `${n}没来，记错了`, name),
  words((n: string) => `把${n}的签到去掉`, name),
  words((n: string) => `${n}改成请假`, name),
  words((n: string) => `${n}其实来了，记错了`, name),
);

const reports = (chat: Step['chat']) =>
  fc.oneof(
    words((t: string, e: number, p: number) => `上报 ${t} 应到${e} 实到${p}`, someType, figure, figure),
    words(
      (t: string, e: number, p: number, n: string, r: string) =>
        `上报 ${t} 应到${e} 实到${p} 请假${n}（${r}）`,
      someType,
      figure,
      figure,
      name,
      fc.constantFrom(...reasons(chat)),
    ),
    words(
      (t: string, d: string, p: number) => `${t}上报：${d}${HOURS[t]}，应到6人，实到${p}人`,
      type,
      day,
      figure,
    ),
    words((t: string) => `上报 ${t} 全员到齐`, type),
    words((n: string) => `除${n}请假其他都到了`, name),
    words((t: string, n: string[]) => `上报 ${t} 到会${n.join('、')}，其余缺席`, type, names),
    words((t: string, n: string[]) => `上报 ${t} 应到6 实到${6 - n.length} 缺席${n.join('、')}`, type, names),
    says('全员到齐', '都没来', '其余缺席'),
  );

const answers = fc.oneof(
  says('1', '2', '3', '对', '不对', '都不是', '没有开', '主持人张三 记录人李四', '实到5', '不对，实到4'),
  words((p: number) => `不对，实到${p}`, figure),
  words((e: number, p: number) => `应到${e} 实到${p}`, figure, figure),
  words((n: string) => `${n}也到了`, name),
);

const own = (chat: Step['chat']) =>
  fc.oneof(
    says('签到', '签到', '签到', '请假', '我又能来了', '我的', '谁没签到', '签到 党课'),
    words((r: string) => `请假 ${r}`, fc.constantFrom(...reasons(chat))),
  );

const id = fc.integer({ min: 1, max: 4 });
const presses = fc.oneof(
  words((n: number) => `record:${n}`, id),
  words((n: number) => `all:${n}`, id),
  words((n: number) => `edit:${n}`, id),
  words((n: number) => `not_held:${n}`, id),
  words((n: number) => `checkin:${n}`, id),
  words((n: number) => `leave:${n}`, id),
  words((n: number, p: string) => `leave_ok:${n}:${p}`, id, fc.constantFrom(...PEOPLE)),
);

const officer = fc.constantFrom('zhangsan', 'zhangsan', 'zhangsan', 'lisi', ...OFFICERS);
const anybody = fc.constantFrom(...PEOPLE);

interface Said {
  kind: Step['kind'];
  userId: string;
  said: string;
}
const by = (kind: Step['kind'], who: fc.Arbitrary<string>, said: fc.Arbitrary<string>) =>
  fc.record<Said>({ kind: fc.constant(kind), userId: who, said });

const saidIn = (chat: Step['chat']): fc.Arbitrary<Said> =>
  fc.oneof(
    { weight: 3, arbitrary: by('plan', officer, plans) },
    { weight: 2, arbitrary: by('other', officer, changes) },
    { weight: 6, arbitrary: by('other', anybody, own(chat)) },
    { weight: 5, arbitrary: by('report', officer, marks(chat)) },
    { weight: 7, arbitrary: by('report', officer, reports(chat)) },
    { weight: 4, arbitrary: by('report', officer, answers) },
    { weight: 5, arbitrary: by('report', officer, corrections) },
    { weight: 1, arbitrary: by('report', anybody, reports(chat)) },
    {
      weight: 4,
      arbitrary: by('press', fc.oneof(officer, officer, anybody), presses),
    },
    { weight: 2, arbitrary: by('undo', anybody, fc.constant('撤销')) },
    { weight: 1, arbitrary: by('deliver', officer, fc.constant('')) },
  );

/** Mostly within the ten minutes of a question and of 撤销; now and then to the next meeting, or over it. */
const after = fc
  .constantFrom(0, 1, 1, 1, 1, 2, 2, 5, 5, 11, 25, 40, 150)
  .map((minutes) => minutes * MINUTE_MS);

/** A dialogue of so many steps at most; the first arrange what the others speak of. */
export const dialogues = (most: number): fc.Arbitrary<Step[]> => {
  const step = fc
    .record({
      chat: fc.constantFrom<Step['chat'][]>('private', 'private', 'group'),
      after,
      instance: fc.constantFrom<Step['instance'][]>(0, 1),
      again: fc.constantFrom<Step['again'][]>('no', 'no', 'at_once', 'later'),
      undone: fc.constantFrom<Step['undone'][]>(0, 0, 1, 2),
    })
    .chain((rest) => saidIn(rest.chat).map((said): Step => ({ ...rest, ...said })));
  const first = fc.subarray(['主题党日', '党课', '支委会', '第一党小组党小组会'], { minLength: 1 });
  const rest = fc.array(step, {
    minLength: most - 5,
    maxLength: most - 4,
    size: 'max',
  });
  return fc.tuple(first, rest).map(([planned, steps]) => [...planned.map(arranged), ...steps]);
};

const arranged = (planned: string): Step => ({
  kind: 'plan',
  userId: 'zhangsan',
  chat: 'private',
  said: `安排 ${planned} 11月24日${HOURS[planned]}`,
  after: 0,
  instance: 0,
  again: 'no',
  undone: 0,
});

/** As it would stand in a report. */
export const written = ({ userId, chat, said, after: wait, ...how }: Step): string =>
  `+${wait / MINUTE_MS}min ${userId}${chat === 'group' ? '@群' : ''}: ${said.replaceAll('\n', '\\n')}  [${how.again} undone=${how.undone} i${how.instance}]`;
