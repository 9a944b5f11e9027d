import { openCore } from '../app/core.ts';
import { StartError } from '../domain/errors.ts';
import { schemeFile } from '../reports/scheme-file.ts';
import { monthOf } from '../reports/scheme-month.ts';
import { badOption, type Command, print, readArgs } from './command.ts';
import { checkEnding, checkOut, writeOut } from './out-file.ts';
import { unitOption } from './unit-option.ts';

/** `export plan --out FILE [--unit NAME] [--month YYYY-MM]`: the workbook that the bot sends for 导出计划进度. */
export const exportPlan: Command = async ({ args, config }) => {
  const command = 'export plan';
  const text = { type: 'string' } as const;
  const { values } = readArgs(args, { out: text, unit: text, month: text }, 0);
  const { out, unit } = values;
  if (!out) throw new StartError('out_needed', { command });
  const now = Date.now();
  const current = monthOf(now).to.slice(0, 7);
  const month = values.month ?? current;
  if (!/^20\d{2}-(?:0[1-9]|1[0-2])$/.test(month) || month > current)
    throw badOption('--month', month, 'plan_month');
  checkEnding(out, command, ['.xlsx']);
  checkOut(out);
  const { store, settings, templates } = await openCore(config);
  try {
    const words = templates.render;
    const found = await store.read(
      async (tx) => {
        const org = await tx.organisation();
        const tops = (unit === undefined ? [...org.roots()] : [unitOption(unit, org)]).map(({ id }) => id);
        const schemeIds = (await tx.schemes()).map(({ id }) => id);
        const request = { as: 'scheme', by: words('paper.by_command'), schemeIds, tops, month } as const;
        return schemeFile({ tx, org, now, settings }, request, words);
      },
      { heavy: true },
    );
    if (!found || found.rows === 0) throw new StartError('no_plan', { file: out });
    writeOut(out, await found.write());
    const detail = { unit: unit ?? null, month, rows: found.rows };
    await store.write((tx) => tx.audit({ at: now, by: 'cli', action: 'export plan progress', detail }));
    print(words('paper.exported', { file: out, rows: found.rows }));
    return 0;
  } finally {
    await store.close();
  }
};
