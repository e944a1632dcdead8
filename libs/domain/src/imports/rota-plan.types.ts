import type { PlanReport } from './import.types.js';
import type { KnownDepartment } from './person-plan.types.js';
import type { WallTime } from './rota-time.js';

/** Somebody who may be on duty: when they are appointed here, first and last day, and the telephone they are known by. */
export interface RotaPerson {
  readonly id: string;
  readonly name: string;
  readonly staffNumber: string | null;
  readonly phone: string | null;
  readonly appointed: readonly { readonly from: string; readonly to: string | null }[];
}

/** What a shift says. `departmentId` null is the duty office; times are those of the institution's wall clock, half-open. */
export interface ShiftFields {
  readonly departmentId: string | null;
  readonly personId: string;
  readonly phone: string;
  readonly backupPersonId: string | null;
  readonly backupPhone: string | null;
  readonly from: WallTime;
  readonly to: WallTime;
  readonly handOverNote: string | null;
}
export interface KnownShift extends ShiftFields {
  readonly id: string;
  readonly isTakenOver: boolean;
}

export interface RotaState {
  readonly people: readonly RotaPerson[];
  readonly departments: readonly KnownDepartment[];
  /** Shifts of the institution that are not cancelled, at least of all days that the table names and the days around them. */
  readonly shifts: readonly KnownShift[];
}

export interface RotaPlan extends PlanReport {
  readonly create: readonly ShiftFields[];
  readonly update: readonly { readonly id: string; readonly fields: ShiftFields }[];
}
