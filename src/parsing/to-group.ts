// 发到群里: where a picture or file is to go, read by itself; what is asked for is read as if it were not there.
import type { Filled } from '../domain/intent.ts';

const SENT = '(?:发送|推送|转发|发|推|传|转)';
const GROUP = '(?:本|这个?|我们|咱们|支部|党支部|党员|工作|微信|大)*群(?:聊|里面|里头|里|中|上|内)?';
/** 发到群里, 并推送到支部群里, 发群: nothing but good will may follow. */
const TO_GROUP = new RegExp(
  `(?:[,，、;；\\s]*(?:并且?|再|然后|直接|顺便|一起|帮我|给我|请))*[,，\\s]*${SENT}(?:一?[份个张]|一下)?(?:到|在|给|进|至)?${GROUP}(?:去|来|吧|啊|呗|一下|看看|[\\s。.!！~])*$`,
);
/** 把…发到群里 */
const TAKE = /^(?:请你?|麻烦你?|帮我|帮忙|给我|你)*(?:把|将)/;

/** 把这张图发到群里, behind what was just answered. */
const THIS = /^(?:刚才|刚刚|上面|前面)?的?[这那]?[张个份]?(图片?|表格?|文件|excel)?$/i;

/** The message without where it is to go; undefined where it says no such thing. */
export function withoutGroup(s: string): string | undefined {
  const found = TO_GROUP.exec(s);
  return found ? s.slice(0, found.index).replace(TAKE, '').trim() : undefined;
}

/** 发到群里 by itself, and what points at the answer before: that, for the group. */
export function thisForGroup(rest: string): Filled | undefined {
  const what = THIS.exec(rest);
  if (!what) return undefined;
  const format = what[1] === undefined ? {} : { format: what[1].startsWith('图') ? CHART : FILE };
  return { intent: 'query_more', ...format, toGroup: true };
}

const CHART = 'chart' as const;
const FILE = 'file' as const;

/** Undefined for what is not sent to a group: then the message means what it means as a whole. */
export function forGroup(intent: Filled): Filled | undefined {
  switch (intent.intent) {
    case 'query':
      // A figure in a group is looked at.
      return { ...intent, format: intent.format ?? CHART, toGroup: true };
    case 'query_more':
    case 'export':
      return { ...intent, toGroup: true };
    default:
      return undefined;
  }
}
