import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type ActivityTypeRow,
  defineActivityTypes,
  isOfRegulation,
  REGULATION,
  wordsOfType,
} from '../../src/domain/activity/types.ts';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { BASIC_KINDS, defineItemKinds } from '../../src/domain/ledger/kinds.ts';
import { understand } from '../../src/parsing/understand.ts';
import { readActivityTypes } from '../../src/settings/activity-types.ts';
import { readItemKinds } from '../../src/settings/item-kinds.ts';
import { readOtherwise } from './support/corpus-faults.ts';

// The types that the shipped config adds to the seven: their words are read, and nobody else's sentences change.

const rows = readActivityTypes(readFileSync('config/activity-types.yaml', 'utf8')).value!;
const added = rows.filter(({ key }) => !isOfRegulation(key));
const now = instantOf('2026-11-21', 10);
const read = (text: string) => understand(text, now).intent;

const kinds = readItemKinds(readFileSync('config/item-kinds.yaml', 'utf8')).value!;

const define = () => {
  defineActivityTypes(rows);
  defineItemKinds(kinds);
};
const undefine = () => {
  defineActivityTypes(REGULATION);
  defineItemKinds(BASIC_KINDS);
};
beforeAll(define);
afterAll(undefine);

describe.each(added.map((row): [string, ActivityTypeRow] => [row.name, row]))('%s', (name, row) => {
  const is = { activityType: row.key };

  it.each(wordsOfType(row))('is arranged as %s', (word) => {
    expect(read(`安排 ${word} 明天下午3点 村口`)).toMatchObject({
      intent: 'activity_create',
      startAt: '2026-11-22T15:00:00+08:00',
      ...is,
    });
  });

  it('is checked in to, excused from, moved, cancelled and reported', () => {
    expect(read(`${name}签到`)).toMatchObject({ intent: 'checkin', ...is });
    expect(read(`${name}我请假，出差`)).toMatchObject({ intent: 'leave', ...is });
    expect(read(`${name}改到后天下午3点`)).toMatchObject({ intent: 'activity_change', ...is });
    expect(read(`取消${name}`)).toMatchObject({ intent: 'activity_cancel', ...is });
    expect(read(`上报 ${name} 11月20日 应到5 实到5`)).toMatchObject({
      intent: 'activity_report',
      expected: 5,
      ...is,
    });
  });

  it.each(['今年', '本季度', '第一支部11月', '上半年'])('is asked about, of %s', (when) => {
    const period = { from: expect.any(String), to: expect.any(String) };
    for (const [asked, metric] of [
      ['开了几场', 'activity_count'],
      ['多少人次', 'headcount_total'],
      ['到会率', 'attendance_rate'],
    ])
      expect(read(`${when}${name}${asked}`)).toMatchObject({ intent: 'query', metric, period, ...is });
  });
});

it.each<[text: string, expected: object]>([
  // What a meeting is about is not what it is.
  ['支委会 明天下午3点 会议室 议程：第一议题学习', { activityType: 'committee_meeting' }],
  ['明天下午3点开支委会，第一议题学习总书记讲话', { activityType: 'committee_meeting' }],
  ['上报 主题党日 11月20日 应到5 实到5 内容：志愿服务', { activityType: 'theme_day' }],
  ['周六上午9点主题党日，到广场志愿服务', { activityType: 'theme_day' }],
  // Both are named as one meeting.
  ['安排 主题党日暨志愿服务 明天9点 广场', { activityTypes: ['theme_day', 'volunteering'] }],
  // Why somebody is away, what was done about an item.
  [
    '主题党日请假 参加社区志愿服务',
    { intent: 'leave', activityType: 'theme_day', reason: '参加社区志愿服务' },
  ],
  ['我明天请假，去社区做志愿服务', { intent: 'leave', reason: '去社区做志愿服务' }],
  ['整改5 已组织党员志愿服务清理，完成60%', { intent: 'rectify_progress', itemNo: '5', progress: 60 }],
  // Once a year it is also settled by saying so.
  ['谈心谈话已处理', { intent: 'settle', remark: '谈心谈话' }],
  ['谈心谈话都办完了', { intent: 'settle', remark: '谈心谈话' }],
  ['谈心谈话怎么做', { intent: 'elsewhere', topic: '谈心谈话' }],
])('%s', (text, expected) => {
  expect(read(text)).toMatchObject(expected);
});

it.each(['我明天请假，去社区做志愿服务', '明天学雷锋志愿服务队集合', '党委部署志愿服务工作'])(
  '%s names no type',
  (text) => {
    expect(read(text)).not.toHaveProperty('activityType');
  },
);

it('reads every line of the corpus as the seven alone do', () => {
  const otherwise = readOtherwise(undefine);
  define();
  expect(otherwise).toEqual([]);
});

it('have their longest word first, however the file has them: 初心大讲坛 is not 讲坛', () => {
  const text = readFileSync('config/activity-types.yaml', 'utf8').replace(
    '[初心讲堂, 初心大讲坛]',
    '[讲坛, 初心大讲坛, 初心讲堂]',
  );
  const row = readActivityTypes(text).value!.find(({ key }) => key === 'original_aspiration_forum')!;
  expect(row.words).toEqual(['初心大讲坛', '初心讲堂', '讲坛']);
});
