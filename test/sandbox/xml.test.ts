import { describe, expect, it } from 'vitest';
import { cardOfXml } from '../../src/sandbox/card-xml.ts';
import { cutBytes } from '../../src/sandbox/json.ts';
import { readMultipart } from '../../src/sandbox/qyapi/multipart.ts';
import { childText, readXml, writeXml } from '../../src/sandbox/xml.ts';

describe('reading XML', () => {
  it.each([
    ['<a><b><![CDATA[x]]></b></a>', 'x'],
    ['<a><b>1 &lt; 2 &amp; &#20826;</b></a>', '1 < 2 & 党'],
    ['<a><b><![CDATA[a]]]]><![CDATA[>b]]></b></a>', 'a]]>b'],
    ['<a><b/></a>', ''],
    ['<a></a>', undefined],
    ['<a><b>1</b><b>2</b></a>', undefined],
  ])('finds b in %s', (source, expected) => {
    expect(childText(readXml(source), 'b')).toBe(expected);
  });

  it.each([
    '',
    'text',
    '<a>',
    '<a></b>',
    '<a/><b/>',
    '<a b="1"/>',
    '<!DOCTYPE a><a/>',
    '<?xml version="1.0"?><a/>',
    '<a><!-- c --></a>',
    '<a>&unknown;</a>',
    '<a>&amp</a>',
    '<a>\u0007</a>',
    '<a><![CDATA[x]></a>',
  ])('refuses %j', (source) => {
    expect(() => readXml(source)).toThrow();
  });

  it('reads back what it writes', () => {
    const text = '第1行\n]]> <b> & "引号"';
    expect(childText(readXml(writeXml('xml', { Content: text, N: 7, Gone: undefined })), 'Content')).toBe(
      text,
    );
  });

  it('turns repeated siblings of a card into lists, a single one too', () => {
    const xml = '<C><CardType>x</CardType><ButtonList><Text>好</Text><Style>2</Style></ButtonList></C>';
    expect(cardOfXml(readXml(xml))).toEqual({ card_type: 'x', button_list: [{ text: '好', style: 2 }] });
  });
});

describe('an upload', () => {
  const body = (head: string, content = 'data') =>
    Buffer.from(
      `--b\r\nContent-Disposition: form-data; ${head}\r\nContent-Type: text/plain\r\n\r\n${content}\r\n--b--\r\n`,
    );

  it('may tell filelength and a Chinese name in plain UTF-8', () => {
    const [part] = readMultipart(
      'multipart/form-data; boundary=b',
      body('name="media"; filename="整改 照片.txt"; filelength=4'),
    )!;
    expect({ ...part, bytes: part!.bytes.toString() }).toEqual({
      name: 'media',
      filename: '整改 照片.txt',
      type: 'text/plain',
      bytes: 'data',
      length: 4,
    });
  });

  it.each([
    ['application/json', '{}'],
    ['multipart/form-data; boundary=b', '--b\r\nbroken'],
    ['multipart/form-data; boundary=b', 'nothing'],
  ])('is nothing when it is %s with %j', (type, text) => {
    expect(readMultipart(type, Buffer.from(text))).toBeUndefined();
  });
});

it.each([
  ['党支部', 9, '党支部'],
  ['党支部', 8, '党支'],
  ['a🎉', 4, 'a'],
  ['', 4, ''],
])('cuts %j to %d bytes on a character boundary', (text, limit, expected) => {
  expect(cutBytes(text, limit)).toBe(expected);
});
