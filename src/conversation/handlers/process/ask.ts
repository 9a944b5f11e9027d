// 王小明到哪一步了, 换届进度: one process whole, told to those who keep it and, of a person, to that person.
import { toIntent } from '../../../domain/intent.ts';
import { type ProcessRow, processRow } from '../../../domain/process/kinds.ts';
import { isThrough, type Process, upcomingsOf } from '../../../domain/process/process.ts';
import type { Reply } from '../../../ports/channels.ts';
import { skippedNames, upcomingWords } from '../../../reports/process-words.ts';
import { act, type Ended, together } from '../../act.ts';
import { offerDone } from '../../questions.ts';
import { isRefusal, meaning, type Turn } from '../../turn.ts';
import { homeUnit } from '../../units.ts';
import { branchMeant } from './choosing.ts';
import { listProcesses } from './list.ts';
import {
  exampleOf,
  exampleTerm,
  maySee,
  movedWords,
  rowMeant,
  shownDay,
  standsOf,
  topsMeant,
  toSee,
  whoOf,
} from './words.ts';

type Asking = Turn<'process_ask'>;

interface About {
  /** absent: of whatever kind */
  row: ProcessRow | undefined;
  who: string;
  found: Process[];
  /** where nothing is found: whose they would be */
  unitId: number;
}

const one = act<'process_ask', About>({
  permit: {
    actions: ['see_process'],
    asked: (_turn, { found, unitId }) =>
      found.length > 0 ? found.map(toSee) : [{ action: 'see_process', on: { unitId } }],
  },
  about: aboutOf,
  async carryOut(turn, { row, who, found }) {
    const [only, ...more] = found;
    const example = !row ? '' : row.term ? exampleTerm(turn, row) : exampleOf(turn, row);
    if (!only) return turn.say('process.none', { who, name: row?.name ?? '', example });
    if (only.subject !== '' && turn.chat !== '') return turn.say('process.in_private');
    return more.length > 0 ? which(turn, who, found) : shown(turn, only);
  },
});

/** Of a committee the question is about its branches. */
export const askProcess = {
  ...one,
  async perform(turn: Asking): Promise<Reply | null> {
    const { process, scope, names, mine, processId } = turn.intent;
    const row = process === undefined ? undefined : processRow(process);
    if (names && names.length > 1) return eachOf(turn, names);
    if (row?.of !== 'unit' || names || mine || processId !== undefined) return one.perform(turn);
    const tops = topsMeant(turn, scope);
    const isAbove = Array.isArray(tops) && tops.some((unit) => !turn.org.branchOf(unit.id));
    if (!isAbove) return one.perform(turn);
    const asked = {
      intent: 'process_list' as const,
      process: row.key,
      ...(scope !== undefined && { scope }),
    };
    return listProcesses.perform(meaning(turn, asked));
  },
};

/** 潘家伟和袁丽娜到哪一步了: one behind the other. */
async function eachOf(turn: Asking, names: readonly string[]): Promise<Reply | null> {
  const replies: Reply[] = [];
  for (const name of names) {
    const reply = await one.perform(meaning(turn, { ...turn.intent, names: [name] }));
    if (reply && isRefusal(reply)) return reply;
    if (reply) replies.push(reply);
  }
  return together(replies);
}

async function aboutOf(turn: Asking): Promise<About | Ended> {
  const { intent, tx, sender } = turn;
  const row = intent.process === undefined ? undefined : rowMeant(turn, intent.process);
  if (row && 'reply' in row) return row;
  if (intent.processId !== undefined) {
    const process = await tx.process(intent.processId);
    if (!process || process.isGone) return { reply: turn.say('process.gone') };
    return { row, who: whoOf(turn, process), found: [process], unitId: process.unitId };
  }
  if (intent.mine) {
    const own = await tx.processes({ personId: sender.id, kind: row?.key });
    if (own.length === 0) return { reply: turn.say('process.not_own') };
    return { row, who: sender.name, found: own.slice(-1), unitId: own[0]!.unitId };
  }
  if (row?.of === 'unit') {
    const unit = await branchMeant(turn, row, intent.scope);
    if ('reply' in unit) return unit;
    const all = await tx.processes({ kind: row.key, unitIds: [unit.id] });
    const found = all.filter(({ state }) => state === 'open');
    const who = turn.org.unit(unit.id).name;
    return { row, who, found: found.length > 0 ? found : all.slice(-1), unitId: unit.id };
  }
  const [who = ''] = intent.names ?? [];
  const all = (await tx.processes({ kind: row?.key, subject: who })).filter((p) => maySee(turn, p));
  const open = all.filter(({ state }) => state === 'open');
  // Whoever may see nothing here is told so, whether there is something or not.
  const home = homeUnit(turn) ?? turn.org.roots()[0]!;
  const unitId = turn.org.branchOf(home.id)?.id ?? home.id;
  return { row, who, found: open.length > 0 ? open : all.slice(-1), unitId };
}

async function which(turn: Asking, who: string, found: readonly Process[]): Promise<Reply> {
  const shownOnes = found.slice(0, 5);
  const options = shownOnes.map((process, i) => {
    const row = processRow(process.kind);
    const unit = turn.org.units.get(process.unitId)?.name ?? '';
    return { number: i + 1, text: `${unit} ${row ? standsOf(turn, row, process) : ''}` };
  });
  const reply = turn.say('process.which', { count: found.length, who, options });
  const chosen = shownOnes.map(({ id }) => toIntent({ intent: 'process_ask', processId: id }));
  return offerDone(turn, reply, chosen, {
    title: turn.say('process.ask_title').text,
    each: options.map(({ number }) => String(number)),
    none: turn.say('process.ask_no').text,
  });
}

function shown(turn: Asking, process: Process): Reply {
  const row = processRow(process.kind);
  if (!row) return turn.say('process.gone');
  const { render } = turn.templates;
  const { steps, state, endsOn } = process;
  return turn.say('process.shown', {
    who: whoOf(turn, process),
    unit: process.subject === '' ? '' : (turn.org.units.get(process.unitId)?.name ?? ''),
    name: row.name,
    stopped: state === 'stopped',
    reason: process.reason,
    done: row.steps.flatMap(({ key, name }) =>
      steps[key] ? [{ step: name, day: shownDay(turn, steps[key].day) }] : [],
    ),
    term: endsOn === null ? '' : shownDay(turn, endsOn),
    term_name: row.term?.name ?? '',
    moved: movedWords(turn, row, process),
    next:
      state === 'open'
        ? upcomingsOf(row, process).map((upcoming) => upcomingWords(render, upcoming, turn.now))
        : [],
    through: state !== 'stopped' && isThrough(row, process),
    skipped: skippedNames(row, process),
  });
}
