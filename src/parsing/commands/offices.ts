// 书记是谁, 第二支部组织委员是谁, 我是哪个支部的, 找谁请假: whom one turns to.
import type { Filled } from '../../domain/intent.ts';
import type { Role } from '../../domain/organisation/organisation.ts';
import { type Heard, scopeOf } from './rest.ts';

const LONGEST = 24;
const WORD =
  '党?支部副书记|党?支部书记|党委书记|副书记|支书|书记|组织委员|宣传委员|纪检委员|纪委委员|党?小组长|组长|管理员|支委(?:委员)?|委员|负责人';
const ROLES: readonly (readonly [RegExp, Role])[] = [
  [/副书记/, '副书记'],
  [/书记|支书/, '书记'],
  [/组织/, '组织委员'],
  [/宣传/, '宣传委员'],
  [/纪/, '纪检委员'],
  [/组长/, '党小组长'],
  [/管理员/, '管理员'],
];
const WHOSE = '(?:请问|问一?下|我们|咱们?|俺们?|本|这个|的|里|党?支部|党委|小组)*';
const END = '(?:来着|同志)?[呢啊呀?？]*$';
const WHO_IS = new RegExp(
  `^${WHOSE}(?<role>${WORD})(?:都|现在)*(?:是|叫|有)(?:谁|哪些人?|哪几[个位]人?|哪[位个]|什么名字)${END}|^${WHOSE}(?:谁|哪[位个])(?:是|当|在当)${WHOSE}(?<role2>${WORD})${END}`,
  'u',
);
const WHERE_AM_I =
  /^(?:请问)?我(?:是|在|属于|归)?(?:哪一?个|什么|哪)(?:党?支部|党?小组|组|党组织|党委)(?:的|里|管)?(?:的?党员)?(?:[,，\s]*(?:我们|党?支部|的)*书记(?:是|叫)?(?:谁|哪个|哪位))?[呢啊呀?？]*$/u;
const WHOM_TO_ASK =
  /^(?:请假|补签|上报|报名|批假|有事|有问题)?(?:的话)?(?:应该|该|要|得)?找谁(?:请假?|批假?|批准?|审批|上?报|补签|说|问|办)?[呢啊呀?？]*$/u;

/** Undefined for any other question; a role that is no office of one's own (委员) asks for all of them. */
export function readOffices(h: Heard): Filled | undefined {
  if (h.s.length > LONGEST || h.times.length + h.items.length + h.types.length > 0) return undefined;
  if (h.people.some(({ source }) => source === 'roster')) return undefined;
  const s = h.s.trim();
  if (WHERE_AM_I.test(s)) return { intent: 'offices', mine: true };
  if (WHOM_TO_ASK.test(s)) return { intent: 'offices', role: '书记' };
  const { role, role2 } = WHO_IS.exec(h.shape)?.groups ?? {};
  const word = role ?? role2;
  if (word === undefined) return undefined;
  const found = ROLES.find(([words]) => words.test(word))?.[1];
  return { intent: 'offices', ...(found && { role: found }), ...scopeOf(h) };
}
