import { capabilities, type Capability } from '../administration/capability.js';
import { treatmentSubjectCodes, type TreatmentSubject } from '../administration/department.js';
import { directionOf, institutionLevels, type InstitutionLevel } from '../referral/direction.js';

/** One thing that the place a criterion points to must have: a capability, a registered subject, or a level. */
export type Need = Capability | `subject:${TreatmentSubject}` | `level:${InstitutionLevel}`;
/** Any one of them is enough: 急诊/肾内 is the one or the other. */
export type Alternatives = readonly Need[];

export const needs: readonly Need[] = [
  ...capabilities,
  ...treatmentSubjectCodes.map((code) => `subject:${code}` as const),
  ...institutionLevels.map((level) => `level:${level}` as const),
];

/** Words of targets, as protocols write them; the more particular ones first, and each word is used up by its first match. */
const words: readonly (readonly [RegExp, Alternatives])[] = [
  [/胸痛中心|胸痛/, ['chest_pain_centre', 'primary_pci_24h']],
  [/PCI/i, ['primary_pci_24h']],
  [/综合卒中中心|取栓/, ['thrombectomy']],
  [/卒中/, ['stroke_centre', 'stroke_unit', 'thrombectomy']],
  [/危重孕产妇|母胎/, ['maternal_critical_care']],
  [/亚低温/, ['therapeutic_cooling']],
  [/危重新生儿|NICU/i, ['newborn_critical_care', 'neonatal_icu']],
  [/新生儿中心/, ['newborn_critical_care', 'neonatal_icu']],
  [/新生儿科/, ['subject:07.01', 'neonatal_icu']],
  [/危重儿童/, ['child_critical_care', 'paediatric_icu']],
  [/创伤中心/, ['trauma_centre']],
  [/RICU/i, ['respiratory_icu', 'general_icu']],
  [/ICU|重症/i, ['general_icu', 'subject:28']],
  [/急诊/, ['subject:20']],
  [/肾内/, ['subject:03.06', 'dialysis_24h']],
  [/呼吸/, ['subject:03.01']],
  [/骨科/, ['subject:04.03', 'orthopaedic_surgery_24h']],
  [/产科|妇幼/, ['subject:05.02']],
  [/儿科/, ['subject:07']],
  [/康复/, ['subject:21', 'rehabilitation_beds', 'tcm_rehabilitation_beds']],
  [/三级/, ['level:tertiary']],
  [/二级|县级/, ['level:secondary']],
];

/**
 * What the target of a criterion asks of a hospital. Parts joined by `+` are all asked for, parts joined by `/` are alternatives.
 * A target that names only a direction (上级, 乡镇, 村) or something unknown asks for nothing here: the direction says it.
 */
export function needsOfTarget(target: string): readonly Alternatives[] {
  return target
    .split(/[+＋]/)
    .map((part) => part.split(/[/／、或]/).map(needsOfPart))
    .filter((parts) => parts.length > 0 && parts.every((part) => part.length > 0))
    .map((parts) => [...new Set(parts.flat())]);
}

function needsOfPart(part: string): Alternatives {
  return words.find(([pattern]) => pattern.test(part))?.[1] ?? [];
}

/** On the wire: alternatives joined by `|`, what is needed together by `,`. */
export const writeNeeds = (all: readonly Alternatives[]): string => all.map((some) => some.join('|')).join(',');

/** @returns undefined where something in it is no need */
export function readNeeds(text: string): readonly Alternatives[] | undefined {
  const read = text
    .split(',')
    .filter(Boolean)
    .map((some) => some.split('|'));
  const known = new Set<string>(needs);
  return read.flat().every((one) => known.has(one)) ? (read as Need[][]) : undefined;
}

/** What a hospital can show for itself. */
export interface Offer {
  readonly level: InstitutionLevel;
  readonly capabilities: readonly Capability[];
  readonly subjects: readonly TreatmentSubject[];
}

/** Whether one of the alternatives is there. */
export function offers({ level, capabilities: held, subjects }: Offer, alternatives: Alternatives): boolean {
  return alternatives.some((need) => {
    if (need.startsWith('level:')) return level !== 'unknown' && directionOf(level, need.slice(6) as InstitutionLevel) !== 'up';
    if (need.startsWith('subject:'))
      return subjects.some((subject) => subject === need.slice(8) || subject.startsWith(`${need.slice(8)}.`));
    return held.includes(need as Capability);
  });
}
