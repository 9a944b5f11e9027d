import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';

const ITEM_TEXTS = [
  'code',
  'source',
  'type',
  'measure',
  'owner_id',
  'leader_id',
  'owner_name',
  'leader_name',
  'department',
  'supervision',
  'supervisor_id',
  'supervisor_name',
  'prevention',
  'progress_text',
  'extension_reason',
  'asked_by',
  'decided_by',
  'opinion',
  'batch',
  'gone',
];
const ITEM_INSTANTS = [
  'due_at',
  'first_due_at',
  'review_at',
  'progress_at',
  'extension_to',
  'asked_at',
  'returned_at',
  'closed_at',
];

/** Items of the rectification ledger, their history and evidence, cards to be brought up to date, files to be sent. */
export async function up(db: Kysely<unknown>, { id, bigint }: Dialect): Promise<void> {
  const { schema } = db;
  let item = id(schema.createTable('item'))
    .addColumn('no', 'integer', (c) => c.notNull().unique())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'integer', (c) => c.notNull())
    .addColumn('problem', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('progress', 'integer', (c) => c.notNull())
    .addColumn('opened_by', 'text', (c) => c.notNull())
    .addColumn('opened_at', bigint, (c) => c.notNull())
    .addColumn('moved_at', bigint, (c) => c.notNull())
    .addColumn('related', 'text', (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull());
  for (const name of ITEM_TEXTS) item = item.addColumn(name as never, 'text');
  for (const name of ITEM_INSTANTS) item = item.addColumn(name as never, bigint);
  await item.execute();
  await schema.createIndex('item_unit_state').on('item').columns(['unit_id', 'state']).execute();
  await schema.createIndex('item_owner').on('item').column('owner_id').execute();
  await schema.createIndex('item_batch').on('item').column('batch').execute();

  await id(schema.createTable('item_event'))
    .addColumn('item_id', 'integer', (c) => c.notNull())
    .addColumn('at', bigint, (c) => c.notNull())
    .addColumn('by_person', 'text', (c) => c.notNull())
    .addColumn('message_key', 'text')
    .addColumn('what', 'text', (c) => c.notNull())
    .addColumn('note', 'text')
    .addColumn('before', 'text', (c) => c.notNull())
    .addColumn('after', 'text', (c) => c.notNull())
    .execute();
  await schema.createIndex('item_event_item').on('item_event').column('item_id').execute();

  await id(schema.createTable('evidence'))
    .addColumn('item_id', 'integer')
    .addColumn('by_person', 'text', (c) => c.notNull())
    .addColumn('at', bigint, (c) => c.notNull())
    .addColumn('message_key', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('media', 'text')
    .addColumn('valid_until', bigint, (c) => c.notNull())
    .addColumn('next_at', bigint, (c) => c.notNull())
    .addColumn('name', 'text')
    .addColumn('size', 'integer')
    .addColumn('sha256', 'text')
    .addColumn('reason', 'text')
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .execute();
  await schema.createIndex('evidence_item').on('evidence').column('item_id').execute();
  await schema.createIndex('evidence_state').on('evidence').columns(['state', 'next_at']).execute();
  await schema.createIndex('evidence_sha256').on('evidence').column('sha256').execute();

  await id(schema.createTable('card_update'))
    .addColumn('response_code', 'text', (c) => c.notNull().unique())
    .addColumn('users', 'text', (c) => c.notNull())
    .addColumn('card_state', 'text', (c) => c.notNull())
    .addColumn('next_at', bigint, (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .execute();

  await id(schema.createTable('file_push'))
    .addColumn('key', 'text', (c) => c.notNull().unique())
    .addColumn('users', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('content', 'text', (c) => c.notNull())
    .addColumn('next_at', bigint, (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .execute();
}
