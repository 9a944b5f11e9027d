import { type Kysely, sql } from 'kysely';
import type { Dialect } from '../dialect.ts';

interface Known {
  item: { id: number; unit_id: number; owner_id: string | null; owner_name: string | null };
  person: { id: string; name: string; branch_id: number | null; active: number };
  item_owner: { item_id: number; person_id: string; rank: number };
}

const BETWEEN_NAMES = /[、,，;；/\s]+/;

/** Everybody responsible for an item, the first of whom stands in the item as well. */
export async function up(untyped: Kysely<unknown>, _dialect: Dialect): Promise<void> {
  const db = untyped as Kysely<Known>;
  const { schema } = db;
  // An index of this name, which PostgreSQL takes for a table of it.
  await schema.dropIndex('item_owner').execute();
  await schema.createIndex('item_owner_id').on('item').column('owner_id').execute();
  await schema
    .createTable('item_owner')
    .addColumn('item_id', 'integer', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('rank', 'integer', (c) => c.notNull())
    .addPrimaryKeyConstraint('item_owner_pk', ['item_id', 'rank'])
    .execute();
  await schema.createIndex('item_owner_person').on('item_owner').column('person_id').execute();
  await sql`insert into item_owner (item_id, person_id, rank)
    select id, owner_id, 0 from item where owner_id is not null`.execute(db);
  await addOthers(db);
}

/** 张三、李四 was kept as written: whoever the further names mean, where they can mean only one, stands for it from now on. */
async function addOthers(db: Kysely<Known>): Promise<void> {
  const items = await db
    .selectFrom('item')
    .select(['id', 'unit_id', 'owner_id', 'owner_name'])
    .where('owner_id', 'is not', null)
    .where('owner_name', 'is not', null)
    .execute();
  for (const { id, unit_id, owner_id, owner_name } of items) {
    const names = owner_name!.split(BETWEEN_NAMES).filter((name) => name !== '');
    if (names.length < 2) continue;
    const people = await db
      .selectFrom('person')
      .select(['id', 'name', 'branch_id'])
      .where('active', '=', 1)
      .where('name', 'in', names)
      .execute();
    const found = names.map((name) => {
      const all = people.filter((p) => p.name === name);
      const here = all.filter((p) => p.branch_id === unit_id);
      return all.length === 1 ? all[0]!.id : here.length === 1 ? here[0]!.id : undefined;
    });
    const others = new Set(found.filter((person) => person !== undefined && person !== owner_id));
    const rows = [...others].map((person_id, i) => ({ item_id: id, person_id: person_id!, rank: i + 1 }));
    if (rows.length > 0) await db.insertInto('item_owner').values(rows).execute();
  }
}
