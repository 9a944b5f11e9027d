import { namesIn } from './compound.ts';
import type { Unreadable } from './unreadable.ts';

// What people hand in for a table by mistake, told by its first bytes.

const COMPOUND = Buffer.from('d0cf11e0', 'hex');
const ZIP = Buffer.from('PK', 'latin1');
const MAGIC: readonly [Buffer, Unreadable][] = [
  [Buffer.from('%PDF', 'latin1'), 'pdf'],
  [Buffer.from('89504e47', 'hex'), 'picture'],
  [Buffer.from('ffd8ff', 'hex'), 'picture'],
  [Buffer.from('GIF8', 'latin1'), 'picture'],
  [Buffer.from('Rar!', 'latin1'), 'packed'],
  [Buffer.from('377abcaf', 'hex'), 'packed'],
  [Buffer.from('{\\rtf', 'latin1'), 'word'],
];
/** Reports that web systems save under the name .xls: a page, a saved page, or the XML of Excel 2003. */
const WEB =
  /^\s*(?:<!doctype html|<html|<head|<meta|<table|<body|<div|mime-version:|<\?xml[^>]*>\s*(?:<\?mso-application[^>]*>\s*)?<(?:\w+:)?(?:workbook|html)|<(?:\w+:)?workbook\b)/i;
const HEAD_BYTES = 1000;

const begins = (file: Buffer, magic: Buffer) => file.subarray(0, magic.length).equals(magic);

export const isZip = (file: Buffer): boolean => begins(file, ZIP);

/** Why the file cannot be a table; undefined for a zip and for what may be text. */
export function mistakenFor(file: Buffer, fileName: string): Unreadable | undefined {
  if (file.length === 0) return 'empty';
  if (begins(file, COMPOUND)) return compoundKind(namesIn(file), fileName);
  const magic = MAGIC.find(([bytes]) => begins(file, bytes));
  return magic?.[1] ?? (isWebPage(file) ? 'web' : undefined);
}

function compoundKind(names: ReadonlySet<string>, fileName: string): Unreadable {
  if (names.has('EncryptedPackage')) return 'locked';
  if (names.has('WordDocument') || /\.(?:docx?|wps|wpt)$/i.test(fileName)) return 'word';
  if (names.has('PowerPoint Document')) return 'slides';
  return /\.ett?$/i.test(fileName) ? 'et' : 'xls';
}

/** Also in UTF-16, whose letters of the first half are those of Latin with a zero between. */
const isWebPage = (file: Buffer) =>
  WEB.test(
    file
      .subarray(0, HEAD_BYTES)
      .toString('latin1')
      .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
      .replaceAll('\0', ''),
  );
