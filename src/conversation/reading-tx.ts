import type { ReadTx, Tx } from '../ports/store.ts';

/** A message that was to be answered by reading wants to change something: the writer must answer it. */
export class NeedsWriter extends Error {}

/** Every change but marks; the compiler names what is missing. */
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
  audit: true,
  addItem: true,
  changeItem: true,
  addItemEvent: true,
  addEvidence: true,
  giveEvidence: true,
  settleEvidence: true,
  withdrawEvidence: true,
  dropLooseEvidence: true,
  addCardUpdates: true,
  addFilePushes: true,
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
} satisfies Record<Exclude<keyof Tx, keyof ReadTx | 'putMark' | 'hasPushes'>, true>;

const refuse = () => {
  throw new NeedsWriter('the writer must answer this');
};
const REFUSALS = Object.fromEntries(Object.keys(CHANGES).map((name) => [name, refuse]));

/** A snapshot as handlers know it: marks are noted, to be written with the reply; any other change throws NeedsWriter. */
export function readingTx(read: ReadTx): { tx: Tx; marks: ReadonlyMap<string, string> } {
  const marks = new Map<string, string>();
  const own: Pick<Tx, 'mark' | 'putMark' | 'hasPushes'> = {
    hasPushes: false,
    mark: async (key) => marks.get(key) ?? read.mark(key),
    putMark: async (key, value) => void marks.set(key, value),
  };
  return { tx: Object.assign(Object.create(read) as Tx, REFUSALS, own), marks };
}
