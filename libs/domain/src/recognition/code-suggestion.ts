import { convert } from '../criteria/units.js';

/** What is known of an item when a hospital's own code is held against it. */
export interface Suggestible {
  readonly code: string;
  readonly name: string;
  readonly pinyin: string;
  readonly initials: string;
  readonly unit: string | null;
}
export interface LocalName {
  readonly code: string;
  readonly name: string;
  readonly pinyin: string;
  readonly initials: string;
  readonly unit: string | null;
}
export type Ground = 'same_name' | 'synonym' | 'contains' | 'pinyin' | 'initials' | 'unit' | 'abbreviation';
export interface Suggestion {
  readonly itemCode: string;
  /** 0 to 1. */
  readonly score: number;
  readonly grounds: readonly Ground[];
}

/** Words of laboratories for the same thing, and the abbreviations they print. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  '6690-2': ['白细胞', 'wbc'],
  '789-8': ['红细胞', 'rbc'],
  '718-7': ['血色素', 'hgb', 'hb'],
  '4544-3': ['红细胞比容', 'hct'],
  '777-3': ['血小板', 'plt'],
  '14749-6': ['血糖', '空腹血糖', 'glu', 'fbg'],
  '14682-9': ['血肌酐', 'crea', 'cr', 'scr'],
  '22664-7': ['尿素氮', '血尿素', 'bun', 'urea'],
  '14933-6': ['血尿酸', 'ua'],
  '2823-3': ['血钾', 'k'],
  '2951-2': ['血钠', 'na'],
  '2075-0': ['血氯', 'cl'],
  '2000-8': ['血钙', 'ca'],
  '1742-6': ['谷丙转氨酶', 'alt', 'gpt'],
  '1920-8': ['谷草转氨酶', 'ast', 'got'],
  '14647-2': ['总胆固醇', 'tc', 'chol'],
  '14927-8': ['甘油三脂', 'tg'],
  '14646-4': ['高密度脂蛋白', 'hdl', 'hdlc'],
  '22748-8': ['低密度脂蛋白', 'ldl', 'ldlc'],
  '4548-4': ['糖化血红蛋白', 'hba1c', 'ghb'],
  '1988-5': ['c反应蛋白', 'crp'],
  '33959-8': ['降钙素原', 'pct'],
  '89579-7': ['肌钙蛋白i', 'hstni', 'ctni', 'tni'],
  '67151-1': ['肌钙蛋白t', 'hstnt', 'ctnt', 'tnt'],
  '33762-6': ['n末端脑钠肽前体', '氨基末端脑钠肽前体', 'ntprobnp'],
  '13969-1': ['肌酸激酶同工酶质量', 'ckmb', 'ckmbmass'],
  '2157-6': ['肌酸磷酸激酶', 'ck', 'cpk'],
  '48065-7': ['d二聚体', 'ddimer', 'dd'],
  '3016-3': ['促甲状腺素', 'tsh'],
  '11524-6': ['心电图', '十二导联心电图', '常规十二导联心电图', 'ecg', 'ekg'],
};
const weight: Readonly<Record<Ground, number>> = {
  same_name: 0.9,
  synonym: 0.85,
  abbreviation: 0.7,
  pinyin: 0.75,
  contains: 0.5,
  initials: 0.35,
  unit: 0.08,
};
const least = 0.3;

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s()（）[\]\-_/.·,，:：]/g, '')
    .replace(/(测定|定量|检测|检查|浓度|计数|平扫)$/, '');

/**
 * Items that a hospital's own code may stand for, the likeliest first. It only suggests: a person decides.
 * A unit that cannot be converted speaks against an item, so that a percentage is not taken for a count.
 */
export function suggestItems(local: LocalName, items: readonly Suggestible[], most = 5): Suggestion[] {
  return items
    .map((item) => ({ item, grounds: groundsFor(local, item) }))
    .filter(({ item, grounds }) => grounds.some((ground) => ground !== 'unit') && !unitsContradict(local.unit, item.unit))
    .map(({ item, grounds }) => ({ itemCode: item.code, score: scoreOf(grounds), grounds }))
    .filter(({ score }) => score >= least)
    .toSorted((a, b) => b.score - a.score || (a.itemCode < b.itemCode ? -1 : 1))
    .slice(0, most);
}

function groundsFor(local: LocalName, item: Suggestible): Ground[] {
  const [theirs, ours, code] = [plain(local.name), plain(item.name), plain(local.code)];
  const known = (synonyms[item.code] ?? []).map(plain);
  const found: Ground[] = [];
  if (theirs && theirs === ours) found.push('same_name');
  else if (theirs && known.includes(theirs)) found.push('synonym');
  else if (theirs.length > 1 && (ours.includes(theirs) || theirs.includes(ours))) found.push('contains');
  if (known.includes(code)) found.push('abbreviation');
  if (!found.includes('same_name') && local.pinyin && local.pinyin === item.pinyin) found.push('pinyin');
  else if (local.initials.length > 2 && local.initials === item.initials && !found.includes('same_name')) found.push('initials');
  if (local.unit && item.unit && convert(1, local.unit, item.unit) !== undefined) found.push('unit');
  return found;
}

const unitsContradict = (theirs: string | null, ours: string | null): boolean =>
  theirs !== null && ours !== null && theirs !== ours && convert(1, theirs, ours) === undefined && !isMassOrMole(theirs, ours);
/** g/L and mmol/L need a molar mass: they do not speak against each other. */
const isMassOrMole = (one: string, other: string): boolean => /mol/.test(one) !== /mol/.test(other);

/** Grounds add up as independent evidence. */
const scoreOf = (grounds: readonly Ground[]): number =>
  Number((1 - grounds.reduce((left, ground) => left * (1 - weight[ground]), 1)).toFixed(3));
