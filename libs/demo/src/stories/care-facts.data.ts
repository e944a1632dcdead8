import type { FactScalar } from '@alliance/domain/criteria/fact.types';
import { steadyFacts } from '../steady-facts.data.js';

type Recorded = Readonly<Record<string, FactScalar>>;

const calm = {
  ...{ severe_headache: false, vomiting: false, speech_disturbance: false, limb_paralysis: false, chest_back_pain: false },
  ...{ leg_oedema: false, dyspnoea: false, orthopnoea: false, bedbound: false, angina: false },
};
const well = (hoursStable: number, lvef: number): Recorded => ({
  ...steadyFacts,
  ...calm,
  hours_stable: hoursStable,
  lvef,
  dapt_plan: true,
});
const without = (facts: Recorded, ...keys: readonly string[]): Recorded =>
  Object.fromEntries(Object.entries(facts).filter(([key]) => !keys.includes(key)));

/** What was written down this morning of patients in care, by the key of their story: three are well enough to go home, two are almost. */
export const careFacts: readonly (readonly [story: string, facts: Recorded])[] = [
  ['ready-1', well(84, 52)],
  ['ready-2', well(78, 56)],
  ['ready-3', well(96, 47)],
  ['near-1', without(well(74, 44), 'lvef')],
  ['near-2', without(well(73, 58), 'dapt_plan')],
];
