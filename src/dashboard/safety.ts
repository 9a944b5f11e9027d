// What every answer of the page carries, and which requests may change anything.
import type { Context } from 'koa';

/** No script at all, nothing from elsewhere, in nobody's frame, kept nowhere, and no address told to anybody. */
export const PAGE_HEADERS = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
};

/**
 * Whether a form of ours was sent. Under `no-referrer` a browser calls the origin of our own form `null` and says beside it
 * whether it is the same; those too old for that are let through, for what they send is a key nobody else has, or goes with
 * a cookie that no other site's form carries (SameSite).
 */
export function isOwnForm(ctx: Context, base: string | undefined): boolean {
  const site = ctx.get('Sec-Fetch-Site');
  if (site !== '') return site === 'same-origin';
  const origin = ctx.get('Origin');
  if (origin === '' || origin === 'null') return true;
  return (
    origin === `${ctx.protocol}://${ctx.host}` || (base !== undefined && origin === new URL(base).origin)
  );
}
