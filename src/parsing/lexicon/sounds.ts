import { words } from './words.ts';

/** Characters of names that dictation and pinyin typing confuse, one group a word. */
export const SOUNDS = words(`
  张章 李理黎里丽 王汪 陈成程 刘柳 赵兆 周邹 吴武伍 徐许 朱诸 林琳 何和贺 郭国 高皋
  罗洛 郑正政 谢解 唐糖 冯逢 于余俞 董懂 萧肖 蒋姜江 沈申 卢鲁陆 傅付富 钟忠中 曾增
  彭朋 伟卫玮维 明铭名 华花骅 芳方 军君俊钧 丽莉利 强墙 平萍 英瑛颖 红宏洪鸿 霞侠
  建健剑 国帼 志智 玉钰宇 春椿 秀绣 兰岚 燕艳彦 晓小筱 文雯闻 杰洁捷 涛韬 辉晖徽
  新鑫欣心 海 云芸 梅美 飞菲 勇永咏 刚钢 峰锋丰风 波博 斌彬宾 龙隆 凯楷 浩昊皓 鹏朋
  亮良 静婧敬 敏民 慧惠会 娟鹃 婷庭 倩茜 生升声 祥翔 庆清青卿 林霖 光广 全泉 福富
  贵桂 荣容蓉 根耕 德得
`);
