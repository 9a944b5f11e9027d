// Why somebody is away, in words of their own, is kept wherever it stands beside the leave.
import { describe, expect, it } from 'vitest';
import type { Filled } from '../../src/domain/intent.ts';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

/** A Sunday. */
const now = Date.parse('2026-11-29T10:00:00+08:00');
const knowledge = knowledgeOf({ people: ['赵六', '李四', '王五', '孙玉兰', '李晓红', '许春梅', '周文彬'] });
const read = (text: string): Filled => understand(text, now, { knowledge }).intent;

const REASONS = [
  '血压高',
  '心脏不好',
  '眼睛看不清',
  '高血压犯了',
  '腰疼得厉害',
  '膝盖肿了',
  '嗓子发炎',
  '牙疼',
  '家里停水了',
  '电瓶车坏了',
  '儿媳妇生了',
  '地里浇水',
  '母猪下崽',
  '大棚塌了',
];

describe('a reason of one’s own', () => {
  for (const frame of [
    '4号请假 X',
    '请假 12月4号 X',
    '党员大会请假 X',
    '10号小组会请假，X',
    '我X来不了，跟书记说一声',
    'X，明天去不了了',
    '我X，明天的党课请假',
    '书记，X，我请个假',
    '我请假，X，麻烦批一下',
  ])
    it.each(REASONS)(`${frame} %s`, (reason) => {
      const said = read(frame.replace('X', reason));
      expect(said.intent).toBe('leave');
      expect(said.reason).toContain(reason.replace(/了$/, ''));
    });

  it.each<[string, string]>([
    ['12月2号到12月9号我在外地出差，会都请假', '外地出差'],
    ['孙玉兰是住院请假', '住院'],
    ['赵六住院，请假', '住院'],
    ['我今天有点不舒服就不去了', '有点不舒服'],
  ])('%s', (text, reason) => {
    expect(read(text)).toMatchObject({ intent: 'leave', reason: expect.stringMatching(`${reason}$`) });
  });
});

describe('words that are no reason', () => {
  it.each([
    '明天请假',
    '我请假，书记',
    '书记，明天的党课我去不了',
    '明天党课请个假，麻烦批一下',
    '不好意思，明天来不了了',
    '请假，望批准',
    '赵六请假',
    '赵六让我帮他请假',
    '各位领导好，我今天请假',
    '张书记，主题党日请假一次',
    '请假一天',
    '请假，不去了',
    '支部活动请假',
    '小孙请假',
    '我要请假',
    '下午的会请假',
    '明天三楼的会请假',
    '孙哥请假',
    '真的来不了，跟大家说一声抱歉',
    '三楼的会我请假',
    '党课请假，下次补上',
  ])('%s', (text) => {
    expect(read(text).reason).toBeUndefined();
  });
});

describe('a reason told for others in one breath', () => {
  it.each<[string, string[], Record<string, string | undefined>]>([
    ['李四到了，孙玉兰请假住院了，李晓红没来', ['李四'], { 孙玉兰: '住院', 李晓红: undefined }],
    ['李四到了，孙玉兰住院请假', ['李四'], { 孙玉兰: '住院' }],
    ['李四来了，孙玉兰请假，血压高', ['李四'], { 孙玉兰: '血压高' }],
    ['李四来了，孙玉兰请假，谢谢', ['李四'], { 孙玉兰: undefined }],
    ['王五和周文彬都到了，许春梅请假腰疼', ['王五', '周文彬'], { 许春梅: '腰疼' }],
    ['王五、周文彬全到了，许春梅请假', ['王五', '周文彬'], { 许春梅: undefined }],
    ['许春梅请假腰疼，王五和周文彬都来了', ['王五', '周文彬'], { 许春梅: '腰疼' }],
  ])('%s', (text, names, away) => {
    const said = read(text);
    expect(said).toMatchObject({ intent: 'roster_checkin', names });
    expect(Object.fromEntries((said.absent ?? []).map((a) => [a.name, a.reason]))).toEqual(away);
  });
});

it.each(['请假 王丽丽', '请假 二妮', '请假 老侯', '请假 谢谢', '请假 三楼', '请假 没有'])(
  '%s gives no reason without a word',
  (text) => {
    const said = understand(text, now, { knowledge });
    expect(said.certainty === 'clear' && (said.intent as Filled).reason).toBeFalsy();
  },
);

it('what stands in brackets behind a name is of that one alone, in whatever words', () => {
  const WHY = ['住院', '发烧', '看病', '出差', '开会', '牛要生了'];
  const NAMES = ['赵六', '李四', '王五', '孙玉兰', '李晓红', '许春梅'];
  for (let turn = 0; turn < WHY.length; turn++) {
    const told = NAMES.map((name, i) => ({ name, reason: WHY[(i + turn) % WHY.length]! }));
    const list = told.map(({ name, reason }) => `${name}（${reason}）`).join('、');
    const said = read(`上报 主题党日 11月20日下午3点 应到9 实到3 请假${list}`);
    expect(said.absent, list).toEqual(told);
  }
  const mixed = read('上报 主题党日 11月20日下午3点 应到9 实到6 请假赵六（预备党员）、李四、王五（看病）');
  expect(mixed.absent?.find(({ name }) => name === '赵六')?.reason).not.toBe('预备党员');
});
