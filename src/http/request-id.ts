import type { Context } from 'koa';

const HEADER = 'X-Request-Id';
/** What a proxy before us may have named it; anything else could forge lines of a log. */
const GIVEN = /^[\w.-]{1,64}$/;

/** Tells the requests of one instance from those of another and from those before its restart. */
const instance = crypto.randomUUID().slice(0, 8);
let count = 0;

/** What this request is called in every line about it, ours and the proxy's; its answer carries it too. */
export function nameRequest(ctx: Context): string {
  const given = ctx.get(HEADER);
  count += 1;
  const id = GIVEN.test(given) ? given : `${instance}-${count.toString(36)}`;
  ctx.set(HEADER, id);
  return id;
}
