import type { AdoptionView } from '@alliance/contracts/adoption.contract';
import type { ProtocolView, VersionView } from '@alliance/contracts/protocol.schema';
import { county, idOf, lead } from './make';

type Criterion = VersionView['criteria'][number];

export const criterion = (change: Partial<Criterion> = {}): Criterion => ({
  code: 'HTN-U07',
  direction: 'up',
  urgency: '24h',
  label: { zh: '血压显著升高', en: 'Blood pressure markedly raised' },
  rule: {
    any: [
      { fact: 'sbp', op: '>=', value: 180 },
      { fact: 'dbp', op: '>=', value: 110 },
    ],
  },
  population: { fact: 'age', op: '>=', value: 18 },
  levels: ['township'],
  target: { zh: '县级医院心血管内科', en: 'Cardiology of the county hospital' },
  grades: ['V', 'L'],
  source: 'https://zyqjg.example/article-1.html (县域高血压分级诊疗技术方案)',
  testCases: [{ name: '收缩压 186：符合', facts: { sbp: 186, age: 60 }, expect: 'met' }],
  ...change,
});

/** A version in force as its readers get it: the quiz without answers. */
export const version = (change: Partial<VersionView> = {}): VersionView => ({
  id: idOf(812),
  protocolId: idOf(800),
  protocolCode: 'HTN',
  allianceId: idOf(900),
  number: 2,
  version: 7,
  state: 'in_force',
  actions: [],
  effectiveFrom: '2026-09-01',
  authors: ['沈岚'],
  submittedBy: '沈岚',
  approvedBy: '郑文君',
  approvedAt: '2026-08-20T02:00:00Z',
  publishedBy: '郑文君',
  publishedAt: '2026-08-21T02:00:00Z',
  reason: null,
  editorNote: null,
  invented: true,
  title: { zh: '高血压分级诊疗规范', en: 'Hypertension' },
  changeNote: '阈值下调',
  sections: [
    { kind: 'who_for', blocks: [{ kind: 'paragraph', runs: [{ text: '18 岁以上的高血压患者。' }] }] },
    { kind: 'refer_up', blocks: [{ kind: 'paragraph', runs: [{ text: '符合任一条即上转。' }] }] },
  ],
  facts: [
    {
      key: 'sbp',
      name: { zh: '收缩压', en: 'systolic pressure' },
      kind: 'quantity',
      group: 'vital_signs',
      unit: 'mm[Hg]',
      low: 40,
      high: 300,
    },
    {
      key: 'dbp',
      name: { zh: '舒张压', en: 'diastolic pressure' },
      kind: 'quantity',
      group: 'vital_signs',
      unit: 'mm[Hg]',
      low: 20,
      high: 200,
    },
    { key: 'age', name: { zh: '年龄', en: 'age' }, kind: 'quantity', group: 'person', unit: 'a', low: 0, high: 130 },
    { key: 'vomiting', name: { zh: '呕吐', en: 'vomiting' }, kind: 'boolean', group: 'symptoms' },
  ],
  criteria: [criterion()],
  references: ['县域高血压分级诊疗技术方案'],
  quiz: null,
  signOffs: [{ code: 'HTN-U07', signatory: '贺正清', title: '主任医师', invented: true, at: '2026-08-19T02:00:00Z', recordedBy: '沈岚' }],
  blockers: [],
  updatedAt: '2026-08-21T02:00:00Z',
  ...change,
});

const summaryOf = ({ id, number, state, effectiveFrom, changeNote, authors, approvedBy, publishedAt, updatedAt }: VersionView) => ({
  id,
  number,
  state,
  effectiveFrom,
  changeNote,
  authors,
  approvedBy,
  publishedAt,
  updatedAt,
});

/** A protocol with one version in force and the one before it. */
export const protocol = (change: Partial<ProtocolView> = {}): ProtocolView => {
  const inForce = summaryOf(version());
  const before = summaryOf(version({ id: idOf(811), number: 1, state: 'superseded', effectiveFrom: '2026-03-01', changeNote: '初版' }));
  return {
    id: idOf(800),
    code: 'HTN',
    title: { zh: '高血压分级诊疗规范', en: 'Hypertension' },
    allianceId: idOf(900),
    alliance: { zh: '心血管专科联盟', en: 'Cardiovascular alliance' },
    leadId: lead.id,
    common: false,
    invented: true,
    version: 9,
    inForce,
    scheduled: null,
    working: null,
    criteria: { up: 1, down: 0 },
    acknowledgement: { state: 'due', dueOn: '2099-10-01', at: null },
    versions: [inForce, before],
    mayAuthor: false,
    files: [],
    ...change,
  };
};

export const adoption = (change: Partial<AdoptionView> = {}): AdoptionView => ({
  protocolId: idOf(800),
  institution: county,
  version: 3,
  number: 2,
  adoptedAt: '2026-09-02T02:00:00Z',
  adoptedBy: '何敏',
  overrides: [],
  ...change,
});
