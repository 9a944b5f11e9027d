// 小鹏那个谈话谈完了, 小王到哪一步了: somebody who goes through a process, by what the branch calls them.
import type { Intent, Understanding } from '../../../domain/intent.ts';
import { processesInUse, processRow } from '../../../domain/process/kinds.ts';
import type { Process } from '../../../domain/process/process.ts';
import { callNames } from '../../../parsing/call-names.ts';
import { understand } from '../../../parsing/understand.ts';
import { mayDo, type Turn } from '../../turn.ts';
import { homeUnit } from '../../units.ts';

const LONGEST = 40;
/** 王小鹏 called 小鹏 is himself; 小王 may be anybody of the name. */
const SURE_LENGTH = 2;

/** What the message says of each whom it may mean; `isSure`: of one alone, by a whole given name. */
interface Called {
  intents: Intent[];
  isSure: boolean;
}

/** Undefined where the message is clear by itself, or speaks of nobody whose process goes on in the sender's branch. */
export async function processCalled(turn: Turn, said: Understanding): Promise<Called | undefined> {
  const { intent, certainty, answer } = said;
  const isOfItem = 'metric' in intent && intent.metric === 'rectify_item' && intent.itemNo === undefined;
  const isOpen = certainty === 'unsure' || isOfItem || OPEN.has(intent.intent);
  if (!isOpen || answer !== undefined || turn.chat !== '' || turn.text.length > LONGEST) return undefined;
  if (!processesInUse().some(({ of }) => of === 'person')) return undefined;
  const home = homeUnit(turn);
  const branch = home && turn.org.branchOf(home.id);
  if (!branch || !mayDo(turn, 'keep_process', { unitId: branch.id })) return undefined;
  const all = await turn.tx.processes({ unitIds: [branch.id], state: 'open' });
  const found = all.flatMap((process) => {
    const call = process.subject === '' ? undefined : calledIn(turn.text, process.subject);
    return call === undefined ? [] : [{ process, call }];
  });
  const intents = found.flatMap(({ process, call }) => saidOf(turn, process, call) ?? []);
  if (intents.length === 0) return undefined;
  const [only, ...others] = found;
  const isNamed = only!.call === only!.process.subject || isGiven(only!.process.subject, only!.call);
  const isOther = turn.org
    .membersOf(branch.id)
    .some(({ name }) => name !== only!.process.subject && callNames(name).includes(only!.call));
  const isStop = intents.some(({ intent }) => intent === 'process_stop');
  return { intents, isSure: !isStop && others.length === 0 && isNamed && !isOther };
}
const GONE =
  /^(?:请|把|帮我)*的?(?:那|这)?[条个]?(?:记录)?(?:删掉|删除|删了|删去|作废|去掉|不要了|撤掉)(?:掉|了|吧)*[。!！]?$/u;
const OPEN: ReadonlySet<string> = new Set(['none', 'help', 'process_how', 'process_list']);

const isGiven = (subject: string, call: string): boolean =>
  call.length >= SURE_LENGTH && subject.endsWith(call) && subject !== call;

/** The longest of somebody's names that the text holds. */
const calledIn = (text: string, subject: string): string | undefined =>
  [subject, ...callNames(subject)].find((name) => text.includes(name));

/** The message with the whole name, and with the step's own name for its everyday word. */
function saidOf(turn: Turn, process: Process, call: string): Intent | undefined {
  const row = processRow(process.kind);
  if (!row) return undefined;
  const named = turn.text.replace(call, process.subject);
  // 李二牛那条作废: what was done stays, and nothing goes on.
  if (call === process.subject && GONE.test(turn.text.replace(call, '')))
    return { intent: 'process_stop', process: row.key, names: [process.subject], processId: process.id };
  const steps = row.steps.flatMap(({ name, everyday = [] }) =>
    everyday.filter((word) => named.includes(word)).map((word) => named.replace(word, name)),
  );
  for (const text of [named, ...steps]) {
    const { intent, certainty } = understand(text, turn.now, turn.reading);
    if (!intent.intent.startsWith('process_') || certainty !== 'clear') continue;
    if ('names' in intent && intent.names?.length === 1 && intent.names[0] === process.subject)
      return { ...intent, processId: process.id } as Intent;
  }
  return undefined;
}
