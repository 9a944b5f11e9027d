import type { Drawer, Picture } from '../ports/pictures.ts';

/** Pages that are looked at by several, or again, show the same pictures. */
const MOST = 64;

/** Draws each picture once: the same picture is the same bytes. */
export function remembered({ svg }: Pick<Drawer, 'svg'>): Pick<Drawer, 'svg'> {
  const drawn = new Map<string, Promise<string>>();
  return {
    svg(picture: Picture) {
      const key = JSON.stringify(picture);
      const known = drawn.get(key);
      if (known) return known;
      const drawing = svg(picture);
      drawn.set(key, drawing);
      drawing.catch(() => drawn.delete(key));
      if (drawn.size > MOST) drawn.delete(drawn.keys().next().value!);
      return drawing;
    },
  };
}
