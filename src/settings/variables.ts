import { isIP, isIPv4 } from 'node:net';
import { startupMessage as say } from '../wording/startup.ts';

// One line per environment variable: how its text is read, what is expected, how much of it may be shown.

interface Variable<T> {
  /** the meaning of a trimmed, non-empty text; undefined when it has none */
  read: (text: string) => T | undefined;
  /** sentence `expects_…` of templates/startup.yaml */
  expects: string;
  /**
   * `secret`: never shown; `id`: shown unless it is as long as a secret pasted into the wrong place;
   * `url`: shown without what stands before @
   */
  show?: 'secret' | 'id' | 'url';
}

export type DatabaseSetting = { kind: 'sqlite'; path: string } | { kind: 'postgres'; url: string };

const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
/** doc 90195: 1–64 of letters, digits and _ - @ . with a letter or digit first */
const USER_ID = /^[A-Za-z0-9][A-Za-z0-9_@.-]{0,63}$/;

const matching = (pattern: RegExp) => (text: string) => (pattern.test(text) ? text : undefined);
/** doc 90930: at most 32 letters and digits */
const token = matching(/^[A-Za-z0-9]{1,32}$/);
/** doc 90968; the 43rd character need not be canonical base64 */
const aesKey = matching(/^[A-Za-z0-9]{43}$/);
const opaque = matching(/^[\x21-\x7e]{1,128}$/);
const directory = matching(/^\P{Cc}+$/u);

export const VARIABLES = {
  HOST: { read: host, expects: 'host' },
  PORT: { read: port, expects: 'port' },
  LOG_LEVEL: { read: (t) => LOG_LEVELS.find((l) => l === t.toLowerCase()), expects: 'log_level' },
  DATA_DIR: { read: directory, expects: 'directory' },
  CONFIG_DIR: { read: directory, expects: 'directory' },
  DATABASE_URL: { read: database, expects: 'database', show: 'secret' },
  REDIS_URL: { read: redis, expects: 'redis', show: 'secret' },
  PUBLIC_URL: { read: httpUrl, expects: 'http_url', show: 'url' },
  ADMIN_USERIDS: { read: userIds, expects: 'user_ids' },
  WECOM_CORP_ID: { read: matching(/^[A-Za-z0-9_-]{1,64}$/), expects: 'corp_id', show: 'id' },
  WECOM_AGENT_ID: { read: agentId, expects: 'agent_id', show: 'id' },
  WECOM_APP_SECRET: { read: opaque, expects: 'opaque', show: 'secret' },
  WECOM_APP_TOKEN: { read: token, expects: 'token', show: 'secret' },
  WECOM_APP_AES_KEY: { read: aesKey, expects: 'aes_key', show: 'secret' },
  WECOM_BOT_ID: { read: opaque, expects: 'opaque', show: 'id' },
  WECOM_BOT_NAME: { read: names, expects: 'names' },
  WECOM_BOT_TOKEN: { read: token, expects: 'token', show: 'secret' },
  WECOM_BOT_AES_KEY: { read: aesKey, expects: 'aes_key', show: 'secret' },
  WECOM_BOT_SECRET: { read: opaque, expects: 'opaque', show: 'secret' },
  WECOM_API_BASE: { read: httpUrl, expects: 'http_url', show: 'url' },
  WECOM_BOT_WS_URL: { read: wsUrl, expects: 'ws_url', show: 'url' },
  LLM_BASE_URL: { read: httpUrl, expects: 'http_url', show: 'url' },
  LLM_MODEL: { read: opaque, expects: 'model', show: 'id' },
  LLM_API_KEY: { read: matching(/^[\x21-\x7e]{1,1024}$/), expects: 'api_key', show: 'secret' },
  S3_ENDPOINT: { read: httpUrl, expects: 'http_url', show: 'url' },
  S3_BUCKET: { read: matching(/^[a-z0-9][a-z0-9.-]{1,62}$/), expects: 'bucket' },
  S3_REGION: { read: matching(/^[a-z0-9-]{1,64}$/), expects: 'region' },
  S3_ACCESS_KEY_ID: { read: opaque, expects: 'opaque', show: 'id' },
  S3_SECRET_ACCESS_KEY: { read: opaque, expects: 'opaque', show: 'secret' },
  SANDBOX: { read: flag, expects: 'flag' },
  SANDBOX_NOW: { read: isoInstant, expects: 'iso' },
} satisfies Record<string, Variable<unknown>>;

export type VariableName = keyof typeof VARIABLES;
export type Values = { [N in VariableName]?: Exclude<ReturnType<(typeof VARIABLES)[N]['read']>, undefined> };

/** What may be shown of a value: one line, bounded, secrets reduced to their length. */
export function shown(name: VariableName, text: string): string {
  const show = (VARIABLES[name] as Variable<unknown>).show;
  if (show === 'secret' || (show === 'id' && text.length > 40))
    return say('masked', { length: [...text].length });
  return say('quoted', { text: oneLine(show === 'url' ? text.replace(/\/\/.*@/s, '//***@') : text) });
}

export function oneLine(text: string): string {
  const line = text.replace(/[\p{Cc}\u2028\u2029]/gu, '␣');
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}

/** Loopback addresses and the name every machine gives them. */
export function isLoopback(address: string): boolean {
  return (
    (isIPv4(address) && address.startsWith('127.')) || ['localhost', '::1'].includes(address.toLowerCase())
  );
}

function host(text: string): string | undefined {
  if (isIP(text)) return text;
  const name = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;
  return name.test(text) && !/^[\d.]+$/.test(text) ? text : undefined;
}

function port(text: string): number | undefined {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65535 ? Number(text) : undefined;
}

/** `sqlite:` plus a path (also as `sqlite:///absolute`), or an address of PostgreSQL. */
function database(text: string): DatabaseSetting | undefined {
  const path = /^sqlite:(?:\/\/)?(.+)$/.exec(text)?.[1];
  if (path) return directory(path) && !path.endsWith('/') ? { kind: 'sqlite', path } : undefined;
  const url = urlOf(text, ['postgres:', 'postgresql:']);
  return url && (url.hostname || url.searchParams.has('host')) ? { kind: 'postgres', url: text } : undefined;
}

function redis(text: string): string | undefined {
  const url = urlOf(text, ['redis:', 'rediss:']);
  return url?.hostname && /^(\/\d*)?$/.test(url.pathname) ? text : undefined;
}

function httpUrl(text: string): string | undefined {
  const url = urlOf(text, ['http:', 'https:']);
  if (!url || url.username || url.password || /[?#]/.test(text)) return undefined;
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function wsUrl(text: string): string | undefined {
  const url = urlOf(text, ['ws:', 'wss:']);
  return url && !url.username && !url.password && !url.hash ? text : undefined;
}

function urlOf(text: string, protocols: string[]): URL | undefined {
  if (/\s/.test(text) || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return protocols.includes(url.protocol) ? url : undefined;
}

const parts = (text: string) =>
  text
    .split(/[,，]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');

/** Lower-cased and without repetition: WeCom compares userids without case (doc 90236). */
function userIds(text: string): string[] | undefined {
  const ids = parts(text);
  if (ids.length === 0 || !ids.every((id) => USER_ID.test(id))) return undefined;
  return [...new Set(ids.map((id) => id.toLowerCase()))];
}

/** Names a bot is or was called by; the @ of a mention may stand before them. */
function names(text: string): string[] | undefined {
  const all = parts(text).map((name) => name.replace(/^[@＠]\s*/, ''));
  return all.length > 0 && all.every((name) => /^\P{Cc}{1,64}$/u.test(name)) ? [...new Set(all)] : undefined;
}

function agentId(text: string): number | undefined {
  return /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined;
}

function flag(text: string): boolean | undefined {
  if (/^(1|true)$/i.test(text)) return true;
  return /^(0|false)$/i.test(text) ? false : undefined;
}

/** ISO date, or date and time; Asia/Shanghai unless an offset is given. Epoch milliseconds. */
function isoInstant(text: string): number | undefined {
  const m = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)(Z|[+-]\d\d:\d\d)?)?$/.exec(text);
  if (!m) return undefined;
  // Date.parse lets 30 February roll over into March.
  if (new Date(Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3]))).getUTCDate() !== Number(m[3]))
    return undefined;
  const at = Date.parse(`${m[1]}-${m[2]}-${m[3]}T${m[4] ?? '00:00'}${m[5] ?? '+08:00'}`);
  return Number.isNaN(at) ? undefined : at;
}
