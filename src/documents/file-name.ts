/** What Windows, WPS or a chat refuses in a file's name. */
const FORBIDDEN = /[\\/:*?"<>|\p{Cc}\p{Cs}]/gu;
/** 200 bytes of Chinese: file systems end at 255, and an ending and a number in brackets may follow. */
const LONGEST = 66;

/** A name that every system takes, without its ending. */
export function fileName(text: string): string {
  const name = [...text.replace(FORBIDDEN, '_')].slice(0, LONGEST).join('');
  return name.replace(/[\s.]+$/, '');
}
