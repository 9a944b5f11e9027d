import type { Kysely, Selectable } from 'kysely';
import type { Binding, Tx } from '../ports/store.ts';
import { PORTION, portions } from './portions.ts';
import type { Revisions } from './revisions.ts';
import type { BindingTable, SettingTable, Tables } from './tables.ts';

type BindingStore = Pick<
  Tx,
  'bindings' | 'putBinding' | 'loseAddress' | 'findAddress' | 'removeBinding' | 'settings' | 'putSetting'
>;

export function bindingStore(db: Kysely<Tables>, revisions: Revisions): BindingStore {
  return {
    bindings: () =>
      revisions.cached('binding', 'bindings', async () => {
        const all: Binding[] = [];
        for await (const rows of portions(
          (after: number) => bindingsAfter(db, after),
          0,
          (r) => r.unit_id,
        ))
          for (const row of rows) all.push(toBinding(row));
        return all;
      }),
    async putBinding(binding) {
      const row = {
        unit_id: binding.unitId,
        chat_id: binding.chatId,
        webhook_key: binding.webhookKey,
        appchat_id: binding.appchatId ?? null,
        dead_at: binding.dead?.at ?? null,
        dead_why: binding.dead?.why ?? null,
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
    async loseAddress({ channel, chat }, dead) {
      const { numUpdatedRows } = await db
        .updateTable('binding')
        .set({ dead_at: dead.at, dead_why: dead.why })
        .where(COLUMN[channel], '=', chat)
        .where('dead_at', 'is', null)
        .executeTakeFirst();
      if (numUpdatedRows > 0n) await revisions.bump('binding');
    },
    async findAddress({ channel, chat }) {
      const { numUpdatedRows } = await db
        .updateTable('binding')
        .set({ dead_at: null, dead_why: null })
        .where(COLUMN[channel], '=', chat)
        .where('dead_at', 'is not', null)
        .executeTakeFirst();
      if (numUpdatedRows > 0n) await revisions.bump('binding');
    },
    async removeBinding(unitId) {
      await db.deleteFrom('binding').where('unit_id', '=', unitId).execute();
      await revisions.bump('binding');
    },
    settings: () =>
      revisions.cached('binding', 'settings', async () => {
        const all = new Map<number, Map<string, string>>();
        for await (const rows of portions(
          (after: SettingTable) => settingsAfter(db, after),
          NO_SETTING,
          (r) => r,
        ))
          for (const r of rows) {
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

/** Where the address of each channel stands. */
const COLUMN = { bot: 'chat_id', webhook: 'webhook_key', appchat: 'appchat_id' } as const;

const bindingsAfter = (db: Kysely<Tables>, unitId: number) =>
  db
    .selectFrom('binding')
    .selectAll()
    .where('unit_id', '>', unitId)
    .orderBy('unit_id')
    .limit(PORTION)
    .execute();

const NO_SETTING: SettingTable = { unit_id: 0, key: '', value: '' };

const settingsAfter = (db: Kysely<Tables>, { unit_id, key }: SettingTable) =>
  db
    .selectFrom('setting')
    .selectAll()
    .where((eb) => eb(eb.refTuple('unit_id', 'key'), '>', eb.tuple(unit_id, key)))
    .orderBy('unit_id')
    .orderBy('key')
    .limit(PORTION)
    .execute();

const toBinding = (row: Selectable<BindingTable>): Binding => ({
  unitId: row.unit_id,
  chatId: row.chat_id,
  webhookKey: row.webhook_key,
  ...(row.appchat_id !== null && { appchatId: row.appchat_id }),
  ...(row.dead_at !== null && { dead: { at: row.dead_at, why: row.dead_why ?? '' } }),
  boundBy: row.bound_by,
  boundAt: row.bound_at,
});
