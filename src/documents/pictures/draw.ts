import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { barsOf } from './bars.ts';
import { SHOWN_WIDTH, WIDTH } from './frame.ts';
import { linesOf } from './lines.ts';
import { matrixOf } from './matrix.ts';
import { ringOf } from './ring.ts';
import type { ToldPicture } from './told.ts';

// The whole library in one file: its modules one by one take three times as long to load.
const require = createRequire(import.meta.url);
const { init } = require('echarts') as typeof import('echarts');
/** As WebAssembly and not as native code: a fault in it is an error of this drawing, and no end of the server. */
const RESVG = require.resolve('@resvg/resvg-wasm/index_bg.wasm');
let loaded: Promise<void> | undefined;

interface ToDraw {
  picture: ToldPicture;
  as: 'png' | 'svg';
  /** the file of its letters */
  font: string;
}

/** The same picture is the same bytes in a thread of its own: the library counts what it has drawn in its names. */
export async function draw({ picture, as, font }: ToDraw): Promise<Buffer> {
  const { option, height } = optionOf(picture);
  const chart = init(null, null, { renderer: 'svg', ssr: true, width: WIDTH, height });
  chart.setOption(option);
  const svg = chart.renderToSVGString();
  chart.dispose();
  if (as === 'svg') return Buffer.from(svg);
  loaded ??= initWasm(readFileSync(RESVG));
  await loaded;
  const letters = { fontBuffers: [readFileSync(font)], defaultFontFamily: 'Noto Sans SC' };
  const drawn = new Resvg(svg, { font: letters, fitTo: { mode: 'width', value: SHOWN_WIDTH } }).render();
  return Buffer.from(drawn.asPng());
}

function optionOf(picture: ToldPicture) {
  switch (picture.kind) {
    case 'bars':
      return barsOf(picture);
    case 'lines':
      return linesOf(picture);
    case 'ring':
      return ringOf(picture);
    case 'matrix':
      return matrixOf(picture);
  }
}
