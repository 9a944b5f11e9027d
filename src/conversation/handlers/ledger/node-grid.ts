// 任务进度, 三化建设进度: units × nodes of what was handed out, for who handed it out and those in charge of the units.
import { toIntent } from '../../../domain/intent.ts';
import type { Item } from '../../../domain/ledger/item.ts';
import { itemKinds, itemLabel, kindRow } from '../../../domain/ledger/kinds.ts';
import { unitsInCharge } from '../../../domain/organisation/permissions.ts';
import type { Reply } from '../../../ports/channels.ts';
import type { Batch } from '../../../ports/ledger.ts';
import { type NodeGrid, nodeGridOf, nodePicture, nodeTable, unitsAt } from '../../../reports/nodes.ts';
import { NODE_SIGNS } from '../../../wording/sentences/nodes.ts';
import { act, type Ended } from '../../act.ts';
import { offerItems } from '../../questions.ts';
import { sendPicture } from '../../send-file.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { paged, toldBefore } from '../figures/pages.ts';
import { sendFigures } from '../figures/paper.ts';
import { itemsNamed, unknownItem, viewOf } from './find.ts';
import { brief } from './words.ts';

const CHOICES = 8;
/** Units told in a line of their own; of more, those missing are named by node. */
const ROWS = 12;
const NAMED = 30;
const TABLE_ROWS = 20;

type Asking = Turn<'query'>;

export const nodeGrid = act<'query', { items: readonly Item[] }>({
  permit: {
    actions: ['see_item'],
    asked: (turn, { items }) => items.map((item) => ({ action: 'see_item', on: viewOf(turn, item) })),
  },
  about: itemsMeant,
  carryOut: (turn, { items }) => tellGrid(turn, items),
});

async function itemsMeant(turn: Asking): Promise<{ items: Item[] } | Ended> {
  const { itemNo, topic = '' } = turn.intent;
  if (itemNo) {
    const { items, unknown } = await itemsNamed(turn, itemNo);
    const [item] = items;
    return item ? { items: await batchOf(turn, item) } : { reply: unknownItem(turn, unknown) };
  }
  const all = await batchesSeen(turn);
  const fitting = topic === '' ? all : all.filter(({ problem }) => isAbout(problem, topic));
  const same = fitting.filter(({ problem }) => problem.trim() === topic);
  const open = (same.length > 0 ? same : fitting).filter((batch) => batch.open > 0);
  const meant = open.length > 0 ? open : fitting.slice(0, 1);
  const [only] = meant;
  if (!only) return { reply: turn.say('nodes.none', { topic }) };
  if (meant.length > 1) return { reply: await askWhich(turn, meant) };
  const items = seenOf(turn, await turn.tx.items({ batch: only.batch }));
  return items.length > 0 ? { items } : { reply: turn.say('nodes.none', { topic }) };
}

/** What was handed out together with it, as far as the sender is to know of it. */
async function batchOf(turn: Asking, item: Item): Promise<Item[]> {
  const seen = item.batch === null ? [] : seenOf(turn, await turn.tx.items({ batch: item.batch }));
  return seen.length > 0 ? seen : [item];
}

/** Whoever handed it out knows of all; others of the units that they are in charge of. */
const seenOf = (turn: Turn, items: readonly Item[]): Item[] =>
  items.filter(
    (item) => item.openedBy === turn.sender.id || mayDo(turn, 'open_item', { unitId: item.unitId }),
  );

/** What was handed out by the sender, or in the units that they are in charge of, newest first. */
export async function batchesSeen(turn: Turn): Promise<Batch[]> {
  const { org, sender, permissions, tx } = turn;
  const tops = unitsInCharge(permissions, org, sender, 'open_item');
  const unitIds = [...new Set(tops.flatMap((top) => org.subtree(top.id).map(({ id }) => id)))];
  const kinds = itemKinds().filter((kind) => kindRow(kind).perBranch);
  const found: Batch[] = [];
  for (const kind of kinds) found.push(...(await tx.batches({ unitIds, openedBy: sender.id, kind })));
  return found.sort((a, b) => b.openedAt - a.openedAt || b.no - a.no);
}

/** Whether anything that was handed out, as far as the sender sees it, is about these words. */
export const isHandedOut = async (turn: Turn, topic: string): Promise<boolean> =>
  (await batchesSeen(turn)).some(({ problem }) => isAbout(problem, topic));

const plain = (text: string) =>
  text.normalize('NFKC').replace(/[\s，,。、“”"]|报送|上报|进度|情况|工作/gu, '');

const isAbout = (problem: string, topic: string): boolean => {
  const [whole, part] = [plain(problem), plain(topic)];
  return (
    part !== '' &&
    (whole.includes(part) || (whole.length >= 2 && part.includes(whole)) || isShortOf(part, whole))
  );
};

const SHORTEST = 3;
/** 消防排查任务 for 消防隐患排查: its letters in their order, the first among them. */
function isShortOf(part: string, whole: string): boolean {
  const letters = [...part.replace(/(?:任务|事项)$/u, '')];
  let at = 0;
  for (const letter of letters) {
    at = whole.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return letters.length >= SHORTEST && whole.startsWith(letters[0]!);
}

async function askWhich(turn: Asking, batches: readonly Batch[]): Promise<Reply> {
  const shown = batches.slice(0, CHOICES);
  const { topic: _said, ...intent } = turn.intent;
  await offerItems(
    turn,
    shown.map(({ no }) => toIntent({ ...intent, itemNo: String(no) })),
  );
  return turn.say('nodes.which', {
    choices: shown.map((batch) => ({
      ...batch,
      name: itemLabel(batch),
      problem: brief(batch.problem),
      at: batch.openedAt,
    })),
  });
}

/** In the form asked for. */
export async function tellGrid(turn: Asking, items: readonly Item[]): Promise<Reply> {
  const words = turn.templates.render;
  const grid = nodeGridOf(items, turn.org, turn.now, words);
  switch (turn.intent.format) {
    case 'table':
      return asTable(turn, grid);
    case 'chart': {
      const drawn = nodePicture(grid, words);
      const { way, pictures } = await sendPicture(turn, drawn, { toGroup: turn.intent.toGroup, tops: [] });
      return { ...turn.say('nodes.coming', { title: drawn.title, way }), ...(pictures && { pictures }) };
    }
    case 'file': {
      const request = {
        as: 'nodes',
        metric: 'rectify_item',
        by: turn.sender.name,
        items: items.map(({ id }) => id),
      } as const;
      const name = words('paper.file_name', { title: words('nodes.title', grid) });
      return sendFigures(turn, request, { name, rows: items.length }, { item: grid.name }, []);
    }
    default:
      return inWords(turn, grid);
  }
}

function inWords(turn: Asking, grid: NodeGrid): Reply {
  const { columns, rows, name } = grid;
  const isLong = rows.length > ROWS;
  return turn.say('nodes.told', {
    title: turn.say('nodes.title', grid).text,
    name,
    count: rows.length,
    columns: columns.map((column, i) => {
      const [done, late, coming] = (['done', 'late', 'coming'] as const).map((state) =>
        unitsAt(grid, i, state),
      ) as [string[], string[], string[]];
      const missing = late.length > 0 || columns.length > 1 ? late : coming;
      const named = isLong || columns.length === 1 ? missing : [];
      return {
        ...column,
        done: done.length,
        late: late.length,
        coming: coming.length,
        missing: named.slice(0, NAMED),
        more: Math.max(0, named.length - NAMED),
      };
    }),
    rows:
      isLong || columns.length === 1
        ? []
        : rows.map(({ unit, cells }) => ({
            unit,
            cells: cells.flatMap((cell, i) =>
              cell === null ? [] : [{ name: columns[i]!.name, sign: NODE_SIGNS[cell.state] }],
            ),
          })),
    forms: rows.length > 1,
  });
}

function asTable(turn: Asking, grid: NodeGrid): Promise<Reply> {
  const { title, columns, rows } = nodeTable(grid, turn.templates.render);
  const before = toldBefore(turn);
  const told = rows.slice(before, before + TABLE_ROWS);
  // What goes on is of the same items, whatever 那个 means by then.
  turn.intent = { ...turn.intent, itemNo: grid.rows[0]!.label.replace(/\D+/gu, '') };
  return paged(turn, { rows: told, total: rows.length }, (shown, more) => {
    const after = turn.say('nodes.table_after', { more, problem: grid.name }).text;
    const lines = shown.map((row) => row.join(' '));
    return {
      text: [title, columns.join(' '), ...lines, after].filter((line) => line !== '').join('\n'),
      table: { before: title, columns, rows: shown, after },
    };
  });
}
