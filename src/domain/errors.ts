// Our few error classes: one per thing a caller can do differently. `code` is stable and countable; `message` is safe
// to show to anyone, so secrets, names and message text never go into it.

/** Why a callback was refused: for the counter and the log only, the caller of the HTTP route never learns it. */
type RefusalReason =
  | 'missing_parameter'
  | 'bad_parameter'
  | 'stale'
  | 'bad_signature'
  | 'bad_ciphertext'
  | 'bad_padding'
  | 'bad_frame'
  | 'bad_receiveid'
  | 'bad_body'
  | 'bad_message';

/**
 * A request on a callback address that is not a genuine, readable callback. HTTP answers every one alike (400, same
 * body): CBC without a MAC must not become a padding oracle.
 */
export class CallbackRefused extends Error {
  readonly code = 'callback_refused';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super('callback refused');
    this.name = 'CallbackRefused';
    this.reason = reason;
  }
}

/** The process cannot start, or a command cannot run; `code` picks the sentence shown, `details` fills it. */
export class StartError extends Error {
  readonly code: string;
  readonly details: Readonly<Record<string, string>>;

  constructor(code: string, details: Record<string, string> = {}, options?: ErrorOptions) {
    super(code, options);
    this.name = 'StartError';
    this.code = code;
    this.details = details;
  }
}

/** `busy`: held by another for too long; the others stay until an operator does something. */
export type StoreTrouble = 'unreachable' | 'busy' | 'full' | 'readonly' | 'corrupt';

/** The database cannot be reached, is full or refuses for now: nothing of the attempt was kept, and a repeat may pass. */
export class StoreUnavailable extends Error {
  readonly code = 'store_unavailable';
  readonly trouble: StoreTrouble;

  constructor(trouble: StoreTrouble, options: ErrorOptions) {
    super(`store unavailable: ${trouble}`, options);
    this.name = 'StoreUnavailable';
    this.trouble = trouble;
  }
}

/** Where evidence lies cannot be reached: what is there, and what was kept, nobody knows; a repeat may pass. */
export class ShelfUnavailable extends Error {
  readonly code = 'shelf_unavailable';
  /** a status of HTTP, or a word for what went wrong */
  readonly reason: string;

  constructor(reason: string, options?: ErrorOptions) {
    super(`shelf unavailable: ${reason}`, options);
    this.name = 'ShelfUnavailable';
    this.reason = reason;
  }
}

/** More is to stand in one file than can be built: a part of it may do. */
export class FileTooLarge extends Error {
  readonly code = 'file_too_large';

  constructor(options?: ErrorOptions) {
    super('file too large', options);
    this.name = 'FileTooLarge';
  }
}

/** More is said than can be answered in time: refused at once, nothing of it was kept, and a repeat may pass. */
export class Overloaded extends Error {
  readonly code = 'overloaded';

  constructor() {
    super('overloaded');
    this.name = 'Overloaded';
  }
}

/** Why a picture or file could not be fetched; `expired` and `refused` stay so, the others may pass. */
type MediaFailure =
  | 'not_allowed'
  | 'expired'
  | 'refused'
  | 'too_large'
  | 'undecryptable'
  | 'not_configured'
  | 'unreachable';

/** A picture or file of a message could not be fetched. */
export class MediaUnavailable extends Error {
  readonly code = 'media_unavailable';
  readonly reason: MediaFailure;

  constructor(reason: MediaFailure, options?: ErrorOptions) {
    super(`media unavailable: ${reason}`, options);
    this.name = 'MediaUnavailable';
    this.reason = reason;
  }
}
