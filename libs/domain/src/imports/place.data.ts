/** A county-level place that got a new name: the old one, the present one, the year. Only changes of name or rank of the same area. */
export interface RenamedPlace {
  readonly old: string;
  readonly now: string;
  readonly year: number;
}

const renamed = (old: string, now: string, year: number): RenamedPlace => ({ old, now, year });

/** Old place names around the two pairing documents (ID-11, S5-07); from the civil administration's yearly lists of changes. */
export const renamedPlaces: readonly RenamedPlace[] = [
  renamed('盘县', '盘州市', 2017),
  renamed('兴仁县', '兴仁市', 2018),
  renamed('黔西县', '黔西市', 2021),
  renamed('平坝县', '平坝区', 2014),
  renamed('遵义县', '播州区', 2016),
  renamed('水城县', '水城区', 2020),
  renamed('万山特区', '万山区', 2011),
  renamed('萧山市', '萧山区', 2001),
  renamed('余杭市', '余杭区', 2001),
  renamed('富阳市', '富阳区', 2014),
  renamed('临安县', '临安市', 1996),
  renamed('临安市', '临安区', 2017),
  renamed('建德县', '建德市', 1992),
  renamed('余姚县', '余姚市', 1985),
  renamed('慈溪县', '慈溪市', 1988),
  renamed('鄞县', '鄞州区', 2002),
  renamed('奉化市', '奉化区', 2016),
  renamed('昆山县', '昆山市', 1989),
  renamed('常熟县', '常熟市', 1983),
  renamed('太仓县', '太仓市', 1993),
  renamed('沙洲县', '张家港市', 1986),
  renamed('吴江县', '吴江市', 1992),
  renamed('吴江市', '吴江区', 2012),
  renamed('武进市', '武进区', 2002),
  renamed('金坛市', '金坛区', 2015),
  renamed('溧水县', '溧水区', 2013),
  renamed('高淳县', '高淳区', 2013),
  renamed('赣榆县', '赣榆区', 2014),
  renamed('洪泽县', '洪泽区', 2016),
  renamed('大丰市', '大丰区', 2015),
  renamed('铜山县', '铜山区', 2010),
  renamed('即墨市', '即墨区', 2017),
  renamed('胶州县', '胶州市', 1987),
  renamed('花都市', '花都区', 2000),
  renamed('番禺市', '番禺区', 2000),
  renamed('增城市', '增城区', 2014),
  renamed('从化市', '从化区', 2014),
];

/** Two names of one place at the same time: autonomous counties and prefectures are printed short in the annex of 247号. */
export const shortPlaces: readonly (readonly [short: string, full: string])[] = [
  ['玉屏县', '玉屏侗族自治县'],
  ['沿河县', '沿河土家族自治县'],
  ['印江县', '印江土家族苗族自治县'],
  ['松桃县', '松桃苗族自治县'],
  ['关岭县', '关岭布依族苗族自治县'],
  ['三都县', '三都水族自治县'],
  ['黔东南州', '黔东南苗族侗族自治州'],
  ['黔南州', '黔南布依族苗族自治州'],
  ['黔西南州', '黔西南布依族苗族自治州'],
];

/** One term and its official long form: the same institution, not another one. */
export const shortTerms: readonly (readonly [short: string, full: string])[] = [
  ['疾控中心', '疾病预防控制中心'],
  ['精卫中心', '精神卫生中心'],
];

/** Province of the cities that the two documents name, for institutions that only a pairing names. */
export const provinceOfCity: Readonly<Record<string, string>> = {
  上海市: '上海市',
  大连市: '辽宁省',
  青岛市: '山东省',
  广州市: '广东省',
  杭州市: '浙江省',
  宁波市: '浙江省',
  苏州市: '江苏省',
  无锡市: '江苏省',
  南京市: '江苏省',
  常州市: '江苏省',
};
