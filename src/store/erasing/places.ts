// Where the store may speak of a person. Every table has a row in one of the two lists; a test holds them to the schema.

/** Tables with what tells their rows apart. */
export const PLACES: Readonly<Record<string, readonly string[]>> = {
  person: ['id'],
  office: ['person_id', 'unit_id', 'role'],
  activity: ['id'],
  attendance: ['activity_id', 'person_id'],
  attendance_gone: ['activity_id', 'person_id'],
  meeting_record: ['activity_id'],
  message: ['id'],
  binding: ['unit_id'],
  setting: ['unit_id', 'key'],
  question: ['user_id', 'chat'],
  outbox: ['id'],
  outbox_lane: ['lane', 'rank', 'due', 'outbox_id'],
  lane_use: ['lane', 'at', 'outbox_id', 'fence'],
  snooze: ['person_id', 'matter', 'on_date'],
  settled: ['matter'],
  lesson: ['id'],
  slow_message: ['user_id', 'key'],
  mark: ['key'],
  item: ['id'],
  item_owner: ['item_id', 'rank'],
  item_event: ['id'],
  evidence: ['id'],
  bot_chat: ['chat'],
  bot_user: ['open_id'],
  muster: ['id'],
  muster_person: ['muster_id', 'person_id'],
  muster_batch: ['muster_id', 'kind', 'batch'],
  filing: ['id'],
  scheme: ['id'],
  scheme_cell: ['work_id', 'month', 'unit_id'],
  dashboard_key: ['hash'],
  dashboard_session: ['hash'],
};

/** Nothing of a person in them, or (the audit trail) taken out in another way. */
export const ELSEWHERE: readonly string[] = [
  'unit',
  'revision',
  'migration',
  'audit',
  'evidence_content',
  'lease',
  'meeting_sum',
  'day_sum',
  'summed',
  'unit_due',
  'scheme_work',
  'scheme_sum',
];

/** A person's own, which goes with them: the column that says whose it is. */
export const OWN: Readonly<Record<string, string>> = {
  question: 'user_id',
  attendance_gone: 'person_id',
  outbox_lane: 'lane',
  lane_use: 'lane',
  lesson: 'user_id',
  snooze: 'person_id',
  slow_message: 'user_id',
  mark: 'key',
  bot_chat: 'user_id',
  bot_user: 'user_id',
  dashboard_key: 'user_id',
  dashboard_session: 'user_id',
};
