// 延到哪天 啥理由, 谁批的, 为啥退回: what is asked of one item, told before its story.
import { approversOf } from '../../../domain/ledger/approvers.ts';
import type { Item } from '../../../domain/ledger/item.ts';
import type { ItemEvent } from '../../../ports/ledger.ts';
import type { Turn } from '../../turn.ts';
import { person } from './people.ts';
import { brief } from './words.ts';

/** What of an item is asked about; only what its first lines do not say. */
const ASPECTS = {
  extension: /延期|延到|延后|延长|展期|缓办|宽限/u,
  unlimited:
    /(?:[没无未](?:有|写|定)?|咋|怎么|为啥|为什么).{0,4}(?:期限|时限|限期|到期|截止)|(?:转|变|成|算)?为?长期/u,
  returned:
    /退回|打回|驳回|返工|退(?:件|的|了|去|来)|(?:为啥|为什么|谁|咋|我的?|整改|又)退|[没未不](?:有)?(?:过审|通过)|不合格/u,
  review: /复查|复核|复审|回头看/u,
  closing:
    /(?:谁|哪个|哪位|哪位?领导)[^,，。]{0,6}(?:批|审|核|同意|签|点(?:了|的)?头|销)|(?:批|审|核)(?:了|过|没|的|下来|完)|(?:审核|审批|批准|同意|通过|验收)(?:了|过|没|的|下来|吗)|审[核批]?到|(?:提交|申请|交|报)(?:上去|了|过|没)|(?<![没未])[销消](?:号)?(?:了|没|掉|下来)(?!销)|(?<![没未])销的|(?:何时|时候|哪天|几号)[^,，。]{0,4}[销消]/u,
} as const;
type Aspect = keyof typeof ASPECTS;
const WHY = /为啥|为什么|为何|理由|原因|咋回事|怎么回事/u;

const ORDER = Object.keys(ASPECTS) as Aspect[];

/** 延期批了没 is of the extension, and of no closing. */
export function aspectsAsked(text: string): Aspect[] {
  const found = ORDER.filter((aspect) => ASPECTS[aspect].test(text));
  const isOfAnother = found.includes('extension') || found.includes('returned');
  return isOfAnother && !/[销消]号/u.test(text) ? found.filter((aspect) => aspect !== 'closing') : found;
}

/** What no list tells. */
export const asksOfHistory = (text: string): boolean =>
  aspectsAsked(text).length > 0 || WHY.test(text) || /措施|来源|领导|督办|状态|佐证/u.test(text);

/** Those of several items that have what is asked about. */
export const having = (items: readonly Item[], aspects: readonly Aspect[]): Item[] =>
  items.filter((item) => aspects.some((aspect) => HAS[aspect](item)));

const HAS: Readonly<Record<Aspect, (item: Item) => boolean>> = {
  extension: ({ extensionTo, firstDueAt, dueAt }) =>
    extensionTo !== null || (dueAt !== null && firstDueAt !== dueAt),
  unlimited: ({ state }) => state === '长期整改',
  returned: ({ returnedAt }) => returnedAt !== null,
  review: ({ reviewAt }) => reviewAt !== null,
  closing: ({ state }) => state === '提交销号' || state === '已销号',
};

/** 理由呢, behind an item: of what last happened to it that has one. */
function aspectsOf(text: string, item: Item): Aspect[] {
  const asked = aspectsAsked(text).filter((aspect) => aspect !== 'unlimited' || HAS.unlimited(item));
  // 批了没, where only a longer time was asked for
  const isOfExtension = item.extensionTo !== null && item.state !== '提交销号' && !/[销消]/u.test(text);
  if (isOfExtension && asked.includes('closing')) return ['extension'];
  if (asked.length > 0 || !WHY.test(text)) return asked;
  return (['extension', 'returned'] as const).filter((aspect) => HAS[aspect](item)).slice(0, 1);
}

/** What was taken back right behind it did not happen. */
export const standing = (events: readonly ItemEvent[]): ItemEvent[] =>
  events.filter(({ what }, i) => what !== 'undo' && events[i + 1]?.what !== 'undo');

/** What of each in a list made it stand there, and when: who waits for what, and why it came back. */
const OF_LIST = {
  waiting: ['ask_extension', 'ask_closing'],
  returned: ['return'],
  extended: ['ask_extension'],
};
export const isToldWithMove = (which: string): which is keyof typeof OF_LIST => which in OF_LIST;

export async function moveOf(turn: Turn, item: Item, which: keyof typeof OF_LIST) {
  const events = standing(await turn.tx.itemEvents(item.id));
  const moves = OF_LIST[which].filter((what) => what !== 'ask_extension' || item.extensionTo !== null);
  const last = events.findLast(({ what }) => moves.includes(what));
  const who = last && (person(turn, last.by)?.name ?? last.by);
  return { is: last?.what ?? '', day: last?.at ?? '', who: who ?? '', note: brief(last?.note ?? '', 30) };
}

/** One line for each thing that is asked. */
export function answersAbout(turn: Turn, item: Item, all: readonly ItemEvent[]) {
  const events = standing(all);
  const last = (what: string) => events.findLast((event) => event.what === what);
  const told = (is: string, event: ItemEvent | undefined, to: number | null = null) => ({
    is,
    day: event?.at ?? '',
    who: event === undefined ? '' : (person(turn, event.by)?.name ?? event.by),
    note: brief(event?.note ?? '', 60),
    to: to ?? '',
  });
  const of: Readonly<Record<Aspect, () => ReturnType<typeof told>>> = {
    extension() {
      if (item.extensionTo !== null) return told('extension_asked', last('ask_extension'), item.extensionTo);
      if (item.dueAt !== null && item.firstDueAt !== item.dueAt)
        return told('extended', last('approve_extension'), item.dueAt);
      const denied = last('deny_extension');
      return denied ? told('extension_denied', denied) : told('extension_none', undefined);
    },
    unlimited: () => told('unlimited', last('long_term'), item.firstDueAt),
    returned: () => (last('return') ? told('returned', last('return')) : told('returned_none', undefined)),
    review: () => told(item.reviewAt === null ? 'review_none' : 'review', undefined, item.reviewAt),
    closing() {
      if (item.state === '已销号')
        return told('closed', last('approve') ?? last('ask_closing'), item.closedAt);
      if (item.state === '提交销号') return told('closing_asked', last('ask_closing'));
      return item.returnedAt === null ? told('closing_none', undefined) : told('returned', last('return'));
    },
  };
  const waits = approversOf(turn, item).slice(0, 3);
  return aspectsOf(turn.text, item).map((aspect) => ({
    ...of[aspect](),
    waits: waits.map(({ name }) => name),
    times: aspect === 'returned' ? events.filter(({ what }) => what === 'return').length : 0,
  }));
}
