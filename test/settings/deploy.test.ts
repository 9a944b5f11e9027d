// The guide and the files for an installation name what there is: variables, commands, paths, lines of doctor.

import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { parse } from 'yaml';
import { COMMANDS } from '../../src/cli/commands.ts';
import { settingsProblems } from '../../src/settings/settings.ts';
import { VARIABLES } from '../../src/settings/variables.ts';

const DEPLOY = 'config/deploy';
const text = (file: string) => readFileSync(file, 'utf8');
const deployed = (file: string) => text(join(DEPLOY, file));
const all = (from: string, pattern: RegExp) => [...from.matchAll(pattern)].map((found) => found[1]!);
const known = new Set(Object.keys(VARIABLES));
/** What is no variable of this program: Node's own, the machine's, and the one of the database's container. */
const OTHERS = ['POSTGRES_PASSWORD', 'NODE_USE_ENV_PROXY', 'HTTPS_PROXY'];
const readme = text('README.md');
const guide = readme.slice(readme.indexOf('## 安装'), readme.indexOf('## Changing things'));
const example = text('config/example.env');
const start = (JSON.parse(text('package.json')) as { scripts: Record<string, string> }).scripts.start!;

describe('variables', () => {
  it('stand in config/example.env, each of them and no other', () => {
    expect(all(example, /^([A-Z0-9_]+)=/gm).sort()).toEqual([...known].sort());
  });

  it('named in the guide are known', () => {
    const inBlocks = all(guide, /^ *([A-Z][A-Z0-9_]+): /gm);
    const inText = all(guide, /`([A-Z][A-Z0-9]*_[A-Z0-9_]+)/g);
    expect(inBlocks.length).toBeGreaterThan(10);
    expect(inText.length).toBeGreaterThan(10);
    expect([...inBlocks, ...inText].filter((name) => !known.has(name) && !OTHERS.includes(name))).toEqual([]);
  });

  it('set by the files are known', () => {
    const { services } = parse(deployed('compose.yaml')) as {
      services: { app: { environment: Record<string, string> } };
    };
    const env = /^ENV (.+)$/m.exec(deployed('Containerfile'))![1]!;
    const set = [
      ...Object.keys(services.app.environment),
      ...env.split(' ').map((pair) => pair.split('=')[0]!),
      ...readdirSync(DEPLOY).flatMap((file) => all(deployed(file), /^Environment="?([A-Z_]+)=/gm)),
      ...all(deployed('backup.sh'), /\$\{((?:DATABASE|CONFIG|DATA)_[A-Z]+)/g),
    ];
    expect(set.length).toBeGreaterThan(10);
    expect(set.filter((name) => !known.has(name))).toEqual([]);
  });
});

describe('paths', () => {
  const MADE_LATER = ['config/local.yaml', 'config/deploy/.env'];
  it('of the guide and of the files exist', () => {
    const sources = [readme, ...readdirSync(DEPLOY).map(deployed)].join('\n');
    const named = all(
      sources,
      /(?<![\w./-])(?:\/opt\/zhibutong\/)?((?:config|src|templates|test)\/[\w./-]*\w)/g,
    );
    const missing = new Set(named.filter((path) => !existsSync(path) && !MADE_LATER.includes(path)));
    // Names with a part to be filled in, cut where it begins.
    expect([...missing].filter((path) => !existsSync(dirname(path)) || /\.\w+$/.test(path))).toEqual([]);
  });

  it('the units run what npm start runs, from a place that is there', () => {
    const command = start.replace(/^exec node /, '');
    const units = ['zhibutong.service', 'zhibutong-backup.service'].map(deployed);
    expect(all(units[0]!, /^ExecStart=\/opt\/zhibutong\/(\S+)/gm)).toEqual(['node_modules/node/bin/node']);
    expect(units[0]).toContain(`/node ${command}\n`);
    expect(existsSync('node_modules/node/bin/node')).toBe(true);
    expect(/^CMD (.+)$/m.exec(deployed('Containerfile'))![1]).toBe(
      JSON.stringify(['node', ...command.split(' ')]).replaceAll(',', ', '),
    );
    for (const unit of units) expect(unit).toContain('WorkingDirectory=/opt/zhibutong\n');
  });

  it('the image has what the program reads, and never a secret', () => {
    const dir = mkdtempSync(join(tmpdir(), 'zhibutong-image-'));
    onTestFinished(() => rmSync(dir, { recursive: true, force: true }));
    const copies = all(deployed('Containerfile'), /^COPY (.+)$/gm).map((line) => line.split(' '));
    for (const words of copies)
      for (const from of words.slice(0, -1)) {
        const to = join(dir, words.length > 2 ? join(words.at(-1)!, from.split('/').at(-1)!) : words.at(-1)!);
        mkdirSync(dirname(to), { recursive: true });
        cpSync(from, to, {
          recursive: true,
          filter: (file) => !file.startsWith('src/') || file.endsWith('.mjs'),
        });
      }
    expect(readdirSync(dir).sort()).toEqual([
      '.npmrc',
      'config',
      'package-lock.json',
      'package.json',
      'src',
      'templates',
    ]);
    expect(settingsProblems(join(dir, 'config'))).toEqual([]);
    // All that is delivered, but what watches over the server from outside; and no settings of one machine.
    const delivered = readdirSync('config').filter((name) => name.endsWith('.yaml'));
    expect(readdirSync(join(dir, 'config')).filter((name) => name.endsWith('.yaml'))).toEqual(
      delivered.filter((name) => name !== 'alerts.yaml' && name !== 'local.yaml'),
    );
    expect(deployed('Containerfile.dockerignore').split('\n')).toContain('config/local.yaml');
    expect(text('.gitignore').split('\n')).toEqual(
      expect.arrayContaining(['config/local.yaml', 'config/deploy/.env']),
    );
  });

  it('compose builds and mounts what is there', () => {
    const { services } = parse(deployed('compose.yaml')) as {
      services: Record<
        string,
        { build?: { context: string; dockerfile: string }; volumes?: string[]; depends_on?: object }
      >;
    };
    const { build, volumes, depends_on } = services.app!;
    expect(existsSync(join(DEPLOY, build!.context, build!.dockerfile))).toBe(true);
    const mounted = volumes!.map((line) => line.split(':')[0]!).filter((from) => from.startsWith('.'));
    expect(mounted.filter((from) => !existsSync(join(DEPLOY, from)))).toEqual([]);
    // Every file that the guide has a person write in: without its mount a restart would read the image's.
    const written = readdirSync('config').filter(
      (name) => name.endsWith('.yaml') && !/^(alerts|local)\./.test(name),
    );
    expect(mounted.filter((from) => from.endsWith('.yaml')).sort()).toEqual(
      written.map((name) => `../${name}`).sort(),
    );
    expect(Object.keys(depends_on!).sort()).toEqual(
      Object.keys(services)
        .filter((name) => name !== 'app')
        .sort(),
    );
  });
});

describe('the guide', () => {
  it('names commands that there are', () => {
    const commands = new Set(Object.keys(COMMANDS));
    const named = all(
      [readme, ...readdirSync(DEPLOY).map(deployed)].join('\n'),
      /npm run -s cli -- ([a-z][a-z-]*(?: [a-z]+)?)/g,
    );
    expect(named.length).toBeGreaterThan(12);
    const unknown = named.filter((words) => !commands.has(words) && !commands.has(words.split(' ')[0]!));
    expect(unknown.filter((words) => words !== 'help')).toEqual([]);
    const scripts = Object.keys((JSON.parse(text('package.json')) as { scripts: object }).scripts);
    expect(all(readme, /npm run (\w+)/g).filter((name) => !scripts.includes(name))).toEqual([]);
  });

  it('begins with the two commands of a first run', () => {
    expect(readme.slice(0, readme.indexOf('## 安装'))).toMatch(
      /^npm ci && npm start\b.*\nnpm ci && npm test\b/m,
    );
  });

  it('quotes doctor as it speaks', () => {
    const ANYTHING = '\u0000';
    const spoken = Object.values(parse(text('templates/doctor.yaml')) as Record<string, string>)
      .map((said) => said.replace(/\{% if .*?endif %\}|\{% case .*?endcase %\}|\{[{%].*?[}%]\}/g, ANYTHING))
      // Parts of other sentences, without a word of their own, would fit every line.
      .filter((open) => open.replaceAll(ANYTHING, '').trim() !== '')
      .map(
        (open) => new RegExp(`^${open.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&').replaceAll(ANYTHING, '.*')}$`),
      );
    const quoted = all(guide, /^ *[✓△✗] (.+)$/gm);
    expect(quoted.length).toBeGreaterThan(10);
    expect(quoted.filter((line) => !spoken.some((pattern) => pattern.test(line)))).toEqual([]);
  });
});

describe('nginx.conf', () => {
  const conf = deployed('nginx.conf');
  const seconds = (name: string) => Number(new RegExp(`^ {4}${name} (\\d+)s;`, 'm').exec(conf)![1]);

  it('hands addresses on as they came, and waits for longer than an answer takes', () => {
    // With a path behind it nginx would write the address anew.
    expect(all(conf, /^ *proxy_pass ([^;]+);/gm).every((to) => to === 'http://zhibutong')).toBe(true);
    const answerWithin = Number(/ANSWER_WITHIN_MS = (\d+)/.exec(text('src/http/server.ts'))![1]);
    expect(seconds('proxy_read_timeout') * 1000).toBeGreaterThan(answerWithin);
  });

  it('writes no query into its log: there are signatures and keys in it', () => {
    expect(/log_format (.+);/.exec(conf)![1]).not.toMatch(/\$(request|request_uri|args|query_string)\b/);
  });
});
