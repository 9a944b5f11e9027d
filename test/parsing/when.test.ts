import { describe, expect, it } from 'vitest';
import { createCalendar } from '../../src/domain/calendar/calendar.ts';
import { NOTHING_KNOWN } from '../../src/parsing/knowledge.ts';
import { normalise } from '../../src/parsing/normalise.ts';
import { dueAt, dues, extendBy, newDate } from '../../src/parsing/slots/dues.ts';
import { moment } from '../../src/parsing/slots/when.ts';
import { readSpans } from '../../src/parsing/spans/spans.ts';

const calendar = createCalendar();
const spansOf = (text: string, now = '2026-11-21T10:00:00+08:00') =>
  readSpans(normalise(text), Date.parse(now), calendar, NOTHING_KNOWN);
/** The moment of a leave in which every time was taken for a beginning. */
const leave = (text: string) => {
  const spans = spansOf(text);
  const starts = spans.times.filter((t) => t.kind === 'moment' && !t.isEnd);
  return moment(spans, { starts, ends: [], lengths: [] }, 'forward', 'leave');
};

describe('a leave', () => {
  it('with a trip and a meeting is for the day beside the meeting', () => {
    for (const trip of ['7号到9号出差', '12月7日-9日外出学习', '7号-9号在县里培训'])
      for (const meeting of ['支委会', '党员大会', '党课', '主题党日', '党小组会'])
        for (const text of [
          `${trip} 8号${meeting}请假`,
          `${trip},8号的${meeting}请假`,
          `8号的那次${meeting}请假,${trip}`,
          `${trip},12月8日第一支部${meeting}请假`,
          `请假起止:${trip} 涉及会议:12月8日${meeting}`,
        ])
          expect(leave(text), text).toEqual({ startAt: '2026-12-08' });
  });

  it('has its ends in either order', () => {
    for (const text of ['请到25号,从明天起', '从明天起住院,请到25号', '请假到25号 从明天起'])
      expect(leave(text), text).toEqual({ startAt: '2026-11-22', endAt: '2026-11-25' });
  });
});

describe('a leave without its day or with more than it', () => {
  it('is for the evening, where the hour is long past', () => {
    for (const [hour, word] of [
      [7, '七点'],
      [8, '八点'],
      [8, '八点半'],
      [9, '9点'],
    ] as const) {
      const minute = word.endsWith('半') ? '30' : '00';
      const said = (now: string) => {
        const spans = spansOf(`在派出所做笔录，${word}的小组会请假`, `2026-11-21T${now}:00+08:00`);
        return moment(spans, { starts: spans.times, ends: [], lengths: [] }, 'forward', 'leave').startAt;
      };
      const clock = (h: number) => `2026-11-21T${String(h).padStart(2, '0')}:${minute}:00+08:00`;
      expect(said('18:40'), word).toBe(clock(hour + 12));
      // before it, in its first hours, and when both are past
      for (const now of ['06:30', '09:45', '22:30']) expect(said(now), `${word} ${now}`).toBe(clock(hour));
    }
  });

  it('beside a meeting lasts no longer for a length said of something else', () => {
    for (const meeting of ['支委会', '党员大会', '党课', '主题党日', '党小组会'])
      for (const aside of ['医生让闭眼两天', '号挂了半个月才挂上', '怀孕36周', '孩子烧了三天'])
        for (const text of [`${aside},12月5日${meeting}请假`, `12月5日的${meeting}请假,${aside}`])
          expect(leave(text), text).toEqual({ startAt: '2026-12-05' });
    for (const text of ['12月5日的党课开始请假三天', '12月5日党课起,请三天假', '12月5日有事,请假3天'])
      expect(leave(text).endAt, text).toBe('2026-12-07');
  });

  it('is none of a whole year', () => {
    for (const text of ['今年回老家过火把节,小组会请假', '2026年回老家过节,小组会请假']) {
      const spans = spansOf(text);
      const said = { starts: spans.times, ends: [], lengths: [] };
      expect(moment(spans, said, 'forward', 'leave'), text).toEqual({});
    }
    for (const text of ['12月份的党课请假', '下个月的那次支委会请假', '本月的主题党日我请假']) {
      const spans = spansOf(text);
      const said = { starts: spans.times, ends: [], lengths: [] };
      expect(moment(spans, said, 'forward', 'leave'), text).toEqual({});
    }
    const week = spansOf('下周的党课请假');
    expect(moment(week, { starts: [], ends: [], lengths: [] }, 'forward', 'leave')).toEqual({
      startAt: '2026-11-23',
      endAt: '2026-11-29',
    });
    const spans = spansOf('12月都不在,请假');
    expect(moment(spans, { starts: [], ends: [], lengths: [] }, 'forward', 'leave')).toEqual({
      startAt: '2026-12-01',
      endAt: '2026-12-31',
    });
  });
});

describe('a day that is named', () => {
  it('is the day where a limit or a festival was taken for it', () => {
    for (const loose of ['五一前', '月底前', '国庆节', '植树节'])
      for (const day of ['(4月20日8:30)', ',4月20日8:30', ' 4月20日8:30']) {
        const spans = spansOf(`${loose}支部开一次党员大会${day},三楼`, '2026-03-01T10:00:00+08:00');
        const said = { starts: spans.times.slice(0, 1), ends: [], lengths: [] };
        expect(moment(spans, said, 'forward', 'activity_create'), loose + day).toEqual({
          startAt: '2026-04-20T08:30:00+08:00',
        });
      }
  });

  it('with the end is the day of the beginning behind it', () => {
    for (const [end, begin] of [
      ['10月28日 17:26 结束', '开始时间 16:00'],
      ['10月28日下午五点散会', '三点开的'],
      ['上周三下午五时讲毕', '四时开讲'],
    ] as const) {
      const spans = spansOf(`支部党员大会${end},${begin}`);
      const ends = spans.times.filter((t) => t.isEnd);
      const starts = spans.times.filter((t) => !t.isEnd);
      const { startAt, endAt } = moment(spans, { starts, ends, lengths: [] }, 'back', 'activity_report');
      expect([startAt?.slice(0, 10), startAt! < endAt!], end).toEqual([endAt?.slice(0, 10), true]);
    }
  });
});

describe('a new date', () => {
  it('is told from the old one by their words, in a sentence, a form and a table', () => {
    const OLDS = ['原整改期限', '原定时限', '原时限', '原完成时间', '原办结时限', '原期限'];
    const NEWS = ['拟延长至', '申请延期至', '新时限', '新的整改时限', '延期后时限', '延长期限至', '展期至'];
    for (const old of OLDS)
      for (const fresh of NEWS)
        for (const text of [
          `${old}4月30日,${fresh}6月15日`,
          `${old}：4月30日\n${fresh}：6月15日`,
          `编号：17\n${fresh}：6月15日\n${old}：4月30日`,
          `序号\t问题\t${old}\t${fresh}\n17\t道路\t4月30日\t6月15日`,
          `| 编号 | ${old} | ${fresh} |\n| --- | --- | --- |\n| 17 | 4月30日 | 6月15日 |`,
        ])
          expect(newDate(spansOf(text, '2026-04-20T10:00:00+08:00')), text).toBe('2026-06-15');
    for (const text of ['4月30日前完成,6月15日验收', '延期至6月15日,延期至6月20日'])
      expect(newDate(spansOf(text, '2026-04-20T10:00:00+08:00')), text).toBeUndefined();
  });

  it('is not counted in working days from a day that nobody said', () => {
    const spans = spansOf('第43号整改任务申请延期五个工作日');
    expect(dueAt(spans, spans.times, [])).toBeUndefined();
    const told = spansOf('43号问题原定11月25日,延期五个工作日');
    expect(dueAt(told, told.times, [])).toBe('2026-12-02');
  });

  it('is counted from the old one, wherever that was said', () => {
    for (const old of ['11月25日', '本月二十五日', '25号'])
      for (const word of ['延期', '往后推', '顺延', '延长'])
        for (const [length, date] of [
          ['十天', '2026-12-05'],
          ['10天', '2026-12-05'],
          ['五天', '2026-11-30'],
        ] as const) {
          const spans = spansOf(`3号问题原定${old},${word}${length},料没到`);
          expect(dueAt(spans, spans.times, []), `${old} ${word}`).toBe(date);
        }
    const spans = spansOf('3号问题延期十日');
    expect(dueAt(spans, spans.times, [])).toBe('2026-12-01');
  });
});

describe('an end', () => {
  const at = (text: string) => {
    const spans = spansOf(text);
    const [start, end] = spans.times;
    return { spans, start: start!, end: end! };
  };
  it('at the clock of the start is twelve hours later', () => {
    for (const clock of [7, 8, 9]) {
      const { spans, start, end } = at(`11月25日上午${clock}点集合,${clock}点返回`);
      const said = moment(spans, { starts: [start], ends: [end], lengths: [] }, 'forward', 'activity_create');
      expect(said.endAt, `${clock}`).toBe(`2026-11-25T${clock + 12}:00:00+08:00`);
    }
  });
  it('is none where a second clock says the first again', () => {
    for (const clock of ['9点', '九点', '9:00']) {
      const { spans, start, end } = at(`11月25日上午9点集合,上午${clock}`);
      const said = moment(
        spans,
        { starts: [start, end], ends: [], lengths: [] },
        'forward',
        'activity_create',
      );
      expect(said, clock).toEqual({ startAt: '2026-11-25T09:00:00+08:00' });
    }
  });
});

describe('the length of a meeting', () => {
  const end = (text: string) => {
    const spans = spansOf(text);
    const starts = spans.times.filter((t) => t.kind === 'moment');
    return moment(spans, { starts, ends: [], lengths: [] }, 'forward', 'activity_create').endAt;
  };
  it('is the only one that is said by itself, before or behind', () => {
    for (const [length, clock] of [
      ['一刻钟', '15:15'],
      ['半小时', '15:30'],
      ['40分钟', '15:40'],
      ['一个半小时', '16:30'],
    ] as const)
      for (const text of [
        `支委会，${length}，明天下午三点，调度室`,
        `明天下午三点支委会，调度室，${length}`,
        `明天下午三点支委会 ${length} 调度室`,
        `明天下午三点支委会，${length}说完，站着开`,
        `明天下午三点支委会，大概${length}`,
        `明天下午三点翻地 干了${length} 主题党日`,
      ])
        expect(end(text), text).toBe(`2026-11-22T${clock}:00+08:00`);
  });
  it('is none that is said of something else', () => {
    for (const aside of [
      '发言每人不超过5分钟',
      '提前10分钟到',
      '限时20分钟发言',
      '路上要走半小时的',
      '每人讲5分钟',
    ])
      expect(end(`明天下午三点支委会，${aside}`), aside).toBeUndefined();
    expect(end('明天下午三点支委会,前半小时学习,后40分钟讨论')).toBeUndefined();
  });
});

describe('a promise', () => {
  it('is the only day ahead by which something will be done', () => {
    for (const [text, day] of [
      ['3号问题进度65%,本周日补完', '2026-11-22'],
      ['整改3才搞到三成 要到12月10号才弄得完', '2026-12-10'],
      ['3号问题95%,剩余款12月25日前到账', '2026-12-25'],
      ['3号问题做了一半,预计12月5日完成', '2026-12-05'],
    ] as const) {
      const spans = spansOf(text);
      expect(dueAt(spans, dues(spans, 'rectify_progress', []), []), text).toBe(day);
    }
    for (const text of [
      '3号问题做了一半,11月10日完成了招标',
      '整改3本周新增完成2间,累计62%',
      '整改3因节前停工,还是三成',
      '整改3 60%,12月5日有检查',
    ]) {
      const spans = spansOf(text);
      expect(dueAt(spans, dues(spans, 'rectify_progress', []), []), text).toBeUndefined();
    }
  });
  it('of a new date is the only one that is named with its word', () => {
    for (const word of ['申请延期至', '新的完成日期', '延到', '改到', '新时限：'])
      for (const [date, day] of [
        ['12月20日', '2026-12-20'],
        ['12.20', '2026-12-20'],
      ] as const) {
        const spans = spansOf(`ZG-17 ${word}${date} 申请人步步高`);
        expect(dueAt(spans, dues(spans, 'rectify_extend', []), []), word + date).toBe(day);
      }
    const counted = spansOf('15号问题顺延两周,原定11月25日,柜子缺货');
    expect(dueAt(counted, dues(counted, 'rectify_extend', []), [])).toBe('2026-12-09');
    expect(newDate(spansOf('因春节前工人返乡,时限由1月31日延至2月28日'))).toBe('2027-02-28');
    expect(newDate(spansOf('问题6原时限12月9日,需延期两个月到2月9日'))).toBe('2027-02-09');
    expect(newDate(spansOf('不是延到11月底,是12月3号'))).toBeUndefined();
  });
});

describe('the day of a roll', () => {
  it('is the one beside its meeting', () => {
    for (const meeting of ['支委会', '党员大会', '党课', '主题党日'])
      for (const intent of ['checkin', 'roster_checkin'] as const)
        for (const text of [
          `${meeting}（11月28日）集中代签：容止，师文华`,
          `11月28日${meeting}容止到`,
          `11月28日的${meeting} 容止`,
        ]) {
          const said = moment(spansOf(text), { starts: [], ends: [], lengths: [] }, 'near', intent);
          expect(said, text).toEqual({ startAt: '2026-11-28' });
        }
    const other = spansOf('容止到，11月28日另有安排');
    expect(moment(other, { starts: [], ends: [], lengths: [] }, 'near', 'checkin')).toEqual({});
  });
});

describe('an end that the words name', () => {
  it('closes the meeting whatever it was taken for', () => {
    for (const [end, clock] of [
      ['预计结束：16:30', '16:30'],
      ['16:30前散', '16:30'],
      ['开到四点半', '16:30'],
      ['四点半散会', '16:30'],
    ] as const)
      for (const intent of ['activity_create', 'activity_report'] as const) {
        const spans = spansOf(`集合：11月18日（周三）13:45，污水泵站门口\n事项：主题党日\n${end}`);
        const direction = intent === 'activity_create' ? 'forward' : 'back';
        const starts = spans.times.slice(0, 1);
        const said = moment(spans, { starts, ends: [], lengths: [] }, direction, intent);
        expect(said.endAt?.slice(11, 16), `${end} ${intent}`).toBe(clock);
      }
  });
  it('of a roll is no time of the meeting', () => {
    for (const until of ['截至11:40', '截止到11点40', '截止11:40']) {
      const spans = spansOf(`主题党日接龙名单\n1. 安宁 ✔\n2. 石磊 ✔\n${until}，其余同志抓紧`);
      expect(moment(spans, { starts: spans.times, ends: [], lengths: [] }, 'near', 'roster_checkin')).toEqual(
        {},
      );
    }
  });
});

describe('a leave for a day said apart from the hour of its meeting', () => {
  it('is for that hour', () => {
    for (const meeting of ['线上党课', '的支委会', '小组会', '那个主题党日'])
      for (const hour of ['9点', '九点']) {
        const spans = spansOf(`明天我在高铁上没信号，${hour}${meeting}参加不了`);
        const starts = spans.times.slice(0, 1);
        expect(moment(spans, { starts, ends: [], lengths: [] }, 'forward', 'leave'), meeting).toEqual({
          startAt: '2026-11-22T09:00:00+08:00',
        });
      }
    const train = spansOf('明天请假，9点的高铁');
    expect(
      moment(train, { starts: train.times.slice(0, 1), ends: [], lengths: [] }, 'forward', 'leave'),
    ).toEqual({
      startAt: '2026-11-22',
    });
  });
});

describe('a day among longer times', () => {
  it('is meant, unless somebody is back on it', () => {
    for (const longer of ['12月中旬我陪考', '12月在外地'])
      for (const [days, said] of [
        ['18号19号两天支部的事请假', { startAt: '2026-12-18', endAt: '2026-12-19' }],
        ['15号的事请假', { startAt: '2026-12-15' }],
      ] as const) {
        const spans = spansOf(`${longer},${days}`);
        const starts = spans.times.slice(0, 1);
        expect(moment(spans, { starts, ends: [], lengths: [] }, 'forward', 'leave'), longer + days).toEqual(
          said,
        );
      }
    const back = spansOf('12月在外地,15号回来,请假');
    const starts = back.times.slice(0, 1);
    expect(moment(back, { starts, ends: [], lengths: [] }, 'forward', 'leave').endAt).toBe('2026-12-31');
  });
});

describe('a length without a date', () => {
  it('is counted from the deadline that holds, unless it is itself a date', () => {
    expect(extendBy(spansOf('3号问题延期两周'))).toEqual({ days: 14 });
    expect(extendBy(spansOf('3号问题两周内完成'))).toBeUndefined();
  });
});

describe('the number of a document', () => {
  it('is no date and no item', () => {
    for (const number of ['〔2026〕27号', '(2026)3号', '【2026】第12号', '[2026]8号'])
      for (const text of [`镇党发${number}文件已收到`, `根据县委办${number},11月28日前报送`]) {
        const { times, items, figures } = spansOf(text);
        expect([times.filter((t) => !t.isDeadline), items, figures], text).toEqual([[], [], []]);
      }
  });
});
