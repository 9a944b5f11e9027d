// The root logger and its named children. Lines go to stderr, stdout belongs to the command line's answers.
// At info and above nothing of a message's text and no person's name may be logged.
import { type LevelWithSilent, type Logger, pino } from 'pino';

export type { Logger } from 'pino';

const SECRET_PARAMETER =
  /\b(access_token|corpsecret|secret|key|response_code|msg_signature|echostr|code|ticket|sign)=(?:[^&\s"'<>\\]+)/gi;
const SECRET_FIELD =
  /("(?:access_?token|token|corp_?secret|secret|(?:encoding_?)?aes_?key|webhook(?:_?key)?|later|response_?url|response_?code|password|authorization|echostr)"\s*:\s*")[^"\\]*(?:\\.[^"\\]*)*/gi;
const PASSWORD_IN_URL = /(:\/\/[^:@/\s"]*:)[^@/\s"]+@/g;

/** Blanks tokens, keys, one-shot addresses and passwords in any text, JSON or URL. */
export function redact(text: string): string {
  return text
    .replace(SECRET_PARAMETER, '$1=***')
    .replace(SECRET_FIELD, '$1***')
    .replace(PASSWORD_IN_URL, '$1***@');
}

/** Tries of a tenth of a second each to write out the last lines where they are not read. */
const LAST_TRIES = 3;
let triesLeft = Number.POSITIVE_INFINITY;
// Before the destination adds its own: at the very end it would try for ever, and keep the process from ending.
process.on('exit', () => {
  triesLeft = LAST_TRIES;
});

/** stderr, written to while the process goes on. */
function destination() {
  const stream = pino.destination({ dest: 2, sync: false, retryEAGAIN: () => triesLeft-- > 0 });
  const flushSync = stream.flushSync.bind(stream);
  stream.flushSync = () => {
    try {
      flushSync();
    } catch (error) {
      // Nobody reads it any more: then nobody is told so either.
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    }
  };
  return stream;
}

const children = new Map<string, Logger>();
const root = pino(
  {
    level: 'info',
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    // The finished line is the one place where every path into a log meets, nested causes included.
    hooks: { streamWrite: redact },
  },
  destination(),
);

/** The logger of a subsystem, e.g. `wecom.api`; the same name gives the same logger. */
export function logger(subsystem: string): Logger {
  let child = children.get(subsystem);
  if (!child) {
    child = root.child({ subsystem });
    children.set(subsystem, child);
  }
  return child;
}

/** Sets the level of the root and of every logger handed out. */
export function setLogLevel(level: LevelWithSilent): void {
  root.level = level;
  for (const child of children.values()) child.level = level;
}

/** Writes out what is still buffered; for the last step of a shutdown. */
export function flushLogs(): Promise<void> {
  return new Promise((resolve) => root.flush(() => resolve()));
}
