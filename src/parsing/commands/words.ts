import { threeMeetingsOneLecture, typeRow } from '../../domain/activity/types.ts';
import type { Filled } from '../../domain/intent.ts';
import { periodOf } from '../spans/time/resolve.ts';
import { answerWord, isCalledOff } from './answer-words.ts';
import { isRollSlip, otherExported } from './exports.ts';
import { kindNamed } from './kind-questions.ts';
import { asksForPage } from './page.ts';
import { type Heard, scopeOf } from './rest.ts';

const UNDO =
  /^(?:请|麻烦|帮我)?(?:撤销|撤回|撤消|撤了|反悔)(?:上一条|刚才的?|刚刚的?|上一个|最后一条|操作|记录|签到|一下|我的|上条|前一条|上次|登记|那条|这条|录入|输入|[吧了,。!])*$/;
/** 把刚才那条撤了, 我刚发的不算: the last one is named before it is taken back. */
const UNDO_LAST =
  /^(?:请|麻烦|帮我|那就?|把|将|我|给我)*(?:刚才|刚刚|刚|方才|上面|前面|上|最后)(?:我)?(?:发|说|报|记|登记?|录入?|写|输入?|填)?(?:(?:的|了)?[那这一]?[条个笔]|的)(?:消息|记录|登记|签到|操作|内容|话)?(?:给我|都|先)?(?:撤销|撤回|撤消|撤|取消|作废|删除|删|收回|不算数?|不作数)(?:了|掉|一下|吧|啊|[,。!])*$/;
/** Which one and when are asked. */
const MOVE = /^(?:我?要|需要|请|想)?(?:改期|改时间|换时间)[吧。!]*$/;
const MY =
  /^(?:(?:查看|看看|看一下|查一下|查)?我的(?:情况|事项|待办|记录|任务和会议|主页|信息|全部)?[吧?]?|我(?:现在|今天|最近|这周)?(?:还)?(?:要|该|得)(?:做|干|办)(?:些)?(?:什么|啥)(?:事)?[呢啊?]*|我(?:现在|还)*有(?:什么|啥|哪些)(?:事|任务|事情)(?:情)?(?:要(?:做|办)|没(?:做|办|完成|弄))?(?:的)?[吗呢啊?]*|(?:这个月|本月|这周|本周|这星期|今天|明天|最近|月底前?)?(?:我|我们|支部)?(?:现在)?还有(?:什么|啥|哪些)事情?(?:要|该|得|没)(?:做|办|干|完成|弄)?(?:的)?[吗呢啊?]*|(?:还)?有没有我的(?:事|任务|活)(?:情)?[呢啊?]*)$/;
const SNOOZE =
  /^(?:好的?|收到|知道了|嗯)?[,。\s]*(?:(?:明天|明早|明日|下午|晚点|晚些|稍后|过会儿?|过一会儿?|等会儿?|等一下|待会儿?|改天|回头|晚上|下一?个?工作日|后天)(?:上班)?(?:再|继续|重新)?(?:提醒|说|通知|叫)(?:我|一次|一下|吧|一遍)*|稍后|稍后处理|推迟提醒|延后提醒|先别提醒|暂不提醒|过会再说)[吧。!\s]*$/;
/** 已处理 answers a reminder that is met by saying so. */
const SETTLE =
  /^(?:好的?|收到|报告|书记)?[,。:\s]*(?:这[个件]事?|都|全部|均)?(?:已经?|都)?(?:处理|办理|办|办妥|办结|办完|弄好|做完|落实)(?:好|完|妥|结|了|毕|完毕|到位|好了|完了|掉)*$/;
/** 谈心谈话已处理: the matter is named, and may be a type of activity as well. */
const SETTLE_NAMED =
  /^[,。:\s]*(?:这[个件]事?|都|全部|均)?(?:已经?|都)?(?:处理|办理|办|办妥|办结|做|搞|弄|完成)(?:好|完|妥|结|了|毕|完毕|到位)*[,。:\s]*$/;
const DONE_WORD = /已|好|完|妥|结|毕|到位|了$/;
const DIAGNOSE =
  /^(?:系统|请|帮我|运行|做个|来个|一键)?(?:诊断|自检|体检|检查设置|检查配置|配置检查)(?:一下|吧|结果|信息)?$/;
const DELIVERY =
  /(?:送达|发送|推送|投递)(?:情况|状态|结果|率|记录|统计)|(?:哪些|谁|几个)?(?:没|未)(?:有)?(?:送达|发出去|发到|推送成功)|(?:消息|通知|提醒)(?:都)?(?:发出去|送到|送达)(?:了)?(?:吗|没)/;
const AGREE = /^(?:我)?(?:同意|批准|准假|准了)(?:了|请假|的)?$/;
const DISAGREE = /^(?:我)?(?:不同意|不批准|不准|不准假|不予批准)(?:了|请假|的)?$/;
/** 照此确认: the record as the roll has it. */
const CONFIRM =
  /^(?:就)?(?:照此|按此|照签到|按签到)(?:的)?(?:确认|记录|记)[吧。!]*$|^确认(?:会议)?记录[吧。!]*$/;
const EDIT = /^(?:我)?改一改[吧。!]*$/;
const EXPORT =
  /^(?:请|帮我|麻烦|给我|把)?[^,。\n]{0,16}?(?:导出|下载|生成|打印|导一下|导个|导一份|导(?:给我|过来|来))/;
/** 导出11月25日主题党日: nothing beside the meeting says what of it is wanted; that is its record. */
const EXPORT_MEETING =
  /^(?:请|帮我|麻烦|给我|把|要|我要)*(?:导出|下载|打印)(?:一下|一份|个)?的?(?:活动|会)?(?:来|出来|给我|发我)?$/;
/** 导出会议记录和签到表 */
const BOTH = /会议(?:记录|纪要).*(?:签到|考勤)表|(?:签到|考勤)表.*会议(?:记录|纪要)/;
/** 签到表发我一份 */
const SEND =
  /(?:会议记录|会议纪要|签到表|考勤表|台账|整改清单)(?:也|再|都|给我|帮我)*(?:(?:发|传|给|导)(?:给|到)?我(?:一[份下]|看看|吧|呗)*|(?:发|来|要|传)(?:一份|过来)(?:吧|呗|给我)?|(?:导|下载|打印)(?:一下|出来|一份|个)?)$/;

/** 给我11月的会议记录, 昨天的会议记录能给我看看不 */
const GIVE =
  /^(?:请|麻烦|能不能|能|可以|把|帮我)*(?:给我|发我|我要|我想要|要)(?:一[份下]|看看|看一下|个)?[^,，。谁哪]{0,16}会议(?:记录|纪要)(?:[看发]?(?:看|一下|一份|给我|过来|吧|呗))*[吗么不]?$|会议(?:记录|纪要)(?:能不能|可不可以|能|可以)?(?:给|发|让)(?:给)?我(?:看看|看一下|看下|一份|一下|看)+[吗么不吧?？]*$/u;
/** 会议台账, 主题党日台账: the meetings line by line, as a workbook; the minutes are 会议记录 */
const MEETINGS_LEDGER =
  /(?:会议|活动|开会|三会一课|一课三会|组织生活)(?:的|情况)*(?:台账|明细表?|清单|总表|汇总表?)/u;

/** 第二支部十月份签到表 */
const ROLL_FILE = /^(?:的|会议|活动|要|给我|看看?)*(?:签到|考勤)[表册簿](?:呢|吧|有吗|有没有)?$/u;

/** A message that is nothing but one of the bot's own words. */
export function readWord(h: Heard, s: string): Filled | undefined {
  const answer = answerWord(s);
  if (answer?.isPure && answer.word !== 'talk') return { intent: 'choice', choice: answer.word };
  if (answer?.word === 'no' && isCalledOff(s)) return { intent: 'activity_cancel' };
  if (UNDO.test(s) || UNDO_LAST.test(s)) return { intent: 'undo' };
  if (MOVE.test(s)) return { intent: 'activity_change' };
  if (MY.test(s)) return { intent: 'my' };
  if (AGREE.test(s)) return { intent: 'agree', decision: 'approve' };
  if (DISAGREE.test(s)) return { intent: 'agree', decision: 'deny' };
  if (CONFIRM.test(s)) return { intent: 'record_confirm' };
  if (EDIT.test(s)) return { intent: 'record_edit' };
  if (SNOOZE.test(s)) return { intent: 'snooze' };
  if (SETTLE.test(s) && DONE_WORD.test(s)) return { intent: 'settle' };
  const settled = settledMatter(h, s);
  if (settled !== undefined) return { intent: 'settle', remark: settled };
  if (DIAGNOSE.test(s)) return { intent: 'diagnose' };
  if (asksForPage(s)) return { intent: 'dashboard' };
  if (DELIVERY.test(s)) return { intent: 'delivery_status', ...span(h) };
  const isNamed = h.times.length + h.units.length + h.types.length > 0;
  if (EXPORT.test(s) || SEND.test(s) || GIVE.test(s) || (isNamed && ROLL_FILE.test(h.shape)))
    return readExport(h, s);
  return undefined;
}

/** What is said to be done, where it is a thing that is also met by saying so. */
function settledMatter({ types, shape }: Heard, s: string): string | undefined {
  const [only, ...more] = types;
  if (only === undefined || more.length > 0 || !typeRow(only.type).yields) return undefined;
  const rest = s.slice(0, only.at) + s.slice(only.end);
  const isDone = SETTLE_NAMED.test(rest) && DONE_WORD.test(rest) && shape.length <= SHORT;
  return isDone ? s.slice(only.at, only.end) : undefined;
}
const SHORT = 16;

function span(h: Heard): Pick<Filled, 'period' | 'scope'> {
  const period = h.times.map((t) => periodOf(t, h, false)).find((p) => p !== undefined);
  return { ...(period && { period }), ...scopeOf(h) };
}

/** 导出11月台账: ledger, attendance or minutes, with period, unit and kind of meeting. */
function readExport(h: Heard, s: string): Filled | undefined {
  const isOfTypes = h.types.some(({ end }) => /^(?:的|情况|活动)*(?:台账|明细表?|清单)/u.test(s.slice(end)));
  if ((isOfTypes || MEETINGS_LEDGER.test(s)) && !/整改|问题|销号|记录|纪要|签到|考勤|没|未|缺/.test(s))
    return { intent: 'query', metric: 'activity_list', format: 'file', ...span(h), ...typesOf(h, s) };
  const what = /整改|问题|销号/.test(s)
    ? 'ledger'
    : BOTH.test(s)
      ? 'minutes,attendance'
      : /签到|考勤|出勤|到会|请假/.test(s) || isRollSlip(s)
        ? 'attendance'
        : /记录|纪要|会议/.test(s)
          ? 'minutes'
          : /台账|表|excel/i.test(s)
            ? otherExported(h) === undefined
              ? 'ledger'
              : 'other'
            : h.types.length > 0 && EXPORT_MEETING.test(h.shape)
              ? 'minutes'
              : kindNamed(s)
                ? 'ledger'
                : undefined;
  if (what === undefined) return undefined;
  if (what === 'other') return { intent: 'export', what, topic: otherExported(h)!, ...span(h) };
  const kind = what === 'ledger' && !/整改|问题|销号/.test(s) ? kindNamed(s)?.kind : undefined;
  return {
    intent: 'export',
    what,
    ...span(h),
    ...(what !== 'ledger' && typesOf(h, s)),
    ...(kind !== undefined && { itemKind: kind }),
  };
}

function typesOf(h: Heard, s: string): Pick<Filled, 'activityType' | 'activityTypes'> {
  const types = [...new Set(h.types.map(({ type }) => type))];
  if (types[0] === undefined && /三会一课|一课三会/.test(s))
    return { activityTypes: [...threeMeetingsOneLecture()] };
  return { ...(types[0] && { activityType: types[0] }), ...(types.length > 1 && { activityTypes: types }) };
}
