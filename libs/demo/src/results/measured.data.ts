/** What a laboratory of the demonstration measures: the hospital's own code, and how its values lie. Invented, not medical advice. */
export interface Measured {
  readonly code: string;
  /** The hospital's own code and words. */
  readonly local: readonly [code: string, name: string];
  readonly unit: string;
  readonly low: number;
  readonly high: number;
  /** Middle of the values of a sick person, and how far they spread (a factor). */
  readonly median: number;
  readonly width: number;
  readonly decimals: number;
  readonly specimen: string;
}
type Line = readonly [
  code: string,
  local: string,
  name: string,
  unit: string,
  low: number,
  high: number,
  median: number,
  width: number,
  decimals: number,
];
const measured =
  (specimen: string) =>
  ([code, local, name, unit, low, high, median, width, decimals]: Line): Measured => ({
    ...{ code, local: [local, name], unit, low, high, median, width, decimals, specimen },
  });

export const bloodCount: readonly Measured[] = (
  [
    ['6690-2', 'WBC', '白细胞', '10*9/L', 3.5, 9.5, 8.4, 0.35, 2],
    ['789-8', 'RBC', '红细胞', '10*12/L', 4.3, 5.8, 4.6, 0.1, 2],
    ['718-7', 'HGB', '血红蛋白', 'g/L', 130, 175, 138, 0.11, 0],
    ['4544-3', 'HCT', '红细胞压积', '%', 40, 50, 41, 0.1, 1],
    ['777-3', 'PLT', '血小板', '10*9/L', 125, 350, 206, 0.28, 0],
  ] as const
).map(measured('EDTA全血'));

export const chemistry: readonly Measured[] = (
  [
    ['14682-9', 'CREA', '肌酐', 'umol/L', 57, 97, 78, 0.26, 0],
    ['22664-7', 'UREA', '尿素', 'mmol/L', 3.1, 8, 6.1, 0.3, 2],
    ['14933-6', 'UA', '尿酸', 'umol/L', 208, 428, 352, 0.24, 0],
    ['2823-3', 'K', '钾', 'mmol/L', 3.5, 5.3, 4.1, 0.09, 2],
    ['2951-2', 'NA', '钠', 'mmol/L', 137, 147, 140, 0.018, 1],
    ['2075-0', 'CL', '氯', 'mmol/L', 99, 110, 103, 0.025, 1],
    ['14749-6', 'GLU', '葡萄糖', 'mmol/L', 3.9, 6.1, 6.8, 0.28, 2],
    ['1742-6', 'ALT', '丙氨酸氨基转移酶', 'U/L', 9, 50, 27, 0.5, 0],
    ['1920-8', 'AST', '天门冬氨酸氨基转移酶', 'U/L', 15, 40, 33, 0.55, 0],
    ['14647-2', 'TC', '总胆固醇', 'mmol/L', 2.8, 5.2, 4.9, 0.22, 2],
  ] as const
).map(measured('血清'));

export const heart: readonly Measured[] = (
  [
    ['89579-7', 'HSTNI', '高敏肌钙蛋白I', 'ng/L', 0, 26, 88, 1.4, 1],
    ['13969-1', 'CKMB', '肌酸激酶同工酶质量', 'ug/L', 0, 5, 6.2, 0.9, 2],
    ['33762-6', 'NTPROBNP', 'N末端脑钠肽前体', 'ng/L', 0, 300, 640, 0.9, 0],
  ] as const
).map(measured('血清'));

/** What admission adds to the ten of the chemistry. */
export const restOfAdmission: readonly Measured[] = (
  [
    ['14927-8', 'TG', '甘油三酯', 'mmol/L', 0.3, 1.7, 1.6, 0.4, 2],
    ['14646-4', 'HDL-C', '高密度脂蛋白胆固醇', 'mmol/L', 1.04, 1.8, 1.2, 0.18, 2],
    ['22748-8', 'LDL-C', '低密度脂蛋白胆固醇', 'mmol/L', 1.3, 3.4, 2.9, 0.28, 2],
    ['1751-7', 'ALB', '白蛋白', 'g/L', 40, 55, 41, 0.09, 1],
  ] as const
).map(measured('血清'));

/** Laboratories measure the same troponin by assays that do not compare. */
export const methodAt: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  '89579-7': { lead: '电化学发光法', county: '化学发光微粒子法', else: '化学发光微粒子法' },
};

/** Reports with words, and pictures that can be opened. */
export const electrocardiogram = {
  code: '11524-6',
  local: ['ECG12', '常规十二导联心电图'],
  words: [
    '窦性心律，Ⅱ、Ⅲ、aVF 导联 ST 段压低 0.1 mV。（虚构）',
    '窦性心律，未见明显 ST-T 改变。（虚构）',
    '心房颤动，心室率 96 次/分。（虚构）',
  ],
} as const;
