import { addDepartment, changeDepartment } from '@alliance/contracts/administration.contract';
import type { Department } from '@alliance/contracts/institution.contract';
import { standingPermissions, type StandingPermission, type TreatmentSubject } from '@alliance/domain/administration/department';
import { specialties, type Specialty } from '@alliance/domain/alliance/alliance';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { ChecksField } from '../../ui/checks-field';
import { TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { offerWords } from '../../ui/institution.locale';
import { registryWords } from '../../ui/registry.locale';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { useForm } from '../../ui/use-form';
import { administrationWords } from './administration.locale';
import { isPhone, touchesInstitution } from './own-institution';
import { SubjectsField } from './subjects-field';

interface Values {
  readonly nameZh: string;
  readonly nameEn: string;
  readonly specialties: readonly Specialty[];
  readonly treatmentSubjects: readonly TreatmentSubject[];
  readonly standingPermissions: readonly StandingPermission[];
  readonly phone: string;
  /** Days, as typed. */
  readonly claimedWaitDays: string;
}
const valuesOf = (of: Department | null): Values => ({
  nameZh: of?.name.zh ?? '',
  nameEn: of?.name.en ?? '',
  specialties: of?.specialties ?? [],
  treatmentSubjects: of?.treatmentSubjects ?? [],
  standingPermissions: of?.standingPermissions ?? [],
  phone: of?.phone ?? '',
  claimedWaitDays: of?.claimedWaitDays?.toString() ?? '',
});
const bodyOf = (values: Values) => ({
  nameZh: values.nameZh.trim(),
  nameEn: values.nameEn.trim() || null,
  specialties: [...values.specialties],
  treatmentSubjects: [...values.treatmentSubjects],
  standingPermissions: [...values.standingPermissions],
  phone: values.phone.trim() || null,
  claimedWaitDays: values.claimedWaitDays.trim() ? Number(values.claimedWaitDays) : null,
});
const isDays = (typed: string): boolean => /^\d{1,3}$/.test(typed.trim()) && Number(typed) <= 365;

interface Props {
  readonly institutionId: string;
  /** A new one where there is none. */
  readonly of: Department | null;
  readonly onDone: () => void;
}
export function DepartmentForm({ institutionId, of, onDone }: Props) {
  const t = useWords(administrationWords);
  const codes = useWords(registryWords);
  const offer = useWords(offerWords);
  const [departmentId] = useState(() => v7());
  const add = useCommand(addDepartment, touchesInstitution);
  const change = useCommand(changeDepartment, touchesInstitution);
  const command = of ? change : add;
  const form = useForm<Values>({
    latest: valuesOf(of),
    check: ({ nameZh, specialties: chosen, phone, claimedWaitDays }) => ({
      nameZh: nameZh.trim() ? undefined : t('department.wrongName'),
      specialties: chosen.length ? undefined : t('department.wrongSpecialties'),
      phone: !phone.trim() || isPhone(phone) ? undefined : t('department.wrongPhone'),
      claimedWaitDays: !claimedWaitDays.trim() || isDays(claimedWaitDays) ? undefined : t('department.wrongWait'),
    }),
    error: command.error,
  });
  const done = (word: 'department.added' | 'department.saved', name: string) => ({
    onSuccess: () => {
      say(t(word, { name }));
      onDone();
    },
  });
  const submit = (values: Values) => {
    const body = bodyOf(values);
    if (of)
      change.mutate(
        { params: { id: of.id }, body: { version: of.version, ...body, closed: of.closed } },
        done('department.saved', body.nameZh),
      );
    else add.mutate({ params: { id: institutionId }, body: { departmentId, ...body } }, done('department.added', body.nameZh));
  };
  return (
    <>
      <Form
        of={form}
        label={t(of ? 'change' : 'department.add')}
        command={command}
        onCancel={onDone}
        onSubmit={submit}
        labels={{
          nameZh: t('department.nameZh'),
          nameEn: t('department.nameEn'),
          specialties: t('department.specialties'),
          treatmentSubjects: t('department.subjects'),
          standingPermissions: t('department.standing'),
          phone: t('department.phone'),
          claimedWaitDays: t('department.wait'),
        }}
        spell={(name, value) =>
          name === 'specialties'
            ? (value as Specialty[]).map((each) => codes(`specialty.${each}`)).join('、')
            : name === 'standingPermissions'
              ? (value as StandingPermission[]).map((each) => offer(`standing.${each}`)).join('、')
              : String(value)
        }
      >
        <div className="form-row">
          <TextField label={t('department.nameZh')} required maxLength={60} {...form.bind('nameZh')} />
          <TextField label={t('department.nameEn')} maxLength={80} {...form.bind('nameEn')} />
        </div>
        <ChecksField
          label={t('department.specialties')}
          hint={t('department.specialtiesHint')}
          required
          flowing
          options={specialties.map((value) => ({ value, label: codes(`specialty.${value}`) }))}
          {...form.bind('specialties')}
        />
        <SubjectsField {...form.bind('treatmentSubjects')} />
        <ChecksField
          label={t('department.standing')}
          hint={t('department.standingHint')}
          options={standingPermissions.map((value) => ({ value, label: offer(`standing.${value}`) }))}
          {...form.bind('standingPermissions')}
        />
        <TextField
          label={t('department.phone')}
          hint={t('department.phoneHint')}
          type="tel"
          inputMode="tel"
          maxLength={30}
          {...form.bind('phone')}
        />
        <TextField
          label={t('department.wait')}
          hint={t('department.waitHint')}
          inputMode="numeric"
          maxLength={3}
          {...form.bind('claimedWaitDays')}
        />
      </Form>
      {of && <Closing of={of} onDone={onDone} />}
    </>
  );
}

/** Closing changes nothing else: it sends the department as it stands. */
function Closing({ of, onDone }: { readonly of: Department; readonly onDone: () => void }) {
  const t = useWords(administrationWords);
  const change = useCommand(changeDepartment, touchesInstitution);
  const turn = () =>
    change.mutate(
      { params: { id: of.id }, body: { version: of.version, ...bodyOf(valuesOf(of)), closed: !of.closed } },
      {
        onSuccess: () => {
          say(t(of.closed ? 'department.reopened' : 'department.closedDone', { name: of.name.zh }));
          onDone();
        },
      },
    );
  return (
    <div className="department-closing">
      {!of.closed && <p className="faint">{t('department.closeAsk')}</p>}
      <RefusalNote error={change.error} />
      <button type="button" className={of.closed ? 'button' : 'button danger'} aria-disabled={change.isPending} onClick={turn}>
        {t(of.closed ? 'department.reopen' : 'department.close')}
      </button>
    </div>
  );
}
