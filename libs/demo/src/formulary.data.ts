/** 基本用药目录 of invented hospitals: common medicines by generic name and strength; ATC as WHO gives it. */
type Line = readonly [name: string, strength: string, form: string, atc: string];

/** What every township health centre keeps. */
export const basicMedicines: readonly Line[] = [
  ['阿司匹林肠溶片', '100mg', '片剂', 'B01AC06'],
  ['硫酸氢氯吡格雷片', '75mg', '片剂', 'B01AC04'],
  ['阿托伐他汀钙片', '20mg', '片剂', 'C10AA05'],
  ['酒石酸美托洛尔片', '25mg', '片剂', 'C07AB02'],
  ['富马酸比索洛尔片', '5mg', '片剂', 'C07AB07'],
  ['苯磺酸氨氯地平片', '5mg', '片剂', 'C08CA01'],
  ['硝苯地平控释片', '30mg', '片剂', 'C08CA05'],
  ['马来酸依那普利片', '10mg', '片剂', 'C09AA02'],
  ['缬沙坦胶囊', '80mg', '胶囊', 'C09CA03'],
  ['氢氯噻嗪片', '25mg', '片剂', 'C03AA03'],
  ['呋塞米片', '20mg', '片剂', 'C03CA01'],
  ['螺内酯片', '20mg', '片剂', 'C03DA01'],
  ['硝酸甘油片', '0.5mg', '片剂', 'C01DA02'],
  ['单硝酸异山梨酯片', '20mg', '片剂', 'C01DA14'],
  ['地高辛片', '0.25mg', '片剂', 'C01AA05'],
  ['二甲双胍片', '0.5g', '片剂', 'A10BA02'],
  ['格列美脲片', '2mg', '片剂', 'A10BB12'],
  ['奥美拉唑肠溶胶囊', '20mg', '胶囊', 'A02BC01'],
  ['沙丁胺醇气雾剂', '100µg/喷', '吸入剂', 'R03AC02'],
  ['布地奈德气雾剂', '200µg/喷', '吸入剂', 'R03BA02'],
  ['阿莫西林胶囊', '0.25g', '胶囊', 'J01CA04'],
  ['头孢呋辛酯片', '0.25g', '片剂', 'J01DC02'],
  ['布洛芬缓释胶囊', '0.3g', '胶囊', 'M01AE01'],
  ['甲钴胺片', '0.5mg', '片剂', 'B03BA05'],
];

/** What a county hospital keeps beside it. */
export const countyMedicines: readonly Line[] = [
  ['替格瑞洛片', '90mg', '片剂', 'B01AC24'],
  ['利伐沙班片', '10mg', '片剂', 'B01AF01'],
  ['华法林钠片', '2.5mg', '片剂', 'B01AA03'],
  ['瑞舒伐他汀钙片', '10mg', '片剂', 'C10AA07'],
  ['沙库巴曲缬沙坦钠片', '100mg', '片剂', 'C09DX04'],
  ['盐酸胺碘酮片', '0.2g', '片剂', 'C01BD01'],
  ['达格列净片', '10mg', '片剂', 'A10BK01'],
  ['托拉塞米片', '10mg', '片剂', 'C03CA04'],
  ['左乙拉西坦片', '0.5g', '片剂', 'N03AX14'],
  ['依达拉奉注射液', '30mg', '注射剂', 'N07XX14'],
  ['低分子肝素钠注射液', '4000IU', '注射剂', 'B01AB05'],
];

/** Out of stock on the day: what an offer has to find another way for. */
export const missingAtTownships: readonly string[] = ['富马酸比索洛尔片', '布地奈德气雾剂'];
