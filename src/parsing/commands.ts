import type { Filled } from '../domain/intent.ts';
import { readActivityCommand } from './activity-commands.ts';
import { readFixedDay } from './fixed-day.ts';
import { asWritten, mask } from './message.ts';
import { nameForward, splitNames } from './names.ts';
import { readNumber } from './numerals.ts';
import type { Reading } from './reading.ts';
import { readRectifyCommand } from './rectify-commands.ts';
import { readRectifyForm } from './rectify-form.ts';
import { readPeriod } from './time/period.ts';

const UNDO =
  /^(?:请|麻烦|帮我)?(?:撤销|撤回|撤消|撤了|反悔)(?:上一条|刚才的?|刚刚的?|上一个|最后一条|操作|记录|签到|一下|我的|上条|前一条|上次|登记|那条|这条|录入|输入|[吧了,。!])*$/;
/** Which one and when are asked. */
const MOVE = /^(?:我?要|需要|请|想)?(?:改期|改时间|换时间)[吧。!]*$/;
const MY = /^(?:查看|看看|看一下|查一下|查)?我的(?:情况|事项|待办|记录|任务和会议|主页|信息|全部)?[吧?]?$/;
const SNOOZE =
  /^(?:好的?|收到|知道了|嗯)?[,。\s]*(?:(?:明天|明早|明日|下午|晚点|晚些|稍后|过会儿?|过一会儿?|等会儿?|等一下|待会儿?|改天|回头|晚上|下一?个?工作日|后天)(?:上班)?(?:再|继续|重新)?(?:提醒|说|通知|叫)(?:我|一次|一下|吧|一遍)*|稍后|稍后处理|推迟提醒|延后提醒|先别提醒|暂不提醒|过会再说)[吧。!\s]*$/;
/** 已处理 answers a reminder that is met by saying so. */
const SETTLE =
  /^(?:好的?|收到|报告|书记)?[,。:\s]*(?:这[个件]事?|都|全部|均)?(?:已经?|都)?(?:处理|办理|办|办妥|办结|办完|弄好|做完|落实)(?:好|完|妥|结|了|毕|完毕|到位|好了|完了|掉)*$/;
const DONE_WORD = /已|好|完|妥|结|毕|到位|了$/;
const DIAGNOSE =
  /^(?:系统|请|帮我|运行|做个|来个|一键)?(?:诊断|自检|体检|检查设置|检查配置|配置检查)(?:一下|吧|结果|信息)?$/;
const DELIVERY =
  /(?:送达|发送|推送|投递)(?:情况|状态|结果|率|记录|统计)|(?:哪些|谁|几个)?(?:没|未)(?:有)?(?:送达|发出去|发到|推送成功)|(?:消息|通知|提醒)(?:都)?(?:发出去|送到|送达)(?:了)?(?:吗|没)/;
const BIND = /^(?:请|把)?(?:本群|这个群|群)?(?:绑定|绑)(?:到|为|本群到|本群为|群)?[:\s]*/;
const UNBIND = /^(?:请)?(?:解绑|解除绑定|取消绑定|解绑定)[:\s]*/;
const WEBHOOK = /https?:\/\/\S+/;
const CHOICE = /^(?:选|选择|第|我选|选第)?\s?([1-9一二三四五六七八九])(?:个|项|号|条|吧|[.。)])?$/;
const YES =
  /^(?:是|是的|对|对的|没错|确认|确定|正确|嗯是的?|对对|对头|是滴|确认无误|无误|就是|y|yes|Y|YES|Yes)[。!了吧]*$/;
const NO = /^(?:不是|不对|否|不|错了|不正确|不用|不要|算了|不了|n|no|N|NO|No|取消|不用了)[。!了吧]*$/;
const EXPORT = /^(?:请|帮我|麻烦|给我|把)?[^,。\n]{0,16}?(?:导出|下载|生成|打印|导一下|导个|导一份)/;

/** What the bot understands in conversation beyond the message corpus. */
export function readCommand(r: Reading): Filled | undefined {
  const s = r.s.replace(/[\s。!]+$/, '');
  if (s.length <= 60) {
    const word = readWord(r, s);
    if (word) return word;
  }
  const group = /绑/.test(s) ? readBinding(r, s) : undefined;
  if (group) return group;
  if (/固定|每月|每个月/.test(s)) {
    const fixed = readFixedDay(r);
    if (fixed) return fixed;
  }
  const setting = s.length <= 40 ? readSetting(s) : undefined;
  if (setting) return setting;
  return (
    readRectifyForm(r) ??
    (/整改|销号|延期|督办|转/.test(s) ? readRectifyCommand(r) : undefined) ??
    readDecision(r) ??
    readActivityCommand(r)
  );
}

function readWord(r: Reading, s: string): Filled | undefined {
  const choice = CHOICE.exec(s);
  if (choice) return { intent: 'choice', choice: readNumber(choice[1]!)! };
  if (YES.test(s)) return { intent: 'choice', choice: 'yes' };
  if (NO.test(s)) return { intent: 'choice', choice: 'no' };
  if (UNDO.test(s)) return { intent: 'undo' };
  if (MOVE.test(s)) return { intent: 'activity_change' };
  if (MY.test(s)) return { intent: 'my' };
  if (SNOOZE.test(s)) return { intent: 'snooze' };
  if (SETTLE.test(s) && DONE_WORD.test(s)) return { intent: 'settle' };
  if (DIAGNOSE.test(s)) return { intent: 'diagnose' };
  if (DELIVERY.test(s)) return { intent: 'delivery_status', ...span(r) };
  if (EXPORT.test(s)) return readExport(r, s);
  return undefined;
}

function span(r: Reading): Pick<Filled, 'period' | 'scope'> {
  const { period } = readPeriod(mask(mask(r.s, r.units), r.types), r);
  const scope = r.units[0] && asWritten(r.m, r.units[0].text);
  return { ...(period && { period }), ...(scope !== undefined && { scope }) };
}

/** 导出11月台账: ledger, attendance or minutes, with period and unit. */
function readExport(r: Reading, s: string): Filled | undefined {
  const what = /整改|问题|销号/.test(s)
    ? 'ledger'
    : /签到|考勤|出勤|到会|请假/.test(s)
      ? 'attendance'
      : /记录|纪要|会议/.test(s)
        ? 'minutes'
        : /台账|表|excel/i.test(s)
          ? 'ledger'
          : undefined;
  if (what === undefined) return undefined;
  const intent: Filled = { intent: 'export', what, ...span(r) };
  if (r.types[0]) intent.activityType = r.types[0].type;
  return intent;
}

function readBinding(r: Reading, s: string): Filled | undefined {
  const unbind = UNBIND.test(s);
  if (!unbind && !BIND.test(s)) return undefined;
  const words = s.replace(unbind ? UNBIND : BIND, '');
  const webhook = WEBHOOK.exec(words)?.[0];
  const scope = r.units[0]?.text ?? words.replace(WEBHOOK, '').trim();
  const intent: Filled = { intent: unbind ? 'unbind' : 'bind' };
  if (/[\u4e00-\u9fff]/.test(scope) && scope.length <= 40) intent.scope = asWritten(r.m, scope);
  if (webhook !== undefined && !unbind) intent.webhook = webhook;
  return scope.length > 40 || /吗|怎么|如何|\?/.test(s.replace(WEBHOOK, '')) ? undefined : intent;
}

/** 签到方式 逐人签到 / 会议上报, 请假需要审批 / 请假不用审批. */
function readSetting(s: string): Filled | undefined {
  if (/\?|吗|怎么|什么/.test(s)) return undefined;
  const mode =
    /签到(?:方式|模式)[^\n]{0,8}?(?<each>逐人|每人|个人|本人|自己)|签到(?:方式|模式)[^\n]{0,8}?(?<report>会议上报|上报|书记|一人|统一|接龙)/.exec(
      s,
    );
  if (mode)
    return {
      intent: 'setting',
      setting: { key: 'attendance', value: mode.groups!.each ? 'member' : 'secretary' },
    };
  const approval =
    /^(?:本支部|我们支部|支部)?请假(?:一律|以后|今后|均|都)?(?<no>不需要|无需|不用|不必|不要|免|取消)?(?:需要|需|须|要|经|开启|打开|关闭)?(?:书记|支部)?(?:审批|批准|同意)(?<off>关闭|取消|关)?$/.exec(
      s,
    );
  if (!approval) return undefined;
  const off = approval.groups!.no !== undefined || approval.groups!.off !== undefined || /关闭/.test(s);
  return { intent: 'setting', setting: { key: 'leave.approval', value: off ? 'false' : 'true' } };
}

const DECIDE =
  /^(?:好的?,?)?(?<no>不同意|不批准|不准|不予批准|驳回|拒绝|不批)?(?<yes>同意|批准|准予|准了?|批了?)?(?<rest>.{2,40}?)(?:同志)?(?:的)?(?:请假|请假申请|假|病假|事假)(?:申请)?[。!]?$/;

/** 同意 张三 请假, 不同意 张三 请假. */
function readDecision(r: Reading): Filled | undefined {
  const m = DECIDE.exec(r.rest.trim());
  if (!m || (m.groups!.no === undefined) === (m.groups!.yes === undefined)) return undefined;
  const words = m.groups!.rest!.replace(/[\ue001\s的]+/g, ' ').trim();
  const names = splitNames(words) ?? [nameForward(words, 0)].filter((n) => n !== undefined && n === words);
  if (names.length === 0) return undefined;
  return {
    intent: 'leave_decide',
    names: names.map((n) => asWritten(r.m, n!)),
    decision: m.groups!.no === undefined ? 'approve' : 'deny',
  };
}
