// 第一支部和第二支部到会率对比 画个图: both sides in one picture, table or file.
import type { Reply } from '../../../ports/channels.ts';
import type { SidesRequest } from '../../../ports/figure-files.ts';
import { cellsOf, linesOf } from '../../../reports/paper-lines.ts';
import { type Side, sidesFile, sidesPaper, sidesPicture } from '../../../reports/sides.ts';
import type { Turn } from '../../turn.ts';
import { sendFigures } from './paper.ts';
import { sendPicture } from './picture.ts';
import { phraseOf } from './words.ts';

/**
 * @param said the same in words
 * @param course names of months or quarters, where the sides go through these
 */
export async function compareInForm(
  turn: Turn<'query'>,
  title: string,
  sides: readonly Side[],
  said: Reply,
  course?: readonly string[],
): Promise<Reply> {
  const { metric, format } = turn.intent;
  const phrase = phraseOf(turn);
  const asked = { metric, title, sides, course };
  switch (format) {
    case 'chart': {
      await sendPicture(turn, await sidesPicture(asked, phrase));
      const follows = turn.say('pictures.follows', { in_group: turn.chat !== '' });
      return { ...said, text: `${said.text}\n${follows.text}` };
    }
    case 'table': {
      const { columns, rows } = await sidesPaper(asked, phrase);
      const cells = rows.map((row) => cellsOf(columns, row, phrase));
      // The words already are a line of each side.
      const [before = '', ...lines] = said.text.split('\n');
      const after = lines.slice(rows.length).join('\n');
      return {
        text: [before, ...linesOf(columns, cells), ...lines.slice(rows.length)].join('\n'),
        table: { before, columns: columns.map(({ name }) => name), rows: cells, after },
      };
    }
    case 'file': {
      const by = turn.sender.name;
      const request: SidesRequest = { as: 'sides', metric, title, by, sides: sides.map(requestOf) };
      const unit = [...new Set(sides.flatMap(({ question }) => question.tops.map((u) => u.path)))].join(' ');
      return sendFigures(turn, request, await sidesFile(asked, by, phrase), { title, unit });
    }
    default:
      return said;
  }
}

const requestOf = ({ name, question: { tops, period, types, person } }: Side) => ({
  name,
  tops: tops.map(({ id }) => id),
  period,
  types,
  personId: person?.id,
});
