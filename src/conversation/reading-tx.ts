import type { ReadTx, Tx } from '../ports/store.ts';

/** A message that was to be answered by reading wants to change something: the writer must answer it. */
export class NeedsWriter extends Error {}

/** What an answer that only reads may leave to be done when it is kept: nothing of it can be refused any more then. */
type Noted = 'putMark' | 'addFilePushes' | 'audit';

/** Done with the reply, by the writer. */
export type Note = (tx: Tx) => Promise<unknown>;

/** Every change but those; the compiler names what is missing. */
const CHANGES = {
  applyRoster: true,
  addMessage: true,
  markUndone: true,
  addActivity: true,
  changeActivity: true,
  putAttendance: true,
  removeAttendance: true,
  putRecord: true,
  removeRecord: true,
  sumNextDay: true,
  putBinding: true,
  removeBinding: true,
  loseAddress: true,
  findAddress: true,
  putSetting: true,
  putQuestion: true,
  clearQuestion: true,
  keepSlow: true,
  addLesson: true,
  forgetLesson: true,
  forgetLessons: true,
  addOutbox: true,
  cancelOutbox: true,
  addItem: true,
  changeItem: true,
  addItemEvent: true,
  addEvidence: true,
  giveEvidence: true,
  settleEvidence: true,
  withdrawEvidence: true,
  dropLooseEvidence: true,
  addCardUpdates: true,
  addGroups: true,
  settle: true,
  putSnoozes: true,
  settleMatter: true,
  unsettleMatter: true,
  addStale: true,
  rewordOutbox: true,
  forgetAhead: true,
  addRecalls: true,
  recallsOf: true,
  markRecalled: true,
  addEntryKey: true,
  takeEntryKey: true,
  addPageSession: true,
  putTeams: true,
  addMuster: true,
  addMusterPeople: true,
  addMusterBatches: true,
  takeMusterBatch: true,
  dropMusterBatches: true,
  changeMuster: true,
  putMusterEntry: true,
  addFiling: true,
  changeFiling: true,
  addProcess: true,
  changeProcess: true,
  putScheme: true,
  putSchemeCell: true,
} satisfies Record<Exclude<keyof Tx, keyof ReadTx | Noted | 'hasPushes'>, true>;

const refuse = () => {
  throw new NeedsWriter('the writer must answer this');
};
const REFUSALS = Object.fromEntries(Object.keys(CHANGES).map((name) => [name, refuse]));

/** A snapshot as handlers know it: what may be noted is done with the reply; any other change throws NeedsWriter. */
export function readingTx(read: ReadTx): { tx: Tx; notes: readonly Note[] } {
  const marks = new Map<string, string>();
  const notes: Note[] = [];
  const note = (one: Note) => void notes.push(one);
  const own: Pick<Tx, 'mark' | 'hasPushes' | Noted> = {
    hasPushes: false,
    mark: async (key) => marks.get(key) ?? read.mark(key),
    async putMark(key, value) {
      marks.set(key, value);
      note((tx) => tx.putMark(key, value));
    },
    addFilePushes: async (entries) => note((tx) => tx.addFilePushes(entries)),
    audit: async (entry) => note((tx) => tx.audit(entry)),
  };
  return { tx: Object.assign(Object.create(read) as Tx, REFUSALS, own), notes };
}
