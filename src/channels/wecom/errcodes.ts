// What to do about an errcode (doc 90313), as data. Only numbers count: WeCom changes its errmsg texts.

/**
 * refresh: new token, once; backoff: again later; limit: again later, and so everything else by this way; recipient,
 * message, destination: this one failed for good; setup: nothing works by this way until the admin acts, and then all
 * does; own_setup: the same, of messages like this one.
 */
export type Reaction =
  | 'refresh'
  | 'backoff'
  | 'limit'
  | 'recipient'
  | 'message'
  | 'destination'
  | 'setup'
  | 'own_setup';

interface Verdict {
  reaction: Reaction;
  /** stable word for logs, metrics and the templates that explain it */
  reason: string;
  /** ms before the next try */
  afterMs: number;
}

type Row = [reaction: Reaction, reason: string, codes: readonly number[], afterMs?: number];

const ROWS: readonly Row[] = [
  ['refresh', 'token_refused', [40014, 42001]],

  ['backoff', 'busy', [-1], 2_000],
  ['backoff', 'concurrent_change', [6000, 45035], 2_000],
  ['limit', 'too_frequent', [45009, 846607], 60_000],
  ['backoff', 'too_many_at_once', [45033], 3_000],
  ['limit', 'abnormal_traffic', [45036], 60_000],
  ['backoff', 'not_subscribed', [846609], 2_000],

  ['recipient', 'unknown_user', [40003, 40031, 46004, 60111, 301021]],
  ['recipient', 'not_visible', [50002, 60011, 60021, 81013, 92000]],

  ['message', 'no_recipient', [81012, 82001]],
  ['message', 'too_many_recipients', [40032, 82002, 82003]],
  ['message', 'bad_department_or_tag', [40066, 40068, 60003, 60123]],
  ['message', 'malformed', [40008, 41001, 41016, 41033, 44004]],
  ['message', 'bad_parameter', [40058]],
  ['message', 'too_long', [40206, 45002, 45008]],
  ['message', 'bad_characters', [40033]],
  ['message', 'bad_url', [40039, 40094, 40127, 45034]],
  ['message', 'content_refused', [40201, 40204, 82004, 85002]],
  ['message', 'media_expired', [40007, 40145]],
  [
    'message',
    'bad_media',
    [40004, 40005, 40006, 40009, 40011, 40123, 44001, 45001, 45007, 93018, 301016, 301017],
  ],
  ['message', 'needs_range', [40146, 830002]],
  ['message', 'bad_task_id', [42014]],
  [
    'message',
    'bad_card',
    [
      42027, 42028, 42029, 42030, 42031, 42033, 42035, 42036, 42037, 42038, 42039, 42040, 42041, 42042, 42043,
      42044, 42045, 42046, 42047, 42049, 42050, 42051,
    ],
  ],
  ['message', 'response_code_spent', [60140]],
  ['message', 'card_not_updatable', [42015, 42016, 42017, 42018, 42019, 42020, 82101, 82102]],
  ['message', 'recall_too_late', [42052]],
  ['message', 'empty', [93017]],
  ['message', 'login_code_spent', [40029, 42003, 42022, 84014, 84015]],
  ['message', 'reply_window_closed', [846605, 846608]],

  ['destination', 'unknown_chat', [40050, 86001, 86003, 86205]],
  ['destination', 'bad_group', [86004, 86005, 86006, 86007, 86202, 86203, 86204, 86207, 86216]],
  ['destination', 'chat_exists', [86215]],
  ['destination', 'group_dissolved', [49008, 86101]],
  ['destination', 'webhook_gone', [93000]],
  ['destination', 'push_disabled', [93001, 93004]],
  ['destination', 'not_in_group', [93006, 93008]],

  ['setup', 'secret_refused', [40001, 40091, 45031]],
  ['setup', 'bad_corp', [40013, 41002, 41004]],
  ['setup', 'ip_not_trusted', [60020, 301042]],
  ['setup', 'agent_mismatch', [40056, 301002]],
  ['setup', 'no_permission', [48001, 48002, 48004, 48005]],
  ['setup', 'app_disabled', [48006, 50003, 50006, 60031]],
  ['setup', 'contacts_restricted', [48008, 48009]],
  ['own_setup', 'callback_missing', [43012]],
  ['own_setup', 'domain', [40093, 50001, 80001, 85005]],
  ['own_setup', 'foreign_chat', [86008]],
  ['setup', 'corp_limited', [45024, 48010, 301007]],
  ['own_setup', 'bad_bot', [93019]],
];

const VERDICTS = new Map<number, Verdict>(
  ROWS.flatMap(([reaction, reason, codes, afterMs = 0]) =>
    codes.map((code) => [code, { reaction, reason, afterMs }] as const),
  ),
);
/** What an unknown code speaks of may pass or be mended; tries of its own grow rare and end when the message expires. */
const UNKNOWN: Verdict = { reaction: 'backoff', reason: 'unknown_code', afterMs: 0 };

/** @param code any errcode but 0 */
export function classify(code: number): Verdict {
  return VERDICTS.get(code) ?? UNKNOWN;
}
