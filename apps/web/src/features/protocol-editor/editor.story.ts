import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import type { Criterion } from '@alliance/domain/criteria/rule.types';
import { listFacts } from '@alliance/contracts/judgement.contract';
import { getProtocol, getVersion, writeVersion } from '@alliance/contracts/protocol.contract';
import type { ProtocolView, VersionView } from '@alliance/contracts/protocol.schema';
import type { Answers } from '../../testing/answers';
import { idOf, inMinutes, lead } from '../../testing/make';

const quantity = (key: string, zh: string, en: string, unit: string): FactDefinition => ({
  ...{ key, name: { zh, en }, kind: 'quantity', group: 'vital_signs', unit, low: 20, high: 300 },
});
export const facts: readonly FactDefinition[] = [
  quantity('sbp', '收缩压', 'Systolic pressure', 'mm[Hg]'),
  quantity('dbp', '舒张压', 'Diastolic pressure', 'mm[Hg]'),
  { key: 'persist_after_treatment', name: { zh: '处理后仍高', en: 'Still high after treatment' }, kind: 'boolean', group: 'course' },
  { ...quantity('age', '年龄', 'Age', 'a'), low: 0, high: 130, group: 'person' },
];
export const heartRate = quantity('hr', '心率', 'Heart rate', '/min');

/** HTN-U07: pressure of 180 or 110 that stays high after treatment. */
export const u07: Criterion = {
  ...{ code: 'HTN-U07', direction: 'up', urgency: '24h', label: { zh: '处理后血压仍高', en: 'Pressure stays high' } },
  rule: {
    all: [
      {
        any: [
          { fact: 'sbp', op: '>=', value: 180 },
          { fact: 'dbp', op: '>=', value: 110 },
        ],
      },
      { fact: 'persist_after_treatment', op: 'is', value: true },
    ],
  },
  population: { fact: 'age', op: '>=', value: 18 },
  ...{ levels: [], target: { zh: '上级医院' }, grades: ['V'], source: '指南' },
  testCases: [
    { name: '收缩压 182，仍高', facts: { sbp: 182, persist_after_treatment: true, age: 60 }, expect: 'met' },
    { name: '没有量血压', facts: { persist_after_treatment: true, age: 60 }, expect: 'unknown' },
  ],
};

export const protocolId = idOf(800);
export const version = (change: Partial<VersionView> = {}): VersionView => ({
  ...{ id: idOf(801), protocolId, protocolCode: 'HTN', allianceId: idOf(900), number: 2, version: 4, state: 'draft' },
  actions: ['edit', 'submit', 'sign_off', 'discard', 'replay'],
  ...{ effectiveFrom: null, authors: ['周文博'], submittedBy: null, approvedBy: null, approvedAt: null, publishedBy: null },
  ...{ publishedAt: null, reason: null, editorNote: null, invented: true },
  ...{ title: { zh: '高血压双向转诊规范', en: 'Hypertension' }, changeNote: '', sections: [], references: [], quiz: null },
  facts: [...facts] as VersionView['facts'],
  criteria: [u07] as unknown as VersionView['criteria'],
  ...{ signOffs: [], blockers: [], updatedAt: inMinutes(-5) },
  ...change,
});
export const protocol = (change: Partial<ProtocolView> = {}): ProtocolView => ({
  ...{
    id: protocolId,
    code: 'HTN',
    title: { zh: '高血压双向转诊规范' },
    allianceId: idOf(900),
    alliance: { zh: '心血管联盟' },
    leadId: lead.id,
  },
  ...{ common: false, invented: true, version: 3, scheduled: null, working: null, criteria: { up: 1, down: 0 } },
  inForce: {
    ...{ id: idOf(802), number: 1, state: 'in_force', effectiveFrom: '2026-01-01', changeNote: '', authors: [], approvedBy: null },
    ...{ publishedAt: null, updatedAt: inMinutes(-9000) },
  },
  acknowledgement: { state: 'none', dueOn: null, at: null },
  ...{ versions: [], mayAuthor: true, files: [] },
  ...change,
});

/** The server of an author's desk: keeps what is written and counts its versions. */
export function desk(
  answers: Answers,
  start: VersionView = version(),
  whole: ProtocolView = protocol(),
): { readonly now: () => VersionView } {
  let now = start;
  answers
    .on(getProtocol, whole)
    .on(getVersion, () => now)
    .on(listFacts, { items: [...facts, heartRate] as never })
    .on(writeVersion, ({ body }) => {
      now = { ...now, ...(body.content as unknown as VersionView), version: now.version + 1, updatedAt: inMinutes(0) };
      return now;
    });
  return { now: () => now };
}
