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
  [Buffer.from('RIFF', 'latin1'), 'picture'],
  [Buffer.from('49492a00', 'hex'), 'picture'],
  [Buffer.from('4d4d002a', 'hex'), 'picture'],
  [Buffer.from('Rar!', 'latin1'), 'packed_sheet'],
  [Buffer.from('377abcaf', 'hex'), 'packed_sheet'],
  [Buffer.from('1f8b08', 'hex'), 'packed_sheet'],
  [Buffer.from('{\\rtf', 'latin1'), 'word'],
];
/** HEIC: behind the length of its first part. */
const PHONE_PICTURE = Buffer.from('ftyp', 'latin1');
/** Reports that web systems save under the name .xls: a page or a saved page … */
const WEB =
  /^\s*(?:<!doctype html|<html|<head|<meta|<table|<body|<div|mime-version:|<\?xml[^>]*>\s*<(?:\w+:)?html)/i;
/** … and the XML of Excel 2003. */
const XML = /^\s*(?:<\?xml[^>]*>\s*)?(?:<\?mso-application[^>]*>\s*)?<(?:\w+:)?workbook\b/i;
const HEAD_BYTES = 1000;

const begins = (file: Buffer, magic: Buffer) => file.subarray(0, magic.length).equals(magic);

export const isZip = (file: Buffer): boolean => begins(file, ZIP);

/** Why the file cannot be a table; undefined for a zip and for what may be text. */
export function mistakenFor(file: Buffer, fileName: string): Unreadable | undefined {
  if (file.length === 0) return 'empty';
  if (begins(file, COMPOUND)) return compoundKind(namesIn(file), fileName);
  const magic = MAGIC.find(([bytes]) => begins(file, bytes));
  if (begins(file.subarray(4), PHONE_PICTURE)) return 'picture';
  return magic?.[1] ?? markupKind(file);
}

function compoundKind(names: ReadonlySet<string>, fileName: string): Unreadable {
  if (names.has('EncryptedPackage')) return 'locked';
  if (names.has('WordDocument') || /\.(?:docx?|wps|wpt)$/i.test(fileName)) return 'word';
  if (names.has('PowerPoint Document')) return 'slides';
  return /\.ett?$/i.test(fileName) ? 'et' : 'xls';
}

/** Also in UTF-16, whose letters of the first half are those of Latin with a zero between. */
function markupKind(file: Buffer): Unreadable | undefined {
  const head = file
    .subarray(0, HEAD_BYTES)
    .toString('latin1')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '')
    .replaceAll('\0', '');
  return WEB.test(head) ? 'web' : XML.test(head) ? 'xml' : undefined;
}
