// One list: words that go on from the question before. `{a,b}` stands for either, and a blank parts the words.
export const FOLLOW_WORDS = {
  narrows:
    '{只,光,单,就}{要,看,算,统计,列,留,说,发,给,导}{一下,} {只,光}{是,有} 换{成,做,为,到} 改{成,看,查} {就,只}要 单独 单列',
  adds: '加上 再加 另加 再加{上,个,一个} 也{要,加上,算上,列,列上,列出,摆,带上,写上,写进去,放进去,统计,发,来,给,看} 还要 算上 捎上 添上  连同 加进{去,来} 放进{去,来} 写进去 摆进来 一并列出 请一并 {带,附}上 {一起,一块}{算,看,列,摆,发} 合{起来,在一起} 加起来',
  less: '不要 去掉 剔{除,掉} 除{掉,开} 刨{去,开,掉} 排除 减去 不{算,看,列,含,包括} 拿掉 删掉',
} as const;
