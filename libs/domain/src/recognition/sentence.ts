import type { RecognitionReason, RecognitionVerdict } from './recognition.codes.js';

export interface ToSay {
  readonly verdict: RecognitionVerdict;
  readonly reasons: readonly RecognitionReason[];
  readonly ageHours: number | null;
  /** HR as printed. */
  readonly label?: string | null | undefined;
  /** Days, in the state that was asked for. */
  readonly validDays?: number | null | undefined;
}
type Language = 'zh' | 'en';
type Words = Readonly<Record<RecognitionReason, string>>;

const zh: Words = {
  item_unknown: '该项目不在项目字典中',
  not_in_catalogue: '该项目不在本地现行互认目录中',
  never_taken_over: '该项目在这种状态下不互认，只供参考',
  no_result: '没有查到既往结果',
  identity_unverified: '报告与本院患者的身份未核实一致',
  not_final: '报告尚未最终审核',
  context_excluded: '本次诊疗情形（如手术、输血、急诊、鉴定）下该项目不互认',
  no_mark: '检查当日出具机构该项目没有有效的互认标识',
  mark_not_here: '互认标识的范围不包括本院所在地区',
  level_too_low: '质量评价的级别低于目录要求',
  direction_not_allowed: '本地区规则不要求本院认可该级别机构的此项结果',
  unit_not_comparable: '单位不可换算，数值不可比',
  method_differs: '检测方法不同，数值不可比',
  specimen_differs: '标本不同，不可比',
  site_differs: '检查部位与本次不符',
  critical_value: '既往结果为危急值，应重新评估',
  too_old: '已超过互认时限',
  images_missing: '原始图像无法调阅',
  context_physician: '按目录须由医师结合本次情形判断',
  newer_result: '另有更新的结果未能互认，请一并查看后判断',
  no_age_limit: '目录未设时限，由医师判断是否仍适用',
  method_unknown: '报告未注明检测方法，由医师判断是否可比',
  level_unknown: '机构级别未登记，由医师判断',
};
const en: Words = {
  item_unknown: 'the item is not in the dictionary',
  not_in_catalogue: 'the item is not in the catalogue in force here',
  never_taken_over: 'in this state the item is never taken over; the result is for information only',
  no_result: 'no earlier result was found',
  identity_unverified: 'it is not verified that the report is of this patient',
  not_final: 'the report is not final yet',
  context_excluded: 'in these circumstances (operation, transfusion, emergency, appraisal …) the item is not taken over',
  no_mark: 'the issuing hospital had no recognition mark in force for the item on that day',
  mark_not_here: 'the recognition mark does not hold in this region',
  level_too_low: 'the quality assessment is of a lower level than the catalogue asks for',
  direction_not_allowed: 'the rules of this region do not provide for taking over from a hospital of that level',
  unit_not_comparable: 'the unit cannot be converted, so the values do not compare',
  method_differs: 'another method was used, so the values do not compare',
  specimen_differs: 'another material was used, so the values do not compare',
  site_differs: 'another part of the body was examined',
  critical_value: 'the earlier value was critical and has to be looked at anew',
  too_old: 'it is older than its validity',
  images_missing: 'the original pictures cannot be opened',
  context_physician: 'the catalogue leaves it to the physician in these circumstances',
  newer_result: 'there is a newer result that cannot be taken over; look at both',
  no_age_limit: 'the catalogue sets no age limit; the physician decides whether it still holds',
  method_unknown: 'the report does not name the method; the physician decides whether it compares',
  level_unknown: 'the level of a hospital is not on record; the physician decides',
};

const age = (hours: number, language: Language): string => {
  if (language === 'zh') return hours < 48 ? `${hours} 小时前` : `${Math.floor(hours / 24)} 天前`;
  return hours < 48 ? `${hours} ${hours === 1 ? 'hour' : 'hours'} old` : `${Math.floor(hours / 24)} days old`;
};

/** Why an item can be taken over or not, in one sentence: the same in the prompt, on a card and on paper. */
export function recognitionSentence({ verdict, reasons, ageHours, label, validDays }: ToSay, language: Language): string {
  const old = ageHours === null ? '' : age(ageHours, language);
  const [first = 'no_result', ...others] = reasons;
  if (language === 'zh') {
    const within = validDays ? `，在 ${validDays} 天时限内` : '';
    if (verdict === 'recognisable') return `${old}的结果${label ? `，标识 ${label}` : ''}${within}，可以互认。`;
    if (verdict === 'own') return `本院 ${old}已做${within}，不必重复。`;
    const more = others.length ? `（另有 ${others.length} 项原因）` : '';
    const head = verdict === 'physician_decides' ? '由医师判断：' : verdict === 'no_result' ? '' : '不建议互认：';
    return `${head}${zh[first]}${more}。`;
  }
  const within = validDays ? `, within ${validDays} ${validDays === 1 ? 'day' : 'days'}` : '';
  if (verdict === 'recognisable') return `Can be taken over: ${old}${label ? `, marked ${label}` : ''}${within}.`;
  if (verdict === 'own') return `Done here already: ${old}${within}.`;
  const more = others.length ? ` (and ${others.length} more)` : '';
  if (verdict === 'no_result') return `${en[first].charAt(0).toUpperCase()}${en[first].slice(1)}.`;
  return `${verdict === 'physician_decides' ? 'For the physician to decide' : 'Not recommended'}: ${en[first]}${more}.`;
}
