import type { SlotName } from '../slots.ts';

/** What the intents about processes carry. */
export const PROCESS_SLOTS = {
  /** 王小明确定为积极分子 12月3日; `sure`: it was asked about and is to be kept; `remark`: what could not be read */
  process_step: ['process', 'stage', 'names', 'startAt', 'scope', 'remark', 'processId', 'sure', 'another'],
  /** 本届任期到2027年3月; `period`: when the last one was renewed; `remark`: a day that is none */
  process_term: ['process', 'dueAt', 'scope', 'period', 'remark'],
  /** 王小明预备期延长半年, 换届延期到明年9月，镇党委批准; `startAt`: when it was decided; `source`: who gave leave; `what`: earlier */
  process_shift: [
    'process',
    'names',
    'scope',
    'dueAt',
    'extendBy',
    'startAt',
    'source',
    'what',
    'remark',
    'processId',
    'sure',
    'another',
  ],
  /** 王小明不发展了，因为调走了 */
  process_stop: ['process', 'names', 'scope', 'reason', 'processId'],
  /** 王小明到哪一步了, 换届进度 */
  process_ask: ['process', 'names', 'scope', 'mine', 'processId'],
  /** 发展党员名单, 谁该转正了; `stage`: those who are ready for it; `what`: due, late, when (whatever its day); `dueAt`: by that day */
  process_list: ['process', 'stage', 'scope', 'what', 'dueAt', 'after'],
  /** 发展党员怎么办 */
  process_how: ['process'],
  /** 导出发展党员台账 */
  process_export: ['process', 'scope'],
} as const satisfies Record<string, readonly SlotName[]>;
