/** How the name of a place ends, as part of a pattern: 村委会, 党群服务中心, 三楼, 文化站. */
export const PLACE_ENDING =
  '(?:委会|社区|村部|政府|中心|礼堂|祠堂|广场|学校|小学|大院|基地|室|厅|堂|馆|院|楼|所|站|(?<!到)场)';
