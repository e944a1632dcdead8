import type { ResultFlag } from '../recognition.codes.js';

const words: Readonly<Record<string, ResultFlag>> = {
  ...{ N: 'normal', 正常: 'normal', NEG: 'normal', NR: 'normal' },
  ...{ L: 'low', 低: 'low', '↓': 'low', 偏低: 'low' },
  ...{ H: 'high', 高: 'high', '↑': 'high', 偏高: 'high' },
  ...{ LL: 'critical_low', '↓↓': 'critical_low', HH: 'critical_high', '↑↑': 'critical_high' },
  ...{ A: 'abnormal', 异常: 'abnormal', POS: 'abnormal', RR: 'abnormal' },
  ...{ AA: 'critical', 危急: 'critical', 危急值: 'critical' },
};

/** HL7 v2 table 0078 and FHIR `interpretation`, and what laboratories print; null for what says nothing. */
export const flagOfWord = (word: string | null | undefined): ResultFlag | null => words[word?.trim().toUpperCase() ?? ''] ?? null;
