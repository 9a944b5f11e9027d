import type { Kysely } from 'kysely';
import type { Binding, Tx } from '../ports/store.ts';
import type { Revisions } from './revisions.ts';
import type { Tables } from './tables.ts';

type BindingStore = Pick<Tx, 'bindings' | 'putBinding' | 'removeBinding' | 'settings' | 'putSetting'>;

export function bindingStore(db: Kysely<Tables>, revisions: Revisions): BindingStore {
  return {
    bindings: () =>
      revisions.cached('binding', 'bindings', async () => {
        const rows = await db.selectFrom('binding').selectAll().orderBy('unit_id').execute();
        return rows.map(
          (r): Binding => ({
            unitId: r.unit_id,
            chatId: r.chat_id,
            webhookKey: r.webhook_key,
            boundBy: r.bound_by,
            boundAt: r.bound_at,
          }),
        );
      }),
    async putBinding(binding) {
      const row = {
        unit_id: binding.unitId,
        chat_id: binding.chatId,
        webhook_key: binding.webhookKey,
        bound_by: binding.boundBy,
        bound_at: binding.boundAt,
      };
      await db
        .insertInto('binding')
        .values(row)
        .onConflict((c) => c.column('unit_id').doUpdateSet(row))
        .execute();
      await revisions.bump('binding');
    },
    async removeBinding(unitId) {
      await db.deleteFrom('binding').where('unit_id', '=', unitId).execute();
      await revisions.bump('binding');
    },
    settings: () =>
      revisions.cached('binding', 'settings', async () => {
        const all = new Map<number, Map<string, string>>();
        for (const r of await db.selectFrom('setting').selectAll().execute()) {
          const unit = all.get(r.unit_id) ?? new Map<string, string>();
          all.set(r.unit_id, unit.set(r.key, r.value));
        }
        return all;
      }),
    async putSetting(unitId, key, value) {
      if (value === null) {
        await db.deleteFrom('setting').where('unit_id', '=', unitId).where('key', '=', key).execute();
      } else {
        await db
          .insertInto('setting')
          .values({ unit_id: unitId, key, value })
          .onConflict((c) => c.columns(['unit_id', 'key']).doUpdateSet({ value }))
          .execute();
      }
      await revisions.bump('binding');
    },
  };
}
