// What changes of a planned meeting, or of the record of one that is over, all of it in one message.
import { describe, expect, it } from 'vitest';
import type { Filled } from '../../src/domain/intent.ts';
import { knowledgeOf } from '../../src/parsing/knowledge.ts';
import { understand } from '../../src/parsing/understand.ts';

/** A Saturday. */
const now = Date.parse('2026-12-05T10:00:00+08:00');
const knowledge = knowledgeOf({ people: ['周文彬', '李四', '王五'] });
const hear = (text: string) => understand(text, now, { knowledge });
const read = (text: string): Filled => hear(text).intent;

describe('several changes in one message', () => {
  it.each<[string, Partial<Filled>]>([
    ['推迟半个小时，地点改到村委会', { shift: 30, place: '村委会' }],
    ['地点改到村委会，推迟半个小时', { shift: 30, place: '村委会' }],
    ['党员大会推后一个小时，地点改成五楼会议室', { shift: 60, place: '五楼会议室' }],
    ['党员大会地点改成三楼会议室，提前半小时', { shift: -30, place: '三楼会议室' }],
    ['民主评议提前一天，改在三楼会议室', { shift: -1440, place: '三楼会议室' }],
    ['党课推迟两天改到村委会', { shift: 2880, place: '村委会' }],
    ['主讲换成李四，时间往后推半个钟头', { shift: 30, lecturer: '李四' }],
    ['党课推迟两天，由王五主讲', { shift: 2880, lecturer: '王五' }],
    ['党课延后一周，主讲人改为李四，会场改到党校', { shift: 10_080, lecturer: '李四', place: '党校' }],
    ['主题党日主题改成乡村振兴，推迟一天', { topic: '乡村振兴', shift: 1440 }],
    ['主持人周文彬，时间改到下午四点', { host: '周文彬', startAt: '2026-12-05T16:00:00+08:00' }],
    ['我主持，时间改到下午四点', { host: '我', startAt: '2026-12-05T16:00:00+08:00' }],
    ['支委会主持李四，改到下午5点', { host: '李四', startAt: '2026-12-05T17:00:00+08:00' }],
    [
      '党员大会改到下午四点，地点五楼，主持人周文彬',
      { startAt: '2026-12-05T16:00:00+08:00', place: '五楼', host: '周文彬' },
    ],
    [
      '12月8号的党课主讲王五，提前到八点半，地点老年活动中心',
      {
        fromAt: '2026-12-08',
        startAt: '2026-12-08T08:30:00+08:00',
        lecturer: '王五',
        place: '老年活动中心',
      },
    ],
    ['支委会时间改为12月8日下午3点地点改为二楼', { startAt: '2026-12-08T15:00:00+08:00', place: '二楼' }],
    ['支委会改期，12月8日下午3点，二楼', { startAt: '2026-12-08T15:00:00+08:00', place: '二楼' }],
    ['今天的党课改成明天，地点还是村委会', { startAt: '2026-12-06', place: '村委会' }],
    ['取消民主评议，改为12月20日线上召开', { startAt: '2026-12-20', place: '线上' }],
    ['组织生活会改到12月11日上午9点，改在线上', { startAt: '2026-12-11T09:00:00+08:00', place: '线上' }],
    ['主持人换成王五，记录人换成李四', { host: '王五', recorder: '李四' }],
  ])('%s', (text, fields) => {
    expect(read(text)).toMatchObject({ intent: 'activity_change', ...fields });
    expect(hear(text).certainty).toBe('clear');
  });

  it.each(['党课改到12月13日，主持人换一下', '支委会改到下午5点，地点待定另行通知大家'])(
    '%s is asked about, for a part of it says nothing that could be kept',
    (text) => {
      expect(hear(text)).toMatchObject({ certainty: 'unsure' });
      expect(hear(text).unread.length).toBeGreaterThan(0);
    },
  );

  it.each(['党员大会 12月9日下午3点 地点是三楼会议室 主持人是李四', '取消12月9日的党课'])(
    '%s changes nothing',
    (text) => {
      expect(read(text).intent).not.toBe('activity_change');
    },
  );
});

describe('the place alone', () => {
  it.each([
    ['改在二楼吧', '二楼'],
    ['明天的会改成线上会议', '线上会议'],
    ['改在腾讯会议开', '腾讯会议'],
    ['换到二楼小会议室哈', '二楼小会议室'],
    ['地点改到村委会了', '村委会'],
    ['挪到党群服务中心吧', '党群服务中心'],
    ['支委会换个地方，到村委会开', '村委会'],
    ['地点改成第一党支部活动室', '第一党支部活动室'],
  ])('%s', (text, place) => {
    expect(read(text)).toMatchObject({ intent: 'activity_change', place });
    expect(read(text).scope).toBeUndefined();
  });
});

describe('a field of a meeting that is named', () => {
  it.each<[string, Partial<Filled>]>([
    ['11月30日主题党日地点改成六楼会议室', { startAt: '2026-11-30', place: '六楼会议室' }],
    ['12月4日党员大会记录人改成李四', { startAt: '2026-12-04', recorder: '李四' }],
    ['12月4日党员大会地点是二楼', { startAt: '2026-12-04', place: '二楼' }],
    ['12月4日党员大会主持人写错了，是周文彬', { startAt: '2026-12-04', host: '周文彬' }],
    ['12月4日党员大会时间改成下午3点', { startAt: '2026-12-04T15:00:00+08:00' }],
    ['昨天的党员大会地点写错了，应该是二楼会议室，不是三楼', { startAt: '2026-12-04', place: '二楼会议室' }],
    ['12月4日党员大会主持人应该是周文彬', { startAt: '2026-12-04', host: '周文彬' }],
  ])('%s is of its record', (text, fields) => {
    expect(read(text)).toMatchObject({ intent: 'activity_report', ...fields });
  });

  it.each<[string, Partial<Filled>]>([
    ['12月9日党员大会地点是二楼', { fromAt: '2026-12-09', place: '二楼' }],
    ['12月9日党员大会记录人改成李四', { fromAt: '2026-12-09', recorder: '李四' }],
    [
      '主题党日暨党课地点是三楼会议室，不是村委会',
      { activityTypes: ['theme_day', 'party_lecture'], place: '三楼会议室' },
    ],
  ])('%s is of the plan, or of whatever was last', (text, fields) => {
    expect(read(text)).toMatchObject({ intent: 'activity_change', ...fields });
  });
});

describe('the meeting of a day', () => {
  it.each([
    ['12月9号那次取消', '2026-12-09'],
    ['9号那次取消吧', '2026-12-09'],
    ['取消9号那次', '2026-12-09'],
    ['明天的会不开了', '2026-12-06'],
    ['明天不开会了', '2026-12-06'],
    ['明天的会取消', '2026-12-06'],
    ['取消明天的会', '2026-12-06'],
    ['周三那个会先不开了', '2026-12-09'],
    ['因为下雨明天的会取消，时间另行通知', '2026-12-06'],
    ['通知：后天的活动取消，请相互转告', '2026-12-07'],
  ])('%s calls it off', (text, startAt) => {
    expect(read(text)).toEqual({ intent: 'activity_cancel', startAt });
    expect(hear(text).certainty).toBe('clear');
  });

  it.each([
    ['9号那次改到10号', { fromAt: '2026-12-09', startAt: '2026-12-10' }],
    ['9号的会改到10号下午3点', { fromAt: '2026-12-09', startAt: '2026-12-10T15:00:00+08:00' }],
    ['明天的会推迟一天', { fromAt: '2026-12-06', shift: 1440 }],
    ['明天的会改在二楼', { fromAt: '2026-12-06', place: '二楼' }],
  ])('%s moves it', (text, fields) => {
    expect(read(text)).toMatchObject({ intent: 'activity_change', ...fields });
  });

  it.each(['明天的会取消了没', '明天会取消吗', '明天的会取消请假', '9号和10号那次取消', '明天不开会'])(
    '%s does not',
    (text) => {
      expect(read(text).intent).not.toBe('activity_cancel');
    },
  );
});
