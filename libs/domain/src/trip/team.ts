import type { Specialty } from '../alliance/alliance.js';

/** Teams that wait for a patient before the arrival: 胸痛、卒中、创伤、危重孕产妇、危重新生儿 centres. */
export const teams = ['stemi', 'stroke', 'trauma', 'obstetric', 'neonatal'] as const;
export type Team = (typeof teams)[number];

/** Departments that a team is made of, by their specialty; the receiving department is always told. */
export const specialtiesOf: Readonly<Record<Team, readonly Specialty[]>> = {
  stemi: ['cardiovascular'],
  stroke: ['stroke', 'imaging'],
  trauma: ['trauma', 'critical_care', 'imaging'],
  obstetric: ['obstetrics', 'neonatal', 'critical_care'],
  neonatal: ['neonatal', 'obstetrics'],
};
