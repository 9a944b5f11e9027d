import { MEMBER_KINDS, type MemberKind, ROLES, type Role, type UnitKind } from './organisation.ts';
import { isNothing, tidyKey } from './roster-row.ts';

// What offices put into the cells 职务, 类型 and 流动 beside the words we ask for.

/** 党支部书记 says where the office is held; it must be the level of the row's unit. */
const LEVEL_WORDS: Readonly<Record<UnitKind, RegExp>> = {
  committee: /^(?:机关)?(?:党委|党工委|工委|党组)/,
  general_branch: /^(?:党总支部?|总支部?)/,
  branch: /^(?:党支部|支部)/,
  group: /^(?:党小组|小组)/,
};
const BETWEEN = /兼任?|[、,，/;；&+]|和|及/;
const NO_OFFICE = /^(?:普通党员|一般党员|党员)$/;
const LEADER = /^(?:党?小组)?组长$|^党?小组长$/;

/** True when the cell says that no office is held. */
export const isNoOffice = (cell: string): boolean => isNothing(cell) || NO_OFFICE.test(tidyKey(cell));

/**
 * The offices of a cell: 支部书记, 组织委员兼纪检委员, 组织、纪检委员.
 * @param level of the unit they are held at, when known
 * @returns undefined when any part of it is no office: 书记、村主任
 */
export function rolesIn(cell: string, level: UnitKind | undefined): Role[] | undefined {
  if (isNoOffice(cell)) return [];
  const parts = tidyKey(cell).split(BETWEEN);
  const roles = parts.map((part) => {
    // 党小组长 is an office, not 长 of a 党小组.
    if (LEADER.test(part)) return '党小组长';
    const bare = level === undefined ? part : part.replace(LEVEL_WORDS[level], '');
    const isShort = parts.at(-1)!.endsWith('委员') && `${bare}委员`;
    return ROLES.find((role) => role === bare) ?? ROLES.find((role) => role === isShort);
  });
  return roles.includes(undefined) || new Set(roles).size < roles.length ? undefined : (roles as Role[]);
}

const KIND_WORDS: Readonly<Record<string, MemberKind>> = {
  正式: '正式党员',
  党员: '正式党员',
  预备: '预备党员',
  积极分子: '入党积极分子',
};

/** 中共预备党员, 预备, 积极分子; undefined for words that are no 类型. */
export function kindIn(cell: string): MemberKind | undefined {
  const word = tidyKey(cell).replace(/^(?:中共|中国共产党)/, '');
  return (
    MEMBER_KINDS.find((kind) => kind === word) ??
    (Object.hasOwn(KIND_WORDS, word) ? KIND_WORDS[word] : undefined)
  );
}

const YES = /^(?:是|√|✓|✔|☑|y|yes|true|流动|流动党员|流出|外出)$/i;
const NO = /^(?:否|不是|×|✗|✘|☐|x|n|no|false|非流动|非流动党员|不流动|未流动|未流出|未外出)$/i;

/** 流动 as words, ticks or what a sheet makes of a tick box; 流入 is neither. Undefined for other words. */
export function mobileIn(cell: string): boolean | undefined {
  const word = tidyKey(cell);
  return YES.test(word) ? true : NO.test(word) ? false : undefined;
}
