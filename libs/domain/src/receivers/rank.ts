import type { Asked, Candidate, CandidateFacts, DepartmentFacts, Exclusion, FreeCapacity, Ranking, TargetFit } from './candidate.types.js';
import { offers } from './needs.js';
import { registrationOf } from './registration.js';

/** A published figure older than this says nothing any more. */
export const freshForHours = 12;
/** Without enough cases, and without a place on the map, nobody is put first or last for it. */
const assumedWaitDays = 7;
const assumedDistanceKm = 100;

type Key = readonly (number | string)[];

/**
 * Members that may receive a patient, the most suitable first: what the criteria point to, the wanted direction, a stated licence, free capacity;
 * then for an emergency the nearest, otherwise the shortest wait in days and the nearest of those. More free beds, a shorter wait or a
 * shorter way never rank a hospital lower.
 */
export function rankReceivers(members: readonly CandidateFacts[], asked: Asked): Ranking {
  const offered: { readonly key: Key; readonly candidate: Candidate }[] = [];
  const excluded: { readonly id: string; readonly why: Exclusion }[] = [];
  for (const member of members) {
    const departments = suitable(member, asked);
    const why = exclusionOf(member, departments);
    if (why) excluded.push({ id: member.id, why });
    else offered.push(rated(member, departments, asked));
  }
  offered.sort((a, b) => compare(a.key, b.key));
  return { candidates: offered.map(({ candidate }) => candidate), excluded };
}

function exclusionOf(member: CandidateFacts, departments: readonly DepartmentFacts[]): Exclusion | undefined {
  if (!member.takesPart) return 'not_taking_part';
  if (member.departments.length === 0) return 'no_department';
  return departments.length === 0 ? 'unregistered' : undefined;
}

/** Departments that may be asked (RF-08), the most suitable first. */
function suitable({ departments }: CandidateFacts, asked: Asked): readonly DepartmentFacts[] {
  return departments
    .filter(({ subjects }) => registrationOf(subjects, asked.subjects) !== 'unregistered')
    .map((department) => ({ department, key: departmentKey(department, asked) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ department }) => department);
}

function departmentKey(department: DepartmentFacts, asked: Asked): Key {
  const { sameSpecialty, free, id } = department;
  // rescue has a door of its own, where the hospital says that it has one
  const emergency = asked.service === 'emergency' && department.subjects.includes('20') ? 0 : 1;
  return [
    unstated(department, asked),
    emergency,
    sameSpecialty ? 0 : 1,
    capacityBand(free, asked),
    waitDays(department),
    -freshBeds(free, asked),
    id,
  ];
}

function rated(member: CandidateFacts, departments: readonly DepartmentFacts[], asked: Asked): { key: Key; candidate: Candidate } {
  const { target, missing } = targetOf(member, departments, asked);
  const best = departments[0] as DepartmentFacts;
  const free = departments.map((department) => capacityBand(department.free, asked));
  const km = member.distanceKm ?? assumedDistanceKm;
  const wait = Math.min(...departments.map(waitDays));
  const rescue = asked.service === 'emergency' || asked.urgency === 'immediate';
  const beds = departments.reduce((sum, department) => sum + freshBeds(department.free, asked), 0);
  const key = [
    { met: 0, not_asked: 0, not_stated: 1, missing: 2 }[target],
    asked.direction === null || asked.direction === member.direction ? 0 : 1,
    unstated(best, asked),
    Math.min(...free),
    ...(rescue ? [km, wait] : [wait, km]),
    -beds,
    member.name,
    member.id,
  ];
  const choices = departments.map((department) => ({
    id: department.id,
    registration: unstated(department, asked) ? ('not_stated' as const) : ('registered' as const),
  }));
  return { key, candidate: { id: member.id, target, missing, departments: choices } };
}

const unstated = ({ subjects }: DepartmentFacts, asked: Asked): number =>
  registrationOf(subjects, asked.subjects) === 'not_stated' && asked.subjects.length > 0 ? 1 : 0;

function targetOf(
  { level, capabilities, departments: all }: CandidateFacts,
  departments: readonly DepartmentFacts[],
  { needs }: Asked,
): { target: TargetFit; missing: Candidate['missing'] } {
  const offer = { level, capabilities, subjects: departments.flatMap(({ subjects }) => subjects) };
  const missing = needs.filter((alternatives) => !offers(offer, alternatives));
  if (needs.length === 0) return { target: 'not_asked', missing };
  if (missing.length === 0) return { target: 'met', missing };
  // a hospital that has stated nothing has not said no
  const silent = capabilities.length === 0 && all.every(({ subjects }) => subjects.length === 0);
  return { target: silent ? 'not_stated' : 'missing', missing };
}

/** 0 something is free, 1 nobody knows or it does not matter, 2 nothing is free. An emergency needs no bed to be taken. */
function capacityBand(free: FreeCapacity | null, { service, now }: Asked): number {
  if (service === 'emergency' || !free || !isFresh(free, now)) return 1;
  if (service === 'inpatient') return free.beds === null ? 1 : free.beds > 0 ? 0 : 2;
  return free.nextSlotAt ? 0 : 1;
}

const freshBeds = (free: FreeCapacity | null, { now }: Asked): number => (free && isFresh(free, now) ? (free.beds ?? 0) : 0);

/** Whether somebody confirmed a published figure lately enough to rely on it. */
export const isFresh = ({ confirmedAt }: Pick<FreeCapacity, 'confirmedAt'>, now: Date): boolean =>
  confirmedAt !== null && now.getTime() - confirmedAt.getTime() <= freshForHours * 3_600_000;

const waitDays = ({ wait }: DepartmentFacts): number =>
  wait?.medianMinutes === undefined || wait.medianMinutes === null ? assumedWaitDays : Math.floor(wait.medianMinutes / 1440);

function compare(a: Key, b: Key): number {
  for (const [i, value] of a.entries()) {
    const other = b[i] as number | string;
    if (value !== other) return value < other ? -1 : 1;
  }
  return 0;
}
