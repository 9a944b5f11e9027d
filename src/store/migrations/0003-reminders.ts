import type { Kysely } from 'kysely';

/** Lines put off, matters settled by saying so, what each push is about, and the month a fixed day stands for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('snooze')
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('matter', 'text', (c) => c.notNull())
    .addColumn('on_date', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('snooze_pk', ['person_id', 'matter', 'on_date'])
    .execute();
  await schema
    .createTable('settled')
    .addColumn('matter', 'text', (c) => c.primaryKey())
    .addColumn('by_person', 'text', (c) => c.notNull())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await schema
    .alterTable('outbox')
    .addColumn('matters', 'text', (c) => c.notNull().defaultTo('[]'))
    .execute();
  await schema.createIndex('outbox_rule_state').on('outbox').columns(['rule', 'state']).execute();
  await schema.alterTable('activity').addColumn('fixed_for', 'text').execute();
  // One 主题党日 per branch and month comes by itself, however many instances plan it.
  await schema
    .createIndex('activity_fixed')
    .on('activity')
    .columns(['unit_id', 'fixed_for'])
    .unique()
    .execute();
}
