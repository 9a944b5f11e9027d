// Where a meeting is, why somebody is away and on which days, as people put it without a label.
import { describe, expect, it } from 'vitest';
import type { Filled } from '../../src/domain/intent.ts';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

/** A Friday. */
const now = Date.parse('2026-11-20T10:00:00+08:00');
const knowledge = knowledgeOf({ people: ['赵六', '许春梅', '李四'] });
const read = (text: string): Filled => understand(text, now, { knowledge }).intent;

const PLACES = ['村委会', '二楼', '小会议室', '老年活动室', '党群服务中心', '村文化礼堂', '镇政府', '老祠堂'];

describe('a place behind its label', () => {
  const JOINED = ['地点', '地点是', '地点在', '会议地点设在', '会场在', '地点：'];
  it.each(JOINED)('%s', (label) => {
    for (const place of ['村委会', '小会议室', '村文化礼堂'])
      expect(read(`安排 党课 明天下午3点，${label}${place}`)).toMatchObject({ place });
  });

  it.each(['地点在哪个会议室', '地点是不是村委会', '会场在三楼吗'])('is none in a question: %s', (text) => {
    expect(read(text).place).toBeUndefined();
  });
});

describe('a place without a label', () => {
  it.each(PLACES)('%s', (place) => {
    expect(read(`安排 党课 明天下午3点 ${place}`)).toMatchObject({ intent: 'activity_create', place });
    expect(read(`安排 党课 明天下午3点在${place}`)).toMatchObject({ intent: 'activity_create', place });
  });

  it('stands between other parts of a plan', () => {
    expect(read('下周三下午3点开主题党日，在村委会，主讲李四')).toMatchObject({ place: '村委会' });
    expect(read('安排 党课 明天下午3点，老祠堂，主讲李四')).toMatchObject({ place: '老祠堂' });
  });

  it('ends before what is done there', () => {
    expect(read('主题党日 11月25日下午3点到红色教育基地参观')).toMatchObject({ place: '红色教育基地' });
  });

  it.each([
    ['主题党日换到村部', '村部'],
    ['11月25日的主题党日换到村部', '村部'],
    ['11月25日的主题党日改在老李家', '老李家'],
    ['明天的主题党日地点改为村文化大院', '村文化大院'],
  ])('%s moves the meeting there', (text, place) => {
    expect(read(text)).toMatchObject({ intent: 'activity_change', activityType: 'theme_day', place });
  });

  it.each(['全体党员到场', '请准时参加', '主讲李四'])('is not made of %s', (rest) => {
    expect(read(`安排 党课 明天下午3点 ${rest}`).place).toBeUndefined();
  });
});

describe('a reason in brackets', () => {
  it.each(['看病', '出差', '带孙子看病', '家里收稻子'])('%s', (reason) => {
    expect(read(`许春梅请假（${reason}）`)).toMatchObject({ intent: 'leave', names: ['许春梅'], reason });
    expect(read(`我请假（${reason}）`)).toMatchObject({ intent: 'leave', reason });
  });

  it('is no day and no meeting', () => {
    expect(read('李四请假（周三）')).toMatchObject({ startAt: '2026-11-25' });
    expect(read('李四请假（周三）').reason).toBeUndefined();
    expect(read('我请假（下午主题党日）').reason).toBeUndefined();
  });
});

describe('a name before a turn of speech', () => {
  it.each(['赵六其实到了', '赵六后来到了', '赵六其实没来', '赵六本来请假的，后来来了'])('%s', (text) => {
    expect(read(text).names).toEqual(['赵六']);
  });
});

describe('leave for several days at once', () => {
  it.each(['明后两天都请假', '明后天都去不了'])('%s is a range', (text) => {
    expect(read(text)).toMatchObject({ intent: 'leave', startAt: '2026-11-21', endAt: '2026-11-22' });
  });

  it.each([
    ['请假一周', 7],
    ['请假一周，出差', 7],
    ['请三天假', 3],
    ['请假半个月', 15],
    ['请假一天', undefined],
    ['请假两小时', undefined],
    ['请假', undefined],
    ['请半个月假，具体哪天走再报', undefined],
  ])('%s lasts, from whichever day it is said', (text, lasts) => {
    expect(read(text).intent).toBe('leave');
    expect(read(text)).not.toHaveProperty('startAt');
    expect(read(text).lasts).toBe(lasts);
  });

  it('keeps days apart apart', () => {
    expect(read('25号和27号都请假')).toMatchObject({ intent: 'leave', days: ['2026-11-25', '2026-11-27'] });
  });
});

describe('改 without 到', () => {
  it.each(['主题党日改周六', '主题党日改28号', '主题党日改下周六'])('%s moves it', (text) => {
    expect(read(text)).toMatchObject({ intent: 'activity_change', activityType: 'theme_day' });
    expect(read(text)).toHaveProperty('startAt');
  });

  it.each(['修改11月20日主题党日记录', '党课改革', '更改11月20日党课的人数'])('%s does not', (text) => {
    expect(read(text).intent).not.toBe('activity_change');
  });
});

describe('a meeting every week or month', () => {
  it.each(['每周三下午4点开支委会', '每周三下午4点举行支委会', '每周三下午4点安排支委会'])('%s', (text) => {
    expect(read(text)).toMatchObject({
      intent: 'activity_create',
      startAt: '2026-11-25T16:00:00+08:00',
      repeat: { weeks: 1 },
    });
  });

  it('每月5号下午3点过主题党日', () => {
    expect(read('每月5号下午3点过主题党日')).toMatchObject({
      intent: 'activity_create',
      repeat: { months: 1 },
    });
  });

  it.each(['每周三开支委会吗', '每周三谁开支委会', '每周三下午4点开始', '每周三开过支委会'])(
    '%s is no plan',
    (text) => {
      expect(read(text).repeat).toBeUndefined();
    },
  );
});

it('the lecturer of a lecture told by its day is changed', () => {
  const changed = { intent: 'activity_change', fromAt: '2026-11-25', lecturer: '李四' };
  expect(read('11月25日的党课讲课人换成李四')).toMatchObject(changed);
});

it.each(['修改记录', '这次会的修改记录', '上次会议的修改记录', '党课修改记录'])(
  '%s asks for the history',
  (text) => {
    expect(read(text).intent).toBe('record_history');
  },
);

describe('an end behind a beginning', () => {
  it.each([
    ['12月3号晚上7点党课，开到8点半', '20:30'],
    ['12月3号晚上7点党课，讲到8点半', '20:30'],
    ['12月3号下午3点党课，学到4点半', '16:30'],
    ['12月3号晚上7点党课，一直到9点', '21:00'],
  ])('%s', (text, clock) => {
    const whole = { intent: 'activity_create', endAt: `2026-12-03T${clock}:00+08:00` };
    expect(read(text)).toMatchObject(whole);
  });
});

describe('what the sender is at the meeting', () => {
  it.each([
    ['12月4号晚上8点支委会，主持我', ['host']],
    ['12月4号晚上8点支委会，我主持', ['host']],
    ['12月4号晚上8点支委会 主持人：我 记录人：李四', ['host']],
    ['12月4号晚上8点支委会 主持：李四 记录：本人', ['recorder']],
    ['12月4号晚上8点党课，我来讲课', ['lecturer']],
    ['12月4号晚上8点党课，我讲', ['lecturer']],
  ])('%s', (text, selfAs) => {
    expect(read(text)).toMatchObject({ intent: 'activity_create', selfAs });
  });

  it.each([
    ['我做的记录，我叫李四', { recorder: '李四' }],
    ['我主持，本人是李四', { host: '李四' }],
    ['主持张三，我记录，我是李四', { recorder: '李四' }],
  ])('%s names whoever writes for the office', (words, office) => {
    const said = read(`11月18日晚上8点支委会开了，应到5实到5，${words}`);
    expect(said).toMatchObject(office);
    expect(said.names).toBeUndefined();
  });

  it.each(['我们主持', '我主持不了', '我和李四主持', '谁主持'])('%s says nothing of the sender', (words) => {
    expect(read(`12月4号晚上8点支委会，${words}`).selfAs).toBeUndefined();
  });
});

it.each(['整改', '台账', '交办事项', '看整改', '整改情况'])('%s asks for the ledger', (text) => {
  expect(read(text)).toMatchObject({ intent: 'query', metric: 'rectify_open' });
});
