// 限期上报: one task to every branch, and a quiet list of who has not answered, for the sender and those above only.
import { toIntent } from '../../../domain/intent.ts';
import { type Item, isOpen } from '../../../domain/ledger/item.ts';
import { itemLabel } from '../../../domain/ledger/kinds.ts';
import { SECRETARY_ROLES, type Unit } from '../../../domain/organisation/organisation.ts';
import { responsibleFor } from '../../../domain/organisation/responsible.ts';
import type { Addressees } from '../../../domain/slots.ts';
import type { Reply } from '../../../ports/channels.ts';
import { type Ended, together } from '../../act.ts';
import { offerDone } from '../../questions.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { unitsNamed } from '../../units.ts';
import type { Draft } from './drafts.ts';
import { openItem } from './effects.ts';
import { itemFrom, tellOwners } from './new-item.ts';
import { tellGrid } from './node-grid.ts';
import { figureTold } from './told.ts';
import { brief, itemWords } from './words.ts';

const SHOWN = 30;
/** More than these hear of it only when it was read back: a slip would reach a whole county. */
const UNASKED = 10;
const NAMED = 6;

/** Who each get one. */
export interface Receivers {
  branches: Unit[];
  /** units named by the message, which the sender must be in charge of */
  named: Unit[];
  /** how many the message says they are, where they are another number */
  said: number | undefined;
  /** those of them that the matter names: they alone may be meant */
  within: { units: Unit[]; written: string[] };
}

/** @param top below which every branch is meant where none is named */
export function receiversOf(turn: Turn, to: Addressees | undefined, top: Unit): Receivers | Ended {
  const named: Unit[] = [];
  for (const written of to?.units ?? []) {
    const found = unitsNamed(turn, written);
    if ('reply' in found) return found;
    named.push(...found.units);
  }
  const tops = named.length > 0 ? named : [top];
  const all = [...new Set(tops.flatMap((unit) => branchesBelow(turn, unit)))];
  const { noun, count } = to?.every ?? {};
  const alike = noun === undefined ? [] : all.filter(({ name }) => name.includes(PLACES[noun] ?? noun));
  // Where no branch is called after a village, every branch is one; 11个村 may be all branches there are.
  const isAll = alike.length === 0 || (count !== undefined && alike.length !== count && all.length === count);
  const branches = isAll ? all : alike;
  const written = named.length > 0 ? [] : (to?.within ?? []);
  const within = written.flatMap((name) => namedAmong(turn, name, branches));
  return {
    ...{ branches, named, said: count === branches.length ? undefined : count },
    within: { units: within.length < branches.length ? within : [], written },
  };
}

function namedAmong(turn: Turn, name: string, branches: readonly Unit[]): Unit[] {
  const found = unitsNamed(turn, name);
  return 'units' in found ? found.units.filter((unit) => branches.includes(unit)) : [];
}

/** What the names of such units hold. */
const PLACES: Readonly<Record<string, string>> = {
  行政村: '村',
  党支部: '支部',
  基层党组织: '支部',
  党组织: '支部',
  单位: '支部',
};

interface Handed {
  draft: Draft;
  to: Receivers;
}

/** One item for each of them, told to their secretaries; asked first where they are many, or another number than was said. */
export async function handOut(turn: Turn<'rectify_create'>, handed: readonly Handed[]): Promise<Reply> {
  if (handed.some(({ to }) => to.branches.length === 0)) return turn.say('ledger.ask_unit');
  const doubtful = handed.find(
    ({ to }) => to.branches.length > UNASKED || to.said !== undefined || to.within.units.length > 0,
  );
  if (doubtful && !turn.intent.sure) return askFirst(turn, doubtful);
  const known = await knownOf(turn, handed);
  if (known.length > 0) return turn.say('ledger.all_known', { names: known.map((item) => itemLabel(item)) });
  const opened: Item[][] = [];
  for (const [i, { draft, to }] of handed.entries())
    opened.push(await openEach(turn, draft, to, i === 0 ? turn.message.key : `${turn.message.key}:${i}`));
  await tellOwners(turn, opened.flat());
  return together(
    opened.map((items) => {
      const nobody = items.filter((i) => i.ownerId === null).map((i) => turn.org.unit(i.unitId).name);
      const units = items.length > NAMED ? [] : items.map((i) => turn.org.unit(i.unitId).name);
      return turn.say('ledger.handed_out', {
        ...itemWords(turn, items[0]!),
        ...{ count: items.length, units, nobody },
      });
    }),
  );
}

/** The same to the same units is sent twice by a finger that slipped: what is open of it, if all of it is. */
async function knownOf(turn: Turn, handed: readonly Handed[]): Promise<Item[]> {
  const known: Item[] = [];
  for (const { draft, to } of handed) {
    const mine = await turn.tx.batches({ unitIds: [], openedBy: turn.sender.id, kind: draft.kind });
    const same = mine.find(({ problem, open }) => open > 0 && problem === draft.written.problem?.trim());
    const items = same ? await turn.tx.items({ batch: same.batch }) : [];
    const units = new Set(items.map(({ unitId }) => unitId));
    const isSame =
      units.size === to.branches.length &&
      to.branches.every(({ id }) => units.has(id)) &&
      items.every((item) => item.firstDueAt === draft.dueAt);
    if (!isSame) return [];
    known.push(items[0]!);
  }
  return known;
}

async function openEach(turn: Turn, draft: Draft, { branches }: Receivers, batch: string): Promise<Item[]> {
  const opened: Item[] = [];
  for (const branch of branches) {
    const [secretary] = responsibleFor(turn.org, branch.id, SECRETARY_ROLES);
    const owners = draft.owners.length > 0 ? draft.owners : secretary ? [secretary] : [];
    opened.push(await openItem(turn, { ...itemFrom(turn, { ...draft, owners }, branch), batch }));
  }
  return opened;
}

function askFirst(turn: Turn<'rectify_create'>, { draft, to }: Handed): Promise<Reply> {
  const { branches, said, within } = to;
  const { intent } = turn;
  const isFew = within.units.length > 0;
  const few = within.units.map(({ name }) => name);
  const reply = turn.say('ledger.ask_hand_out', {
    problem: brief(draft.written.problem ?? '', 30),
    due: draft.written.dueAt ?? '',
    nodes: (draft.written.nodes ?? []).map(({ name, dueAt }) => ({ name, due: dueAt })),
    count: branches.length,
    said: said ?? null,
    units: branches.slice(0, NAMED).map(({ name }) => name),
    more: Math.max(0, branches.length - NAMED),
    within: few,
  });
  const toFew = intent.items?.map((item) =>
    item === draft.written ? { ...item, to: { units: within.written } } : item,
  );
  const all = toIntent({ ...intent, sure: true });
  return offerDone(
    turn,
    reply,
    isFew && toFew ? [toIntent({ ...intent, items: toFew, sure: true }), all] : [all],
    {
      title: turn.say('ledger.ask_hand_out_title').text,
      each: [...(isFew ? [few.length] : []), branches.length].map(
        (count) => turn.say('ledger.ask_hand_out_yes', { count }).text,
      ),
      none: turn.say('ledger.ask_hand_out_no').text,
    },
  );
}

function branchesBelow(turn: Turn, top: Unit): Unit[] {
  const branches = turn.org.subtree(top.id).filter((u) => u.kind === 'branch');
  return branches.filter((u) => mayDo(turn, 'open_item', { unitId: u.id }));
}

/** Who has answered and who has not; undefined for an item that was not handed out, or for somebody else. */
export async function answersTo(turn: Turn<'query'>, item: Item): Promise<Reply | undefined> {
  if (item.batch === null || item.openedBy !== turn.sender.id) return undefined;
  const all = await turn.tx.items({ batch: item.batch });
  if (all.some(({ nodes }) => nodes.length > 0)) return tellGrid(turn, all);
  const unitOf = ({ unitId }: Item) => turn.org.units.get(unitId)?.name ?? '';
  const missing = all.filter(isOpen).map(unitOf);
  return turn.say('ledger.answers', {
    ...figuresOf(
      all.filter((one) => !isOpen(one)),
      unitOf,
    ),
    ...itemWords(turn, item),
    problem: brief(item.problem, 30),
    count: all.length,
    answered: all.length - missing.length,
    missing: missing.slice(0, SHOWN),
    more: Math.max(0, missing.length - SHOWN),
  });
}

/** What was told in numbers, by unit and together; nothing where no number was told. */
function figuresOf(answered: readonly Item[], unitOf: (item: Item) => string) {
  const told = answered.map((item) => ({ item, told: figureTold(item.progressText ?? '') }));
  const counted = told.flatMap(({ item, told }) => (told ? [{ unit: unitOf(item), ...told }] : []));
  const measures = new Set(counted.map(({ measure }) => measure).filter((measure) => measure !== ''));
  return {
    figures: counted
      .slice(0, SHOWN)
      .map(({ unit, value, measure }) => ({ unit, text: `${value}${measure}` })),
    // Of 5户 and 12人 there is no sum.
    total:
      counted.length > 0 && measures.size <= 1
        ? Math.round(counted.reduce((sum, { value }) => sum + value * 100, 0)) / 100
        : null,
    measure: [...measures][0] ?? '',
    uncounted: answered.length - counted.length,
  };
}
