// What is asked to have explained, of each figure by its usual words.
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../src/domain/calendar/time.ts';
import { METRICS, type Metric } from '../../src/domain/figures/metrics.ts';
import { understand } from '../../src/parsing/understand.ts';

const NOW = instantOf('2026-11-21', 10);
const read = (text: string) => understand(text, NOW);

const CALLED: Readonly<Record<Metric, readonly string[]>> = {
  attendance_rate: ['到会率', '签到率', '出勤率', '参会率', '应到', '实到', '应到人数'],
  absentees: ['没签到', '没到', '缺席', '缺勤', '没来的人', '缺席人次'],
  late_list: ['迟到', '晚到', '迟到人次'],
  leave_list: ['请假', '请假率', '请假人数'],
  my_attendance: ['我的出勤', '我的到会率', '个人出勤率', '我的出勤率'],
  activity_list: ['活动记录', '开会情况', '活动情况'],
  activity_count: ['次数', '场次', '开会次数', '活动次数'],
  activity_gap: ['没开的会', '没开会的支部', '三会一课没开全', '没开全', '缺会'],
  report_missing: ['没上报', '没上报的会', '漏报'],
  headcount_total: ['人次', '参加人次', '到会人次'],
  filing_rate: ['登记率', '登记情况', '没登记的'],
  process_due: ['下一步到期', '下步到期'],
  member_list: ['花名册', '党员名单'],
  member_count: ['党员数', '党员人数', '党员总数', '支部数'],
  upcoming: ['近期安排', '近期活动'],
  rectify_open: ['未销号', '没销号', '没整改完', '整改清单'],
  rectify_overdue: ['逾期', '超期', '逾期整改', '整改逾期'],
  rectify_due_soon: ['快到期', '即将到期', '快到期的整改'],
  rectify_item: ['整改事项', '整改编号'],
  rectify_rate: ['销号率', '整改率', '办结率', '整改完成率', '整改销号率', '按期率'],
  muster_count: ['集结次数', '集结人次'],
  muster_ack_rate: ['集结收到率', '集结通知到位率'],
  muster_arrival_rate: ['到岗率', '集结到岗率'],
  process_done: ['发展党员数', '发展党员人数'],
  process_at: ['入党申请人数', '发展对象数'],
  scheme_progress: ['计划进展率', '计划进度', '行动计划进度'],
  scheme_still: ['计划零进展', '零进展的工作'],
  ack_missing: ['没回复收到', '没回复的', '收到率'],
};
const ASKED = [
  '怎么算的',
  '是怎么算出来的',
  '咋统计的',
  '是什么意思',
  '是啥意思',
  '的口径',
  '的口径是什么',
  '怎么算',
];

describe('what a figure means', () => {
  it('is asked of every one', () => {
    expect(Object.keys(CALLED).sort()).toEqual([...METRICS].sort());
  });

  it.each(METRICS)('is understood by its usual words: %s', (metric) => {
    for (const name of CALLED[metric])
      for (const text of [...ASKED.map((how) => `${name}${how}`), `什么叫${name}`, `请问${name}怎么算？`])
        expect([text, read(text).intent, read(text).certainty]).toEqual([
          text,
          { intent: 'query', metric, what: 'explain' },
          'clear',
        ]);
  });

  it.each(['这个数的口径是什么', '这个口径是啥', '这个怎么算的', '说明', '怎么算的', '什么意思'])(
    'is asked of the one that was told: %s',
    (text) => expect(read(text).intent).toEqual({ intent: 'query_more', what: 'explain' }),
  );

  it.each(['那流动党员算不算', '预备党员算不算应到', '几点算迟到', '几天算快到期', '本月到会率怎么算'])(
    'is asked of what counts: %s',
    (text) => expect(read(text).intent).toMatchObject({ intent: 'query', what: 'explain' }),
  );

  it.each([
    '近期安排是什么',
    '逾期的是哪些',
    '请假怎么写',
    '会议记录怎么写',
    '任务是什么意思',
    '没来的人都有谁',
  ])('is nothing that is asked here: %s', (text) =>
    expect(read(text).intent).not.toHaveProperty('what', 'explain'),
  );
});
