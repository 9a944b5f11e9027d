import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { StartError } from '../../src/domain/errors.ts';
import { type ConfigError, loadConfig } from '../../src/settings/environment.ts';
import { loadSettings } from '../../src/settings/settings.ts';

// A mistake in any file of config/ ends the start with one line for each: file, line, key, what stands there and
// what is expected. Each row spoils one file of a copy of config/ as delivered;
// lines are counted from the spoiled text, +0 its first line.

const base = mkdtempSync(join(tmpdir(), 'settings-'));
afterAll(() => rmSync(base, { recursive: true }));
let dir = '';
let count = 0;
beforeEach(() => {
  dir = join(base, String(count++));
  cpSync('config', dir, { recursive: true });
});

/** The lines that end the start; none when it goes on. */
function linesOf(): string[] {
  try {
    loadSettings(dir);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(StartError);
    return (error as StartError).details.lines!.split('\n');
  }
}

/** @returns the line on which the text to be spoiled begins */
function spoil(file: string, from: string, to: string): number {
  const text = readFileSync(join(dir, file), 'utf8');
  expect(text).toContain(from);
  writeFileSync(join(dir, file), text.replace(from, to));
  return text.slice(0, text.indexOf(from)).split('\n').length;
}

const CLOCK = '加引号的 24 小时制时间，如 "08:31"';
const POINTS =
  '20日、12月1日（每年、每半年的事）、期末前3个工作日；周期是“一次”的，写 到期前1个月 或 到期前7天';
const WORD = '两到十二个汉字的叫法，不带标点、空格和数字';
const CLAIMED = '不会误会的叫法（这个词平时另有意思或是命令，如 签到、会议）';
const BRANCH = '城郊党委/第一党支部';

describe('one line for a mistake', () => {
  it.each<[file: string, from: string, to: string, line: string]>([
    ['reports.yaml', '{ name: 地点,', '{ name:地点,', '+0：冒号后面少了一个空格，请写成“名称: 值”'],
    ['reminders.yaml', 'from: "21:00"', 'from: 九点', `+0：quiet.from 收到 "九点"，应为${CLOCK}`],
    ['reminders.yaml', 'from: "21:00"', 'from:', `+0：quiet.from 收到 null，应为${CLOCK}`],
    [
      'reminders.yaml',
      'from: "21:00"',
      'from: "07:00"',
      '+1：quiet.to 收到 "08:00"，应为早上的时间，比 from 早；免打扰只能从晚上（或 "00:00"）到早上',
    ],
    [
      'reminders.yaml',
      '{ from: "08:31"',
      '{ from: "08:00"',
      '+0：digest.window.from 收到 "08:00"，应为免打扰时段（quiet）以外的时间',
    ],
    [
      'reminders.yaml',
      '{ from: "09:35"',
      '{ from: "07:35"',
      '+0：invitation.window.from 收到 "07:35"，应为免打扰时段（quiet）以外的时间',
    ],
    [
      'reminders.yaml',
      'to: "09:29"',
      'to: "08:30"',
      '+0：digest.window.to 收到 "08:30"，应为比 from 晚的时间',
    ],
    [
      'reminders.yaml',
      'maxLines: 6',
      'maxLines: 6.5',
      '+0：digest.maxLines 收到 6.5，应为1 到 20 之间的整数',
    ],
    ['reminders.yaml', '  maxLines: 6\n', '', '-3：缺少 digest.maxLines，应为1 到 20 之间的整数'],
    [
      'reminders.yaml',
      'afterMinutes: 5',
      'afterMinutes: 30',
      '+0：nudge.afterMinutes 收到 30，应为5 到 9 之间的整数',
    ],
    [
      'reminders.yaml',
      'opening:\n  on: true',
      'opening:\n  on: 开',
      '+1：opening.on 收到 "开"，应为true 或 false',
    ],
    [
      'reminders.yaml',
      'to: [管理员]',
      'to: [领导]',
      '+0：items.ladder.5.to.0 收到 "领导"，应为责任人、责任领导、书记、管理员之一',
    ],
    [
      'reminders.yaml',
      'to: [管理员]',
      'to: []',
      '+0：items.ladder.5.to 收到 []，应为方括号里的一列，至少有一个，如 [a, b]',
    ],
    [
      'reminders.yaml',
      'shift: 推后',
      'shift: 顺延',
      '+0：fixedDay.shift 收到 "顺延"，应为earlier、later、keep、提前、推后、不动之一',
    ],
    [
      'muster.yaml',
      'ackMinutes: 10',
      'ackMinutes: 90',
      '+0：ackMinutes 收到 90，应为不大于 arriveMinutes 的数，现在它是 60',
    ],
    [
      'muster.yaml',
      'callers: [书记, 党小组长, 队长]',
      'callers: [书记, 党员]',
      '+0：callers.1 收到 "党员"，应为书记、党小组长、队长之一',
    ],
    [
      'muster.yaml',
      'arriveMinutes: 60',
      'arriveMinutes: 1441',
      '+0：arriveMinutes 收到 1441，应为5 到 1440 之间的整数',
    ],
    ['muster.yaml', 'askAbove: 5', 'askAbove: 0', '+0：askAbove 收到 0，应为1 到 50 之间的整数'],
    ['muster.yaml', 'nudgeMinutes: 10', 'nugdeMinutes: 10', '+0：没有 nugdeMinutes 这一项，请检查拼写'],
    [
      'activity.yaml',
      'minutesBefore: 30',
      'minutesBefore: 半小时',
      '+0：opening.minutesBefore 收到 "半小时"，应为0 到 1440 之间的整数',
    ],
    [
      'activity.yaml',
      'minutesBefore: 30',
      'minuteBefore: 30',
      '+0：没有 opening.minuteBefore 这一项，请检查拼写',
    ],
    [
      'activity.yaml',
      'hoursAfter: 2',
      'hoursAfter: 0',
      '+0：closing.hoursAfter 收到 0，应为大于 0、不超过 24 的数',
    ],
    [
      'activity.yaml',
      'approval: false',
      'approval: "false"',
      '+0：leave.approval 收到 "false"，应为true 或 false',
    ],
    [
      'activity.yaml',
      'attendance: member',
      'attendance: all',
      '+0：attendance 收到 "all"，应为member、secretary之一',
    ],
    [
      'activity.yaml',
      'opening:\n  minutesBefore: 30',
      'opening: 30',
      '+0：opening 收到 30，应为照文件里其他几项那样写成“名称: 值”',
    ],
    ['activity-types.yaml', '    name: 主题党日\n', '', `-1：缺少 types.theme_day.name，应为${WORD}`],
    ['activity-types.yaml', 'name: 主题党日', 'name: ""', `+0：types.theme_day.name 收到 ""，应为${WORD}`],
    [
      'activity-types.yaml',
      'name: 主题党日',
      'name: 主题 党日',
      `+0：types.theme_day.name 收到 "主题 党日"，应为${WORD}`,
    ],
    ['activity-types.yaml', 'name: 主题党日', 'name: 日', `+0：types.theme_day.name 收到 "日"，应为${WORD}`],
    [
      'activity-types.yaml',
      '[初心讲堂, ',
      '[第3讲坛, ',
      `+0：types.original_aspiration_forum.words.0 收到 "第3讲坛"，应为${WORD}`,
    ],
    [
      'activity-types.yaml',
      'words: [初心讲堂, 初心大讲坛]',
      'words: 初心讲堂',
      '+0：types.original_aspiration_forum.words 收到 "初心讲堂"，应为方括号里的一列，如 [a, b]',
    ],
    [
      'activity-types.yaml',
      '[初心讲堂, ',
      '[微党课, ',
      '+0：types.original_aspiration_forum.words.0 收到 "微党课"，应为别处没有用过的叫法（已经是“党课”的叫法，留一处）',
    ],
    [
      'activity-types.yaml',
      '[初心讲堂, ',
      '[初心讲坛, ',
      '+0：types.original_aspiration_forum.words.0 收到 "初心讲坛"，应为别处没有用过的叫法（已经是“初心讲坛”的叫法，留一处）',
    ],
    [
      'activity-types.yaml',
      'name: 初心讲坛',
      'name: 党课',
      '+0：types.original_aspiration_forum.name 收到 "党课"，应为别处没有用过的叫法（已经是“党课”的叫法，留一处）',
    ],
    [
      'activity-types.yaml',
      'name: 初心讲坛',
      'name: 整改',
      '+0：types.original_aspiration_forum.name 收到 "整改"，应为别处没有用过的叫法（已经是“整改”的叫法，留一处）',
    ],
    [
      'activity-types.yaml',
      '[初心讲堂, ',
      '[签到, ',
      `+0：types.original_aspiration_forum.words.0 收到 "签到"，应为${CLAIMED}`,
    ],
    [
      'activity-types.yaml',
      '[初心讲堂, ',
      '[会议, ',
      `+0：types.original_aspiration_forum.words.0 收到 "会议"，应为${CLAIMED}`,
    ],
    [
      'activity-types.yaml',
      '[党员大会, 大会]',
      '[党员大会, 委员会]',
      '+8：types.committee_meeting.after_unit.1 收到 "委员会"，应为别处没有用过的叫法（已经是“支部党员大会”的叫法，留一处）',
    ],
    [
      'activity-types.yaml',
      '[党员大会, 大会]',
      '[党员大会, "1"]',
      '+0：types.party_congress.after_unit.1 收到 "1"，应为十二个汉字以内，不带标点、空格和数字',
    ],
    [
      'activity-types.yaml',
      'level: 党小组',
      'level: 小组',
      '+0：types.group_meeting.level 收到 "小组"，应为支部、党小组之一',
    ],
    [
      'activity-types.yaml',
      'due: 支委',
      'due: 委员',
      '+0：types.committee_meeting.due 收到 "委员"，应为全体、支委之一',
    ],
    [
      'activity-types.yaml',
      'quorum: 支委',
      'quorum: 全体',
      '+0：types.committee_meeting.quorum 收到 "全体"，应为正式党员、支委之一',
    ],
    [
      'activity-types.yaml',
      'record: [主讲]',
      'record: [主持]',
      '+0：types.party_lecture.record.0 收到 "主持"，应为主讲之一',
    ],
    [
      'activity-types.yaml',
      'fixed_day: true',
      'fixed_day: 是',
      '+0：types.theme_day.fixed_day 收到 "是"，应为true 或 false',
    ],
    [
      'activity-types.yaml',
      'name: 主题党日',
      'name: 主题党日\n    stopped: true',
      '+1：types.theme_day.stopped 收到 true，应为false，程序里用到的、条例要求的不能停用',
    ],
    [
      'activity-types.yaml',
      '    fixed_day: true\n',
      '',
      '-3：缺少 types.theme_day.fixed_day，应为只有一种活动的 fixed_day 是 true（一般是主题党日）',
    ],
    [
      'activity-types.yaml',
      '    name: 初心讲坛',
      '    fixed_day: true\n    name: 初心讲坛',
      '+0：types.original_aspiration_forum.fixed_day 收到 true，应为只有一种活动的 fixed_day 是 true（一般是主题党日）',
    ],
    [
      'activity-types.yaml',
      '    name: 初心讲坛',
      '    nmae: 初心讲坛\n    name: 初心讲坛',
      '+0：没有 types.original_aspiration_forum.nmae 这一项，请检查拼写',
    ],
    [
      'activity-types.yaml',
      '  democratic_review:',
      '  review:',
      '-41：缺少 types.democratic_review，应为条例要求的活动，照原来的样子写回来；叫法可以改，不能删',
    ],
    [
      'activity-types.yaml',
      '  original_aspiration_forum:',
      '  初心讲坛:',
      '+0：types.初心讲坛 收到 "初心讲坛"，应为小写英文字母开头，只用字母、数字和下划线',
    ],
    [
      'activity-types.yaml',
      '  original_aspiration_forum:',
      '  party_lecture:',
      '+0：party_lecture 写了两次，请只留一处',
    ],
    ['item-kinds.yaml', '    name: 实事\n', '', `-1：缺少 kinds.deed.name，应为${WORD}`],
    [
      'item-kinds.yaml',
      '  errand:',
      '  order:',
      '-35：缺少 kinds.errand，应为程序里用到的事项，照原来的样子写回来；叫法可以改，不能删',
    ],
    [
      'item-kinds.yaml',
      'name: 整改\n',
      'name: 整改\n    stopped: true\n',
      '+1：kinds.rectification.stopped 收到 true，应为false，程序里用到的、条例要求的不能停用',
    ],
    [
      'item-kinds.yaml',
      'name: 实事',
      'name: 承诺',
      '+0：kinds.deed.name 收到 "承诺"，应为别处没有用过的叫法（已经是“承诺”的叫法，留一处）',
    ],
    [
      'item-kinds.yaml',
      '[民生实事, ',
      '[交办事项, ',
      '+0：kinds.deed.words.0 收到 "交办事项"，应为别处没有用过的叫法（已经是“交办”的叫法，留一处）',
    ],
    ['item-kinds.yaml', '[民生实事, ', '[撤销, ', `+0：kinds.deed.words.0 收到 "撤销"，应为${CLAIMED}`],
    ['item-kinds.yaml', '[民生实事, ', '[实事1, ', `+0：kinds.deed.words.0 收到 "实事1"，应为${WORD}`],
    [
      'item-kinds.yaml',
      'opener: 党员',
      'opener: 群众',
      '+0：kinds.promise.opener 收到 "群众"，应为书记、党员之一',
    ],
    [
      'item-kinds.yaml',
      'owner: 自己',
      'owner: 本人',
      '+0：kinds.promise.owner 收到 "本人"，应为问、自己、各支部书记、被约单位之一',
    ],
    [
      'item-kinds.yaml',
      '    owner: 自己\n',
      '',
      '-2：kinds.promise.needs 收到 ["时限"]，应为[责任人] 或 [责任人, 时限]；没写责任人时是谁（owner）不是“问”的，才可以不要',
    ],
    [
      'item-kinds.yaml',
      'needs: [责任人, 时限]',
      'needs: [责任人, 期限]',
      '+0：kinds.rectification.needs.1 收到 "期限"，应为责任人、时限之一',
    ],
    [
      'item-kinds.yaml',
      'closing: 自己上报',
      'closing: 报了就算',
      '+0：kinds.task.closing 收到 "报了就算"，应为别人审核、书记审核、约的人确认、自己上报之一',
    ],
    [
      'item-kinds.yaml',
      'due_in: 5',
      'due_in: 五天',
      '+0：kinds.engagement.due_in 收到 "五天"，应为1 到 250 之间的整数',
    ],
    [
      'item-kinds.yaml',
      'remind: [3, 0]',
      'remind: [3天, 0]',
      '+0：kinds.task.remind.0 收到 "3天"，应为0 到 60 之间的整数',
    ],
    [
      'item-kinds.yaml',
      'finish: 办好了\n',
      'finish: 办好了\n    finsh: 办好了\n',
      '+1：没有 kinds.deed.finsh 这一项，请检查拼写',
    ],
    [
      'processes.yaml',
      'at_most: 1个月',
      'at_most: 一个月',
      '+0：processes.development.steps.talked.at_most 收到 "一个月"，应为数字加 天、个月 或 年，如 3天、1个月、1年',
    ],
    [
      'processes.yaml',
      'after: activist',
      'after: oath',
      '+0：processes.development.steps.candidate.after 收到 "oath"，应为排在它前面的一步的英文名；第一步不写',
    ],
    [
      'processes.yaml',
      'name: 入党宣誓',
      'name: 入党宣誓\n        remind: [7天]',
      '+1：processes.development.steps.oath.remind 收到 ["7天"]，应为写了 at_least 或 at_most 的才写',
    ],
    [
      'processes.yaml',
      'name: 入党宣誓',
      'name: 入党宣誓\n        renews: true',
      '+1：processes.development.steps.oath.renews 收到 true，应为写了 term 的流程才写',
    ],
    [
      'cadence.yaml',
      'met_by: 党费',
      'met_by: 换届',
      '-2：requirements.dues.period 收到 "每月"，应为一次（met_by 写的是流程）',
    ],
    [
      'processes.yaml',
      'counts: admitted',
      'counts: joined',
      '+0：processes.development.counts 收到 "joined"，应为其中一步的英文名',
    ],
    [
      'processes.yaml',
      'called: [发展对象]',
      'called: [政审]',
      '+7：processes.development.steps.reviewed.words.0 收到 "政审"，应为别处没有用过的叫法（已经是“确定为发展对象”的叫法，留一处）',
    ],
    [
      'processes.yaml',
      'steps: [confirmed, asked]',
      'steps: [asked, confirmed]',
      '+0：processes.development.stretch.steps.0 收到 "asked"，应为写了 at_least 的一步的英文名（第一个之后，写了 at_most 的也行）',
    ],
    [
      'processes.yaml',
      'of: 支部',
      'of: 支部\n    stretch: { name: 届期, steps: [request] }',
      '+1：processes.election.stretch 收到 {"name":"届期","steps":["request"]}，应为of 是“人”的才写',
    ],
    [
      'processes.yaml',
      'words: [政审]',
      'words: [预审]',
      '+7：processes.development.steps.examined.words.2 收到 "预审"，应为别处没有用过的叫法（已经是“政治审查”的叫法，留一处）',
    ],
    [
      'processes.yaml',
      'words: [政审]',
      'words: [民情日记]',
      '+0：processes.development.steps.reviewed.words.0 收到 "民情日记"，应为别处没有用过的叫法（已经是“民情日记”的叫法，留一处）',
    ],
    [
      'processes.yaml',
      'words: [换届工作]',
      'words: [会议]',
      `+0：processes.election.words.0 收到 "会议"，应为${CLAIMED}`,
    ],
    [
      'reports.yaml',
      'example: 双报到 今天到',
      'example: 今天到',
      '+0：reports.community_report.example 收到 "今天到幸福社区服务3小时"，应为一句带有它的叫法（name 或 words）的话',
    ],
    [
      'reports.yaml',
      '[走访日记, ',
      '[主题党日, ',
      '+0：reports.people_diary.words.0 收到 "主题党日"，应为别处没有用过的叫法（已经是“主题党日”的叫法，留一处）',
    ],
    [
      'reports.yaml',
      '[走访日记, ',
      '[整改问题, ',
      '+0：reports.people_diary.words.0 收到 "整改问题"，应为别处没有用过的叫法（已经是“整改”的叫法，留一处）',
    ],
    [
      'reports.yaml',
      '[走访日记, ',
      '[会议, ',
      `+0：reports.people_diary.words.0 收到 "会议"，应为${CLAIMED}`,
    ],
    [
      'reports.yaml',
      'period: 每季度',
      'period: 每周',
      '+0：reports.mobile_contact.period 收到 "每周"，应为每月、每季度、每年、随时之一',
    ],
    [
      'reports.yaml',
      'due: 期末前3个工作日',
      'due: 月底',
      '+0：reports.party_dues.due 收到 "月底"，应为期末，或 期末前3个工作日（1 到 20）；不限就不写',
    ],
    [
      'reports.yaml',
      'who: 党员\n',
      'who: 党员\n    due: 期末\n',
      '+1：reports.people_diary.due 收到 "期末"，应为随时登记的不写这一项；要写，就把 period 改成每月、每季度或每年',
    ],
    [
      'reports.yaml',
      'kind: 地方 }',
      'kind: 地方, sum: true }',
      '+0：reports.people_diary.fields.place.sum 收到 true，应为只有 kind 是“数”的才写',
    ],
    [
      'reports.yaml',
      'name: 地点',
      'name: 日期',
      '+0：reports.people_diary.fields.place.name 收到 "日期"，应为别处没有用过的叫法（已经是“民情日记”的叫法，留一处）',
    ],
    ['item-kinds.yaml', 'closed: 已办好, ', '', `+0：缺少 kinds.deed.states.closed，应为${WORD}`],
    [
      'cadence.yaml',
      'period: 每月',
      'period: 每周',
      '+0：requirements.committee_meeting.period 收到 "每周"，应为每月、每季度、每半年、每年、一次之一',
    ],
    [
      'cadence.yaml',
      '[5日, 20日',
      '[5日, 月底',
      `+0：requirements.committee_meeting.remind.1 收到 "月底"，应为${POINTS}`,
    ],
    [
      'cadence.yaml',
      '[5日, 20日',
      '[5日, 11月20日',
      `+0：requirements.committee_meeting.remind.1 收到 "11月20日"，应为${POINTS}`,
    ],
    ['cadence.yaml', '    name: 支委会\n', '', '-1：缺少 requirements.committee_meeting.name，应为一个名称'],
    [
      'cadence.yaml',
      '  committee_meeting: #',
      '  支委会: #',
      '+0：requirements.支委会 收到 "支委会"，应为小写英文字母开头，只用字母、数字和下划线',
    ],
    [
      'cadence.yaml',
      'met_by: 支委会\n',
      'met_by: 支委会\n    lecturer: 书记\n',
      '+1：requirements.committee_meeting.lecturer 收到 "书记"，应为只用于 met_by 是 党课（或 record 里写了主讲的活动）的事，其他的请去掉',
    ],
    [
      'cadence.yaml',
      'tell: [书记, 副书记, 组织委员]',
      'tell: []',
      '+0：requirements.committee_meeting.tell 收到 []，应为方括号里的一列，至少有一个，如 [a, b]',
    ],
    [
      'cadence.yaml',
      'units: {}',
      `units:\n  ${BRANCH}:\n    lectures: { off: true }`,
      `+2：units.${BRANCH}.lectures 收到 {"off":true}，应为requirements 里有的名称`,
    ],
    [
      'cadence.yaml',
      'units: {}',
      `units:\n  ${BRANCH}:\n    party_lecture:\n      remind: [到期前7天]`,
      `+3：units.${BRANCH}.party_lecture.remind.0 收到 "到期前7天"，应为${POINTS}`,
    ],
    [
      'cadence.yaml',
      'units: {}',
      `units:\n  ${BRANCH}:\n    heart_talk: { period: 每月 }`,
      `+2：units.${BRANCH}.heart_talk.period 收到 "每月"，应为与 remind 相配的周期，或另写 remind（12月1日 只用于每年、每半年，到期前 只用于“一次”）`,
    ],
    [
      'cadence.yaml',
      'dates: {}',
      `dates:\n  election:\n    ${BRANCH}: 2027-02-30`,
      `+2：dates.election.${BRANCH} 收到 "2027-02-30"，应为日期，如 2027-03-01`,
    ],
    [
      'cadence.yaml',
      '    name: 党费收缴\n    period: 每月',
      '    name: 党费收缴\n    period: 每季度',
      '+1：requirements.dues.period 收到 "每季度"，应为与 met_by 那种登记在 reports.yaml 里一样的周期（每月登记的就写 每月）',
    ],
    [
      'cadence.yaml',
      '    name: 党费收缴\n    period: 每月\n    level: 支部',
      '    name: 党费收缴\n    period: 每月\n    level: 党小组',
      '+2：requirements.dues.level 收到 "党小组"，应为支部（登记由支部来做）',
    ],
    [
      'cadence.yaml',
      'units: {}',
      `units:\n  ${BRANCH}:\n    dues: { period: 每季度 }`,
      `+2：units.${BRANCH}.dues.period 收到 "每季度"，应为与 met_by 那种登记在 reports.yaml 里一样的周期（每月登记的就写 每月）`,
    ],
    [
      'cadence.yaml',
      'dates: {}',
      `dates:\n  elections:\n    ${BRANCH}: 2027-02-20`,
      `+1：dates.elections 收到 {"${BRANCH}":"2027-02-20"}，应为requirements 里有的名称`,
    ],
    [
      'cadence.yaml',
      'dates: {}',
      `dates:\n  dues:\n    ${BRANCH}: 2027-02-20`,
      `+1：dates.dues 收到 {"${BRANCH}":"2027-02-20"}，应为周期是“一次”的事`,
    ],
    [
      'calendar/2026.yaml',
      '"01-01~01-03"',
      '"1月1日"',
      '+0：off.0 收到 "1月1日"，应为加引号的日期，如 "02-15" 或 "02-15~02-23"',
    ],
    [
      'calendar/2026.yaml',
      '"04-04~04-06"',
      '"04-31"',
      '+0：off.2 收到 "04-31"，应为加引号的日期，如 "02-15" 或 "02-15~02-23"',
    ],
    [
      'calendar/2026.yaml',
      '"04-04~04-06"',
      '"04-06~04-04"',
      '+0：off.2 收到 "04-06~04-04"，应为先后两天，前面的在前，如 "02-15~02-23"',
    ],
    [
      'calendar/2026.yaml',
      '"01-01~01-03"',
      '"2025-12-31~2026-01-03"',
      '+0：off.0 收到 "2025-12-31~2026-01-03"，应为2026 年的日期，别的年份写在那一年的文件里',
    ],
    ['calendar/2026.yaml', '"01-04"', '"01-03"', '+0：work.0 收到 "01-03"，应为没有写成放假的日子'],
    [
      'calendar/2026.yaml',
      '"01-04"',
      '"01-05"',
      '+0：work.0 收到 "01-05"，应为周六或周日（调休上班的都是周末；别的年份的安排不能照抄）',
    ],
    ['calendar/2026.yaml', 'work:', 'worked:', '+0：没有 worked 这一项，请检查拼写'],
  ])('%s: %j as %j', (file, from, to, said) => {
    const first = spoil(file, from, to);
    const [, offset, rest] = /^([+-]\d+)(.*)$/s.exec(said)!;
    expect(linesOf()).toEqual([`${file} 第 ${first + Number(offset)} 行${rest}`]);
  });

  it.each<[file: string, text: string, line: string]>([
    ['activity.yaml', '- a\n', 'activity.yaml：应逐行写成“名称: 值”'],
    [
      'activity.yaml',
      'attendance: member\nattendance: secretary\n',
      'activity.yaml 第 2 行：attendance 写了两次，请只留一处',
    ],
    ['activity.yaml', 'leave:\n  approval: [\n', 'activity.yaml 第 3 行附近写法有误，请检查缩进、冒号和引号'],
    ['calendar/2027.yaml', 'work: ["02-20"]', 'calendar/2027.yaml：缺少 off，应为方括号里的一列，如 [a, b]'],
    [
      'calendar/2027.yaml',
      'off: []',
      'calendar/2027.yaml 第 1 行：off 收到 []，应为方括号里的一列，至少有一个，如 [a, b]',
    ],
    [
      'calendar/2027.json',
      '{\n"days": [\n{"date": "2026-12-31", "isOffDay": true}]}',
      'calendar/2027.json 第 3 行：days.0.date 收到 "2026-12-31"，应为2027 年的日期，别的年份写在那一年的文件里',
    ],
    [
      'calendar/2027.json',
      '{"year": 2026, "days": [{"date": "2027-01-01", "isOffDay": true}]}',
      'calendar/2027.json 第 1 行：year 收到 2026，应为2027，与文件名一致',
    ],
    [
      'calendar/2027.json',
      '{"days": [{"date": "2027-01-01", "off": true, "isOffDay": true}]}',
      'calendar/2027.json 第 1 行：没有 days.0.off 这一项，请检查拼写',
    ],
    [
      'calendar/明年.yaml',
      'off: ["01-01"]',
      'calendar/明年.yaml：放假安排的文件名应是年份，如 2027.yaml 或 2027.json',
    ],
    [
      'calendar/2027.yaml.txt',
      'off: ["01-01"]',
      'calendar/2027.yaml.txt：放假安排的文件名应是年份，如 2027.yaml 或 2027.json',
    ],
    [
      'calendar/2026.json',
      '{"off":["01-01"]}',
      'calendar/2026.yaml：2026 年已经写在 calendar/2026.json 里，请只留一份',
    ],
  ])('%s with %j', (file, text, line) => {
    writeFileSync(join(dir, file), text);
    expect(linesOf()).toEqual([line]);
  });

  it('for a file that is not there', () => {
    rmSync(join(dir, 'reminders.yaml'));
    expect(linesOf()).toEqual([`reminders.yaml：在 ${dir} 里找不到这个文件`]);
    // A folder in its place is none.
    mkdirSync(join(dir, 'reminders.yaml'));
    expect(linesOf()).toEqual([`reminders.yaml：在 ${dir} 里找不到这个文件`]);
  });
});

describe('all mistakes of all files', () => {
  it('come at once', () => {
    spoil('reminders.yaml', 'groupPerDay: 2', 'groupPerDays: 2');
    spoil('cadence.yaml', 'min_officers: 2', 'min_officers: 0');
    spoil('activity.yaml', 'attendance: member', 'attendance: x');
    spoil('calendar/2026.yaml', '"01-01~01-03"', '"13-01"');
    writeFileSync(join(dir, 'local.yaml'), '# ours\nPORT: x\nPROT: 3000\n');
    const settings = linesOf().map((line) =>
      line.replace(/(：[^：，]{0,40}).*/s, '$1').replace(/第 \d+ 行/, '第 n 行'),
    );
    expect(settings).toEqual([
      'activity.yaml 第 n 行：attendance 收到 "x"',
      'reminders.yaml：缺少 groupPerDay',
      'reminders.yaml 第 n 行：没有 groupPerDays 这一项',
      'cadence.yaml 第 n 行：committee.min_officers 收到 0',
      'calendar/2026.yaml 第 n 行：off.0 收到 "13-01"',
    ]);
    const all = linesWith();
    expect(all.slice(0, 2)).toEqual([
      'local.yaml 第 3 行 PROT 不是可用的设置项，请检查拼写（可用项见 config/example.env）',
      'local.yaml 第 2 行 PORT：收到 “x”，应为0–65535 的整数',
    ]);
    expect(all.slice(2)).toEqual(linesOf());
  });

  it('name the variable, not the file, where the environment has the last word', () => {
    writeFileSync(join(dir, 'local.yaml'), 'PORT: 1\n');
    expect(linesWith({ PORT: 'x' })).toEqual(['PORT：收到 “x”，应为0–65535 的整数']);
  });

  const linesWith = (env: object = {}): readonly string[] => {
    try {
      loadConfig({ CONFIG_DIR: dir, ...env });
      return [];
    } catch (error) {
      return (error as ConfigError).lines;
    }
  };
});

it('what is not written in activity.yaml is as delivered', () => {
  const delivered = loadSettings('config').activity;
  for (const text of ['', '# nothing\n', 'opening: {}\n', 'leave: { approval: false }\n']) {
    writeFileSync(join(dir, 'activity.yaml'), text);
    expect(loadSettings(dir).activity).toEqual(delivered);
  }
  rmSync(join(dir, 'activity.yaml'));
  expect(loadSettings(dir).activity).toEqual(delivered);
});

describe('what a Chinese keyboard or another editor leaves in a file is named where it stands', () => {
  it.each([
    ['ackMinutes：10\nnudgeMinutes: 10\n', '第 1 行：用了中文冒号“：”，请改成英文冒号“:”，后面空一格'],
    ['nudgeMinutes: 10\nackMinutes:10\n', '第 2 行：冒号后面少了一个空格，请写成“名称: 值”'],
    [
      'nudgeMinutes: 10\n ackMinutes: 10\n',
      '第 2 行：开头的空格个数不对，请和上面同一级的几行对齐（一级两个空格）',
    ],
    ['callers: [书记，队长]\n', '第 1 行：一列里用了中文逗号或顿号，请改成英文逗号“,”'],
    ['callers: { a: 书记 b: 队长 }\n', '第 1 行：{ } 里面两项之间少了英文逗号“,”'],
    [
      'ackMinutes: 集结: 10\n',
      "第 1 行：值里面又有“冒号加空格”，请把冒号后面的整句用英文引号 ' ' 括起来，或改用中文冒号",
    ],
    ['ackMinutes: 10\n\tnudgeMinutes: 10\n', '第 2 行：开头用了 Tab 键，请改成空格，个数照上面几行'],
    ['callers: ［书记］\nackMinutes：10\n', '第 1 行：用了中文的括号，请改成英文的 [ ] 或 { }'],
  ])('%j', (text, told) => {
    writeFileSync(join(dir, 'muster.yaml'), text);
    expect(linesOf()[0]).toBe(`muster.yaml ${told}`);
  });

  it("and marks in comments and sentences are nobody's fault", () => {
    writeFileSync(join(dir, 'muster.yaml'), '# 几分钟：｛十｝\nackMinutes: [\n');
    expect(linesOf()[0]).toContain('附近写法有误');
  });

  it('of another encoding', () => {
    writeFileSync(join(dir, 'muster.yaml'), Buffer.from([0x23, 0xbc, 0xaf, 0xbd, 0xe1, 0x0a]));
    expect(linesOf()).toEqual(['muster.yaml 不是 UTF-8 编码，请用记事本打开，另存为时编码选 UTF-8，再启动']);
  });
});

it('hidden files beside the calendars are left alone', () => {
  writeFileSync(join(dir, 'calendar', '.DS_Store'), '\0');
  expect(linesOf()).toEqual([]);
});

it('config/ as delivered holds no calendar but that of the program', () => {
  const built = loadSettings('config').calendar;
  rmSync(join(dir, 'calendar'), { recursive: true });
  mkdirSync(join(dir, 'calendar'));
  const own = loadSettings(dir).calendar;
  for (const day of ['2026-02-14', '2026-02-24', '2026-10-10', '2027-01-01'])
    expect(own.isWorkingDay(day)).toBe(built.isWorkingDay(day));
});
