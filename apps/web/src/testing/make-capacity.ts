import { getCapacityBoard, type Bed, type BoardDepartment, type Slot } from '@alliance/contracts/capacity.contract';
import { listShortages, listUnplaced, type Shortage, type Unplaced } from '@alliance/contracts/shortage.contract';
import type { Role } from '@alliance/domain/access/actor';
import type { Answers } from './answers';
import { appointment, cardiology, county, idOf, inMinutes, lead } from './make';
import { show } from './show';

export const referral = { id: idOf(500), number: 'R7K2-M9QX-4', urgency: 'urgent' as const };
export const bed = (n: number, change: Partial<Bed> = {}): Bed => ({
  id: idOf(700 + n),
  version: 3,
  departmentId: cardiology.id,
  label: `${n} 床`,
  kind: 'ordinary',
  sex: 'any',
  situation: 'free',
  occupiedUntil: null,
  note: null,
  hold: null,
  ...change,
});
export const hold = { id: idOf(800), version: 2, label: '2', state: 'held' as const, until: inMinutes(18), referral };
export const beds = [
  bed(1),
  bed(2, { situation: 'held', hold, kind: 'ccu' }),
  bed(3, { situation: 'occupied', sex: 'female' }),
  bed(4, { situation: 'closed', note: '空调维修' }),
];
export const slot = (n: number, change: Partial<Slot> = {}): Slot => ({
  id: idOf(900 + n),
  version: 1,
  departmentId: cardiology.id,
  service: 'outpatient',
  room: '诊室 2',
  from: `2027-03-01T0${n}:00:00Z`,
  to: `2027-03-01T0${n}:15:00Z`,
  situation: 'free',
  hold: null,
  ...change,
});
export const board = (change: Partial<BoardDepartment> = {}) => ({
  day: '2027-03-01',
  departments: [
    {
      department: cardiology,
      beds,
      slots: [slot(1), slot(2, { situation: 'held', hold }), slot(3, { situation: 'given' })],
      confirmedAt: inMinutes(-13 * 60),
      confirmedBy: '周文博',
      old: true,
      waiting: 1,
      ...change,
    },
  ],
});
export const waiting: Shortage = {
  id: idOf(950),
  version: 4,
  institution: lead,
  department: cardiology,
  referral,
  sender: county,
  service: 'inpatient',
  bedKind: 'icu',
  since: inMinutes(-300),
  promisedOn: '2026-01-05',
  due: 'overdue',
  contacts: [{ at: inMinutes(-60), by: '周文博', outcome: 'not_reached', note: '无人接听' }],
};
export const unplaced: Unplaced = {
  referral: { id: idOf(501), number: 'H3P8-2WXY-6', urgency: 'immediate' },
  state: 'arrived',
  service: 'inpatient',
  department: cardiology,
  arriveBy: null,
  taken: true,
  waits: false,
};

/** The board of the lead hospital, opened by somebody. */
export const openBoard = (
  path = '/capacity',
  role: Role = 'coordinator',
  more: (given: Answers) => void = () => undefined,
  language: 'zh' | 'en' = 'zh',
) =>
  show(path, {
    as: appointment(role),
    language,
    answers: (given) => {
      given.on(getCapacityBoard, board());
      given.on(listShortages, { items: [waiting] });
      given.on(listUnplaced, { items: [unplaced] });
      more(given);
    },
  });
