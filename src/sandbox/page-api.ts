// What the page (and a test) asks for, under /sandbox/api/.
import type { Context } from 'koa';
import { readBody, readJson, UPLOAD_BYTES } from './body.ts';
import { dayOf } from './calendar.ts';
import type { EventStreams } from './events.ts';
import type {
  ClockState,
  Journey,
  PageAnswers,
  PageRequests,
  PageState,
  Sending,
  Unchecked,
} from './page-contract.ts';
import { pageState } from './page-state.ts';
import { press } from './press.ts';
import type { SuggestionWords } from './suggestions.ts';
import { enterPrivate, say, sendPicture } from './talk.ts';
import type { Travel } from './travel.ts';
import { personOf, Refusal, type World } from './world.ts';

export interface PageApi {
  world: World;
  words: SuggestionWords;
  travel: Travel;
  events: EventStreams;
  sendings(from: number, to: number): Promise<Sending[]>;
}

/** @throws Refusal for what cannot be done; its code is worded by the page */
export async function answerPage(api: PageApi, ctx: Context, path: string): Promise<void> {
  const { world } = api;
  const { as } = ctx.query;
  switch (`${ctx.method} ${path}`) {
    case 'GET state':
      ctx.body = { ...api.travel.state(), ...pageState(world, api.words, as) } satisfies ClockState &
        PageState;
      return;
    case 'GET events': {
      const { userId } = personOf(world, as);
      ctx.respond = false;
      api.events.open(ctx.res, userId);
      return;
    }
    case 'GET journey':
      ctx.body = await lastJourney(api);
      return;
    case 'POST say':
      ctx.body = await say(world, (await readJson(ctx.req)) as Unchecked<PageRequests['say']>);
      return;
    case 'POST press':
      ctx.body = await press(world, (await readJson(ctx.req)) as Unchecked<PageRequests['press']>);
      return;
    case 'POST enter':
      ctx.body = await enterPrivate(world, { as: (await readJson(ctx.req)).as, day: dayOf(world.now()) });
      return;
    case 'POST picture':
      ctx.body = await sendPicture(world, await readPicture(ctx));
      return;
    case 'POST clock':
      await api.travel.go(await readJson(ctx.req));
      ctx.body = { ok: true, ...api.travel.state() } satisfies PageAnswers['clock'];
      return;
  }
  if (ctx.method !== 'GET' || !path.startsWith('media/')) throw new Refusal('not_found', 404);
  sendMedia(world, ctx, path.slice('media/'.length));
}

async function lastJourney({ world, sendings }: PageApi): Promise<Journey> {
  const { from, to } = world.memory.state.journey ?? { from: 0, to: 0 };
  return { from, to, sendings: to > from ? await sendings(from, to) : [] };
}

async function readPicture(ctx: Context) {
  const { as, chat, name = 'image.jpg', mention } = ctx.query;
  const bytes = await readBody(ctx.req, UPLOAD_BYTES);
  return { as, chat, name: String(name), type: ctx.get('content-type'), bytes, mention: mention !== 'false' };
}

/** Pictures are shown; everything else is offered as a download, so that no file can act as a page. */
function sendMedia(world: World, ctx: Context, id: string): void {
  const bytes = world.memory.getFile(id);
  const file = world.memory.state.media[id];
  if (!bytes || !file) throw new Refusal('not_found', 404);
  const picture = /^image\/(png|jpeg)$/.test(file.type);
  ctx.type = picture ? file.type : 'application/octet-stream';
  if (!picture)
    ctx.set('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`);
  ctx.body = bytes;
}
