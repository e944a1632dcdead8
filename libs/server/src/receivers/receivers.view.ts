import type { Receiver, ReceiverDepartment } from '@alliance/contracts/receivers.contract';
import type { Specialty } from '@alliance/domain/alliance/alliance';
import type { Candidate, CandidateFacts } from '@alliance/domain/receivers/candidate.types';
import { distanceKm, type Place } from '@alliance/domain/receivers/distance';
import { isFresh } from '@alliance/domain/receivers/rank';
import { waitOf } from '@alliance/domain/receivers/waiting';
import { directionOf } from '@alliance/domain/referral/direction';
import type { FreeCapacity } from '../capacity/capacity.reader.js';
import type { DepartmentRow, MemberRow } from './receivers.row.js';

type Free = ReadonlyMap<string, FreeCapacity>;

const placeOf = ({ latitude, longitude }: MemberRow): Place | null =>
  latitude === null || longitude === null ? null : { latitude, longitude };

/** What the ranking needs to know of a member, as it looks from mine. */
export function candidateFacts(
  row: MemberRow,
  own: MemberRow,
  { specialty, free, takesPart }: { specialty: Specialty; free: Free; takesPart: boolean },
): CandidateFacts {
  return {
    id: row.id,
    name: row.name,
    level: row.level,
    direction: directionOf(own.level, row.level),
    takesPart,
    capabilities: row.capabilities,
    distanceKm: distanceKm(placeOf(own), placeOf(row)),
    departments: row.departments.map((department) => ({
      id: department.id,
      subjects: department.subjects,
      sameSpecialty: department.specialties.includes(specialty),
      free: published(free.get(department.id)),
      wait: department.wait && waitOf(department.wait.cases, department.wait.medianMinutes),
    })),
  };
}

function published(of: FreeCapacity | undefined): CandidateFacts['departments'][number]['free'] {
  if (!of) return null;
  const { bedsByKind, nextSlotAt, confirmedAt } = of;
  const beds = bedsByKind.size ? [...bedsByKind.values()].reduce((sum, { free }) => sum + free, 0) : null;
  return { beds, nextSlotAt, confirmedAt };
}

/** A ranked member as a screen shows it. */
export function receiverView(
  { id, name, city, type, level, phone, departments }: MemberRow,
  candidate: Candidate,
  { direction, distanceKm: km, free, now }: Pick<CandidateFacts, 'direction' | 'distanceKm'> & { free: Free; now: Date },
): Receiver {
  const rows = new Map(departments.map((department) => [department.id, department]));
  return {
    ...{ id, name, city, type, level, direction, phone },
    distanceKm: km === null ? null : Math.round(km * 10) / 10,
    target: candidate.target,
    missing: candidate.missing.map((alternatives) => [...alternatives]),
    departments: candidate.departments.map(({ id: departmentId, registration }) => {
      const row = rows.get(departmentId) as DepartmentRow;
      return departmentView(row, registration, free.get(departmentId), now);
    }),
  };
}

function departmentView(
  { id, name, phone, claimedWaitDays, wait }: DepartmentRow,
  registration: ReceiverDepartment['registration'],
  free: FreeCapacity | undefined,
  now: Date,
): ReceiverDepartment {
  return {
    ...{ id, name, phone, registration, claimedWaitDays },
    wait: wait && waitOf(wait.cases, wait.medianMinutes),
    free: free
      ? {
          beds: [...free.bedsByKind].map(([kind, { free: count }]) => ({ kind, free: count })),
          nextSlotAt: free.nextSlotAt?.toISOString() ?? null,
          confirmedAt: free.confirmedAt?.toISOString() ?? null,
          stale: !isFresh(free, now),
        }
      : null,
  };
}
