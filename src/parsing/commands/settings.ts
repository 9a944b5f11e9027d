import type { Filled } from '../../domain/intent.ts';
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

/** 签到方式 逐人签到 / 会议上报, 请假需要审批 / 请假不用审批. */
export function readSetting(s: string): Filled | undefined {
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
