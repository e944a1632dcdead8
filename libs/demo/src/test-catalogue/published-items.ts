import type { Exclusion } from '@alliance/domain/recognition/test-item';
import type { AssessorLevel, Modality, ResultScale, TestClass, TestGroup } from '@alliance/domain/recognition/recognition.codes';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/** An item as `recognition_catalogue.json` prints it. */
interface Printed {
  readonly no: number;
  readonly category: string;
  readonly zh: string;
  readonly loinc: string;
  readonly loinc_component: string;
  readonly specimen_or_modality: string;
  readonly ucum: string;
  readonly valid_days: number;
  readonly valid_days_acute: number;
  readonly qc: string;
  readonly exclusion: string;
}
/** The same in the words of the product. */
export interface PublishedItem {
  readonly code: string;
  readonly position: number;
  readonly zh: string;
  readonly en: string;
  readonly testClass: TestClass;
  readonly group: TestGroup;
  readonly scale: ResultScale;
  readonly specimen: string | null;
  readonly modality: Modality | null;
  readonly bodySite: string | null;
  readonly unit: string | null;
  readonly methodBound: boolean;
  readonly validStable: number;
  readonly validAcute: number;
  readonly exclusions: readonly Exclusion[];
  readonly assessedBy: AssessorLevel;
  readonly needsImages: boolean;
  readonly note: string;
}

const data = resolve(import.meta.dirname, '../../data');
const read = <T>(file: string): T => JSON.parse(readFileSync(resolve(data, file), 'utf8')) as T;

const groups: Readonly<Record<string, TestGroup>> = {
  '临床检验·血液': 'haematology',
  '临床检验·凝血': 'coagulation',
  '临床检验·生化': 'chemistry',
  '临床检验·心肌/炎症': 'cardiac_inflammation',
  '临床检验·甲功/内分泌': 'endocrine',
  '临床检验·感染标志物': 'infection',
  '临床检验·肿瘤标志物': 'tumour_marker',
  '临床检验·尿液/血气/血型': 'urine_gas_blood_group',
  医学影像: 'radiology',
  超声: 'ultrasound',
  '功能检查/病理': 'function_pathology',
};
const modalities: Readonly<Record<string, Modality>> = {
  'DX/CR': 'CR',
  CT: 'CT',
  MR: 'MR',
  DXA: 'DXA',
  MG: 'MG',
  US: 'US',
  ECG: 'ECG',
  PFT: 'PFT',
};
const sites = ['胸部', '腹部', '腕关节', '头颅', '颅脑', '肝脏', '盆腔', '膝关节', '乳腺', '胆囊', '甲状腺', '颈动脉'] as const;
const ordinal = new Set(['20507-0']);
const nominal = new Set(['883-9', '10331-7', '24357-6', '82675-0']);

/** The sentence of the table as circumstances that can be computed. What no order or case tells stays in the note, for the physician. */
const exclusionsOf: readonly (readonly [words: string, exclusions: readonly Exclusion[]])[] = [
  ['抗凝治疗', [refused('anticoagulation_adjusting'), left('before_operation')]],
  ['输血、溶血性贫血', [refused('transfused_recently'), refused('haemolytic_anaemia'), refused('pregnancy')]],
  ['急诊/急救状态', [refused('emergency')]],
  ['妊娠期、药物剂量', [refused('pregnancy'), refused('dose_changed')]],
  ['窗口期暴露', [refused('exposure_window'), left('before_transfusion'), left('before_operation')]],
  ['发热、感染', [refused('fever')]],
  ['输血前必须复核', [refused('before_transfusion')]],
  ['术前规划', [left('before_operation'), left('response_assessment'), left('emergency')]],
  ['胸痛/心律失常', [refused('acute_attack'), refused('emergency')]],
  ['急性加重期', [refused('acute_attack')]],
  ['治疗决策前', [left('response_assessment'), left('before_operation')]],
  ['操作者依赖', [left('emergency')]],
];
function refused(context: Exclusion['context']): Exclusion {
  return { context, effect: 'not_recognised' };
}
function left(context: Exclusion['context']): Exclusion {
  return { context, effect: 'physician_decides' };
}
/** An appraisal by a court or an office rests on tests of its own, whatever is tested. */
const always: readonly Exclusion[] = [refused('forensic')];

const assessedBy = (qc: string): AssessorLevel => (qc.startsWith('国家级') ? 'national' : /心电|肺功能/.test(qc) ? 'alliance' : 'province');

/** The 116 items of the demonstration. Validity windows are defaults of the project, not a national list. */
export const publishedItems = (): PublishedItem[] => read<Printed[]>('recognition_catalogue.json').map(itemOf);

function itemOf(printed: Printed): PublishedItem {
  const { loinc, zh, specimen_or_modality: made, ucum, qc, exclusion } = printed;
  const modality = modalities[made] ?? null;
  const group = groups[printed.category];
  if (!group) throw new Error(`${printed.category} is no group of the dictionary`);
  return {
    ...{
      code: loinc,
      position: printed.no,
      zh,
      en: englishOf(printed),
      group,
      modality,
      testClass: modality ? 'examination' : 'laboratory',
    },
    scale:
      modality || /病理|细胞学/.test(zh)
        ? 'narrative'
        : ordinal.has(loinc)
          ? 'ordinal'
          : nominal.has(loinc) || !ucum
            ? 'nominal'
            : 'quantitative',
    ...{
      specimen: modality ? null : made,
      bodySite: modality ? (sites.find((site) => zh.startsWith(site)) ?? null) : null,
      unit: ucum || null,
    },
    methodBound: /同一方法学/.test(exclusion) || /肌钙蛋白/.test(zh),
    ...{ validStable: printed.valid_days, validAcute: printed.valid_days_acute, assessedBy: assessedBy(qc) },
    exclusions: [...(exclusionsOf.find(([words]) => exclusion.startsWith(words))?.[1] ?? []), ...always],
    ...{ needsImages: /DICOM|玻片|12导联/.test(qc), note: `${exclusion}。${qc}` },
  };
}
const englishOf = ({ loinc_component: component, specimen_or_modality: made }: Printed): string =>
  /^(Views|View|Multisection|Study)/.test(component) ? `${made}: ${component}` : component;

/** Reasons that regions and systems in use add to the six national ones (MR-11). */
export const regionalReasons = (): { code: string; zh: string }[] =>
  read<{ code: string; zh: string }[]>('nonrecognition_reasons.json').filter(({ code }) => /^NR(0[6-9]|1[01])$/.test(code));
