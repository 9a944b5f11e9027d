import { readFileSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { ACTS } from '../../src/conversation/acts.ts';
import { defineFilingKinds } from '../../src/domain/filing/kinds.ts';
import type { IntentName } from '../../src/domain/intent.ts';
import { BASIC_KINDS, defineItemKinds } from '../../src/domain/ledger/kinds.ts';
import { type Action, RULES } from '../../src/domain/organisation/permissions.ts';
import { readItemKinds } from '../../src/settings/item-kinds.ts';
import { readReports } from '../../src/settings/reports.ts';
import { type Dialogue, openDialogue } from '../support/dialogue.ts';
import { defineShippedProcesses } from '../support/processes.ts';
import { putScheme } from '../support/scheme.ts';

// Every intent × every action it needs: refused where the table refuses, with nothing changed, and done where it grants.

defineFilingKinds(readReports(readFileSync('config/reports.yaml', 'utf8')).value!);
defineShippedProcesses();
defineItemKinds(readItemKinds(readFileSync('config/item-kinds.yaml', 'utf8')).value!);
afterAll(() => defineItemKinds(BASIC_KINDS));

type Say = (d: Dialogue) => Promise<unknown>;
interface Scene {
  action: Action;
  before?: Say[];
  /** the message that is refused, and then carried out */
  says: (d: Dialogue) => Promise<string>;
  /** it only reads: granted, it answers and changes nothing either */
  reads?: true;
}

const says = (userId: string, text: string) => (d: Dialogue) => d.says(userId, text);
const saysIn = (chat: string, userId: string, text: string) => (d: Dialogue) => d.saysIn(chat, userId, text);
/** in the chat of the bot, where the answer comes back at once */
const pressing = (buttonKey: string) => async (d: Dialogue) => {
  const content = { kind: 'button' as const, buttonKey, taskId: 't' };
  return (await d.send({ userId: 'zhangsan', channel: 'bot', content }))?.text ?? '';
};
/** opens at once: within half an hour */
const MEETING = says('zhangsan', '安排 主题党日 今天10点20 三楼会议室');
const LATER = says('zhangsan', '安排 主题党日 11月25日下午3点 三楼会议室');
/** over, with one check-in and no record */
const OVER: Say[] = [MEETING, says('zhaoliu', '签到'), async (d) => d.at('2026-11-21 18:00')];
/** what waits has left */
const sent = ({ store: { db } }: Dialogue) =>
  db
    .updateTable('outbox')
    .set({
      state: 'accepted',
      outcome: 'accepted',
      message_id: 'M',
      sent_at: Date.parse('2026-11-21T10:00+08:00'),
    })
    .where('state', '=', 'waiting')
    .execute();
const ITEM = says('zhangsan', '【整改】\n问题：会议室灯坏了\n责任人：赵六\n时限：12月20日');
const ENGAGED = says('zhangsan', '约请第二党支部来看水渠，12月5日前');
const OTHER_ITEM = says('zhangsan', '【整改】\n问题：围墙开裂\n责任人：赵六\n时限：12月20日');
const CALL = says('zhangsan', '集结 赵六、王五 30分钟内到村委会');
const FIXED_DAY = says('zhangsan', '主题党日固定为每月25日下午3点 党员活动室');
const APPROVAL = says('zhangsan', '请假需要审批');
/** as the worker leaves it */
const OWN_GROUP = (d: Dialogue) =>
  d.store.write((tx) =>
    tx.putBinding({
      unitId: 2,
      chatId: null,
      webhookKey: null,
      appchatId: 'zbt1',
      boundBy: 'zhangsan',
      boundAt: 0,
    }),
  );
const PICTURE = async (d: Dialogue) =>
  (
    await d.send({
      userId: 'zhaoliu',
      content: { kind: 'media', media: [{ kind: 'image', source: { mediaId: 'm' } }] },
    })
  )?.text ?? '';

const APPLIED = says('zhangsan', '发展党员：王小明，11月1日递交申请书');
const PLAN = (d: Dialogue) => putScheme(d.store);
const DUES = says('zhangsan', '登记党费 11月已收齐 23人');

/** Intents nobody on the roster is refused, and why. */
const OPEN: Partial<Record<IntentName, string>> = {
  agree: 'only what waits for the sender, asked for by the act that it means',
  help: 'short help for the own role',
  my: 'own record',
  offices: 'whom one turns to is known to everybody in an organisation',
  undo: 'own last entry',
  ack: 'own reminders',
  snooze: 'own reminders',
  settle: 'only what the sender was reminded of',
  muster_roll: 'all to whoever leads it, their part to those below, the own answer to the others',
  muster_list: 'those that the sender leads',
  team_show: 'those whom the sender may put there, or whose fellow they are',
  fixed_day_show: 'when a branch meets is for everybody to know',
  process_how: 'how anything of it is told',
  filing_how: 'how to say what anybody may register',
  elsewhere: 'says who knows what is not kept here',
  rule: 'regulations are for everybody to know',
  none: 'talk',
  choice: 'means nothing without a question',
};

const SCENES: Partial<Record<IntentName, Scene[]>> = {
  checkin: [
    { action: 'take_part', before: [MEETING], says: says('zhaoliu', '签到') },
    { action: 'mark_others', before: [MEETING], says: says('zhangsan', '代签 赵六') },
  ],
  leave: [
    { action: 'take_part', before: [MEETING], says: says('zhaoliu', '请假 出差') },
    { action: 'mark_others', before: [MEETING], says: says('zhangsan', '赵六请假 出差') },
  ],
  leave_decide: [
    {
      action: 'decide_leave',
      before: [APPROVAL, MEETING, says('zhaoliu', '请假 出差')],
      says: says('zhangsan', '同意 赵六 请假'),
    },
  ],
  leave_withdraw: [
    {
      action: 'take_part',
      before: [MEETING, says('zhaoliu', '请假 出差')],
      says: says('zhaoliu', '不请假了'),
    },
  ],
  makeup_checkin: [
    {
      action: 'take_part',
      before: [MEETING, async (d) => d.at('2026-11-21 18:00')],
      says: says('zhaoliu', '补签'),
    },
    { action: 'mark_others', before: [MEETING], says: says('zhangsan', '补签 赵六') },
  ],
  roster_checkin: [
    { action: 'mark_others', before: [MEETING], says: says('zhangsan', '#接龙\n1. 赵六\n2. 王五') },
  ],
  activity_create: [{ action: 'plan_activity', says: LATER }],
  activity_change: [
    {
      action: 'plan_activity',
      before: [LATER],
      says: says('zhangsan', '改期 主题党日 改到 11月26日下午3点'),
    },
    {
      action: 'submit_record',
      before: [MEETING, async (d) => d.at('2026-11-22 13:00')],
      says: says('zhangsan', '主题党日地点是二楼'),
    },
  ],
  activity_cancel: [{ action: 'plan_activity', before: [LATER], says: says('zhangsan', '取消 主题党日') }],
  activity_report: [
    {
      action: 'submit_record',
      before: [MEETING, async (d) => d.at('2026-11-21 13:00')],
      says: says('zhangsan', '上报 主题党日 今天 应到6 实到6'),
    },
  ],
  notice_recall: [
    {
      action: 'recall_notice',
      before: [LATER, sent],
      says: says('zhangsan', '撤回刚才的通知'),
    },
  ],
  attendance_correct: [
    {
      action: 'mark_others',
      before: [MEETING, says('zhaoliu', '签到')],
      says: says('zhangsan', '赵六没来，记错了'),
    },
  ],
  record_confirm: [
    {
      action: 'submit_record',
      before: OVER,
      says: pressing('record:1'),
    },
  ],
  record_edit: [
    {
      action: 'submit_record',
      before: OVER,
      says: pressing('edit:1'),
      reads: true,
    },
  ],
  resolutions_open: [
    {
      action: 'open_item',
      before: [says('zhangsan', '上报 党员大会 11月20日下午3点 应到6 实到6 决议：修灯（赵六，12月10日前）')],
      says: pressing('resolutions:1'),
    },
  ],
  record_history: [
    { action: 'submit_record', before: OVER, says: says('zhangsan', '修改记录'), reads: true },
  ],
  not_held: [{ action: 'submit_record', before: OVER, says: says('zhangsan', '没有开') }],
  bind: [
    { action: 'bind_group', says: saysIn('chat', 'zhangsan', '绑定 第一党支部') },
    {
      action: 'take_binding',
      before: [saysIn('chat', 'sunba', '绑定 第二党支部')],
      says: saysIn('chat', 'admin', '绑定 第一党支部'),
    },
  ],
  group_make: [{ action: 'bind_group', says: says('zhangsan', '建群 第一党支部') }],
  group_sync: [
    { action: 'bind_group', before: [OWN_GROUP], says: says('zhangsan', '更新群成员 第一党支部') },
  ],
  unbind: [
    {
      action: 'take_binding',
      before: [saysIn('chat', 'zhangsan', '绑定 第一党支部')],
      says: saysIn('chat', 'zhangsan', '解绑'),
    },
  ],
  settings_show: [{ action: 'change_setting', says: says('zhangsan', '设置'), reads: true }],
  setting: [{ action: 'change_setting', says: APPROVAL }],
  fixed_day_set: [{ action: 'change_setting', says: FIXED_DAY }],
  fixed_day_clear: [{ action: 'change_setting', before: [FIXED_DAY], says: says('zhangsan', '取消固定日') }],
  delivery_status: [{ action: 'see_delivery', says: says('zhangsan', '送达情况'), reads: true }],
  diagnose: [{ action: 'see_delivery', says: says('zhangsan', '诊断'), reads: true }],
  rectify_create: [
    { action: 'open_item', says: ITEM },
    { action: 'open_own_item', says: says('zhaoliu', '我承诺 帮扶两户 12月31日前') },
  ],
  rectify_progress: [{ action: 'report_progress', before: [ITEM], says: says('zhaoliu', '整改1 进展60%') }],
  rectify_done: [{ action: 'ask_closing', before: [ITEM], says: says('zhaoliu', '整改1 完成') }],
  rectify_extend: [
    { action: 'ask_closing', before: [ITEM], says: says('zhaoliu', '整改1 延期到12月30日 因为下雨') },
  ],
  rectify_decide: [
    {
      action: 'decide_item',
      before: [ITEM, says('zhaoliu', '整改1 完成')],
      says: says('admin', '整改1 同意销号'),
    },
  ],
  rectify_manage: [
    { action: 'open_item', before: [ITEM], says: says('zhangsan', '整改1 转给王五') },
    { action: 'decide_item', before: [ITEM], says: says('admin', '整改1 转长期') },
  ],
  rectify_nudge: [
    { action: 'open_item', before: [ITEM], says: says('zhangsan', '催一下整改1') },
    { action: 'decide_item', before: [ENGAGED], says: says('zhangsan', '催一下约请1') },
  ],
  evidence_attach: [
    { action: 'report_progress', before: [ITEM, OTHER_ITEM, PICTURE], says: says('zhaoliu', '1') },
  ],
  muster_call: [{ action: 'call_muster', says: CALL }],
  muster_answer: [{ action: 'lead_muster', before: [CALL], says: says('zhangsan', '赵六到岗了') }],
  muster_change: [{ action: 'lead_muster', before: [CALL], says: says('zhangsan', '集结改到镇政府') }],
  muster_end: [{ action: 'lead_muster', before: [CALL], says: says('zhangsan', '结束集结') }],
  muster_cancel: [{ action: 'lead_muster', before: [CALL], says: says('zhangsan', '取消集结') }],
  muster_export: [{ action: 'lead_muster', before: [CALL], says: says('zhangsan', '导出集结名单') }],
  team_change: [{ action: 'manage_team', says: says('zhangsan', '党群先锋队加上赵六') }],
  process_step: [{ action: 'keep_process', says: APPLIED }],
  process_term: [{ action: 'keep_process', says: says('zhangsan', '本届任期到2027年3月') }],
  process_shift: [
    {
      action: 'keep_process',
      before: [says('zhangsan', '本届任期到2027年3月')],
      says: says('zhangsan', '换届延期一年，镇党委批准'),
    },
  ],
  process_stop: [
    { action: 'keep_process', before: [APPLIED], says: says('zhangsan', '王小明停止发展，因为调走了') },
  ],
  process_ask: [
    { action: 'see_process', before: [APPLIED], says: says('zhangsan', '王小明到哪一步了'), reads: true },
  ],
  process_list: [
    { action: 'see_process', before: [APPLIED], says: says('zhangsan', '发展党员名单'), reads: true },
  ],
  process_export: [{ action: 'see_process', before: [APPLIED], says: says('zhangsan', '导出发展党员台账') }],
  filing_add: [
    { action: 'take_part', says: says('zhaoliu', '民情日记：今天走访王大爷家') },
    { action: 'file_for_branch', says: DUES },
  ],
  filing_change: [
    {
      action: 'take_part',
      before: [says('zhaoliu', '双报到 到幸福社区服务3小时')],
      says: says('zhaoliu', '刚才那条改成4小时'),
    },
    { action: 'file_for_branch', before: [DUES], says: says('zhangsan', '党费改成24人') },
  ],
  filing_ask: [
    { action: 'see_filings', before: [DUES], says: says('zhangsan', '11月党费情况'), reads: true },
  ],
  filing_missing: [{ action: 'see_figures', says: says('zhangsan', '谁没登记党费'), reads: true }],
  filing_export: [{ action: 'see_filings', before: [DUES], says: says('zhangsan', '导出11月党费') }],
  scheme_report: [{ action: 'report_scheme', before: [PLAN], says: says('zhangsan', '第1项 本月完成3户') }],
  scheme_ask: [{ action: 'see_scheme', before: [PLAN], says: says('zhangsan', '计划进度'), reads: true }],
  scheme_import: [{ action: 'import_scheme', says: says('admin', '导入计划'), reads: true }],
  vitality: [{ action: 'see_vitality', says: says('zhangsan', '活力指数'), reads: true }],
  dashboard: [{ action: 'see_figures', says: says('zhangsan', '看板') }],
  export: [{ action: 'see_figures', before: [ITEM], says: says('zhangsan', '导出台账') }],
  query: [
    { action: 'see_process', before: [APPLIED], says: says('zhangsan', '哪些人下一步到期'), reads: true },
    { action: 'see_scheme', before: [PLAN], says: says('zhangsan', '计划进展率'), reads: true },
    { action: 'see_roll', before: [MEETING], says: says('zhaoliu', '谁没签到'), reads: true },
    { action: 'see_item', before: [ITEM], says: says('zhaoliu', '整改1'), reads: true },
    { action: 'see_figures', says: says('zhangsan', '还差哪些会没开'), reads: true },
  ],
  query_more: [
    {
      action: 'see_scheme',
      before: [PLAN, says('zhangsan', '计划进展率')],
      says: says('zhangsan', '那第一党支部呢'),
      reads: true,
    },
    {
      action: 'see_process',
      before: [APPLIED, says('zhangsan', '哪些人下一步到期')],
      says: says('zhangsan', '那第一党支部呢'),
      reads: true,
    },
    {
      action: 'see_roll',
      before: [MEETING, says('zhaoliu', '谁没签到')],
      says: says('zhaoliu', '那主题党日呢'),
      reads: true,
    },
    {
      action: 'see_item',
      before: [ITEM, says('zhaoliu', '整改1')],
      says: says('zhaoliu', '各支部的呢'),
      reads: true,
    },
    {
      action: 'see_figures',
      before: [says('zhangsan', '还差哪些会没开')],
      says: says('zhangsan', '上个月的呢'),
      reads: true,
    },
  ],
};

/** Kept whatever comes of a message: the message itself, what was asked back, how often a hint was given. */
const ASIDE = ['message', 'question', 'mark', 'revision', 'migration'];

/** Everything that stands, as text. */
async function everything({ store: { db } }: Dialogue): Promise<string> {
  const tables = (await db.introspection.getTables()).map((t) => t.name).filter((t) => !ASIDE.includes(t));
  const rows = tables.sort().map((table) =>
    db
      .selectFrom(table as 'item')
      .selectAll()
      .execute(),
  );
  return JSON.stringify(await Promise.all(rows));
}

const REFUSED = /要由|要问|不能|没有记录|由书记确认/;
const cases = Object.entries(SCENES).flatMap(([intent, scenes]) =>
  scenes.map((scene) => ({ intent: intent as IntentName, ...scene })),
);

describe('permits', () => {
  let dialogue: Dialogue | undefined;
  afterEach(() => dialogue?.close());

  it.each(cases)('asks $action before $intent', async ({ action, before = [], says: speak, reads }) => {
    let denied: Action | undefined;
    dialogue = await openDialogue(undefined, [], (table) => ({
      ...table,
      may: (org, person, asked, on) => asked !== denied && table.may(org, person, asked, on),
    }));
    for (const line of before) await line(dialogue);
    const untouched = await everything(dialogue);
    denied = action;
    expect(await speak(dialogue)).toMatch(REFUSED);
    expect(await everything(dialogue)).toBe(untouched);
    denied = undefined;
    // A question that was open before the refusal is asked again by its own message.
    if (before.includes(PICTURE)) await PICTURE(dialogue);
    const changed = await everything(dialogue);
    expect(await speak(dialogue)).not.toMatch(REFUSED);
    if (reads) expect(await everything(dialogue)).toBe(changed);
    else expect(await everything(dialogue)).not.toBe(changed);
  });

  it('has a scene for every action of every intent, or a reason why it is open to all', () => {
    for (const [name, { actions }] of Object.entries(ACTS)) {
      const shown = SCENES[name as IntentName]?.map((scene) => scene.action) ?? [];
      expect([name, [...shown].sort()]).toEqual([name, [...actions].sort()]);
      expect([name, name in OPEN]).toEqual([name, actions.length === 0]);
    }
  });

  it('leaves no action of the permission table unused', () => {
    const used = new Set(Object.values(ACTS).flatMap(({ actions }) => actions));
    // Decides what a roll shows, and refuses nothing.
    used.add('see_reasons');
    const unused = (Object.keys(RULES) as Action[]).filter((action) => !used.has(action));
    expect(unused).toEqual([]);
  });
});
