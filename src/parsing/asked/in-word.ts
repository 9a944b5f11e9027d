/** 出一份word, 弄成文档: to be read and not reckoned with. */
export const asksWord = (text: string): boolean =>
  /word|wrod|docx?(?![a-z])|文档/iu.test(text.normalize('NFKC'));
