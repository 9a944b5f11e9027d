import type { Dialogue } from './dialogue.ts';

/** What the store holds of 第一党支部 and its meetings, in the shape tests compare. */
export const storeOf = (chat: () => Dialogue) => ({
  activities: () => chat().store.write((tx) => tx.activities([chat().unitId('第一党支部')], 0, 9e12)),
  record: (id: number) => chat().store.write((tx) => tx.record(id)),
  /** by person: state, and reason where there is one */
  states: async (id: number): Promise<Record<string, string>> =>
    Object.fromEntries(
      [...(await chat().store.write((tx) => tx.attendance(id)))].map((a) => [
        a.personId,
        a.reason ? `${a.state} ${a.reason}` : a.state,
      ]),
    ),
});
