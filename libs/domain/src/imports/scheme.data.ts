import type { InstitutionType } from '../alliance/institution.js';

/** A pairing programme: which cities it pairs, who leads by default, what it leaves out on purpose. Every fact is printed in its document. */
export interface Scheme {
  readonly id: 'guizhou_2016' | 'jiangsu_2022';
  /** How a source names the document; brackets do not matter. */
  readonly numbers: readonly string[];
  readonly title: string;
  readonly source: string;
  readonly province: string;
  /** First and last day, and where that is said: neither annex prints a period per pair. */
  readonly period: { readonly from: string; readonly to: string; readonly basis: string };
  readonly recipientCities: readonly string[];
  readonly supporterCities: readonly string[];
  /** Recipient city to its supporting city, where the document pairs the cities themselves. */
  readonly cityPairs: Readonly<Record<string, string>>;
  /** `southern_leads`: a grade-3A hospital of the southern cities leads where a provincial one supports too (annex 1 note, AL-08). */
  readonly leadRule: 'southern_leads' | null;
  readonly gaps: readonly { readonly county: string; readonly type: InstitutionType; readonly reason: string }[];
}

export const schemes: readonly Scheme[] = [
  {
    id: 'guizhou_2016',
    numbers: ['黔府办函(2016)247号'],
    title: '进一步加强医疗卫生对口帮扶助推贵州省全面提升医疗卫生服务能力工作方案',
    source: '黔府办函〔2016〕247号',
    province: '贵州省',
    period: { from: '2016-12-03', to: '2020-10-31', basis: '印发日；五（四）：2016年12月签订协议，2020年10月终期评估' },
    recipientCities: ['遵义市', '六盘水市', '安顺市', '毕节市', '铜仁市', '黔东南州', '黔南州', '黔西南州', '贵阳市'],
    // §二(一) names seven; 无锡市 of row 53 is not among them (B.1)
    supporterCities: ['上海市', '大连市', '苏州市', '杭州市', '宁波市', '青岛市', '广州市'],
    cityPairs: {},
    leadRule: null,
    gaps: [],
  },
  {
    id: 'jiangsu_2022',
    numbers: ['苏办发(2022)13号', '南北结对帮扶'],
    title: '医疗卫生领域南北结对帮扶合作实施方案',
    source: '医疗卫生领域南北结对帮扶合作实施方案（苏办发〔2022〕13号）',
    province: '江苏省',
    period: { from: '2022-01-01', to: '2025-12-31', basis: '所依据文件的年份（原文未印日期）；一（二）：“十四五”，到2025年' },
    recipientCities: ['连云港市', '淮安市', '盐城市', '宿迁市'],
    supporterCities: ['南京市', '无锡市', '常州市', '苏州市'],
    cityPairs: { 淮安市: '南京市', 连云港市: '无锡市', 盐城市: '常州市', 宿迁市: '苏州市' },
    leadRule: 'southern_leads',
    gaps: [{ county: '灌南县', type: 'tcm_hospital', reason: '附件2列9所县级中医院，灌南县无对应条目' }],
  },
];

/** Seat of the universities whose affiliated hospitals appear as supporters: such a name carries no city of its own. */
export const universitySeats: Readonly<Record<string, string>> = {
  东南大学: '南京市',
  南京大学: '南京市',
  南京医科大学: '南京市',
  南京中医药大学: '南京市',
  江南大学: '无锡市',
  苏州大学: '苏州市',
  徐州医科大学: '徐州市',
  江苏大学: '镇江市',
  扬州大学: '扬州市',
  南通大学: '南通市',
};
