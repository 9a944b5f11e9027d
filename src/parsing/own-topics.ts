// 包案是什么, 登记包案, 红色夜校多久一次: a kind of item or of meeting named, and how it goes asked.
import { type ActivityType, perTypes, typesInUse, wordsOfType } from '../domain/activity/types.ts';
import type { ItemKind } from '../domain/ledger/item.ts';
import { kindsInUse, perKinds, wordsOfKind } from '../domain/ledger/kinds.ts';
import { normalise } from './normalise.ts';

/** What is explained as its settings have it. */
type OwnTopic = { item: ItemKind } | { type: ActivityType };

const kinds = perKinds(
  () =>
    new Map(
      kindsInUse().flatMap((row) => [...wordsOfKind(row), row.noun].map((word) => [word, row.key] as const)),
    ),
);
const types = perTypes(
  () => new Map(typesInUse().flatMap((row) => wordsOfType(row).map((word) => [word, row.key] as const))),
);

const LONGEST = 24;
const POLITE = /^(?:请问|问下|问一下|请|我想|我要|帮我)+|(?:[啊呀呢吗嘛吧哦]|一下|[?？。!！])+$/gu;
const WHAT =
  /^(?:什么(?:是|叫)|介绍|说明|说说|解释)(?:一下|下)?|(?:是什么|是啥|什么意思|是干什么的|干什么用的?|有什么用|的?说明|的?介绍)$/gu;
const HOW = '(?:怎么|怎样|如何|咋)(?:样|个)?';
const OF_ITEM = new RegExp(
  `^(?:${HOW})?(?:登记|新增|新建|添加|录入)(?:一[项件个])?|^${HOW}(?:用|写|发|报)?|(?:要|该|应该)?${HOW}(?:登记|新增|添加|录入|写|填|用|弄|发|报|说|办)?法?的?$|的?(?:格式|模板|例子|写法)$|登记$`,
  'gu',
);
const OF_TYPE = new RegExp(
  `^${HOW}(?:安排|用|上报|开|搞)|(?:要|该|应该)?${HOW}(?:用|弄|搞|上报)的?$|(?:要|该)?(?:多久|几个?月|多长时间|一年)(?:要?[开办搞])?(?:一[次回场]|几[次回场])$|(?:都?(?:是|有)?(?:谁|哪些人)(?:该|要|应该?)?(?:参加|到|来)|应到是?(?:谁|哪些人))$`,
  'gu',
);

/** Undefined where more is said, or nothing but the name: that asks for what there is. */
export function ownNamed(text: string): OwnTopic | undefined {
  if (text.length > LONGEST) return undefined;
  const s = normalise(text).s.replace(/\s+/gu, '').replace(POLITE, '');
  const item = named(kinds(), s, OF_ITEM);
  if (item !== undefined) return { item };
  const type = named(types(), s, OF_TYPE);
  return type === undefined ? undefined : { type };
}

function named(all: ReadonlyMap<string, string>, s: string, own: RegExp): string | undefined {
  for (const around of [WHAT, own]) {
    const bare = s.replace(around, '');
    if (bare !== s && all.has(bare)) return all.get(bare);
  }
  return undefined;
}
