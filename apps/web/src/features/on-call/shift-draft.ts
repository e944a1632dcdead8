import type { Rota } from '@alliance/contracts/on-call.contract';
import { longestShiftHours } from '@alliance/domain/on-call/shift';
import { serverNow } from '../../platform/clock';
import { dayOf, fromLocalField } from '../../ui/moment';
import type { Wanted } from './shift-panel';

interface Chosen {
  readonly id: string;
  readonly name: string;
}

/** What is being written. Times are instants, or empty. */
export interface Draft {
  readonly departmentId: string | null;
  readonly person: Chosen | null;
  readonly phone: string;
  readonly backup: Chosen | null;
  readonly backupPhone: string;
  readonly from: string;
  readonly to: string;
  readonly note: string;
}

export const draftOf = (wanted: Wanted): Draft => {
  if (!('shift' in wanted))
    return {
      departmentId: wanted.place?.id ?? null,
      person: null,
      phone: '',
      backup: null,
      backupPhone: '',
      from: wanted.from ?? '',
      to: wanted.to ?? '',
      note: '',
    };
  const { department, person, backup, from, to, handOverNote } = wanted.shift;
  return {
    departmentId: department?.id ?? null,
    person,
    phone: person.phone,
    backup,
    backupPhone: backup?.phone ?? '',
    from,
    to,
    note: handOverNote ?? '',
  };
};

type Wrong = 'needPerson' | 'needPhone' | 'needBackupPhone' | 'needFrom' | 'needTo' | 'tooLong';

/** What is missing or cannot be, field by field in the order of the form. */
export function wrongIn(draft: Draft): Partial<Record<keyof Draft, Wrong>> {
  const hours = (Date.parse(draft.to) - Date.parse(draft.from)) / 3_600_000;
  return {
    ...(draft.person ? {} : { person: 'needPerson' }),
    ...(draft.phone.trim() ? {} : { phone: 'needPhone' }),
    ...(draft.from ? {} : { from: 'needFrom' }),
    ...(draft.to ? (draft.from && !(hours > 0 && hours <= longestShiftHours) ? { to: 'tooLong' } : {}) : { to: 'needTo' }),
    ...(draft.backup && !draft.backupPhone.trim() ? { backupPhone: 'needBackupPhone' } : {}),
  };
}

/** The number a person had on another shift of this month. */
export const phoneOf = ({ shifts }: Rota, personId: string): string => {
  for (const { person, backup } of shifts) {
    if (person.id === personId) return person.phone;
    if (backup?.id === personId) return backup.phone;
  }
  return '';
};

export const spans = ['day', 'night', 'full'] as const;
const hours = { day: ['08:00', 10], night: ['18:00', 14], full: ['08:00', 24] } as const;

/** A usual shift on the day that was begun, or today. */
export function daySpan(span: (typeof spans)[number], from: string): Pick<Draft, 'from' | 'to'> {
  const [start, length] = hours[span];
  const begins = fromLocalField(`${dayOf(from || serverNow())}T${start}`) ?? '';
  return { from: begins, to: new Date(Date.parse(begins) + length * 3_600_000).toISOString() };
}
