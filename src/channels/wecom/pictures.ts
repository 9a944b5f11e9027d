import { createHash } from 'node:crypto';

/** Of a picture that WeCom shows as one, by whatever way it goes. */
const MOST_BYTES = 10 * 1024 * 1024;
const JPEG = Buffer.from('ffd8ff', 'hex');
const PNG = Buffer.from('89504e47', 'hex');

/** Whether WeCom can show it as a picture; everything else goes as a file under its name. */
export function isPicture(content: Buffer): boolean {
  const starts = (magic: Buffer) => content.subarray(0, magic.length).equals(magic);
  return content.length <= MOST_BYTES && (starts(JPEG) || starts(PNG));
}

/** A picture inside a message itself; the sum is of its bytes, not of what they are written as (docs 101031, 99110). */
export const inline = (content: Buffer): { base64: string; md5: string } => ({
  base64: content.toString('base64'),
  md5: createHash('md5').update(content).digest('hex'),
});
