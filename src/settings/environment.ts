import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { startupMessage as say } from '../wording/startup.ts';
import { settingsProblems } from './settings.ts';
import {
  type DatabaseSetting,
  isLoopback,
  oneLine,
  shown,
  VARIABLES,
  type Values,
  type VariableName,
} from './variables.ts';

// readEnv() lists what there is, toConfig() decides what it means; every mistake is one line for the operator.

/** Raw text per variable; empty text counts as not set. */
export type Environment = Partial<Record<VariableName, string | undefined>>;

export interface Config {
  mode: 'sandbox' | 'production';
  host: string;
  /** 0 = any free port */
  port: number;
  logLevel: NonNullable<Values['LOG_LEVEL']>;
  /** absolute, as is `configDir` */
  dataDir: string;
  configDir: string;
  /** `file` is absolute, or `:memory:` */
  database: { kind: 'sqlite'; file: string } | { kind: 'postgres'; url: string };
  redisUrl?: string | undefined;
  /** without a trailing slash, as is `apiBase` */
  publicUrl?: string | undefined;
  /** lower-cased, as Person.id */
  adminUserIds: string[];
  app?: { corpId: string; agentId: number; secret: string; token: string; aesKey: string } | undefined;
  /** the 智能机器人 in callback-URL mode */
  bot?: { token: string; aesKey: string; botId?: string | undefined } | undefined;
  /** the same bot over wss; never together with `bot` */
  longConnection?: { botId: string; secret: string } | undefined;
  /** what the bot is called in a group, the present name first; empty when not given */
  botNames: string[];
  /** asked about messages that the reader is unsure of; in the sandbox as well */
  secondReader?: { baseUrl: string; model: string; apiKey: string } | undefined;
  /** where evidence is kept, in place of the database or the disk */
  objectStore?:
    | { endpoint: string; bucket?: string | undefined; region: string; keyId: string; secret: string }
    | undefined;
  apiBase: string;
  botWsUrl: string;
  /** epoch ms; only in sandbox mode */
  sandboxNow?: number | undefined;
}

/** The set-up cannot be used: `lines` has one Chinese line per mistake, without secrets. */
export class ConfigError extends Error {
  readonly lines: readonly string[];
  constructor(lines: readonly string[]) {
    super(lines.join('\n'));
    this.name = 'ConfigError';
    this.lines = lines;
  }
}

const APP = [
  'WECOM_CORP_ID',
  'WECOM_AGENT_ID',
  'WECOM_APP_SECRET',
  'WECOM_APP_TOKEN',
  'WECOM_APP_AES_KEY',
] as const;
const BOT_BY_URL = ['WECOM_BOT_TOKEN', 'WECOM_BOT_AES_KEY'] as const;
const LONG_CONNECTION = ['WECOM_BOT_ID', 'WECOM_BOT_SECRET'] as const;
const SECOND_READER = ['LLM_BASE_URL', 'LLM_MODEL', 'LLM_API_KEY'] as const;
const OBJECT_STORE = ['S3_ENDPOINT', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;
/** Addresses, the bot's name and its id open nothing: the sandbox may have them too. */
const CREDENTIALS = [...APP, ...BOT_BY_URL, 'WECOM_BOT_SECRET'] as const;

/** The variables this program knows, as the environment gives them. */
export function readEnv(env: NodeJS.ProcessEnv = process.env): Environment {
  const texts: Environment = {};
  for (const name of Object.keys(VARIABLES) as VariableName[]) texts[name] = env[name];
  return texts;
}

/**
 * The environment plus CONFIG_DIR/local.yaml.
 * @throws ConfigError with a line for everything wrong there and in the other files of CONFIG_DIR
 */
export function loadConfig(env: Environment = readEnv()): Config {
  const dir = resolve(env.CONFIG_DIR?.trim() || './config');
  if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory())
    throw new ConfigError([say('config_dir', { dir })]);
  const file = join(dir, 'local.yaml');
  try {
    const local = existsSync(file) ? readLocal(file) : { values: {}, lineOf: () => undefined };
    return toConfig(env, local.values, local.lineOf);
  } catch (error) {
    if (error instanceof ConfigError) throw new ConfigError([...error.lines, ...settingsProblems(dir)]);
    throw error;
  }
}

interface LocalFile {
  values: Record<string, unknown>;
  lineOf(name: string): number | undefined;
}

function readLocal(file: string): LocalFile {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError([say('file_unreadable', { file, code: `${code}` })]);
  }
  const lines = new LineCounter();
  // failsafe keeps every scalar as written: 007 is a userid, not the number 7.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  // The text it fails on may be a secret: only the place is told.
  const [broken] = document.errors;
  if (broken) throw new ConfigError([say('file_broken', { file, line: lines.linePos(broken.pos[0]).line })]);
  const content: unknown = document.toJS();
  const at = new Map<string, number>();
  if (isMap(document.contents))
    for (const { key } of document.contents.items)
      if (isScalar(key) && key.range) at.set(String(key.value), lines.linePos(key.range[0]).line);
  const lineOf = (name: string) => at.get(name);
  if (content === null || content === '') return { values: {}, lineOf };
  if (typeof content === 'object' && !Array.isArray(content))
    return { values: content as Record<string, unknown>, lineOf };
  throw new ConfigError([say('file_no_map', { file })]);
}

/**
 * Decides what the settings mean; the environment wins over the file.
 * @param yaml content of local.yaml: the same names, a list standing for a comma-separated value
 * @param lineOf where a name stands in that file
 * @throws ConfigError with every problem found
 */
export function toConfig(
  env: Environment,
  yaml: Record<string, unknown> = {},
  lineOf: LocalFile['lineOf'] = () => undefined,
): Config {
  const problems: string[] = [];
  const inFile = (name: string) => {
    const line = lineOf(name);
    return line === undefined
      ? say('local_name', { name: oneLine(name) })
      : say('local_line', { line, name: oneLine(name) });
  };
  const raw = merge(env, yaml, problems, inFile);
  const isOfFile = (name: string) => !env[name as VariableName]?.trim() && Object.hasOwn(yaml, name);
  const values = readAll(raw, problems, (name) => (isOfFile(name) ? inFile(name) : name));
  checkRecipes(raw, problems);
  const given = CREDENTIALS.filter((name) => raw[name]);
  if (values.SANDBOX && given.length > 0) problems.push(say('sandbox_credentials', { names: list(given) }));
  const mode = given.length > 0 ? 'production' : 'sandbox';
  if (mode === 'sandbox' && values.HOST && !isLoopback(values.HOST))
    problems.push(say('sandbox_host', { got: shown('HOST', values.HOST) }));
  if (problems.length > 0) throw new ConfigError(problems);
  return build(mode, values);
}

/** One trimmed text per variable; complains about what the file may not hold. */
function merge(
  env: Environment,
  yaml: Record<string, unknown>,
  problems: string[],
  inFile: (name: string) => string,
): Environment {
  const raw: Environment = {};
  const put = (name: string, text: string) => {
    if (text.trim()) raw[name as VariableName] = text.trim();
  };
  for (const [name, value] of Object.entries(yaml)) {
    const scalars = Array.isArray(value) ? value : [value ?? ''];
    if (!Object.hasOwn(VARIABLES, name)) problems.push(say('unknown_key', { name: inFile(name) }));
    else if (name === 'CONFIG_DIR') problems.push(say('config_dir_in_file', { name: inFile(name) }));
    else if (scalars.some((v) => typeof v === 'object'))
      problems.push(say('not_a_text', { name: inFile(name) }));
    else put(name, scalars.join(','));
  }
  for (const [name, text] of Object.entries(env)) put(name, text ?? '');
  return raw;
}

function readAll(raw: Environment, problems: string[], placeOf: (name: string) => string): Values {
  const values: Record<string, unknown> = {};
  for (const [name, { read, expects }] of Object.entries(VARIABLES)) {
    const text = raw[name as VariableName];
    if (text === undefined) continue;
    values[name] = read(text);
    if (values[name] !== undefined) continue;
    const got = shown(name as VariableName, text);
    problems.push(say('bad_value', { name: placeOf(name), got, expected: say(`expects_${expects}`) }));
  }
  return values as Values;
}

/** Each way to reach WeCom, a second reader or an object store is given whole or not at all; one bot has one way (doc 101463). */
function checkRecipes(raw: Environment, problems: string[]): void {
  checkWhole(APP, raw, problems);
  checkWhole(SECOND_READER, raw, problems);
  // A bucket or a region without a store is half a setting as well.
  const beside = (['S3_BUCKET', 'S3_REGION'] as const).filter((name) => raw[name]);
  checkWhole([...OBJECT_STORE, ...beside], raw, problems);
  const byUrl = BOT_BY_URL.filter((name) => raw[name]);
  if (raw.WECOM_BOT_SECRET && byUrl.length > 0) problems.push(say('bot_twice', { names: list(byUrl) }));
  else if (byUrl.length > 0) checkWhole(BOT_BY_URL, raw, problems);
  else if (raw.WECOM_BOT_SECRET) checkWhole(LONG_CONNECTION, raw, problems);
}

function checkWhole(recipe: readonly VariableName[], raw: Environment, problems: string[]): void {
  const given = recipe.filter((name) => raw[name]);
  const missing = recipe.filter((name) => !raw[name]);
  if (given.length === 0 || missing.length === 0) return;
  problems.push(say('recipe_in_part', { given: list(given), missing: list(missing) }));
}

const list = (names: readonly string[]) => names.join(' ');

function build(mode: Config['mode'], v: Values): Config {
  const dataDir = resolve(v.DATA_DIR ?? './data');
  return {
    mode,
    host: v.HOST ?? '127.0.0.1',
    port: v.PORT ?? 3000,
    logLevel: v.LOG_LEVEL ?? 'info',
    dataDir,
    configDir: resolve(v.CONFIG_DIR ?? './config'),
    database: databaseIn(dataDir, v.DATABASE_URL ?? { kind: 'sqlite', path: 'zhibutong.db' }),
    redisUrl: v.REDIS_URL,
    publicUrl: v.PUBLIC_URL,
    adminUserIds: v.ADMIN_USERIDS ?? [],
    ...recipes(v),
    botNames: v.WECOM_BOT_NAME ?? [],
    apiBase: v.WECOM_API_BASE ?? 'https://qyapi.weixin.qq.com',
    botWsUrl: v.WECOM_BOT_WS_URL ?? 'wss://openws.work.weixin.qq.com',
    sandboxNow: mode === 'sandbox' ? v.SANDBOX_NOW : undefined,
  };
}

/** A relative SQLite path lies under DATA_DIR, so that one directory is the whole installation. */
function databaseIn(dataDir: string, setting: DatabaseSetting): Config['database'] {
  if (setting.kind === 'postgres') return setting;
  return {
    kind: 'sqlite',
    file: setting.path === ':memory:' ? setting.path : resolve(dataDir, setting.path),
  };
}

/** checkRecipes has made sure that the first variable of a recipe brings the others. */
function recipes(v: Values): Pick<Config, 'app' | 'bot' | 'longConnection' | 'secondReader' | 'objectStore'> {
  const { WECOM_CORP_ID: corpId, WECOM_BOT_TOKEN: token, WECOM_BOT_SECRET: secret } = v;
  const { LLM_BASE_URL: baseUrl, S3_ENDPOINT: endpoint } = v;
  return {
    secondReader: baseUrl ? { baseUrl, model: v.LLM_MODEL!, apiKey: v.LLM_API_KEY! } : undefined,
    objectStore: endpoint
      ? {
          endpoint,
          bucket: v.S3_BUCKET,
          region: v.S3_REGION ?? 'us-east-1',
          keyId: v.S3_ACCESS_KEY_ID!,
          secret: v.S3_SECRET_ACCESS_KEY!,
        }
      : undefined,
    app: corpId
      ? {
          corpId,
          agentId: v.WECOM_AGENT_ID!,
          secret: v.WECOM_APP_SECRET!,
          token: v.WECOM_APP_TOKEN!,
          aesKey: v.WECOM_APP_AES_KEY!,
        }
      : undefined,
    bot: token ? { token, aesKey: v.WECOM_BOT_AES_KEY!, botId: v.WECOM_BOT_ID } : undefined,
    longConnection: secret ? { botId: v.WECOM_BOT_ID!, secret } : undefined,
  };
}
