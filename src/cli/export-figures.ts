import { openCore } from '../app/core.ts';
import { createDrawer } from '../documents/pictures/drawer.ts';
import { StartError } from '../domain/errors.ts';
import { figuresFile } from '../reports/figures-file.ts';
import { isOfMatrix } from '../reports/matrix.ts';
import { pictureOf } from '../reports/picture.ts';
import { type Command, print, readArgs } from './command.ts';
import { checkEnding, checkOut, writeOut } from './out-file.ts';
import { periodOption } from './period-option.ts';
import { metricOf, typeOption } from './stats.ts';
import { unitOption } from './unit-option.ts';

/**
 * `export figures METRIC --out FILE.xlsx|.png [--unit NAME] [--from DATE] [--to DATE] [--type NAME]`: the workbook or the
 * picture that the bot sends of the same question.
 */
export const exportFigures: Command = async ({ args, config }) => {
  const command = 'export figures';
  const text = { type: 'string' } as const;
  const options = { out: text, unit: text, from: text, to: text, type: text };
  const { values, positionals } = readArgs(args, options, 1);
  const { out, unit, from, to, type } = values;
  if (!out) throw new StartError('out_needed', { command });
  checkEnding(out, command, ['.xlsx', '.png']);
  const now = Date.now();
  const period = periodOption(from, to, now);
  checkOut(out);
  const core = await openCore(config);
  const { store, settings, templates } = core;
  try {
    // Which types there are is known once the config is read.
    const types = type === undefined ? undefined : typeOption(type);
    const metric = metricOf(positionals[0], templates);
    const words = templates.render;
    process.stderr.write(`${words('paper.reading', { metric: words(`stats.metric.${metric}`) })}\n`);
    const isPicture = out.toLowerCase().endsWith('.png');
    const found = await store.read(
      async (tx) => {
        const org = await tx.organisation();
        const tops = unit === undefined ? [...org.roots()] : [unitOption(unit, org)];
        const counter = { tx, org, now, settings };
        if (isPicture) {
          const drawn = await pictureOf(metric, { ...counter, tops, period, types, templates }, words);
          return drawn && { rows: 1, write: () => createDrawer(words).png(drawn.picture) };
        }
        const as = isOfMatrix(metric, types) ? 'matrix' : 'table';
        const request = { as, metric, tops: tops.map(({ id }) => id), period, types } as const;
        return figuresFile(counter, { ...request, by: words('paper.by_command') }, templates);
      },
      { heavy: true },
    );
    if (!found || found.rows === 0) throw new StartError('no_figures', { file: out });
    process.stderr.write(`${words('paper.writing', { rows: found.rows })}\n`);
    writeOut(out, await found.write());
    const detail = { metric, unit: unit ?? null, ...period, types, rows: found.rows };
    await store.write((tx) => tx.audit({ at: now, by: 'cli', action: command, detail }));
    print(words('paper.exported', { file: out, rows: found.rows }));
    return 0;
  } finally {
    await store.close();
  }
};
