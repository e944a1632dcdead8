import type { CardOverrideReason, CdsHook } from '@alliance/contracts/cds.schema';
import type { CriterionDirection, CriterionUrgency } from '@alliance/domain/criteria/rule.types';
import type { Language } from '@alliance/domain/criteria/sentence';

const reasons = {
  zh: {
    clinical_judgement: '临床判断',
    patient_wish: '患者或家属意愿',
    already_referred: '已在转诊',
    manageable_here: '本院可以处理',
    values_outdated: '数据已过时',
    criterion_does_not_fit: '标准不适合该患者',
  },
  en: {
    clinical_judgement: 'Clinical judgement',
    patient_wish: 'Wish of the patient or the family',
    already_referred: 'Already being referred',
    manageable_here: 'Can be managed here',
    values_outdated: 'The values are out of date',
    criterion_does_not_fit: 'The criterion does not fit this patient',
  },
} as const satisfies Record<Language, Record<CardOverrideReason, string>>;

const urgencies = {
  zh: { immediate: '立即', '2h': '2 小时内', '24h': '24 小时内', '7d': '7 天内', routine: '择期' },
  en: { immediate: 'immediately', '2h': 'within 2 hours', '24h': 'within 24 hours', '7d': 'within 7 days', routine: 'routinely' },
} as const satisfies Record<Language, Record<CriterionUrgency, string>>;
const directions = { zh: { up: '上转', down: '下转' }, en: { up: 'Refer up', down: 'Send back down' } } as const satisfies Record<
  Language,
  Record<CriterionDirection, string>
>;

interface Words {
  readonly reasons: Readonly<Record<CardOverrideReason, string>>;
  met(direction: CriterionDirection, urgency: CriterionUrgency, label: string): string;
  open(label: string): string;
  unmet(direction: CriterionDirection): string;
  suppressed(codes: string): string;
  readonly because: string;
  readonly lacking: string;
  readonly target: string;
  readonly overridden: string;
  readonly unusable: string;
  readonly protocol: string;
  readonly invented: string;
}

/** What cards say. */
export const cardWords: Readonly<Record<Language, Words>> = {
  zh: {
    reasons: reasons.zh,
    met: (direction, urgency, label) => `符合${directions.zh[direction]}标准（${urgencies.zh[urgency]}）：${label}`,
    open: (label) => `是否需立即上转尚不能判定：${label}`,
    unmet: (direction) => `没有符合的${directions.zh[direction]}标准`,
    suppressed: (codes) => `不宜下转：上转标准 ${codes} 已符合或尚未排除`,
    because: '依据',
    lacking: '还缺',
    target: '去向',
    overridden: '本院补充标准',
    unusable: '未采用的数据',
    protocol: '查看规范',
    invented: '演示内容，不构成医疗建议。',
  },
  en: {
    reasons: reasons.en,
    met: (direction, urgency, label) => `${directions.en[direction]} ${urgencies.en[urgency]}: ${label}`,
    open: (label) => `Cannot say yet whether to refer up at once: ${label}`,
    unmet: (direction) => `No criterion is met to ${directions.en[direction].toLowerCase()}`,
    suppressed: (codes) => `Not to be sent down: criteria to refer up are met or not excluded (${codes})`,
    because: 'Because',
    lacking: 'Missing',
    target: 'To',
    overridden: 'Own rule of this hospital',
    unusable: 'Not used',
    protocol: 'Open the protocol',
    invented: 'Demonstration content, not medical advice.',
  },
};

interface Service {
  readonly title: string;
  readonly description: string;
}
/** What our services say of themselves, to whoever sets them up. */
export const serviceWords: Readonly<Record<CdsHook, Service>> = {
  'patient-view': {
    title: '联盟转诊标准：查看患者 / Alliance transfer criteria: patient view',
    description:
      'Holds the observations of the opened patient against the transfer criteria of the protocols in force for your institution: a card for each protocol with a criterion met, or with an immediate one that a single missing value would settle.',
  },
  'order-sign': {
    title: '联盟转诊标准：签署医嘱 / Alliance transfer criteria: order sign',
    description:
      'The same before orders are signed. A ServiceRequest for a transfer among the draft orders is held against the criteria of its direction, and a transfer without any criterion met is questioned.',
  },
};

export const recognitionWords: Service = {
  title: '检查检验结果互认：签署医嘱 / Mutual recognition: order sign',
  description:
    'Before tests are signed: one card for the order set that says which of them have an earlier result that can be taken over, from which hospital, how old and why; orders that need not be made can be deleted from it.',
};
