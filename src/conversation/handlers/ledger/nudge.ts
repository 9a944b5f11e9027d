// 约请没人回，催一下; 催一下第二党支部; 催催任务18: whoever owes an answer hears of it once more, at most once a day.
import { dateOf, type Instant } from '../../../domain/calendar/time.ts';
import type { IntentOf, Understanding } from '../../../domain/intent.ts';
import { decisionOn } from '../../../domain/ledger/approvers.ts';
import { type Item, isOpen, ownersOf } from '../../../domain/ledger/item.ts';
import { itemLabel, kindRow, kindSaid, kindsInUse, wordsOfKind } from '../../../domain/ledger/kinds.ts';
import { differences } from '../../../domain/ledger/moves.ts';
import type { Target } from '../../../domain/organisation/permissions.ts';
import { resolveName, resolveUnit } from '../../../parsing/resolve.ts';
import type { Reply } from '../../../ports/channels.ts';
import { actOnEach, together } from '../../act.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { homeUnit } from '../../units.ts';
import { awaited } from './awaited.ts';
import { itemsNamed, otherKind, targetOf, unknownItem } from './find.ts';
import { othersOf, tell } from './people.ts';
import { itemWords } from './words.ts';

const LONGEST = 40;
const SHOWN = 6;
const NAMED = 10;
/** What the history of an item calls it. */
const NUDGE = 'nudge';

/** 约请 is pressed for by who asked, everything else by who may open it there. */
const actionOn = (turn: Pick<Turn, 'org'>, item: Item) =>
  kindRow(item.kind).byAsker
    ? ({ action: 'decide_item', on: decisionOn(turn.org, item) } as const)
    : ({ action: 'open_item', on: targetOf(item) satisfies Target } as const);

/** Nothing leaves twice on one day, whoever asks for it, and nobody is pressed for what waits for somebody else. */
export const nudge = actOnEach<'rectify_nudge', Item>({
  permit: {
    actions: ['open_item', 'decide_item'],
    asked: (turn, item) => [actionOn(turn, item)],
  },
  async about(turn) {
    const { items, unknown } = await itemsNamed(turn, turn.intent.itemNo);
    const other = otherKind(turn, items);
    if (other) return { reply: other };
    return { things: items, troubles: unknown.length > 0 ? [unknownItem(turn, unknown)] : [] };
  },
  async carryOut(turn, items, troubles) {
    const owing = items.filter((item) => owes(item) && ownersOf(item).some((id) => id !== turn.sender.id));
    const fresh: Item[] = [];
    const before: { item: Item; at: Instant }[] = [];
    for (const item of owing) {
      const at = await nudgedToday(turn, item);
      if (at === undefined) fresh.push(item);
      else before.push({ item, at });
    }
    if (fresh.length > 0) await press(turn, fresh);
    return together([
      ...(fresh.length > 0 ? [said(turn, fresh)] : []),
      ...(fresh.length === 0 && before.length > 0 ? [saidBefore(turn, before)] : []),
      ...(owing.length === 0 && items.length > 0
        ? [turn.say('ledger.nothing_to_nudge', itemWords(turn, items[0]!))]
        : []),
      ...troubles,
    ]);
  },
});

const owes = (item: Item): boolean => isOpen(item) && item.state !== '提交销号' && item.state !== '长期整改';

async function nudgedToday(turn: Turn, item: Item): Promise<Instant | undefined> {
  const last = (await turn.tx.itemEvents(item.id)).findLast(({ what }) => what === NUDGE);
  return last && dateOf(last.at) === dateOf(turn.now) ? last.at : undefined;
}

/** One message a person, however many things they owe. */
async function press(turn: Turn, items: readonly Item[]): Promise<void> {
  const owed = items.flatMap((item) => ownersOf(item).map((id) => ({ id, item })));
  const byPerson = Map.groupBy(owed, ({ id }) => id);
  const alike = Map.groupBy(byPerson, ([, own]) => own.map(({ item }) => item.id).join());
  for (const [list, people] of alike) {
    const own = people[0]![1].map(({ item }) => item);
    const lines = own.map((item) => itemWords(turn, item));
    const text = turn.say('ledger.notice_nudge', {
      ...lines[0]!,
      by: turn.sender.name,
      items: lines.slice(0, SHOWN),
      more: Math.max(0, own.length - SHOWN),
      reported: kindRow(own[0]!.kind).closing === 'reported',
    }).text;
    const told = othersOf(turn, ...people.map(([id]) => id));
    await tell(turn, own[0]!, { rule: 'item_nudged', people: told, of: list, text });
  }
  for (const item of items)
    await turn.tx.addItemEvent({
      ...{ itemId: item.id, at: turn.now, by: turn.sender.id, messageKey: turn.message.key },
      ...{ what: NUDGE, note: null, ...differences(item, item) },
    });
}

function namesOf(turn: Turn, items: readonly Item[]) {
  const people = othersOf(turn, ...items.flatMap((item) => ownersOf(item)));
  const labels = items.map((item) => itemLabel(item));
  return {
    who: people.slice(0, NAMED).map(({ name }) => name),
    people: people.length,
    names: labels.slice(0, SHOWN),
    more: Math.max(0, labels.length - SHOWN),
  };
}

const said = (turn: Turn, items: readonly Item[]): Reply => {
  const leaves = turn.pushAt(turn.now);
  return turn.say('ledger.nudged', { ...namesOf(turn, items), later: leaves > turn.now ? leaves : '' });
};

const saidBefore = (turn: Turn, before: readonly { item: Item; at: Instant }[]): Reply =>
  turn.say('ledger.nudged_before', {
    ...namesOf(
      turn,
      before.map(({ item }) => item),
    ),
    at: before[0]!.at,
  });

const POLITE = '(?:请|麻烦你?|帮我|帮忙|给我|再|那就|你|也)*';
const PRESS = '(?:催一?催|催促?一?下|催办一?下?|再?提醒一?下|催)(?:他们|她们|他|她|对方|人家)?';
const END = '(?:吧|了|啊|哈|呢)*$';
const FORMS = [
  new RegExp(`^${POLITE}${PRESS}(?<what>.{2,24}?)${END}`, 'u'),
  new RegExp(`^(?<what>.{2,30}?)[,，\\s]*${POLITE}${PRESS}${END}`, 'u'),
];
/** Of meetings, sign-ins and what is filed: those have reminders of their own. */
const OF_ELSE = /签到|请假|开会|会议|党日|党课|党费|大会|支委|小组会|记录|[?？]|吗$|怎么|不要|不用|别/u;
const OWING = /(?:还|都|一直)*(?:没有?|未)(?:人)?(?:报|交|回|答复|回复|动静|完成|办|摸|反馈|应)/u;

/** Undefined where the sender has nobody to press, or something else is to be reminded of. */
export async function nudgeMeant(
  turn: Turn,
  { answer }: Understanding,
): Promise<IntentOf<'rectify_nudge'> | undefined> {
  const text = turn.text
    .normalize('NFKC')
    .trim()
    .replace(/[。!~\s]+$/u, '');
  if (answer !== undefined || text.length > LONGEST || OF_ELSE.test(text)) return undefined;
  const what = FORMS.map((form) => form.exec(text)?.groups?.what).find((found) => found !== undefined);
  if (what === undefined) return undefined;
  const items = await itemsPressed(turn, what);
  return items.length > 0
    ? { intent: 'rectify_nudge', itemNo: items.map(({ no }) => no).join(',') }
    : undefined;
}

const NUMBERED = /^\D{1,8}?[#第]*(?<no>\d{1,6})(?:号|项)?(?:的?(?:责任人|支部|书记))?$/u;

async function itemsPressed(turn: Turn, what: string): Promise<Item[]> {
  const number = NUMBERED.exec(what)?.groups?.no;
  if (number !== undefined && kindSaid(what) !== undefined) {
    const [item] = (await itemsNamed(turn, number)).items;
    if (item === undefined || item.batch === null || item.openedBy !== turn.sender.id)
      return item ? [item] : [];
    return (await turn.tx.items({ batch: item.batch })).filter(owes);
  }
  const own = (await awaited(turn)).filter(owes);
  const bare = what
    .replace(OWING, '')
    .replace(
      /^(?:的|那个?|这个?|那些|各个?|所有|我的?|我们的?)+|(?:这?件?事|的|人|他们|那些|同志|[,，\s])+$/gu,
      '',
    );
  const isOwing = OWING.test(what);
  const kind = kindsInUse().find((row) => wordsOfKind(row).includes(bare));
  if (kind !== undefined) return own.filter((item) => item.kind === kind.key);
  const unit = resolveUnit(bare, turn.org, homeUnit(turn)?.id);
  if (unit.kind === 'one' && bare.length >= 3) {
    const here = (item: Item) => turn.org.isWithin(item.unitId, unit.unit.id);
    const theirs = own.filter(here);
    return theirs.length > 0 ? theirs : inCharge(turn, await turn.tx.items({ unitIds: [unit.unit.id] }));
  }
  const person = resolveName(bare, turn.org, homeUnit(turn)?.id);
  if (person.kind === 'one') {
    const { id } = person.person;
    return inCharge(turn, await turn.tx.items({ person: id })).filter((item) => ownersOf(item).includes(id));
  }
  const named = own.filter(({ problem }) => bare.length >= 2 && bare.includes(problem.trim().slice(0, 8)));
  const about =
    named.length > 0 ? named : own.filter(({ problem }) => bare.length >= 2 && problem.includes(bare));
  if (about.length > 0) return newest(about);
  // 没报的支部: of what was handed out last.
  return isOwing && (bare === '' || /^(?:各?个?支部|单位|书记|村|党组织)$/u.test(bare))
    ? newest(own.filter(({ batch }) => batch !== null))
    : [];
}

/** All of what was handed out together with the newest of them, or everything where nothing was. */
function newest(items: readonly Item[]): Item[] {
  const last = items.filter(({ batch }) => batch !== null).toSorted((a, b) => b.openedAt - a.openedAt)[0];
  return last ? items.filter(({ batch }) => batch === last.batch) : [...items];
}

const inCharge = (turn: Turn, items: readonly Item[]): Item[] =>
  items.filter((item) => {
    const { action, on } = actionOn(turn, item);
    return owes(item) && mayDo(turn, action, on);
  });
