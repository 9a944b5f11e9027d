import { createRequire } from 'node:module';
import type { Drawer, Picture } from '../../ports/pictures.ts';
import type { Wording } from '../../wording/templates.ts';
import { buildInThread } from '../thread.ts';
import { told } from './told.ts';

const THREAD = new URL('./draw-thread.ts', import.meta.url);
const FONT = '@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf';

/** Each picture in a thread of its own: libraries and letters are in memory only while one is drawn. */
export function createDrawer(words: Wording): Drawer {
  const font = createRequire(import.meta.url).resolve(FONT);
  const drawn = (picture: Picture, as: 'png' | 'svg') =>
    buildInThread(THREAD, { picture: told(picture, words), as, font });
  return {
    png: (picture) => drawn(picture, 'png'),
    svg: async (picture) => (await drawn(picture, 'svg')).toString(),
  };
}
