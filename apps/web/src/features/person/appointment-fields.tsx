import type { Appointment } from '@alliance/contracts/person.contract';
import type { Role } from '@alliance/domain/access/actor';
import { useText, useWords } from '../../platform/i18n';
import { roleWords } from '../../platform/role.locale';
import { DateField } from '../../ui/date-field';
import { SelectField, TextField } from '../../ui/field';
import { useToday } from '../../ui/moment';
import type { FormOf } from '../../ui/use-form';
import { orNull } from './facts-fields';
import { useDepartments } from './person.data';
import { personWords } from './person.locale';
import { useGivableRoles } from './givable-roles';

export interface AppointmentValues {
  readonly role: Role | null;
  readonly departmentId: string;
  readonly title: string;
  readonly practiceScope: string;
  readonly independentSince: string;
  readonly from: string;
  readonly to: string;
}
const noDepartment = 'none';
export const newAppointment = (today: string): AppointmentValues => ({
  role: null,
  departmentId: noDepartment,
  title: '',
  practiceScope: '',
  independentSince: '',
  from: today,
  to: '',
});
export const valuesOf = (of: Appointment): AppointmentValues => ({
  role: of.role,
  departmentId: of.department?.id ?? noDepartment,
  title: of.title ?? '',
  practiceScope: of.practiceScope ?? '',
  independentSince: of.independentSince ?? '',
  from: of.from,
  to: of.to ?? '',
});
/** As the server wants them; the role has been checked. */
export const appointmentBody = (values: AppointmentValues) => ({
  role: values.role as Role,
  departmentId: values.departmentId === noDepartment ? null : values.departmentId,
  title: orNull(values.title),
  practiceScope: orNull(values.practiceScope),
  independentSince: values.independentSince || null,
  from: values.from,
  to: values.to || null,
});
export const appointmentRefusals = {
  'appointment.role_refused': 'role',
  'appointment.period_invalid': 'to',
  'department.foreign': 'departmentId',
} as const;

export function useAppointmentCheck(): (values: AppointmentValues) => Partial<Record<keyof AppointmentValues, string | undefined>> {
  const t = useWords(personWords);
  const today = useToday();
  return ({ role, from, to, independentSince }) => ({
    role: role ? undefined : t('wrong.role'),
    from: from ? undefined : t('wrong.from'),
    to: to && from && to < from ? t('wrong.order') : undefined,
    independentSince: independentSince > today ? t('wrong.practise') : undefined,
  });
}

interface Props<T extends AppointmentValues> {
  readonly form: Pick<FormOf<T>, 'values' | 'set' | 'bind'>;
  /** Where the appointment is; my own institution where it is not said. */
  readonly at?: string | undefined;
}
/** Controls of one appointment, in whichever form they stand. */
export function AppointmentFields<T extends AppointmentValues>({ form, at }: Props<T>) {
  const t = useWords(personWords);
  const roleWord = useWords(roleWords);
  const text = useText();
  const departments = useDepartments(at);
  const roles = useGivableRoles(at);
  const { values } = form;
  const set = (change: Partial<AppointmentValues>) => form.set(change as Partial<T>);
  const control = (name: keyof AppointmentValues) => {
    const { id, error } = form.bind(name);
    return { id, error };
  };
  const offered = values.role && !roles.includes(values.role) ? [values.role, ...roles] : roles;
  return (
    <>
      <div className="form-row">
        <SelectField
          label={t('appointment.role')}
          required
          placeholder={t('appointment.pick')}
          {...control('role')}
          value={values.role}
          options={offered.map((role) => ({ value: role, label: roleWord(role) }))}
          onChange={(role) => set({ role })}
        />
        <SelectField
          label={t('appointment.department')}
          placeholder={t('appointment.pick')}
          {...control('departmentId')}
          value={values.departmentId}
          options={[
            { value: noDepartment, label: t('appointment.noDepartment') },
            ...departments.map(({ id, name }) => ({ value: id, label: text(name) })),
          ]}
          onChange={(departmentId) => set({ departmentId })}
        />
      </div>
      <div className="form-row">
        <DateField label={t('appointment.from')} required {...control('from')} value={values.from} onChange={(from) => set({ from })} />
        <DateField
          label={t('appointment.to')}
          hint={t('appointment.toHint')}
          {...control('to')}
          value={values.to}
          onChange={(to) => set({ to })}
        />
      </div>
      <TextField
        label={t('appointment.title')}
        maxLength={40}
        {...control('title')}
        value={values.title}
        onChange={(title) => set({ title })}
      />
      <TextField
        label={t('appointment.scope')}
        hint={t('appointment.scopeHint')}
        maxLength={120}
        {...control('practiceScope')}
        value={values.practiceScope}
        onChange={(practiceScope) => set({ practiceScope })}
      />
      <DateField
        label={t('appointment.since')}
        hint={t('appointment.sinceHint')}
        {...control('independentSince')}
        value={values.independentSince}
        onChange={(independentSince) => set({ independentSince })}
      />
    </>
  );
}
