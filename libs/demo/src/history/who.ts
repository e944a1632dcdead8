import type { Service } from '@alliance/domain/referral/referral.codes';
import type { StandingPermission } from '@alliance/domain/administration/department';
import { demoId } from '../demo-id.js';
import { colleagues } from '../everybody.js';
import { hospitals } from '../hospitals.data.js';
import { spread } from './spread.js';
import { placeOf } from './calendar.js';

/** Shares of the patients who were sent up: by whom, and where a township sends them. */
const senders: readonly (readonly [hospital: string, share: number])[] = [
  ['county', 24],
  ['wangling', 19],
  ['bitan', 13],
  ['shuangxi', 8],
  ['tcm', 4],
  ['township', 9],
  ['yuntai', 8],
  ['sanqiao', 5],
  ['huangnitang', 5],
  ['songping', 3],
  ['luming', 2],
];
/** The county hospital of each township. */
export const countyOf: Readonly<Record<string, string>> = {
  ...{ township: 'county', sanqiao: 'county', yuntai: 'wangling', luming: 'wangling', huangnitang: 'bitan', songping: 'shuangxi' },
};
export const isTownship = (hospital: string): boolean => hospital in countyOf;

export const senderOf = (n: number): string =>
  senders[
    placeOf(
      senders.map(([, share]) => share),
      spread(n, 311, 0, 9_999) / 10_000,
    )
  ]?.[0] ?? 'county';

/** A member that leaves others waiting. */
export const answersLate = 'bitan';

const instead = ['medicine', 'cardiology', 'general'] as const;
/** The department that sees such patients there, or the one that sees everybody. */
export function departmentAt(hospital: string, department: string): string {
  const there = hospitals.find(({ key }) => key === hospital)?.departments.map(({ key }) => key) ?? [];
  return [department, ...instead].find((key) => there.includes(key)) ?? department;
}

/** Minutes by road from one of the hospitals to another. */
export function roadMinutes(n: number, from: string, to: string): number {
  const near = countyOf[from] === to || countyOf[to] === from;
  return (near ? 32 : isTownship(from) || isTownship(to) ? 96 : 64) + spread(n, 312, -9, 22);
}

/** One of the doctors there, of the department where there are some. @returns the username */
export function doctorAt(n: number, hospital: string, department: string, salt = 313): string {
  const there = colleagues(hospital, 'doctor', department);
  const own = there.filter((one) => one.department === department);
  const some = own.length ? own : there;
  const one = some[spread(n, salt, 0, some.length - 1)];
  if (!one) throw new Error(`${hospital} has no doctor`);
  return one.username;
}

const permits = new Map(
  hospitals.flatMap(({ key, departments }) =>
    departments.map((one) => [demoId(`department ${key} ${one.key}`), one.permits ?? []] as const),
  ),
);
/** What a department has allowed the referral office to answer for it. */
export const permissionsOf = (departmentId: string | null): readonly StandingPermission[] => permits.get(departmentId ?? '') ?? [];

const permission: Readonly<Partial<Record<Service, StandingPermission>>> = {
  inpatient: 'coordinator_accepts_inpatients',
  outpatient: 'coordinator_accepts_outpatients',
  examination: 'coordinator_accepts_examinations',
};

/** Who answers: the referral office where the department lets it, a doctor where not or where there is none. */
export function deskAt(n: number, hospital: string, department: string, service: Service): string {
  const needed = permission[service];
  const allowed = needed && permissionsOf(demoId(`department ${hospital} ${department}`)).includes(needed);
  const desks = allowed ? colleagues(hospital, 'coordinator') : [];
  return desks[spread(n, 314, 0, desks.length - 1)]?.username ?? doctorAt(n, hospital, department, 331);
}
