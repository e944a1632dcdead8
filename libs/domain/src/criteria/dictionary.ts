import { courseFacts } from './dictionary/course.data.js';
import { examinationFacts } from './dictionary/examination.data.js';
import { imagingFacts } from './dictionary/imaging-ecg.data.js';
import { laboratoryFacts } from './dictionary/laboratory.data.js';
import { newbornFacts } from './dictionary/newborn.data.js';
import { personFacts } from './dictionary/person.data.js';
import { pregnancyFacts } from './dictionary/pregnancy.data.js';
import { symptomFacts } from './dictionary/symptoms.data.js';
import { tcmFacts } from './dictionary/tcm.data.js';
import { treatmentFacts } from './dictionary/treatment.data.js';
import { vitalSignFacts } from './dictionary/vital-signs.data.js';
import type { FactDefinition } from './fact.types.js';

/**
 * The facts that editors offer, in the order of a form. A protocol version keeps its own copy of those it uses, so a judgement does not
 * change when this list does. LOINC® codes are used under the LOINC licence (loinc.org/license).
 */
export const factDictionary: readonly FactDefinition[] = [
  ...personFacts,
  ...vitalSignFacts,
  ...laboratoryFacts,
  ...symptomFacts,
  ...examinationFacts,
  ...imagingFacts,
  ...courseFacts,
  ...treatmentFacts,
  ...pregnancyFacts,
  ...newbornFacts,
  ...tcmFacts,
];
