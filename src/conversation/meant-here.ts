// What a line means by what is open where it is said: a plan's works, a call that is on, an item by its words.
import type { Intent, Understanding } from '../domain/intent.ts';
import type { Reply } from '../ports/channels.ts';
import { eachBeside } from './beside.ts';
import { changeMeant } from './handlers/change-meant.ts';
import { meantBehind } from './handlers/figures/said-behind.ts';
import { filingMeant } from './handlers/filing/change.ts';
import { itemByNumber } from './handlers/ledger/by-number.ts';
import { itemByWords } from './handlers/ledger/by-words.ts';
import { engageAsked } from './handlers/ledger/engage.ts';
import { engagementMeant } from './handlers/ledger/engagement.ts';
import { nodeMeant } from './handlers/ledger/nodes.ts';
import { nudgeMeant } from './handlers/ledger/nudge.ts';
import { itemToldLast } from './handlers/ledger/of-last.ts';
import { taskMeant } from './handlers/ledger/told.ts';
import { musterEndAsked, musterMeant } from './handlers/muster/meant.ts';
import { processCalled } from './handlers/process/called.ts';
import { processMeant } from './handlers/process/meant.ts';
import { schemeMeant } from './handlers/scheme/meant.ts';
import { noSuchPlace } from './handlers/scheme/no-such.ts';
import type { Turn } from './turn.ts';

/** Carried out, answered, or offered with its content. */
type Meant = { intent: Intent; text?: string } | { reply: Reply; as: string } | { offered: Intent[] };
type Listener = (turn: Turn, said: Understanding) => Promise<Meant | undefined>;

const carriedOut =
  (listener: (turn: Turn, said: Understanding) => Promise<Intent | undefined>): Listener =>
  async (turn, said) => {
    const intent = await listener(turn, said);
    return intent && { intent };
  };

const answered =
  (listener: (turn: Turn, said: Understanding) => Promise<Reply | undefined>): Listener =>
  async (turn, said) => {
    const reply = await listener(turn, said);
    return reply && { reply, as: 'none' };
  };

/** The first that knows what is meant has the word; what is narrow stands before what is wide. */
const LISTENERS: readonly Listener[] = [
  async (turn, said) => {
    const meant = await schemeMeant(turn, said);
    return meant && 'reply' in meant ? { reply: meant.reply, as: 'scheme_report' } : meant;
  },
  answered(noSuchPlace),
  answered(musterEndAsked),
  answered(engageAsked),
  carriedOut(musterMeant),
  meantBehind,
  carriedOut(engagementMeant),
  carriedOut(nudgeMeant),
  carriedOut(nodeMeant),
  carriedOut(taskMeant),
  carriedOut(itemToldLast),
  carriedOut(itemByNumber),
  answered(eachBeside),
  carriedOut(filingMeant),
  carriedOut(processMeant),
  async (turn, said) => {
    const called = await processCalled(turn, said);
    return called && (called.isSure ? { intent: called.intents[0]! } : { offered: called.intents });
  },
  async (turn, said) => {
    const changes = await changeMeant(turn, said);
    return changes && { offered: changes };
  },
  async (turn, said) => {
    const item = await itemByWords(turn, said);
    return item && 'reply' in item ? { reply: item.reply, as: 'unsure' } : item;
  },
];

/** Undefined where the line means what it says by itself. */
export async function meantHere(turn: Turn, said: Understanding): Promise<Meant | undefined> {
  for (const listener of LISTENERS) {
    const meant = await listener(turn, said);
    if (meant) return meant;
  }
  return undefined;
}
