import type { AssessorLevel } from '../recognition/recognition.codes.js';

/** What provinces are called in one character (国家统计局, GB/T 2260); the full name begins with the key. */
const provincePrefixes: readonly (readonly [name: string, prefix: string])[] = (
  '北京京 天津津 河北冀 山西晋 内蒙古蒙 辽宁辽 吉林吉 黑龙江黑 上海沪 江苏苏 浙江浙 安徽皖 福建闽 江西赣 山东鲁 河南豫 ' +
  '湖北鄂 湖南湘 广东粤 广西桂 海南琼 重庆渝 四川川 贵州贵 云南云 西藏藏 陕西陕 甘肃甘 青海青 宁夏宁 新疆新'
)
  .split(' ')
  .map((entry) => [entry.slice(0, -1), entry.slice(-1)]);

/** How a mark is printed (MR-04): 全国HR, 晋HR, 武汉HR, 联盟HR. A province that nobody knows is written out. */
export function markLabel({ level, province, city }: { level: AssessorLevel; province: string | null; city: string | null }): string {
  switch (level) {
    case 'national':
      return '全国HR';
    case 'province':
      return `${provincePrefixes.find(([name]) => province?.startsWith(name))?.[1] ?? province ?? ''}HR`;
    case 'city':
      return `${city?.replace(/(市|地区|盟)$/u, '') ?? ''}HR`;
    case 'alliance':
      return '联盟HR';
  }
}
