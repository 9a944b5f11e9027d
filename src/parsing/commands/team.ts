// 队伍: who is in a team, said in chat.
import type { Filled } from '../../domain/intent.ts';
import { type Heard, PERSON } from './rest.ts';
import { nameOf } from './shape.ts';

const TEAM = '(?<team>[\\u4e00-\\u9fffA-Z\\d]{1,18}(?:队|兵团|突击组|应急组))';
const NAMES = `[${PERSON}、,和与及跟\\s]+`;
const PLEASE = '(?:请|帮我|麻烦)*';
const END = '(?:了|吧|同志|一下|[。!])*$';

const FORMS: readonly { what: string; form: RegExp }[] = [
  {
    what: 'lead',
    form: new RegExp(
      `^${PLEASE}${TEAM}(?:的)?队长(?:是|为|由|换成|改成|定为|[::])?\\s*[${PERSON}](?:担任)?${END}`,
      'u',
    ),
  },
  {
    what: 'lead',
    form: new RegExp(`^${PLEASE}(?:让|由)?[${PERSON}](?:当|担任|任|是)${TEAM}(?:的)?队长${END}`, 'u'),
  },
  {
    what: 'add',
    form: new RegExp(
      `^${PLEASE}(?:给|往|把)?${TEAM}(?:里|中|名单)?(?:再|新)?(?:加上|加入|增加|添加|编入|加进|加)${NAMES}${END}`,
      'u',
    ),
  },
  {
    what: 'add',
    form: new RegExp(
      `^${PLEASE}(?:把|将)?${NAMES}(?:都)?(?:加入|加到|编入|编到|加进|参加|放到)${TEAM}(?:里|中|来)?${END}`,
      'u',
    ),
  },
  {
    what: 'add',
    form: new RegExp(
      `^${PLEASE}(?:新建|新增|成立|组建|建立|建|设立)(?:一[个支])?(?:队伍|应急队伍)?[:\\s]*${TEAM}(?:队员|成员|有|是|由|[:：,，\\s])*${NAMES}(?:组成)?${END}`,
      'u',
    ),
  },
  {
    what: 'remove',
    form: new RegExp(
      `^${PLEASE}(?:从)?${TEAM}(?:里|中|名单)?(?:去掉|减去|删去|删掉|移出|除去|拿掉)${NAMES}${END}`,
      'u',
    ),
  },
  {
    what: 'remove',
    form: new RegExp(
      `^${PLEASE}(?:把|将)?${NAMES}(?:都)?(?:退出|移出|离开|从)${TEAM}(?:里|中)?(?:去掉|移出|删掉|删去)?${END}`,
      'u',
    ),
  },
];
const SHOW = [
  new RegExp(
    `^${PLEASE}(?:看看?|查看?|查一下)?${TEAM}(?:的)?(?:名单|成员|队员|有谁|都有谁|有哪些人|有多少人|花名册)[?了吗]*$`,
    'u',
  ),
  /^(?:看看?|查看?)?(?:有哪些|哪些|所有|我们的)?(?:队伍|先锋队)(?:名单|列表|情况|有哪些)?[?]*$/u,
];
/** 成立防汛突击队: a team is there as soon as somebody is in it. */
const FOUNDED = new RegExp(
  `^${PLEASE}(?:新建|新增|成立|组建|建立|建|设立)(?:一[个支])?(?:队伍|应急队伍)?(?:叫|名叫)?[:\\s“]*${TEAM}[”]?${END}`,
  'u',
);
const LONGEST = 80;

/** 党群先锋队加上张三、李四; 先锋队名单. */
export function readTeam(h: Heard, s: string): Filled | undefined {
  if (s.length > LONGEST || !/队|兵团|突击组|应急组/.test(s)) return undefined;
  for (const form of SHOW) {
    const found = form.exec(s.trim());
    if (found) return { intent: 'team_show', ...(found.groups?.team && { team: found.groups.team }) };
  }
  const founded = FOUNDED.exec(s.trim())?.groups?.team;
  if (founded) return { intent: 'team_change', team: founded, what: 'add' };
  if (h.people.length === 0) return undefined;
  let shape = s;
  for (const p of [...h.people].reverse()) shape = shape.slice(0, p.at) + PERSON + shape.slice(p.end);
  // Behind a team's name people leave a space.
  const plain = shape.replace(/(?<=队|团|组|上|入|掉|出)\s+/gu, '').trim();
  for (const { what, form } of FORMS) {
    const team = form.exec(plain)?.groups?.team;
    if (team) return { intent: 'team_change', team, what, names: h.people.map((p) => nameOf(h, p)) };
  }
  return undefined;
}
