import { isLecture } from '../domain/activity/types.ts';
import type { Filled } from '../domain/intent.ts';
import { absencesIn } from './absent.ts';
import { readFigures } from './attendance.ts';
import { type Field, fieldOf } from './fields.ts';
import { matches } from './matches.ts';
import { asWritten, mask } from './message.ts';
import { isName, labelledName, nameBackward, nameForward, stripOffice } from './names.ts';
import { readAbsences } from './people.ts';
import type { Reading } from './reading.ts';

/** Chair, recorder, figures and people away. */
export function readPeople(r: Reading, fields: Field[], intent: Omit<Filled, 'intent'>): void {
  const named = r.types.map((t) => t.type);
  const lecture = isLecture(intent.activityType ? [intent.activityType, ...named] : named);
  const host = person(fieldOf(fields, 'host')) ?? spoken(r, /主持人?(?:[:是为由的]|\s)*/g, /(?:主持|召集)/g);
  const lecturer =
    person(fieldOf(fields, 'lecturer')) ??
    (lecture
      ? spoken(
          r,
          /(?:主讲人?|授课人|讲课人|宣讲人)(?:[:是为由]|\s)*/g,
          /(?:主讲|授课|讲课|宣讲|讲(?=[\s\ue001])|上(?=[\s\ue001])|作(?=[\s\ue001])|讲授|讲了?(?=专题|微|一堂|党课)|给.{0,8}上)/g,
        )
      : undefined);
  const chosen = host ?? (lecture ? lecturer : undefined);
  if (chosen !== undefined) intent.host = asWritten(r.m, chosen);
  const recorder =
    person(fieldOf(fields, 'recorder')) ??
    spoken(r, /记录[人员]?(?:[:是为由的]|\s)*/g, /(?:做|作|负责)?(?:会议)?记录/g);
  if (recorder !== undefined) intent.recorder = asWritten(r.m, recorder);
  readCounts(r, fields, intent);
}

const person = (field: Field | undefined): string | undefined =>
  field &&
  (labelledName(field.value.split(/[\s,、;(]/)[0]!) ??
    nameForward(field.value, 0) ??
    labelledName(stripOffice(field.value.replace(/\s/g, ''))));

/** 张三主持 or 主持人张三. */
function spoken(r: Reading, before: RegExp, after: RegExp): string | undefined {
  for (const m of matches(before, r.rest).slice(0, 6)) {
    const name = nameForward(r.rest, m.index + m[0].length);
    if (name !== undefined && isName(name)) return name;
  }
  for (const m of matches(after, r.rest).slice(0, 6)) {
    const name = nameBackward(r.rest, m.index);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Nobody is away in a text without one of these. */
const AWAY = /缺|假|[没未]|除|出差|公差|病|外|住院|班|因|均|务工|有事|来不|\(|出国|探亲|学习|培训/;
const SILENT: ReadonlySet<string> = new Set([
  'topic',
  'place',
  'host',
  'recorder',
  'lecturer',
  'time',
  'guests',
  'type',
  'unit',
  'remark',
  'absent',
  'endTime',
  'startTime',
]);

/** Labels that make a text a form. */
const FORM_FIELDS = 5;

function readCounts(r: Reading, fields: Field[], intent: Omit<Filled, 'intent'>): void {
  const silent = fields.filter((f) => SILENT.has(f.key));
  const text = mask(mask(r.rest, silent), r.times);
  const figures = readFigures(text.replace(/\ue001+/g, '\ue001'));
  if (figures.expected !== undefined) intent.expected = figures.expected;
  if (figures.present !== undefined) intent.present = figures.present;
  const labelled = fields.filter((f) => f.key === 'absent').flatMap((f) => readAbsences(r.m, f.value));
  const cause = fields.find((f, i) => f.key === 'reason' && fields[i - 1]?.key === 'absent')?.value;
  if (cause)
    for (const a of labelled) a.reason ??= asWritten(r.m, cause.replace(/^(?:均|都|皆)(?:是|为|因)?/, ''));
  const counted = figures.expected !== undefined || figures.present !== undefined;
  // A form that names them under a label has said all there is to say.
  const isToldByForm = labelled.length > 0 && counted && fields.length >= FORM_FIELDS;
  const spokenOf =
    isToldByForm || (!counted && !AWAY.test(r.rest))
      ? []
      : absencesIn(
          r.m,
          mask(r.s, [...silent, ...r.units, ...r.types, ...r.times]).replace(/\ue001+/g, ' '),
        ).filter((a) => a.name !== intent.host && a.name !== intent.recorder);
  const absent = [...labelled, ...spokenOf.filter((a) => !labelled.some((l) => l.name === a.name))];
  if (absent.length > 0) intent.absent = absent;
}
