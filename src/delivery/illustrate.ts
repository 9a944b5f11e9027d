// The pictures of an answer, drawn as it leaves. The answer itself is stored with what they show, not with their bytes:
// whoever is asked for it again, or for the same picture, draws the same.
import type { Illustrated, Reply } from '../ports/channels.ts';
import type { Drawer, Picture } from '../ports/pictures.ts';
import type { Templates } from '../wording/templates.ts';

interface IllustrateParts {
  drawer: Pick<Drawer, 'png'>;
  templates: Pick<Templates, 'render'>;
  failed(error: unknown): void;
}

/** Each is drawn in a thread of its own, with its libraries: more at once would be felt in memory. */
const AT_ONCE = 2;
/** WeCom asks for an answer again and again until it is there, and in a group the same question comes twice. */
const KEPT = 8;

/** Never rejects: what could not be drawn is said below the words. */
export function createIllustrate({ drawer, templates, failed }: IllustrateParts) {
  const kept = new Map<string, Promise<Buffer>>();
  const turns: (() => void)[] = [];
  let inHand = 0;

  async function drawn(picture: Picture): Promise<Buffer> {
    if (inHand >= AT_ONCE) await new Promise<void>((resolve) => turns.push(resolve));
    else inHand++;
    try {
      return await drawer.png(picture);
    } finally {
      const next = turns.shift();
      if (next) next();
      else inHand--;
    }
  }

  function once(picture: Picture): Promise<Buffer> {
    const key = JSON.stringify(picture);
    const known = kept.get(key) ?? drawn(picture);
    // Put last again: the first is the one that was asked for longest ago.
    kept.delete(key);
    kept.set(key, known);
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
    known.catch(() => kept.get(key) === known && kept.delete(key));
    return known;
  }

  return async (reply: Reply | null): Promise<Illustrated> => {
    if (!reply?.pictures) return { reply, images: [] };
    const all = await Promise.allSettled(reply.pictures.map(once));
    const images = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const broken = all.find((one) => one.status === 'rejected');
    if (!broken) return { reply, images };
    failed(broken.reason);
    return { reply: { ...reply, text: `${reply.text}\n${templates.render('pictures.not_drawn')}` }, images };
  };
}
