import type { Filled } from '../../domain/intent.ts';
import { readNumber } from '../numerals.ts';
import { written } from '../slots/written.ts';
import type { Heard } from './rest.ts';

const BIND = /^(?:请|把)?(?:本群|这个群|群)?(?:绑定|绑)(?:到|为|本群到|本群为|群)?[:\s]*/;
const UNBIND = /^(?:请)?(?:解绑|解除绑定|取消绑定|解绑定)[:\s]*/;
const WEBHOOK = /https?:\/\/\S+/;

/** 绑定 第一党支部 [webhook address], 解绑. */
export function readBinding(h: Heard, s: string): Filled | undefined {
  const unbind = UNBIND.test(s);
  if (!unbind && !BIND.test(s)) return undefined;
  const words = s.replace(unbind ? UNBIND : BIND, '');
  const webhook = WEBHOOK.exec(words)?.[0];
  const scope = (h.units[0] && written(h, h.units[0])) ?? words.replace(WEBHOOK, '').trim();
  const intent: Filled = { intent: unbind ? 'unbind' : 'bind' };
  if (/[\u4e00-\u9fff]/.test(scope) && scope.length <= 40) intent.scope = scope;
  if (webhook !== undefined && !unbind) intent.webhook = webhook;
  return scope.length > 40 || /吗|怎么|如何|\?/.test(s.replace(WEBHOOK, '')) ? undefined : intent;
}

const MAKE =
  /^(?:请|帮我)?(?:建|新建|创建)(?:个|一个)?(?:工作)?群[:\s]*|^(?:请|帮我)?(?:给|为)(?=.{2,30}建(?:个|一个)?群$)/;
const SYNC = /^(?:请|帮我)?(?:更新|同步)(?:一下)?(?:本群|群)(?:的)?(?:成员|人员)[:\s]*/;

/** 建群 第一党支部, 给第一党支部建群, 更新群成员. */
export function readGroup(h: Heard, s: string): Filled | undefined {
  const isSync = SYNC.test(s);
  if ((!isSync && !MAKE.test(s)) || /吗|怎么|如何|不|\?/.test(s)) return undefined;
  const words = s
    .replace(isSync ? SYNC : MAKE, '')
    .replace(/建(?:个|一个)?群$/, '')
    .trim();
  if (words.length > 40 || (words !== '' && !/^[\u4e00-\u9fff\d/]+$/.test(words))) return undefined;
  const scope = h.units[0] ? written(h, h.units[0]) : words;
  return { intent: isSync ? 'group_sync' : 'group_make', ...(scope !== '' && { scope }) };
}

const of = (key: string, value: string): Filled => ({ intent: 'setting', setting: { key, value } });

const SWITCHES: readonly (readonly [key: string, what: RegExp])[] = [
  [
    'switch.dayBefore',
    /^(?:开会|活动)?前一天(?:的)?(?<no>不用|不要|不|别|无需)?(?:再)?(?:发)?提醒(?<off>关闭|取消|不要了)?$/,
  ],
  [
    'switch.invitation',
    /^(?<no>不用|不要|不|别)?(?:再)?发(?:活动|会议)?通知$|^(?:活动|会议)通知(?<off>不发|关闭|取消)$/,
  ],
  ['switch.opening', /^(?:开始时)?(?<no>不用|不要|不|别)?(?:再)?提示签到$|^签到提示(?<off>关闭|取消|不要)$/],
  ['switch.nudge', /^(?<no>不用|不要|不|别)?(?:再)?催签(?:到)?(?:了)?$|^催签(?<off>关闭|取消|不要)$/],
];
const EARLY =
  /^(?=.*签到)(?:签到)?(?:开始前)?提前(?<n>[\d一二三四五六七八九十两半]{1,4})(?<unit>分钟|个?小时)(?:起|开始|开放|可以)?(?:签到)?$/;
const LONG =
  /^(?:活动|会议|会)?开始后(?<n>[\d一二三四五六七八九十两半]{1,3})个?小时(?:后)?(?:结束|截止|关闭)$/;
const SHOW = /^(?:查看|看看|看一下|我要看)?(?:本支部|支部|我们支部)?(?:的)?设置(?:情况|有哪些)?$/;

/** 设置; 提前45分钟签到, 开始后3小时结束, 不催签, 前一天不提醒. */
function readChoice(s: string): Filled | undefined {
  if (SHOW.test(s)) return { intent: 'settings_show' };
  for (const [key, what] of SWITCHES) {
    const m = what.exec(s);
    if (m) return of(key, String(m.groups!.no === undefined && m.groups!.off === undefined));
  }
  const hours = (text: string) => (text === '半' ? 0.5 : readNumber(text));
  const early = EARLY.exec(s);
  const minutes = early && hours(early.groups!.n!);
  if (early && minutes !== undefined && minutes !== null)
    return of('opening.minutesBefore', String(early.groups!.unit === '分钟' ? minutes : minutes * 60));
  const long = LONG.exec(s);
  const length = long && hours(long.groups!.n!);
  return long && length ? of('closing.hoursAfter', String(length)) : undefined;
}

/** 签到方式 逐人签到 / 会议上报, 请假需要审批 / 请假不用审批, and what else a branch chooses. */
export function readSetting(s: string): Filled | undefined {
  if (/\?|吗|怎么|什么/.test(s)) return undefined;
  const choice = readChoice(s.replace(/\s/g, ''));
  if (choice) return choice;
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
