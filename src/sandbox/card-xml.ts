// `update_template_card` comes as PascalCase elements with repeated siblings (doc 90241); the page and the
// other checks know cards as the JSON of doc 90236.
import type { Card } from './chat-log.ts';
import type { XmlNode } from './xml.ts';

const LISTS = new Set([
  'HorizontalContentList',
  'VerticalContentList',
  'JumpList',
  'ActionList',
  'ButtonList',
  'OptionList',
  'SelectList',
]);
/** Names that are not simply snake_case in JSON. */
const IRREGULAR: Record<string, string> = {
  KeyName: 'keyname',
  AppId: 'appid',
  Appid: 'appid',
  PagePath: 'pagepath',
  UserId: 'userid',
  CheckBox: 'checkbox',
};
const NUMBERS = new Set(['Type', 'Style', 'DescColor', 'Mode', 'AspectRatio']);
const FLAGS = new Set(['IsChecked', 'Disable']);

export function cardOfXml(node: XmlNode): Card {
  const card: Card = {};
  for (const child of node.children) {
    const key = IRREGULAR[child.name] ?? snakeCase(child.name);
    const value = contentOf(child);
    if (!LISTS.has(child.name)) card[key] = value;
    else card[key] = [...((card[key] as unknown[]) ?? []), value];
  }
  return card;
}

function contentOf(node: XmlNode): unknown {
  if (node.children.length > 0) return cardOfXml(node);
  if (NUMBERS.has(node.name)) return Number(node.text);
  if (FLAGS.has(node.name)) return node.text === 'true' || node.text === '1';
  return node.text;
}

const snakeCase = (name: string) => name.replace(/(?<!^)([A-Z])/g, '_$1').toLowerCase();
