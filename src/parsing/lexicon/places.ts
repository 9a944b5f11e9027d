/** How the name of a place ends, as part of a pattern: 村委会, 党群服务中心, 三楼, 文化站. */
export const PLACE_ENDING =
  '(?:委会|社区|村部|政府|中心|礼堂|祠堂|广场|学校|党校|小学|中学|大院|基地|室|厅|堂|馆|院|楼|所|站|(?<!到)场)';
/** Where people meet without coming together. */
export const ONLINE = '(?:(?:线上|网上)(?:会议)?|(?:腾讯|视频|钉钉|云)会议|钉钉|云端)';
/** 老李家, and no 大家. */
export const HOME = '[^大国专人全回]家';
