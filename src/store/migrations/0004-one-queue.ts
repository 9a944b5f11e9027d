import { type Kysely, sql } from 'kysely';

const DAY_MS = 86_400_000;

interface Before {
  card_update: {
    response_code: string;
    users: string;
    card_state: string;
    next_at: number;
    attempts: number;
  };
  file_push: {
    key: string;
    users: string;
    name: string;
    content: string;
    next_at: number;
    attempts: number;
  };
  evidence: {
    id: number;
    by_person: string;
    state: string;
    valid_until: number;
    next_at: number;
    attempts: number;
  };
}

/** All kinds of waiting work in one table: cards, files and pictures to be fetched move in beside the pushes. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .alterTable('outbox')
    .addColumn('kind', 'text', (c) => c.notNull().defaultTo('push'))
    .execute();
  await schema
    .alterTable('outbox')
    .addColumn('doubts', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await schema.alterTable('outbox').addColumn('payload', 'text').execute();
  // Which tries were in doubt was not counted apart: none is repeated more often than it would have been.
  await sql`update outbox set doubts = attempts where state in ('waiting', 'sending')`.execute(db);
  await schema.dropIndex('outbox_due').execute();
  await schema.createIndex('outbox_due').on('outbox').columns(['state', 'kind', 'at']).execute();

  await moveIn(db as unknown as Kysely<Before>);

  await schema.dropTable('card_update').execute();
  await schema.dropTable('file_push').execute();
  await schema.dropIndex('evidence_state').execute();
  await schema.alterTable('evidence').dropColumn('next_at').execute();
  await schema.alterTable('evidence').dropColumn('attempts').execute();
}

async function moveIn(db: Kysely<Before>): Promise<void> {
  const now = Date.now();
  for (const c of await db.selectFrom('card_update').selectAll().orderBy('next_at').execute())
    await insert(db, {
      kind: 'card',
      key: `card:${c.response_code}`,
      subject: 'card',
      at: c.next_at,
      expiresAt: now + 3 * DAY_MS,
      to: c.users,
      attempts: c.attempts,
      payload: { responseCode: c.response_code, cardState: c.card_state },
    });
  for (const f of await db.selectFrom('file_push').selectAll().orderBy('next_at').execute())
    await insert(db, {
      kind: 'file',
      key: `file:${f.key}`,
      subject: `file:${f.key}`,
      at: f.next_at,
      expiresAt: now + DAY_MS,
      to: f.users,
      attempts: f.attempts,
      payload: { name: f.name, content: JSON.parse(f.content) as unknown },
    });
  const pending = db
    .selectFrom('evidence')
    .select(['id', 'by_person', 'valid_until', 'next_at', 'attempts'])
    .where('state', '=', 'pending');
  for (const e of await pending.orderBy('id').execute())
    await insert(db, {
      kind: 'evidence',
      key: `evidence:${e.id}`,
      subject: `evidence:${e.id}`,
      at: e.next_at,
      expiresAt: e.valid_until,
      to: JSON.stringify([e.by_person]),
      attempts: e.attempts,
      payload: { id: e.id },
    });
}

interface Moved {
  kind: string;
  key: string;
  subject: string;
  at: number;
  expiresAt: number;
  to: string;
  attempts: number;
  payload: unknown;
}

const insert = (db: Kysely<Before>, m: Moved) =>
  sql`insert into outbox
    (kind, key, at, expires_at, rule, subject, channel, recipients, audience, text,
     state, attempts, doubts, fence, refused, matters, payload)
    values (${m.kind}, ${m.key}, ${m.at}, ${m.expiresAt}, ${m.kind}, ${m.subject}, 'app', ${m.to}, '[]', '',
     'waiting', ${m.attempts}, ${m.attempts}, 0, '[]', '[]', ${JSON.stringify(m.payload)})`.execute(db);
