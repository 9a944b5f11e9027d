// Words of members and of files enter sentences that others read. Whatever they hold, no channel interprets any of it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLaterSender } from '../../src/channels/aibot/later.ts';
import { replyBody } from '../../src/channels/aibot/replies.ts';
import { createWebhookSender } from '../../src/channels/group-webhook/send.ts';
import type { WecomApi } from '../../src/channels/wecom/api.ts';
import type { WecomHttp } from '../../src/channels/wecom/http.ts';
import { asMarkdown, asPlain } from '../../src/channels/wecom/shown.ts';
import { createAppChatSender } from '../../src/channels/wecom-app/appchat-send.ts';
import { createAppSender } from '../../src/channels/wecom-app/send.ts';
import { STRONG, withoutStrong } from '../../src/domain/strong.ts';
import type { Push } from '../../src/ports/channels.ts';
import { CATALOGUE, type SentenceName } from '../../src/wording/catalogue.ts';
import { isLeaf, type Shape, sentencesOf } from '../../src/wording/shape.ts';
import { loadTemplates } from '../../src/wording/templates.ts';
import { isLinear, repeated } from '../support/cost.ts';

const HOSTILE = [
  '<a href="https://evil.example">点我</a>',
  '<font color="warning">急</font>',
  '<@all>',
  '<@zhangsan>',
  '</a><think>想',
  '<!-- x -->',
  '[签到](https://evil.example)',
  '![图](https://evil.example/x.png)',
  '[a][b]\n[b]: https://evil.example',
  '**重要**',
  '*斜*',
  '__粗__',
  '_斜_',
  '~~删~~',
  '`代码`',
  '\n```js\nx\n```\n',
  '\n# 标题',
  '\n> 引用',
  '\n- 一项',
  '\n---\n',
  '\n===\n',
  '\n\tcode',
  '\n    code',
  '\n|a|b|\n|---|---|\n|1|2|',
  '&lt;a href=x&gt;',
  '&#60;@all&#62;',
  '\\*转义\\*',
  '<br>',
  '\\<@all>',
  '<<@all>',
  '*'.repeat(9),
  '<\u0007@all>',
  '<\u200b@all>',
];

/** What one of WeCom's clients would make of a text instead of showing it; our stress is told apart before. */
const INTERPRETED: Readonly<Record<string, RegExp>> = {
  tag: /</,
  entity: /&#?\w+;/,
  link: /\]\s*[([:]/,
  stress: /\*|__|~~|(?<![0-9A-Za-z])_|_(?![0-9A-Za-z])/,
  code: /`|^(?: {4}|\t)/m,
  block: /^[ \t]*(?:#|>|[-+](?:[ \t]|$)|[-=]{2,}[ \t]*$)/m,
  table: /\|/,
  escape: /\\[!-/:-@[-`{-~]/,
};

/** Look-alikes and what they stand for are one. */
const folded = (text: string) =>
  withoutStrong(text)
    .toWellFormed()
    .replace(/[^\P{Cc}\t\n\r]/gu, '')
    .replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\t]/g, ' ')
    .trim();

function expectShown(said: string, content: string, channel: 'plain' | 'markdown') {
  const isMarkdown = channel === 'markdown';
  if (isMarkdown) expect(content.split('**').length, content).toBe(said.split(STRONG).length);
  const rest = isMarkdown ? content.replaceAll('**', '') : content;
  const kinds = isMarkdown ? Object.keys(INTERPRETED) : ['tag', 'entity'];
  for (const kind of kinds)
    expect(INTERPRETED[kind]!.exec(rest)?.[0], `${kind} in ${content}`).toBeUndefined();
  // Nothing is lost: with the look-alikes read as what they stand for, it is what was said.
  expect(folded(rest)).toBe(folded(said));
}

const text = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 4 })), { maxLength: 3 })
  .map((all) => all.join(''));

describe('any text at all', () => {
  it('is shown as it is written, as plain text and as markdown', () => {
    fc.assert(
      fc.property(text, (said) => {
        expectShown(said, asPlain(said), 'plain');
        expectShown(said, asMarkdown(said), 'markdown');
      }),
      { numRuns: 1500 },
    );
  });

  it.each([...HOSTILE, '~', '_', '\\', '&', ' ', '\t', '\n#', '- '])(
    'takes time linear in the length of %j over and over',
    (unit) => {
      for (const show of [asPlain, asMarkdown])
        expect(isLinear((said) => void show(said), repeated(unit), 4096)).toBe(true);
    },
  );

  it('keeps what means nothing: accounts, addresses, numbers, signs', () => {
    const plain =
      '账号 li_si_2，见 https://a.example/b_c?x=1&y=2#z 2*3=6 -5 度 5<6 (一) 3. 三 ~10 @张三 #接龙';
    expect(asMarkdown(plain)).toBe(plain.replace('*', '＊').replace('<', '＜'));
    expect(asPlain(plain)).toBe(plain.replace('<', '＜'));
  });
});

/** Data of a sentence in which every text is what `hostile` says. */
function dataOf(shape: Shape, hostile: () => string, isRich: boolean): unknown {
  if (!isLeaf(shape))
    return Object.fromEntries(Object.entries(shape).map(([key, of]) => [key, dataOf(of, hostile, isRich)]));
  const of = () => dataOf(shape.of!, hostile, isRich);
  switch (shape.is) {
    case 'text':
      return hostile();
    case 'number':
      return 3;
    case 'flag':
      return isRich;
    case 'time':
      return '2026-11-25T15:00:00+08:00';
    case 'rate':
      return 0.5;
    case 'list':
      return [of(), of()];
    default:
      return isRich ? of() : null;
  }
}

describe('every sentence, filled with hostile words', () => {
  const templates = loadTemplates('templates', {
    onFault: (name, error) => {
      throw new Error(name, { cause: error });
    },
  });
  const render = templates.render as (name: SentenceName, data: unknown) => string;
  const sentences = Object.entries(sentencesOf(CATALOGUE)) as [SentenceName, Shape][];
  const said = fc
    .tuple(fc.constantFrom(...sentences), fc.array(text, { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([[name, shape], words, isRich]) => {
      let next = 0;
      return render(
        name,
        dataOf(shape, () => words[next++ % words.length]!, isRich),
      ).trim();
    })
    // Cut texts and split ones are the business of the limits.
    .filter(
      (line) => line !== '' && Buffer.byteLength(asMarkdown(line)) < 2000 && asPlain(line).trim() !== '',
    );

  /** What would go over the wire: every text of it. */
  const sent: string[] = [];
  const posted = async (_path: string, { body }: { body?: unknown }) => {
    sent.push(String(body));
    return { ok: true as const, value: { errcode: 0, errmsg: 'ok' } };
  };
  const http = { call: posted } as unknown as WecomHttp;
  const api = { call: posted } as unknown as WecomApi;
  const partLabel = () => '';
  const pushing = async (push: Omit<Push, 'isRepeat'>, send: (push: Push) => Promise<unknown>) => {
    sent.length = 0;
    await send({ ...push, isRepeat: false });
    return JSON.parse(sent[0]!);
  };

  it('comes out of every channel as it was written', async () => {
    const later = createLaterSender(http);
    const webhook = createWebhookSender({ http, partLabel });
    const group = createAppChatSender({ api, http, partLabel });
    const app = createAppSender({ api, agentId: 1, partLabel });
    await fc.assert(
      fc.asyncProperty(said, async (line) => {
        const toGroup = { channel: 'webhook', to: { webhook: 'a-key-of-a-group' }, text: line } as const;
        expectShown(line, (await pushing(toGroup, webhook)).markdown.content, 'markdown');
        const toChat = { channel: 'later', to: { later: 'code' }, text: line } as const;
        expectShown(line, (await pushing(toChat, later)).markdown.content, 'markdown');
        const toOwn = { channel: 'appchat', to: { chat: 'c' }, text: line } as const;
        expectShown(line, (await pushing(toOwn, group)).text.content, 'plain');
        const toMember: Omit<Push, 'isRepeat'> = { channel: 'app', to: { users: ['a'] }, text: line };
        expectShown(line, (await pushing(toMember, app)).text.content, 'plain');

        const stream = replyBody({ kind: 'stream', msgId: 'm' }, { text: line }) as {
          stream: { content: string };
        };
        expectShown(line, stream.stream.content, 'markdown');
        const welcome = replyBody({ kind: 'welcome' }, { text: line }) as { text: { content: string } };
        expectShown(line, welcome.text.content, 'plain');
      }),
      { numRuns: 600 },
    );
  });

  it('and out of every card', async () => {
    const app = createAppSender({ api, agentId: 1, partLabel });
    await fc.assert(
      fc.asyncProperty(text, async (word) => {
        fc.pre(asPlain(word).trim() !== '');
        const card = { title: word, taskId: 't', buttons: [{ text: word, key: 'k' }] };
        const bodies = [
          await pushing({ channel: 'app', to: { users: ['a'] }, text: word, card }, app),
          replyBody({ kind: 'stream', msgId: 'm' }, { text: '问', choices: card }),
          replyBody(
            { kind: 'card', taskId: 't', buttonKey: 'k', userId: 'a' },
            { text: word, cardState: word },
          ),
        ];
        for (const body of bodies) expect(JSON.stringify(body)).not.toMatch(/<|&#?\w+;/);
      }),
    );
  });
});
