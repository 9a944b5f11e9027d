import { reachOf } from '../app/core.ts';
import type { Config } from '../settings/environment.ts';
import type { OpenStore } from '../store/store.ts';

/** Where nobody has spoken to the bot yet, so that it may not speak by itself (doc 101463); names for people. */
interface Silent {
  /** bound groups, by their unit */
  groups: string[];
  /** those it would have to push to in private */
  people: string[];
}

export async function whereSilent(config: Config, store: OpenStore): Promise<Silent> {
  const { personsBy, groupsBy } = reachOf(config);
  if (groupsBy !== 'bot') return { groups: [], people: [] };
  const chats = await store.botChats();
  const spoken = new Set(chats.map(({ chat }) => chat));
  // Whose chat takes nothing any more has to say a word again.
  const persons = new Set(chats.flatMap(({ userId, dead }) => (dead === null ? (userId ?? []) : [])));
  return store.read(async (tx) => {
    const org = await tx.organisation();
    const bindings = await tx.bindings();
    return {
      groups: bindings
        .filter(({ chatId, unitId }) => chatId !== null && !spoken.has(chatId) && org.units.has(unitId))
        .map(({ unitId }) => org.unit(unitId).name),
      people:
        personsBy === 'bot'
          ? [...org.people.values()].filter(({ id }) => !persons.has(id)).map(({ name }) => name)
          : [],
    };
  });
}
