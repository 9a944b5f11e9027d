import type { Kysely } from 'kysely';
import type { Dialect } from '../dialect.ts';

/** Units, people, activities, attendance, messages, bindings, settings, questions, outbox, audit. */
export async function up(db: Kysely<unknown>, dialect: Dialect): Promise<void> {
  const { id, bigint } = dialect;
  const schema = db.schema;
  await id(schema.createTable('unit'))
    .addColumn('parent_id', 'integer')
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('path', 'text', (c) => c.notNull().unique())
    .execute();
  await schema
    .createTable('person')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('name', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('mobile', 'integer', (c) => c.notNull())
    .addColumn('branch_id', 'integer')
    .addColumn('group_id', 'integer')
    .addColumn('active', 'integer', (c) => c.notNull())
    .addColumn('changed_at', bigint, (c) => c.notNull())
    .execute();
  await schema
    .createTable('office')
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'integer', (c) => c.notNull())
    .addColumn('role', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('office_pk', ['person_id', 'unit_id', 'role'])
    .execute();
  await id(schema.createTable('activity'))
    .addColumn('unit_id', 'integer', (c) => c.notNull())
    .addColumn('types', 'text', (c) => c.notNull())
    .addColumn('topic', 'text')
    .addColumn('place', 'text')
    .addColumn('start_at', bigint, (c) => c.notNull())
    .addColumn('end_at', bigint)
    .addColumn('host', 'text')
    .addColumn('recorder', 'text')
    .addColumn('stage', 'text', (c) => c.notNull())
    .addColumn('source', 'text', (c) => c.notNull())
    .addColumn('created_by', 'text')
    .addColumn('created_at', bigint, (c) => c.notNull())
    .addColumn('revision', 'integer', (c) => c.notNull())
    .execute();
  await schema.createIndex('activity_unit_start').on('activity').columns(['unit_id', 'start_at']).execute();
  await schema.createIndex('activity_start').on('activity').column('start_at').execute();
  await schema
    .createTable('attendance')
    .addColumn('activity_id', 'integer', (c) => c.notNull())
    .addColumn('person_id', 'text', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('reason', 'text')
    .addColumn('at', bigint, (c) => c.notNull())
    .addColumn('by_person', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('attendance_pk', ['activity_id', 'person_id'])
    .modifyEnd(dialect.clustered)
    .execute();
  await schema
    .createTable('meeting_record')
    .addColumn('activity_id', 'integer', (c) => c.primaryKey())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('expected', 'integer')
    .addColumn('present', 'integer')
    .addColumn('absent', 'text', (c) => c.notNull())
    .addColumn('content', 'text')
    .addColumn('by_person', 'text', (c) => c.notNull())
    .addColumn('at', bigint, (c) => c.notNull())
    .execute();
  // Appended in order; the one index serves both the repeated callback and a person's last entry.
  await id(schema.createTable('message'))
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('chat_id', 'text')
    .addColumn('at', bigint, (c) => c.notNull())
    .addColumn('intent', 'text')
    .addColumn('text', 'text')
    .addColumn('reply', 'text')
    .addColumn('changes', 'text')
    .addColumn('undone_at', bigint)
    .execute();
  await schema.createIndex('message_user_key').on('message').columns(['user_id', 'key']).unique().execute();
  await schema
    .createTable('binding')
    .addColumn('unit_id', 'integer', (c) => c.primaryKey())
    .addColumn('chat_id', 'text')
    .addColumn('webhook_key', 'text')
    .addColumn('bound_by', 'text', (c) => c.notNull())
    .addColumn('bound_at', bigint, (c) => c.notNull())
    .execute();
  await schema
    .createTable('setting')
    .addColumn('unit_id', 'integer', (c) => c.notNull())
    .addColumn('key', 'text', (c) => c.notNull())
    .addColumn('value', 'text', (c) => c.notNull())
    .addPrimaryKeyConstraint('setting_pk', ['unit_id', 'key'])
    .execute();
  await schema
    .createTable('question')
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('chat', 'text', (c) => c.notNull())
    .addColumn('body', 'text', (c) => c.notNull())
    .addColumn('expires_at', bigint, (c) => c.notNull())
    .addPrimaryKeyConstraint('question_pk', ['user_id', 'chat'])
    .execute();
  await id(schema.createTable('outbox'))
    .addColumn('key', 'text', (c) => c.notNull().unique())
    .addColumn('at', bigint, (c) => c.notNull())
    .addColumn('expires_at', bigint, (c) => c.notNull())
    .addColumn('rule', 'text', (c) => c.notNull())
    .addColumn('unit_id', 'integer')
    .addColumn('subject', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('recipients', 'text', (c) => c.notNull())
    .addColumn('audience', 'text', (c) => c.notNull())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('card', 'text')
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('fence', 'integer', (c) => c.notNull())
    .addColumn('lease_until', bigint)
    .addColumn('outcome', 'text')
    .addColumn('refused', 'text', (c) => c.notNull())
    .addColumn('sent_at', bigint)
    .addColumn('message_id', 'text')
    .addColumn('response_code', 'text')
    .execute();
  await schema.createIndex('outbox_due').on('outbox').columns(['state', 'at']).execute();
  await schema.createIndex('outbox_subject').on('outbox').column('subject').execute();
  await schema
    .createTable('mark')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('value', 'text', (c) => c.notNull())
    .execute();
  await schema
    .createTable('revision')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('value', 'integer', (c) => c.notNull())
    .execute();
  await id(schema.createTable('audit'))
    .addColumn('at', bigint, (c) => c.notNull())
    .addColumn('by_person', 'text', (c) => c.notNull())
    .addColumn('action', 'text', (c) => c.notNull())
    .addColumn('detail', 'text', (c) => c.notNull())
    .execute();
}
