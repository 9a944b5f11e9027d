import { describe, expect, it } from 'vitest';
import { LABELS, type LabelKey } from '../../../src/parsing/lexicon/labels.ts';
import { normalise } from '../../../src/parsing/normalise.ts';
import { scanForm } from '../../../src/parsing/spans/fields.ts';

const VALUES: Partial<Record<LabelKey, string>> = {
  time: '11月20日15:00',
  startTime: '11月20日9:00',
  endTime: '11月20日10:30',
  due: '12月31日',
  oldDue: '11月30日',
  place: '三楼会议室',
  host: '张三',
  lecturer: '李四',
  recorder: '王五',
  owner: '赵六',
  leader: '钱七',
  person: '孙八',
  expected: '23',
  present: '21',
  ratio: '23/21',
  item: '12',
  rate: '60%',
  type: '支部党员大会',
  absent: '周九(出差)',
};
const sample = (key: LabelKey) => VALUES[key] ?? '按计划推进';
const ALL = (Object.keys(LABELS) as LabelKey[]).flatMap((key) =>
  LABELS[key].map((word) => ({ key, word, value: sample(key) })),
);
const LONG = ALL.filter(({ word }) => word.length > 1 && /^[\u4e00-\u9fff]+$/.test(word));

/** Alone at the top these are headings. */
const HEADING = /(?:记录|进展|报告|申请|通知|情况|登记|名单)$/;
const NO_HEADING = LONG.filter(({ word }) => !HEADING.test(word));

/** What is found in a text for one label, as `key=value`. */
function read(text: string): string[] {
  return scanForm(normalise(text).s).fields.map((f) => `${f.key}=${f.value}`);
}

/** Labels that a layout does not read as meant. */
function missed(
  labels: typeof ALL,
  layout: (word: string, value: string) => string,
  expected: (key: LabelKey, value: string) => string[] = (key, value) => [`${key}=${value}`],
): string[] {
  return labels.flatMap(({ key, word, value }) => {
    const text = layout(word, value);
    const got = read(text);
    const want = expected(key, value);
    return JSON.stringify(got) === JSON.stringify(want)
      ? []
      : [`${JSON.stringify(text)} -> ${got.join(' ')}`];
  });
}

/** The layouts of one label with its value that every label must be read in. */
const LAYOUTS: Record<string, (word: string, value: string) => string> = {
  'full-width colon': (w, v) => `${w}：${v}`,
  'half-width colon': (w, v) => `${w}:${v}`,
  'blank behind the colon': (w, v) => `${w}： ${v}`,
  'blank before the colon': (w, v) => `${w} ：${v}`,
  'two colons': (w, v) => `${w}：：${v}`,
  'a dash': (w, v) => `${w}——${v}`,
  'an equals sign': (w, v) => `${w}=${v}`,
  dots: (w, v) => `${w}……${v}`,
  'a light bar': (w, v) => `${w}│${v}`,
  'hollow brackets': (w, v) => `〖${w}〗${v}`,
  'one star': (w, v) => `*${w}*：${v}`,
  'a bar': (w, v) => `${w}|${v}`,
  'bars around': (w, v) => `|${w}|${v}|`,
  'a tab': (w, v) => `${w}\t${v}`,
  brackets: (w, v) => `【${w}】${v}`,
  'brackets with a colon': (w, v) => `【${w}】：${v}`,
  'brackets around both': (w, v) => `【${w}：${v}】`,
  bold: (w, v) => `**${w}**：${v}`,
  'bold with the colon': (w, v) => `**${w}：**${v}`,
  number: (w, v) => `1.${w}：${v}`,
  'number in Han': (w, v) => `一、${w}：${v}`,
  'number in brackets': (w, v) => `（1）${w}：${v}`,
  'number in a circle': (w, v) => `①${w}：${v}`,
  letter: (w, v) => `A、${w}：${v}`,
  'number in Han in brackets': (w, v) => `（一）${w}：${v}`,
  'number and blank': (w, v) => `1. ${w}：${v}`,
  picture: (w, v) => `📍${w}：${v}`,
  arrow: (w, v) => `${w}→${v}`,
  'bracket with an English square': (w, v) => `[${w}]：${v}`,
  'two blanks behind the colon': (w, v) => `${w}：　${v}`,
  'heading above': (w, v) => `会议记录\n${w}：${v}`,
  'heading with an empty line': (w, v) => `【会议记录】\n\n${w}：${v}`,
  bullet: (w, v) => `- ${w}：${v}`,
  square: (w, v) => `■ ${w}：${v}`,
  unit: (w, v) => `${w}（必填）：${v}`,
  'value on the next line': (w, v) => `${w}：\n${v}`,
  'blanks around': (w, v) => `  ${w}：${v}  `,
  'stop behind': (w, v) => `${w}：${v}。`,
};

describe('every label in every layout', () => {
  for (const [name, layout] of Object.entries(LAYOUTS)) {
    it(name, () => {
      // Under a label for a unit the next line must say which, and a heading word alone may be a title.
      const labels = ALL.filter(({ key, word }) => {
        if (name === 'value on the next line') return key !== 'unit' && !HEADING.test(word);
        // [图片] is how a chat shows a picture.
        return name !== 'bracket with an English square' || !/^(?:图片|照片)$/.test(word);
      });
      expect(missed(labels, layout)).toEqual([]);
    });
  }

  it('blanks inside the label', () => {
    expect(missed(LONG, (w, v) => `${[...w].join('　')}：${v}`)).toEqual([]);
    expect(missed(LONG, (w, v) => `${[...w].join(' ')}:${v}`)).toEqual([]);
  });

  it('two a line, whatever parts them', () => {
    for (const sign of ['，', '；', ';', '。', ' | ', '  ', '　', '\t', '\n', ' ', '\n\n']) {
      const want = (key: LabelKey, value: string) => [`${key}=${value}`, 'guests=另定'];
      const labels = LONG.filter(({ key }) => key !== 'guests');
      expect(missed(labels, (w, v) => `${w}：${v}${sign}着装：另定`, want)).toEqual([]);
    }
  });

  it('behind another label', () => {
    for (const sign of ['，', '；', '|', '  ', '\t', '\n']) {
      const want = (key: LabelKey, value: string) => ['guests=另定', `${key}=${value}`];
      const labels = LONG.filter(({ key }) => key !== 'guests');
      expect(missed(labels, (w, v) => `着装：另定${sign}${w}：${v}`, want)).toEqual([]);
    }
  });

  it('as the heading of a column', () => {
    const want = (key: LabelKey, value: string) => ['guests=另定', `${key}=${value}`];
    expect(missed(ALL, (w, v) => `着装\t${w}\n另定\t${v}`, want)).toEqual([]);
    expect(missed(ALL, (w, v) => `|着装|${w}|\n|另定|${v}|`, want)).toEqual([]);
    expect(missed(LONG, (w, v) => `着装  ${w}\n另定  ${v}`, want)).toEqual([]);
  });

  it('with nothing filled in', () => {
    for (const empty of ['', ' ', '____', '　　　'])
      expect(
        missed(
          NO_HEADING,
          (w) => `${w}：${empty}\n着装：另定`,
          (key) => [`${key}=`, 'guests=另定'],
        ),
      ).toEqual([]);
  });
});

describe('every label inside a sentence', () => {
  const BEHIND = ['很丰富', '是张三', '在哪里', '还没定', '定了吗', '已经通知了', '不清楚', '怎么填'];
  it('is none', () => {
    const seen = LONG.filter(({ word }) => !/^(?:应|实)/.test(word)).flatMap(({ word }) =>
      BEHIND.flatMap((tail) => {
        const texts = [`${word}${tail}`, `我想问一下${word}${tail}`];
        return texts.filter((text) => scanForm(normalise(text).s).fields.length > 0);
      }),
    );
    expect(seen).toEqual([]);
  });
});
