import type { PairedInstitution, Pairing } from '@alliance/contracts/pairing.contract';
import type { Specialty } from '@alliance/domain/alliance/alliance';
import type { InstitutionType } from '@alliance/domain/alliance/institution';

const byType: Readonly<Partial<Record<InstitutionType, Specialty>>> = {
  tcm_hospital: 'tcm_rehabilitation',
  integrated_tcm_western_hospital: 'tcm_rehabilitation',
  maternal_child_hospital: 'obstetrics',
  children_hospital: 'paediatrics',
  infectious_disease_hospital: 'infectious_disease',
  tuberculosis_hospital: 'infectious_disease',
  public_health_clinical_centre: 'infectious_disease',
  cdc: 'infectious_disease',
  orthopaedic_hospital: 'trauma',
  mental_health_centre: 'mental_health',
  emergency_centre: 'critical_care',
  telemedicine_centre: 'imaging',
  blood_station: 'other',
};

/** What an alliance of this lead is probably about; a general hospital is proposed the commonest one. A proposal, the office decides. */
export const likelySpecialty = ({ type }: Pick<PairedInstitution, 'type'>): Specialty => byType[type] ?? 'cardiovascular';

/** `苏州市立医院心血管专科联盟`, with a number when it is taken; at most 80 characters. */
export function proposedName(lead: string, specialty: string, taken: readonly string[]): string {
  const name = `${lead}${specialty}专科联盟`.slice(0, 74);
  if (!taken.includes(name)) return name;
  for (let number = 2; ; number += 1) if (!taken.includes(`${name}（${number}）`)) return `${name}（${number}）`;
}

/** The documents the pairs come from, as one line of at most 200 characters. */
export const openedFrom = (pairs: readonly Pairing[]): string => [...new Set(pairs.map(({ source }) => source))].join('；').slice(0, 200);
