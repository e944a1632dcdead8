type Some = readonly [string, ...string[]];
const each = (written: string): Some => written.split(' ') as unknown as Some;

export const surnames = [
  ...'赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳',
] as unknown as Some;

/** Names that people of their age have. */
export const givenNames: Readonly<Record<'male' | 'female', Some>> = {
  male: each(
    '德福 建华 国强 文斌 志远 永康 大勇 福林 长顺 家旺 学文 树清 保国 明山 兴业 庆丰 万里 春生 世荣 绍文 光耀 金水 立春 向阳 卫民 宝山 天佑 成林 友德 守业',
  ),
  female: each(
    '秀兰 玉珍 桂英 春梅 淑芬 丽华 凤霞 美玲 金花 素云 月娥 翠兰 秀珍 桂芳 雪莲 惠英 彩云 香兰 玉莲 红梅 爱华 巧云 兰芝 佩珍 文秀 银花 小翠 莲英 菊香 银凤',
  ),
};
