import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { cdata, readEnvelope, readFields } from '../../../src/channels/wecom-app/xml.ts';
import { CallbackRefused } from '../../../src/domain/errors.ts';
import { isLinear, repeated } from '../../support/cost.ts';

describe('the envelope', () => {
  test.each([
    '<xml><ToUserName><![CDATA[c]]></ToUserName><Encrypt><![CDATA[AB+/=]]></Encrypt><AgentID>1</AgentID></xml>',
    '<xml>\r\n <Encrypt>\n<![CDATA[ AB+/=\n]]>\n</Encrypt></xml>',
    '\ufeff<xml><Encrypt>AB+/=</Encrypt></xml>',
    '<xml><encrypt><![CDATA[AB+/=]]></encrypt></xml>',
  ])('finds the ciphertext in %j', (body) => {
    expect(readEnvelope(Buffer.from(body))).toBe('AB+/=');
  });

  it.each(['<Encrypt>', ' ', 'A'])('refuses a long body of %j in time linear in its length', (unit) => {
    const refuse = (body: string) => {
      expect(() => readEnvelope(Buffer.from(body))).toThrow(CallbackRefused);
    };
    expect(isLinear(refuse, (n) => `<Encrypt>${repeated(unit)(n)}`, 4096)).toBe(true);
  });
});

describe('the message', () => {
  test.each([
    ['<xml><A>1</A><B><![CDATA[ x ]]></B><C/></xml>', { a: '1', b: ' x ', c: '' }],
    ['<?xml version="1.0"?>\n<xml>\n<A>a &lt;b&gt; &amp;amp; &#65;</A>\n</xml>', { a: 'a <b> &amp; &#65;' }],
    ['<xml><A><![CDATA[x]]]]><![CDATA[>y]]></A></xml>', { a: 'x]]>y' }],
    ['<xml><A>1</A><A>2</A></xml>', { a: ['1', '2'] }],
    ['<xml><OptionId>1</OptionId></xml>', { optionid: ['1'] }],
  ])('%j', (xml, expected) => {
    expect({ ...readFields(xml) }).toEqual(expected);
  });

  test.each([
    '<!DOCTYPE xml [<!ENTITY a "aaaa">]><xml><A>&a;</A></xml>',
    '<xml><!ENTITY a SYSTEM "file:///etc/passwd"><A>&a;</A></xml>',
    '<xml><A><![CDATA[x]]></A><!doctype y><B>1</B></xml>',
    '',
    'text',
    '<xml>text</xml>',
    '<other><A>1</A></other>',
    '<xml/>',
    '<xml></xml><xml></xml>',
    '<xml><__proto__><polluted>1</polluted></__proto__></xml>',
    '<xml><constructor><prototype>1</prototype></constructor></xml>',
    `<xml>${'<a>'.repeat(30)}`,
  ])('refuses %j', (xml) => {
    expect(() => readFields(xml)).toThrow(CallbackRefused);
  });

  it('looks for declarations in time linear in the length, where no section has an end', () => {
    const refuse = (body: string) => {
      expect(() => readFields(body)).toThrow(CallbackRefused);
    };
    expect(isLinear(refuse, (n) => `<xml><!DOCTYPE ${repeated('<![CDATA[')(n)}`, 4096)).toBe(true);
  });

  it('reads the short way exactly as the general way', () => {
    const text = fc.string({
      unit: fc.constantFrom('签', '😀', 'a', '<', '>', '&', ']', ' ', '\n', '"', '!', '['),
    });
    const name = fc.constantFrom('Content', 'MsgId', 'EventKey', 'Title');
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(name, text), { selector: ([n]) => n }), (leaves) => {
        const inside = leaves
          .filter(([, t]) => !t.includes(']]>') && !t.endsWith(']'))
          .map(([n, t]) => `<${n}><![CDATA[${t}]]></${n}>`)
          .join('\n');
        fc.pre(inside !== '');
        expect({ ...readFields(`<xml>${inside}</xml>`) }).toEqual(
          readFields(`<xml>${inside}<!-- x --></xml>`),
        );
      }),
    );
  });
});

it.each(['好', ']]>', ']]> ]]>', ']]]>]]>>', ']]'])(
  'writes %j as sections and nothing between them',
  (text) => {
    // The parser lives with what ends a section outside of one; XML does not.
    expect(cdata(text)).toMatch(/^(?:<!\[CDATA\[(?:(?!\]\]>)[\s\S])*\]\]>)+$/);
    expect(readFields(`<xml><A>${cdata(text)}</A></xml>`)).toEqual({ a: text });
  },
);
