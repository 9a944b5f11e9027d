import type { Context } from 'koa';

interface Kept {
  name: string;
  value: string;
  seconds: number;
}

export interface Cookies {
  read(ctx: Context, name: string): string | undefined;
  write(ctx: Context, cookie: Kept): void;
  drop(ctx: Context, name: string): void;
}

/** @param base of the page: behind a proxy that speaks https for us the request itself does not tell */
export function createCookies(base: () => string | undefined): Cookies {
  const named = (name: string) => `zhibutong_${name}`;
  function write(ctx: Context, { name, value, seconds }: Kept): void {
    const { pathname, protocol } = new URL(base() ?? ctx.origin);
    const parts = [
      `${named(name)}=${value}`,
      `Path=${pathname.replace(/\/$/, '')}/dashboard`,
      `Max-Age=${seconds}`,
      'HttpOnly',
      'SameSite=Lax',
      ...(protocol === 'https:' ? ['Secure'] : []),
    ];
    ctx.append('Set-Cookie', parts.join('; '));
  }
  return {
    read: (ctx, name) => ctx.cookies.get(named(name)),
    write,
    drop: (ctx, name) => write(ctx, { name, value: '', seconds: 0 }),
  };
}
