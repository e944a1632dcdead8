import * as judgement from '@alliance/contracts/judgement.contract';
import * as machine from '@alliance/contracts/machine.contract';
import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import type { Criterion } from '@alliance/domain/criteria/rule.types';
import type { ProtocolContent } from '@alliance/domain/protocol/protocol.types';
import { JudgementModule } from '../judgement/judgement.module.js';
import { MachineModule } from '../machine/machine.module.js';
import { newId } from '../platform/ids.js';
import type { Serving } from './app.js';
import { pressureContent, pressureCriterion } from './protocol.story.js';
import type { TestDatabase } from './services.js';

/** What an API needs to judge by criteria, for people and for programs. */
export const judgementSlice: Serving = { features: [JudgementModule, MachineModule], contracts: [judgement, machine] };

export const glucose: FactDefinition = {
  key: 'glucose',
  name: { zh: '血糖', en: 'Glucose' },
  kind: 'quantity',
  group: 'laboratory',
  unit: 'mmol/L',
  low: 0,
  high: 100,
  molarMass: 180.156,
  loinc: '14749-6',
};
export const pressure: FactDefinition = {
  key: 'sbp',
  name: { zh: '收缩压', en: 'Systolic blood pressure' },
  kind: 'quantity',
  group: 'vital_signs',
  unit: 'mm[Hg]',
  low: 30,
  high: 300,
  loinc: '8480-6',
};
export const headache: FactDefinition = {
  key: 'severe_headache',
  name: { zh: '剧烈头痛', en: 'Severe headache' },
  kind: 'boolean',
  group: 'symptoms',
};
export const age: FactDefinition = {
  key: 'age',
  name: { zh: '年龄', en: 'Age' },
  kind: 'quantity',
  group: 'person',
  unit: 'a',
  low: 0,
  high: 130,
};
export const birthDate: FactDefinition = {
  key: 'birth_date',
  name: { zh: '出生日期', en: 'Birth date' },
  kind: 'instant',
  group: 'person',
};

/** Pressure sends up within a day, with a headache at once; glucose within two hours; a low pressure lets come down. */
export const caseContent = (code: string, threshold = 180, more: readonly Criterion[] = []): ProtocolContent =>
  pressureContent(code, threshold, {
    facts: [pressure, headache, glucose, age, birthDate],
    criteria: [
      pressureCriterion(`${code}-U01`, threshold),
      pressureCriterion(`${code}-U02`, threshold, {
        urgency: 'immediate',
        label: { zh: '血压升高伴剧烈头痛', en: 'High pressure with severe headache' },
        rule: {
          all: [
            { fact: 'sbp', op: '>=', value: threshold },
            { fact: 'severe_headache', op: 'is', value: true },
          ],
        },
      }),
      pressureCriterion(`${code}-U03`, threshold, { urgency: '2h', rule: { fact: 'glucose', op: '>=', value: 16.7 } }),
      pressureCriterion(`${code}-D01`, threshold, { direction: 'down', urgency: 'routine', rule: { fact: 'sbp', op: '<', value: 140 } }),
      ...more,
    ],
  });

/** A version as it stands once it was published, without the way there. @returns ids and number */
export async function stands(
  { owner }: TestDatabase,
  allianceId: string,
  content: ProtocolContent,
  {
    from = '2020-02-01',
    common = false,
    protocolId,
    number = 1,
  }: { from?: string; common?: boolean; protocolId?: string; number?: number } = {},
): Promise<{ protocolId: string; versionId: string; number: number }> {
  const id = protocolId ?? newId();
  const versionId = newId();
  const code = content.criteria[0]?.code.split('-')[0] ?? 'X';
  if (!protocolId)
    await owner.query('insert into protocol (id, alliance_id, code, title_zh, common) values ($1, $2, $3, $4, $5)', [
      id,
      allianceId,
      code,
      content.title.zh,
      common,
    ]);
  await owner.query(
    `insert into protocol_version (id, protocol_id, number, state, content, authors, approved_by, published_at, effective_from)
     values ($1, $2, $3, 'published', $4, '{}', (select id from person order by id limit 1), now(), $5)`,
    [versionId, id, number, JSON.stringify(content), from],
  );
  return { protocolId: id, versionId, number };
}
