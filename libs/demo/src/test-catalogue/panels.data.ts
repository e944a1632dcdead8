/** What is ordered as one in the demonstration hospitals. */
export const panels: readonly { readonly code: string; readonly zh: string; readonly en: string; readonly items: readonly string[] }[] = [
  {
    ...{ code: 'X-CBC', zh: '血常规', en: 'Complete blood count' },
    items: ['6690-2', '789-8', '718-7', '4544-3', '777-3', '751-8', '731-0', '787-2'],
  },
  { code: 'X-COAG', zh: '凝血四项', en: 'Coagulation screen', items: ['5902-2', '6301-6', '14979-9', '3255-7'] },
  {
    code: 'X-LIVER',
    zh: '肝功能',
    en: 'Liver function',
    items: ['1742-6', '1920-8', '2324-2', '6768-6', '14631-6', '14629-0', '2885-2', '1751-7'],
  },
  { code: 'X-RENAL', zh: '肾功能', en: 'Renal function', items: ['14682-9', '22664-7', '14933-6', '62238-1', '33863-2'] },
  { code: 'X-ELECTROLYTES', zh: '电解质', en: 'Electrolytes', items: ['2823-3', '2951-2', '2075-0', '2000-8', '14879-1', '2601-3'] },
  { code: 'X-LIPIDS', zh: '血脂四项', en: 'Lipids', items: ['14647-2', '14927-8', '14646-4', '22748-8'] },
  { code: 'X-HEART', zh: '心肌标志物', en: 'Cardiac markers', items: ['89579-7', '13969-1', '33762-6'] },
  { code: 'X-THYROID', zh: '甲功三项', en: 'Thyroid function', items: ['3016-3', '14920-3', '14928-6'] },
  { code: 'X-HEPATITIS-B', zh: '乙肝五项', en: 'Hepatitis B markers', items: ['5196-1', '16935-9', '13954-3', '13953-5', '13952-7'] },
  { code: 'X-TUMOUR', zh: '肿瘤标志物三项', en: 'Tumour markers', items: ['1834-1', '2039-6', '24108-3'] },
  {
    ...{ code: 'X-ADMISSION-15', zh: '入院生化十五项', en: 'Admission chemistry, 15 items' },
    items: [
      ...['14682-9', '22664-7', '14933-6', '2823-3', '2951-2', '2075-0', '14749-6', '1742-6', '1920-8', '14647-2'],
      ...['14927-8', '14646-4', '22748-8', '1751-7', '89579-7'],
    ],
  },
];

/** Demonstration prices in fen, dose in microsievert, blood in microlitres: figures of ours, for the ledger to have something to add up. */
export const costOf = ({
  group,
  modality,
}: {
  group: string;
  modality: string | null;
}): { fen: number; microsievert: number; microlitres: number } => {
  const fen = modality
    ? ({ CR: 6_000, CT: 22_000, MR: 46_000, MG: 18_000, US: 9_000, DXA: 15_000, ECG: 2_500, PFT: 12_000 }[modality] ?? 8_000)
    : (laboratory[group] ?? 1_500);
  return {
    fen,
    microsievert: { CR: 100, CT: 5_000, MG: 400, DXA: 10 }[modality ?? ''] ?? 0,
    microlitres: modality || group === 'function_pathology' ? 0 : 400,
  };
};
const laboratory: Readonly<Record<string, number>> = {
  ...{ haematology: 250, coagulation: 1_200, chemistry: 500, cardiac_inflammation: 6_500, endocrine: 3_500, infection: 2_500 },
  ...{ tumour_marker: 5_000, urine_gas_blood_group: 1_200, function_pathology: 15_000 },
};
