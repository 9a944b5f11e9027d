import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import type { Activity } from '../../src/domain/activity/activity.ts';
import { closesAt, opensAt } from '../../src/domain/activity/activity.ts';
import { quorumOf } from '../../src/domain/activity/report.ts';
import {
  defineActivityTypes,
  fixedDayType,
  isCommitteeOnly,
  isGroupMeeting,
  isLecture,
  shortTypeWords,
  typeName,
} from '../../src/domain/activity/types.ts';
import { createCalendar } from '../../src/domain/calendar/calendar.ts';
import { afterQuiet } from '../../src/domain/calendar/quiet.ts';
import { defineFilingKinds } from '../../src/domain/filing/kinds.ts';
import { defineItemKinds, itemLabel, kindRow } from '../../src/domain/ledger/kinds.ts';
import { defineProcesses } from '../../src/domain/process/kinds.ts';
import { understand } from '../../src/parsing/understand.ts';
import { fixedDayActivities } from '../../src/reminders/fixed-days.ts';
import { plan } from '../../src/reminders/plan.ts';
import { readActivitySettings } from '../../src/settings/activity.ts';
import { readActivityTypes } from '../../src/settings/activity-types.ts';
import { readCadence } from '../../src/settings/cadence.ts';
import { readItemKinds } from '../../src/settings/item-kinds.ts';
import { readMusterSettings } from '../../src/settings/muster.ts';
import { readProcesses } from '../../src/settings/processes.ts';
import type { SettingsResult } from '../../src/settings/read.ts';
import { readReminderSettings } from '../../src/settings/reminders.ts';
import { readReports } from '../../src/settings/reports.ts';
import type { Settings } from '../../src/settings/settings.ts';
import { readVitality } from '../../src/settings/vitality.ts';
import { activity, at, fixedOn, item, span, type WorldParts, world } from '../reminders/world.ts';
import { type Dialogue, openDialogue } from '../support/dialogue.ts';
import { organisationOf } from '../support/organisation.ts';
import { newProcess, stepsOn } from '../support/processes.ts';
import { SMALL_ROSTER } from '../support/roster.ts';

// Every key of config/ changes something that can be seen. Each row changes one key and names a look at the world
// that must come out different; a key of the files without a row fails the last test of its file.

const file = (name: string) => readFileSync(new URL(`../../config/${name}`, import.meta.url), 'utf8');
/** A requirement may be met by a report as delivered. */
const cadenceIn = (text: string) =>
  readCadence(
    text,
    undefined,
    readReports(file('reports.yaml')).value!,
    readProcesses(file('processes.yaml')).value!,
  );
const FILES = {
  'activity.yaml': { text: file('activity.yaml'), read: readActivitySettings, part: 'activity' },
  'reminders.yaml': { text: file('reminders.yaml'), read: readReminderSettings, part: 'reminders' },
  'activity-types.yaml': {
    text: file('activity-types.yaml'),
    read: readActivityTypes,
    part: 'activityTypes',
  },
  'item-kinds.yaml': { text: file('item-kinds.yaml'), read: readItemKinds, part: 'itemKinds' },
  'reports.yaml': { text: file('reports.yaml'), read: readReports, part: 'reports' },
  'processes.yaml': { text: file('processes.yaml'), read: readProcesses, part: 'processKinds' },
  'cadence.yaml': { text: file('cadence.yaml'), read: cadenceIn, part: 'cadence' },
  'muster.yaml': { text: file('muster.yaml'), read: readMusterSettings, part: 'muster' },
  'vitality.yaml': {
    text: file('vitality.yaml'),
    read: (text: string) => readVitality(text, [], []),
    part: 'vitality',
  },
} as const;
type FileName = keyof typeof FILES;

const read = <T>(result: SettingsResult<T>): T => {
  expect(result.problems).toEqual([]);
  return result.value!;
};
const DELIVERED: Settings = {
  activity: read(readActivitySettings(FILES['activity.yaml'].text)),
  reminders: read(readReminderSettings(FILES['reminders.yaml'].text)),
  cadence: read(cadenceIn(FILES['cadence.yaml'].text)),
  activityTypes: read(readActivityTypes(FILES['activity-types.yaml'].text)),
  itemKinds: read(readItemKinds(FILES['item-kinds.yaml'].text)),
  reports: read(readReports(FILES['reports.yaml'].text)),
  processKinds: read(readProcesses(FILES['processes.yaml'].text)),
  calendar: createCalendar(),
  muster: read(readMusterSettings(FILES['muster.yaml'].text)),
  vitality: read(readVitality(FILES['vitality.yaml'].text, [], [])),
};

/** The settings with one key of a file written otherwise. */
function changed(name: FileName, key: string, value: unknown): Settings {
  const document = parseDocument(FILES[name].text);
  const path = key.split('.').map((k) => (/^\d+$/.test(k) ? Number(k) : k));
  expect(document.hasIn(path), key).toBe(true);
  document.setIn(path, document.createNode(value));
  // One type comes on the fixed day: where it is not this one it is another.
  if (key.endsWith('.fixed_day')) document.setIn(['types', 'organization_life', 'fixed_day'], true);
  // Nothing stretches that is of a unit.
  if (key === 'processes.development.of') document.deleteIn(['processes', 'development', 'stretch']);
  const result: SettingsResult<unknown> = FILES[name].read(String(document));
  return { ...DELIVERED, [FILES[name].part]: read(result) };
}

type Look = (settings: Settings) => unknown;

// What there is to look at: a plan for a few days of a world that has a bit of everything.
const theme = (more: Partial<Activity> = {}) => activity(1, '2026-11-25 15:00', more);
const planned =
  (parts: WorldParts, from: string, to: string): Look =>
  (settings) =>
    plan({ ...world(parts), settings }, span(from, to)).map((m) => [m.at, m.rule, m.audience, m.text]);
const silent = new Map([[2, { switches: { opening: false, nudge: false } }]]);
const meeting = planned({ activities: [theme()] }, '2026-11-20', '2026-12-01');
const fixed: WorldParts = {
  activities: [theme({ source: 'fixed_day', fixedFor: '2026-11', createdAt: at('2026-10-25 00:00') })],
};
const invited = planned(fixed, '2026-11-10', '2026-12-01');
const owned = planned({ items: [item(12, '2026-11-25')] }, '2026-11-05', '2026-12-10');
const asked = planned({ items: [item(12, '2026-11-25', { kind: 'task' })] }, '2026-11-05', '2026-12-10');
const long = planned(
  { items: [item(12, null, { state: '长期整改', reviewAt: at('2026-11-25 12:00') })] },
  '2026-11-10',
  '2026-12-01',
);
const waiting = planned(
  { items: [item(12, '2026-12-20', { state: '提交销号', askedAt: at('2026-11-10 10:00') })] },
  '2026-11-10',
  '2026-11-20',
);
const idle = planned(
  { items: [item(12, null, { movedAt: at('2026-11-01 10:00') })] },
  '2026-11-02',
  '2026-12-01',
);
const many = planned(
  { items: Array.from({ length: 9 }, (_, i) => item(i + 1, '2026-11-25', { ownerId: 'zhang' })) },
  '2026-11-10',
  '2026-11-26',
);
const crowded = planned(
  { activities: [theme(), activity(2, '2026-11-25 16:00'), activity(3, '2026-11-25 17:00')] },
  '2026-11-24',
  '2026-11-26',
);
const developing = planned({ processes: [{ id: 1, ...newProcess() }] }, '2026-11-02', '2026-12-10');
const termed = planned(
  {
    processes: ['2027-06-30', '2027-03-31'].map((endsOn, id) => ({
      id,
      ...newProcess({ kind: 'election', subject: '', since: 'request', steps: {}, endsOn }),
      ...(id === 1 && { steps: stepsOn({ vote: '2026-11-10' }) }),
    })),
  },
  '2026-11-02',
  '2027-07-10',
);
const year = planned({}, '2026-09-01', '2027-02-01');
const made: Look = (settings) =>
  fixedDayActivities(
    { ...world({ units: fixedOn(2, { kind: 'day', day: 10 }) }), settings },
    span('2026-09-01', '2026-09-02'),
  ).map((a) => [a.fixedFor, a.startAt]);
/** 22 November 2026 is a Sunday. */
const shifted: Look = (settings) =>
  fixedDayActivities(
    { ...world({ units: fixedOn(2, { kind: 'day', day: 22 }) }), settings },
    span('2026-11-05', '2026-11-06'),
  ).map((a) => a.startAt);
const acted: Look = ({ reminders: { quiet } }) =>
  ['2026-11-25 20:30', '2026-11-25 07:30'].map((act) => afterQuiet(at(act), quiet));
const opened: Look = ({ activity: life }) => opensAt(theme(), life);
const closed: Look = ({ activity: life }) => closesAt(theme(), life);
/** What a chat says, with these settings. */
const chat =
  (look: (chat: Dialogue) => Promise<unknown>): Look =>
  async (settings) => {
    const dialogue = await openDialogue(undefined, [], undefined, settings);
    try {
      return await look(dialogue);
    } finally {
      await dialogue.close();
    }
  };
const leave = chat(async (d) => {
  await d.says('zhangsan', '安排 主题党日 11月25日下午3点 会议室');
  return d.says('zhaoliu', '主题党日请假 出差');
});

const called = (line: string) =>
  chat(async (d) => {
    const { store } = d;
    const said = await d.says('zhangsan', line);
    const [muster] = await store.read((tx) => tx.openMusters());
    return [said, muster?.ackBy, muster?.nudgeAt, muster?.arriveBy];
  });
const few = called('集结 赵六 到村委会');
const branch = called('集结第一党支部 到村委会');
/** What a message is read as. */
const heard = (text: string) => () => understand(text, at('2026-11-21 10:00')).intent;
const org = organisationOf(SMALL_ROSTER);
/** Its life is walked by test/conversation/kinds.test.ts. */
const rowOf = (kind: string) => () => kindRow(kind);
const answered = (by: string, text: string) => chat((d) => d.says(by, text));

/** A branch that looks at itself, with one meeting to look at. */
const lively: Look = (settings) =>
  chat(async (d) => {
    await d.says('zhangsan', '上报 主题党日 11月20日下午3点 会议室 主持张三 记录李四 全到');
    return d.says('zhangsan', '活力指数');
  })({ ...settings, vitality: { ...settings.vitality, enabled: true } });

/** The last of several lines, as it is answered. */
const answeredAfter = (by: string, ...texts: readonly string[]) =>
  chat(async (d) => {
    let answer = '';
    for (const text of texts) answer = await d.says(by, text);
    return answer;
  });

const extended = answeredAfter(
  'zhangsan',
  '2025年12月15日接收刘小红为预备党员',
  '对',
  '刘小红预备期延长半年',
);

const ROWS: Record<FileName, readonly [key: string, value: unknown, look: Look][]> = {
  'activity.yaml': [
    ['opening.minutesBefore', 45, opened],
    ['closing.hoursAfter', 3, closed],
    ['leave.approval', true, leave],
    ['attendance', 'secretary', meeting],
  ],
  'muster.yaml': [
    ['ackMinutes', 5, few],
    ['arriveMinutes', 30, few],
    ['nudgeMinutes', 20, few],
    ['askAbove', 3, branch],
    ['callers', ['党小组长'], branch],
  ],
  'reminders.yaml': [
    ['quiet.from', '20:00', acted],
    ['quiet.to', '07:00', acted],
    ['digest.window.from', '09:01', owned],
    ['digest.window.to', '08:40', owned],
    ['digest.maxLines', 3, many],
    ['invitation.on', false, invited],
    ['invitation.workingDaysBefore', 5, invited],
    ['invitation.window.from', '11:01', invited],
    ['invitation.window.to', '09:40', invited],
    ['dayBefore.on', false, meeting],
    ['dayBefore.window.from', '17:01', meeting],
    ['dayBefore.window.to', '15:40', meeting],
    ['opening.on', false, meeting],
    ['nudge.on', false, meeting],
    ['nudge.afterMinutes', 9, meeting],
    [
      'twoHoursBefore.hours',
      3,
      planned({ activities: [theme()], units: silent }, '2026-11-25', '2026-11-26'),
    ],
    ['groupPerDay', 1, crowded],
    ['record.dueWorkingDays', 3, meeting],
    ['items.ladder', [{ workingDays: -2, to: ['责任人'] }], owned],
    ['items.reviewWorkingDaysBefore', [2], long],
    ['items.approvalWorkingDays', 3, waiting],
    ['items.noProgressDays', 10, idle],
    ['items.draftDay', 20, idle],
    ['fixedDay.monthsAhead', 2, made],
    ['fixedDay.shift', '提前', shifted],
  ],
  'activity-types.yaml': [
    ['types.party_congress.name', '党员代表会', () => typeName('party_congress')],
    ['types.party_congress.short', '代表会', shortTypeWords],
    ['types.party_congress.words', ['代表会'], heard('安排 支部大会 明天下午3点')],
    ['types.party_congress.after_unit', ['全会'], heard('安排 第一支部全会 明天下午3点')],
    ['types.party_congress.quorum', '支委', () => quorumOf({ unitId: 2, types: ['party_congress'] }, org)],
    ['types.party_congress.three_meetings', false, heard('本月三会一课情况')],
    ['types.committee_meeting.due', '全体', () => isCommitteeOnly(['committee_meeting'])],
    ['types.group_meeting.level', '支部', () => isGroupMeeting(['group_meeting'])],
    ['types.party_lecture.record', [], () => isLecture(['party_lecture'])],
    ['types.theme_day.fixed_day', false, fixedDayType],
    ['types.party_lecture.everyday', ['讲座'], heard('今年上了几堂课')],
    ['types.volunteering.also_topic', false, heard('安排 主题党日 明天下午3点 志愿服务')],
  ],
  'item-kinds.yaml': [
    ['kinds.deed.name', '民事', () => itemLabel({ kind: 'deed', no: 1 })],
    ['kinds.deed.words', ['便民实事'], heard('登记民生实事 修路灯 责任人李四 12月10日前')],
    ['kinds.deed.noun', '便民的事', rowOf('deed')],
    ['kinds.deed.needs', ['责任人'], rowOf('deed')],
    ['kinds.promise.opener', '书记', answered('zhaoliu', '承诺 学完党章 12月10日前')],
    ['kinds.promise.owner', '各支部书记', answered('zhangsan', '登记承诺 学完党章 12月10日前')],
    ['kinds.deed.closing', '自己上报', rowOf('deed')],
    ['kinds.deed.finish', '做好了', rowOf('deed')],
    ['kinds.engagement.due_in', 9, answered('zhangsan', '约请第二党支部来看水渠')],
    ['kinds.engagement.done', ['答应了'], rowOf('engagement')],
    ['kinds.engagement.decline', ['不来'], rowOf('engagement')],
    ['kinds.engagement.confirm', ['成了'], rowOf('engagement')],
    ['kinds.deed.asks', '验收', rowOf('deed')],
    ['kinds.promise.grades', ['优', '良'], rowOf('promise')],
    ['kinds.task.remind', [2], asked],
    ['kinds.promise.ask_progress', '每月', rowOf('promise')],
    ...(['waiting', 'working', 'asked', 'closed', 'long_term'] as const).map(
      (state): [string, unknown, Look] => [`kinds.deed.states.${state}`, '这样', rowOf('deed')],
    ),
  ],
  'reports.yaml': [
    ['reports.people_diary.name', '日记', answered('zhaoliu', '走访日记怎么写')],
    ['reports.mobile_contact.fields.way.choices', ['上门'], answered('zhangsan', '流动党员联系：周九，在家')],
    ['reports.volunteer_hours.with_activity', ['志愿服务', '公益服务'], answered('zhaoliu', '公益服务2小时')],
    ['reports.volunteer_hours.for_others', false, answered('zhangsan', '志愿服务2小时 李四')],
    ['reports.people_diary.words', ['走访笔记'], heard('走访日记：今天走访王大爷家')],
    ['reports.people_diary.everyday', ['串门'], heard('今年走访了几户')],
    ['reports.party_dues.who', '党员', answered('zhaoliu', '登记党费 23人')],
    ['reports.party_dues.period', '每季度', answered('zhangsan', '登记党费 23人')],
    ['reports.party_dues.due', '期末', answered('zhangsan', '谁没登记党费')],
    ['reports.party_dues.again', '添', answeredAfter('zhangsan', '登记党费 22人', '登记党费 23人')],
    ['reports.party_dues.example', '党费 25人', answered('zhangsan', '党费怎么登记')],
    ['reports.party_dues.note', '另问', answered('zhangsan', '党费怎么登记')],
    ['reports.party_dues.fields.paid.name', '人数', answered('zhangsan', '登记党费 23人')],
    ['reports.mobile_contact.fields.whom.kind', '文字', heard('流动党员联系：李四，电话，在外务工')],
    ['reports.people_diary.fields.result.words', ['结果是'], heard('民情日记：反映漏水，已联系村委')],
    ['reports.community_report.fields.hours.unit', '天', heard('双报到 到幸福社区服务3小时')],
    ['reports.community_report.fields.hours.needed', false, answered('zhaoliu', '双报到 到幸福社区服务')],
    [
      'reports.community_report.fields.hours.sum',
      false,
      answeredAfter('zhaoliu', '双报到 到幸福社区服务3小时', '今年双报到多少小时'),
    ],
  ],
  'processes.yaml': [
    ['processes.development.name', '入党发展', answered('zhangsan', '发展党员')],
    ['processes.development.words', ['培养入党'], heard('党员发展')],
    ['processes.development.of', '支部', answered('zhangsan', '发展党员：王小明，11月1日递交申请书')],
    ['processes.development.note', '另问', answered('zhangsan', '发展党员')],
    ['processes.election.term.name', '届期', answered('zhangsan', '本届任期到2027年3月')],
    ['processes.election.term.words', ['届期到'], heard('本届任期到2027年3月')],
    ['processes.election.term.remind', ['2个月'], termed],
    [
      'processes.election.term.every',
      ['4年'],
      answeredAfter('zhangsan', '换届选举 11月12日', '对', '换届结果报批 11月13日', '换届归档 11月20日'),
    ],
    [
      'processes.election.term.moves',
      '6个月',
      answeredAfter('zhangsan', '本届任期到2027年3月', '换届延期一年，镇党委批准'),
    ],
    ['processes.development.counts', 'applied', heard('今年发展了几个党员')],
    ['processes.development.steps.applied.called', ['申请者'], heard('现在有几个申请者')],
    ['processes.development.stretch.name', '考察期', heard('王小明预备期延长半年')],
    ['processes.development.stretch.words', ['预备时间'], heard('王小明预备时间延长半年')],
    ['processes.development.stretch.steps', ['candidate'], extended],
    ['processes.development.stretch.at_least', '9个月', extended],
    ['processes.development.stretch.at_most', '3个月', extended],
    ['processes.development.steps.talked.name', '上门谈话', answered('zhangsan', '发展党员')],
    ['processes.development.steps.reviewed.words', ['审查通过'], heard('王小明政审')],
    ['processes.development.steps.trained.everyday', ['讲习'], heard('培训培了几个')],
    ['processes.development.steps.approved.after', 'form', answered('zhangsan', '发展党员')],
    ['processes.development.steps.candidate.at_least', '2年', answered('zhangsan', '发展党员')],
    ['processes.development.steps.talked.at_most', '2个月', answered('zhangsan', '发展党员')],
    ['processes.development.steps.talked.remind', ['3天'], developing],
    ['processes.election.steps.vote.renews', false, termed],
  ],
  'vitality.yaml': [
    ['enabled', true, answered('zhangsan', '活力指数')],
    ['period', '本季度', lively],
    ['rules.meetings.name', '按时开会', lively],
    ['rules.meetings.source', '到会率', lively],
    ['rules.meetings.weight', 20, lively],
  ],
  'cadence.yaml': [
    ['requirements.committee_meeting.name', '支委会会议', year],
    ['requirements.committee_meeting.period', '每季度', year],
    ['requirements.committee_meeting.level', '党小组', year],
    ['requirements.committee_meeting.applies', '有流动党员的', year],
    ['requirements.committee_meeting.met_by', '确认', year],
    ['requirements.committee_meeting.tell', ['组织委员'], year],
    ['requirements.committee_meeting.remind', ['11日'], year],
    ['requirements.committee_meeting.escalate', false, year],
    [
      'requirements.secretary_lecture.lecturer',
      '组织委员',
      planned(
        {
          activities: [
            activity(1, '2026-09-10 15:00', { types: ['party_lecture'], stage: 'recorded', host: '张三' }),
          ],
        },
        '2026-10-01',
        '2026-12-31',
      ),
    ],
    ['committee.min_officers', 7, year],
    ['committee.min_members', 50, year],
    ['units', { '城郊党委/第一党支部': { dues: { off: true } } }, year],
    ['dates', { election: { '城郊党委/第一党支部': '2027-01-20' } }, year],
  ],
};

describe.each(Object.keys(ROWS) as FileName[])('%s', (name) => {
  it.each(ROWS[name])('%s as %j is obeyed', async (key, value, look) => {
    const looked = async (settings: Settings) => {
      defineActivityTypes(settings.activityTypes);
      defineItemKinds(settings.itemKinds);
      defineFilingKinds(settings.reports);
      defineProcesses(settings.processKinds);
      return look(settings);
    };
    expect(await looked(changed(name, key, value))).not.toEqual(await looked(DELIVERED));
  });

  it('has no key without a row', () => {
    const said = ROWS[name].map(([key]) => key);
    const isSaid = (key: string) => said.some((s) => alike(key) === alike(s) || key.startsWith(`${s}.`));
    // the requirements are alike: what one of them obeys, the others obey
    const keys = leavesOf(parseDocument(FILES[name].text).contents).map((key) =>
      key.replace(/^(requirements\.)(?!secretary_lecture\.lecturer)\w+/, '$1committee_meeting'),
    );
    expect(keys.length).toBeGreaterThan(0);
    expect(keys.filter((key) => !isSaid(key))).toEqual([]);
  });
});

/** The types are alike too. */
const alike = (key: string) =>
  key.replace(/^(types|kinds|reports|processes|rules)\.\w+\.(?:(?:fields|steps)\.\w+)?/, '$1.');

function leavesOf(node: unknown, path: string[] = []): string[] {
  if (isMap(node) && node.items.length > 0)
    return node.items.flatMap((pair) =>
      leavesOf(pair.value, [...path, isScalar(pair.key) ? String(pair.key.value) : '?']),
    );
  return isSeq(node) || path.length > 0 ? [path.join('.')] : [];
}
