/** 出一份word, 弄成文档: to be read and not reckoned with. */
export const asksWord = (text: string): boolean =>
  /word|wrod|docx?(?![a-z])|文档/iu.test(text.normalize('NFKC'));

/** 三次党日, 每次党日: time after time */
export const saysTimes = (text: string): boolean =>
  /(?:[两俩三四五六七八几]|(?<!\d)[2-8])(?:个)?[次回场](?!议)|[每历各逐][次回场]|各到|每一[次回场]/u.test(
    text.normalize('NFKC'),
  );

/** 9到11月, 这三个月: several months, each of which is meant. */
export const namesMonths = (text: string): boolean =>
  /(?:\d{1,2}|[一二三四五六七八九十]{1,2})月?份?(?:[到至~～、,，和—-]|\s)*(?:\d{1,2}|[一二三四五六七八九十]{1,2})月|(?<!\d)[几两三四五六2-6]个月|仨月|[按逐每各分]月|每个月/u.test(
    text.normalize('NFKC'),
  );

/** 三个支部: each of them, and not all together */
export const namesEachUnit = (text: string): boolean =>
  /(?:[各每按分几]|哪个|[两二三四五六七八九十\d]个)个?(?:党?支部|单位|党组织|村)|支部(?:之间|对比|比较)/u.test(
    text,
  );
