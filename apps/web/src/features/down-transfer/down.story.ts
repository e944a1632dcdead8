import {
  countDownCandidates,
  getCareFacts,
  listDownCandidates,
  type CareFacts,
  type DownCandidate,
} from '@alliance/contracts/down-candidate.contract';
import { getInstitution } from '@alliance/contracts/institution.contract';
import { getCriteriaInForce, listFacts } from '@alliance/contracts/judgement.contract';
import { screen, within } from '@testing-library/react';
import type { Answers } from '../../testing/answers';
import { appointment, cardiology, county, idOf, inMinutes } from '../../testing/make';
import { show } from '../../testing/show';

const sbp = {
  key: 'sbp',
  name: { zh: '收缩压', en: 'Systolic pressure' },
  kind: 'quantity' as const,
  group: 'vital_signs' as const,
  unit: 'mm[Hg]',
  low: 30,
  high: 300,
};
const headache = {
  key: 'severe_headache',
  name: { zh: '剧烈头痛', en: 'Severe headache' },
  kind: 'boolean' as const,
  group: 'symptoms' as const,
};
const judged = (code: string, label: string) => ({
  code,
  label: { zh: label },
  target: { zh: '县级医院' },
  grades: ['G' as const],
  source: '',
  protocolId: idOf(70),
  protocolVersionId: idOf(71),
  number: 1,
  overridden: false,
});
export const finding = (
  code: string,
  label: string,
  verdict: 'met' | 'unknown',
  value: number | null,
): DownCandidate['down']['findings'][number] => ({
  criterion: judged(code, label),
  verdict,
  urgency: 'routine',
  reasons: [
    {
      part: 'rule',
      path: '',
      fact: 'sbp',
      op: code.includes('U') ? '>=' : '<',
      threshold: code.includes('U') ? 180 : 140,
      unit: 'mm[Hg]',
      value,
      derived: false,
      outcome: verdict,
    },
  ],
  missing: [],
  settling: [],
  otherLevel: false,
});
export const met = {
  verdict: 'met' as const,
  metSince: inMinutes(-60 * 24 * 2),
  judgedAt: inMinutes(-5),
  findings: [finding('HTN-D01', '血压平稳', 'met', 128)],
  against: [],
  missing: [],
};
export const near = {
  verdict: 'unknown' as const,
  metSince: null,
  judgedAt: inMinutes(-5),
  findings: [finding('HTN-D01', '血压平稳', 'unknown', null)],
  against: [],
  missing: ['sbp', 'severe_headache'],
};

export const candidate = (n: number, change: Partial<DownCandidate> = {}): DownCandidate => ({
  referralId: idOf(500 + n),
  number: `R7K2-M9QX-${n}`,
  version: 3,
  patient: { name: `患者${n}`, sex: 'female', birthDate: '1960-05-01', identifierMasked: '6401**********1234' },
  diagnosis: '高血压 3 级',
  department: cardiology,
  since: inMinutes(-60 * 24 * 4),
  daysInCare: 4,
  factsAt: inMinutes(-30),
  down: met,
  home: { institution: county, level: 'secondary', beds: { free: 2, confirmedAt: null } },
  offer: null,
  setAside: null,
  actions: ['recordFacts', 'offerDown', 'setAside'],
  ...change,
});
export const care = (change: Partial<CareFacts> = {}): CareFacts => ({
  referralId: idOf(501),
  version: 3,
  inCare: true,
  allianceId: idOf(60),
  patient: { sex: 'female', birthDate: '1960-05-01' },
  sent: { sbp: 190 },
  sentAt: inMinutes(-60 * 24 * 5),
  since: inMinutes(-60 * 24 * 4),
  recorded: {},
  changes: [],
  down: near,
  ...change,
});
const criterion = (code: string, rule: object, more: object = {}) => ({
  ...{
    code,
    label: { zh: code },
    target: { zh: '' },
    grades: ['G' as const],
    source: '',
    levels: [],
    population: { all: [] },
    overridden: false,
  },
  ...{ direction: 'down' as const, urgency: 'routine' as const },
  rule: rule as never,
  ...more,
});
const inForce = {
  allianceId: idOf(60),
  at: inMinutes(0),
  level: 'tertiary' as const,
  protocols: [
    {
      ...{ protocolId: idOf(70), versionId: idOf(71), number: 1, title: { zh: '高血压' }, common: false, effectiveFrom: '2026-01-01' },
      facts: [sbp, headache],
      criteria: [
        criterion('HTN-D01', { fact: 'sbp', op: '<', value: 140 }, { label: { zh: '血压平稳' } }),
        criterion(
          'HTN-U02',
          { fact: 'severe_headache', op: 'is', value: true },
          { direction: 'up', urgency: 'immediate', label: { zh: '剧烈头痛' } },
        ),
      ],
    },
  ],
  responseMinutes: { immediate: 10, '2h': 60, '24h': 120, '7d': 1440, routine: 1440 },
};

export function open(
  items: DownCandidate[],
  more?: (answers: Answers) => void,
  path = '/down-candidates',
  language: 'zh' | 'en' = 'zh',
  role: 'doctor' | 'expert' = 'doctor',
) {
  return show(path, {
    as: appointment(role),
    language,
    answers: (answers) => {
      answers.on(listDownCandidates, { items, nextCursor: null });
      answers.on(countDownCandidates, { met: items.length, near: 4, set_aside: 1, all: 12 });
      answers.on(listFacts, { items: [sbp, headache] });
      answers.on(getCriteriaInForce, inForce);
      answers.on(getCareFacts, care());
      answers.refuse(getInstitution, 'access.not_found');
      more?.(answers);
    },
  });
}
export const row = async (name: string) => within(await screen.findByRole('listitem', { name }));
