import type { StoredToken, TokenCache } from '../../ports/channels.ts';

/** The token cache of a single process. */
export function memoryTokenCache(): TokenCache {
  const tokens = new Map<string, StoredToken>();
  const queues = new Map<string, Promise<unknown>>();
  return {
    async read(key) {
      return tokens.get(key) ?? null;
    },
    async write(key, token) {
      const kept = tokens.get(key);
      if (!kept || kept.generation < token.generation) tokens.set(key, token);
    },
    exclusive(key, work) {
      const turn = (queues.get(key) ?? Promise.resolve()).then(work, work);
      queues.set(key, turn);
      return turn;
    },
  };
}
