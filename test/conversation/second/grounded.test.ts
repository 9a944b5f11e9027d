import { beforeAll, describe, expect, it } from 'vitest';
import { grounded } from '../../../src/conversation/second/grounded.ts';
import { NEEDED, SHOWN } from '../../../src/conversation/second/shown.ts';
import type { Intent } from '../../../src/domain/intent.ts';
import type { Organisation } from '../../../src/domain/organisation/organisation.ts';
import { SECOND_INTENTS, type SecondReading } from '../../../src/ports/second-reader.ts';
import { CATALOGUE } from '../../../src/wording/catalogue.ts';
import { groundOf, organisationOf } from '../../support/second-ground.ts';
import { claim } from '../../support/second-server.ts';

let org: Organisation;
beforeAll(async () => {
  org = await organisationOf();
});
const said = (text: string, reading: Partial<SecondReading>): Intent | undefined =>
  grounded(claim(reading), groundOf(text, org));

describe('a second reading is offered', () => {
  it.each<[string, Partial<SecondReading>, Intent]>([
    [
      '周三我得去县里，那摊子赶不上趟',
      { intent: 'leave', start: '周三', reason: '去县里' },
      { intent: 'leave', startAt: '2026-11-25', reason: '去县里' },
    ],
    [
      '张三周三去不成',
      { intent: 'leave', people: ['〔人1〕'], start: '周三' },
      { intent: 'leave', names: ['张三'], startAt: '2026-11-25' },
    ],
    [
      '張三同我都在坐起',
      { intent: 'checkin', people: ['〔人1〕'], self: true },
      { intent: 'checkin', names: ['张三'], self: true },
    ],
    [
      '李四、王五在场，赵六出门了',
      {
        intent: 'roster_checkin',
        people: ['〔人1〕', '〔人2〕'],
        away: [{ person: '〔人3〕', reason: '出门了' }],
      },
      { intent: 'roster_checkin', names: ['李四', '王五'], absent: [{ name: '赵六', reason: '出门了' }] },
    ],
    [
      '周五下午三点在三楼会议室把党课弄一下',
      { intent: 'activity_create', types: ['party_lecture'], start: '周五下午三点', place: '三楼会议室' },
      {
        intent: 'activity_create',
        activityType: 'party_lecture',
        startAt: '2026-11-27T15:00:00+08:00',
        place: '三楼会议室',
      },
    ],
    [
      '11月18号的主题党日弄过了，23个里头21个在',
      { intent: 'activity_report', types: ['theme_day'], start: '11月18号', expected: 23, present: 21 },
      {
        intent: 'activity_report',
        activityType: 'theme_day',
        startAt: '2026-11-18',
        expected: 23,
        present: 21,
      },
    ],
    [
      '12那个漏水的弄利索了',
      { intent: 'rectify_done', item: '12' },
      { intent: 'rectify_done', itemNo: '12' },
    ],
    [
      '整改12弄了60%',
      { intent: 'rectify_progress', item: '12', progress: 60 },
      { intent: 'rectify_progress', itemNo: '12', progress: 60 },
    ],
    [
      'WT-2026-003那条缓到月底吧',
      { intent: 'rectify_extend', item: '〔号1〕', due: '月底' },
      { intent: 'rectify_extend', itemNo: 'WT-2026-003', dueAt: '2026-11-30' },
    ],
    [
      '第一党支部上个月来得齐不齐',
      { intent: 'query', metric: 'attendance_rate', period: '上个月', unit: '〔组织1〕' },
      {
        intent: 'query',
        metric: 'attendance_rate',
        period: { from: '2026-10-01', to: '2026-10-31' },
        scope: '第一党支部',
      },
    ],
    [
      '王书记，我周三赶不上趟',
      { intent: 'leave', start: '周三' },
      { intent: 'leave', startAt: '2026-11-25' },
    ],
    ['我那事完了又能来了', { intent: 'leave_withdraw' }, { intent: 'leave_withdraw' }],
  ])('%s', (text, reading, intent) => {
    expect(said(text, reading)).toEqual(intent);
  });

  it('with dates of our own reader, whatever the claim calls them', () => {
    const text = '周三我得去县里，那摊子赶不上趟';
    for (const start of ['2026-11-25', '11月25日', '明天', '周四', '今天下午', '2026-11-25T00:00:00+08:00'])
      expect(said(text, { intent: 'leave', start }), start).toBeUndefined();
    expect(said(text, { intent: 'leave', start: '周三我' })).toEqual({
      intent: 'leave',
      startAt: '2026-11-25',
    });
  });
});

describe('a second reading is worth nothing', () => {
  it.each<[string, string, Partial<SecondReading>]>([
    ['names somebody in plain words', '张三周三去不成', { people: ['张三'], start: '周三' }],
    ['names a placeholder there is not', '张三周三去不成', { people: ['〔人2〕'], start: '周三' }],
    ['names somebody on no roster', '孙悦宁周三去不成', { people: ['〔人1〕'], start: '周三' }],
    ['takes a unit for a person', '第一党支部周三去不成', { people: ['〔组织1〕'], start: '周三' }],
    ['leaves out somebody who is named', '张三、李四周三去不成', { people: ['〔人1〕'], start: '周三' }],
    ['takes somebody else for the sender', '张三周三去不成', { start: '周三' }],
    ['takes somebody unknown for the sender', '孙悦宁周三去不成', { start: '周三' }],
    ['takes a nickname for the sender', '老李周三去不成', { start: '周三' }],
    ['takes everybody for the sender', '全员都在坐起', { intent: 'checkin' }],
    ['takes all of us for the sender', '我们都在坐起', { intent: 'checkin' }],
    ['takes somebody it calls he for the sender', '他在坐起', { intent: 'checkin' }],
    [
      'counts the sender where nobody says I',
      '张三在坐起',
      { intent: 'checkin', people: ['〔人1〕'], self: true },
    ],
    ['invents a date', '我去不成', { start: '周三' }],
    ['takes words for a time that tell none', '我去不成', { start: '去不成' }],
    ['takes a date that there is not', '2月30日我去不成', { start: '2月30日' }],
    [
      'takes one of two dates where the other there is not',
      '周四或者2月30日去不成',
      { start: '周四或者2月30日' },
    ],
    ['invents a reason', '周三我去不成', { start: '周三', reason: '生病' }],
    ['takes what was cut out for a reason', '我住幸福路12号，去不成', { reason: '〔略〕' }],
    [
      'invents a type',
      '周五下午三点弄一下',
      { intent: 'activity_create', types: ['party_lecture'], start: '周五下午三点' },
    ],
    [
      'invents a place',
      '周五下午三点弄个党课',
      { intent: 'activity_create', types: ['party_lecture'], start: '周五下午三点', place: '礼堂' },
    ],
    [
      'plans what is over',
      '昨天下午三点弄个党课',
      { intent: 'activity_create', types: ['party_lecture'], start: '昨天下午三点' },
    ],
    [
      'reports what is to come',
      '明天的党课弄过了，到了21人',
      { intent: 'activity_report', types: ['party_lecture'], start: '明天', present: 21 },
    ],
    [
      'invents figures',
      '昨天的党课弄过了',
      { intent: 'activity_report', types: ['party_lecture'], start: '昨天', expected: 23, present: 21 },
    ],
    [
      'changes figures',
      '昨天的党课弄过了，到了21人',
      { intent: 'activity_report', types: ['party_lecture'], start: '昨天', present: 22 },
    ],
    [
      'takes a vague amount for a figure',
      '昨天的党课弄过了，到了二十多人',
      { intent: 'activity_report', types: ['party_lecture'], start: '昨天', present: 20 },
    ],
    ['takes a day for an item', '12号弄利索了的党课', { intent: 'rectify_done', item: '12' }],
    ['takes part of a number for an item', '整改312弄利索了', { intent: 'rectify_done', item: '12' }],
    ['invents an item', '漏水的弄利索了', { intent: 'rectify_done', item: '3' }],
    ['finishes no item', '漏水的弄利索了', { intent: 'rectify_done' }],
    ['invents progress', '整改12弄了些', { intent: 'rectify_progress', item: '12', progress: 60 }],
    [
      'has a deadline that is over',
      '整改12缓到上周五',
      { intent: 'rectify_extend', item: '12', due: '上周五' },
    ],
    [
      'asks of a unit that there is not',
      '第九党支部来得齐不齐',
      { intent: 'query', metric: 'attendance_rate', unit: '〔组织1〕' },
    ],
    ['asks for nothing', '来得齐不齐', { intent: 'query' }],
    ['plans no day', '弄个党课', { intent: 'activity_create', types: ['party_lecture'] }],
    ['cancels nothing', '那个不弄了', { intent: 'activity_cancel' }],
    ['has a list of nobody', '都记上', { intent: 'roster_checkin' }],
  ])('that %s', (_, text, reading) => {
    expect(said(text, reading)).toBeUndefined();
  });

  it('as a whole: one invented value takes the true ones with it', () => {
    const text = '张三周三去不成，要去县里';
    const good = { people: ['〔人1〕'], start: '周三', reason: '要去县里' };
    expect(said(text, good)).toBeDefined();
    for (const lie of [
      { people: ['〔人1〕', '〔人7〕'] },
      { start: '周四' },
      { end: '周五' },
      { reason: '要去市里' },
    ])
      expect(said(text, { ...good, ...lie }), JSON.stringify(lie)).toBeUndefined();
  });
});

it('says in its question all that it would store', () => {
  const FIELD: Record<string, string> = {
    activityType: 'type',
    startAt: 'when',
    endAt: 'end',
    dueAt: 'due',
    period: 'span',
  };
  for (const intent of SECOND_INTENTS)
    for (const slot of SHOWN[intent])
      expect(Object.keys(CATALOGUE.meaning[intent]), `${intent}.${slot}`).toContain(FIELD[slot] ?? slot);
  for (const [intent, rows] of Object.entries(NEEDED))
    for (const slot of rows.flat()) expect(SHOWN[intent as keyof typeof SHOWN]).toContain(slot);
});
