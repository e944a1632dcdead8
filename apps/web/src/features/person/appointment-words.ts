import type { Appointment } from '@alliance/contracts/person.contract';
import { isOver, type Period } from '@alliance/domain/administration/period';
import { useText, useWords } from '../../platform/i18n';
import { roleWords } from '../../platform/role.locale';

/** `医生 · 心血管内科 · 主任医师` */
export function useAppointmentWords(): (appointment: Pick<Appointment, 'role' | 'department' | 'title'>) => string {
  const roles = useWords(roleWords);
  const text = useText();
  return ({ role, department, title }) => [roles(role), text(department?.name), title].filter(Boolean).join(' · ');
}
export type Phase = 'future' | 'valid' | 'ends' | 'over';
/** Where an appointment stands on a day; the last day still counts. `ends` within a month. */
export function phaseOf(period: Period, today: string): Phase {
  if (isOver(period, today)) return 'over';
  if (period.from > today) return 'future';
  return period.to !== null && Date.parse(period.to) - Date.parse(today) <= 30 * 86_400_000 ? 'ends' : 'valid';
}
