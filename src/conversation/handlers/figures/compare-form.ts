// 第一支部和第二支部到会率对比 画个图: both sides in one picture, table or file.
import type { Reply } from '../../../ports/channels.ts';
import type { SidesRequest } from '../../../ports/figure-files.ts';
import { cellsOf, linesOf } from '../../../reports/paper-lines.ts';
import { type Side, sidesFile, sidesPaper, sidesPicture } from '../../../reports/sides.ts';
import { sendPicture } from '../../send-file.ts';
import type { Turn } from '../../turn.ts';
import { sendFigures } from './paper.ts';
import { phraseOf } from './words.ts';

/**
 * @param said the same in words
 * @param course where the sides go through months or quarters; `lead` is a line of its own in the words
 */
export async function compareInForm(
  turn: Turn<'query'>,
  title: string,
  sides: readonly Side[],
  said: Reply,
  course?: { names: readonly string[]; lead: string },
): Promise<Reply> {
  const { metric, format, toGroup } = turn.intent;
  const tops = oneTop(sides);
  const phrase = phraseOf(turn);
  const asked = { metric, title, sides, course: course?.names };
  switch (format) {
    case 'chart': {
      const drawn = await sidesPicture(asked, phrase);
      const { way, pictures } = await sendPicture(turn, drawn, { toGroup, tops });
      const follows = turn.say('pictures.follows', { way });
      return { ...said, text: `${said.text}\n${follows.text}`, ...(pictures && { pictures }) };
    }
    case 'table': {
      const { columns, rows } = await sidesPaper(asked, phrase);
      const cells = rows.map((row) => cellsOf(columns, row, phrase));
      // The words already are a line of each side.
      const told = said.text.split('\n');
      const before = told.slice(0, course?.lead ? 2 : 1).join('\n');
      const lines = told.slice(course?.lead ? 2 : 1);
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
      return sendFigures(turn, request, await sidesFile(asked, by, phrase), { title, unit }, tops);
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

/** The one unit that all sides are about, if they are. */
function oneTop(sides: readonly Side[]) {
  const [top, ...others] = new Map(
    sides.flatMap(({ question }) => question.tops).map((unit) => [unit.id, unit]),
  ).values();
  return top && others.length === 0 ? [top] : [];
}
