import { provinceOfCity } from '@alliance/domain/imports/place.data';
import { schemes } from '@alliance/domain/imports/scheme.data';

/** Provinces, autonomous regions and municipalities, in the order of GB/T 2260. */
export const provinces: readonly string[] = [
  ...['北京市', '天津市', '河北省', '山西省', '内蒙古自治区', '辽宁省', '吉林省', '黑龙江省', '上海市', '江苏省', '浙江省'],
  ...['安徽省', '福建省', '江西省', '山东省', '河南省', '湖北省', '湖南省', '广东省', '广西壮族自治区', '海南省', '重庆市'],
  ...['四川省', '贵州省', '云南省', '西藏自治区', '陕西省', '甘肃省', '青海省', '宁夏回族自治区', '新疆维吾尔自治区'],
];

/** Cities that the known documents name, by province. */
export const knownCities = (province: string | undefined): string[] => {
  const supporters = Object.entries(provinceOfCity).map(([city, of]) => ({ city, of }));
  const recipients = schemes.flatMap(({ recipientCities, province: of }) => recipientCities.map((city) => ({ city, of })));
  return [...supporters, ...recipients].filter(({ of }) => !province || of === province).map(({ city }) => city);
};
