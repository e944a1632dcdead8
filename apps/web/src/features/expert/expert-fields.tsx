import { getInstitution } from '@alliance/contracts/institution.contract';
import { specialties } from '@alliance/domain/alliance/alliance';
import { consultationKinds, physicianTitles } from '@alliance/domain/consultation/consultation.codes';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import { ChecksField } from '../../ui/checks-field';
import { consultationCodeWords } from '../../ui/consultation-code.locale';
import { AreaField, ChoiceField, SelectField, TextField } from '../../ui/field';
import { registryWords } from '../../ui/registry.locale';
import type { FormOf } from '../../ui/use-form';
import type { ExpertValues, OwnValues } from './expert-values';
import { expertWords } from './expert.locale';

export function OwnFields({ form }: { readonly form: Pick<FormOf<OwnValues>, 'bind'> }) {
  const t = useWords(expertWords);
  const codes = useWords(consultationCodeWords);
  return (
    <>
      <ChecksField
        label={t('kinds')}
        flowing
        options={consultationKinds.map((value) => ({ value, label: codes(`kind.${value}`) }))}
        {...form.bind('kinds')}
      />
      <AreaField label={t('introduction')} rows={4} maxLength={2000} {...form.bind('introductionZh')} />
      <AreaField label={t('introductionEn')} rows={4} maxLength={2000} {...form.bind('introductionEn')} />
    </>
  );
}

export function EntryFields({ form }: { readonly form: FormOf<ExpertValues> }) {
  const t = useWords(expertWords);
  const codes = useWords(consultationCodeWords);
  const registry = useWords(registryWords);
  const text = useText();
  const house = useAppointment()?.institution.id;
  const institution = useAnswer(getInstitution, house ? { params: { id: house } } : null);
  const departments = (institution.data?.departments ?? []).filter(({ closed }) => !closed);
  return (
    <>
      <SelectField
        label={t('professionalTitle')}
        required
        placeholder={t('choose')}
        options={physicianTitles.map((value) => ({ value, label: codes(`title.${value}`) }))}
        {...form.bind('title')}
      />
      <SelectField
        label={t('department')}
        placeholder={t('choose')}
        options={departments.map(({ id, name }) => ({ value: id, label: text(name) }))}
        {...form.bind('departmentId')}
      />
      <ChecksField
        label={t('specialties')}
        required
        flowing
        options={specialties.map((value) => ({ value, label: registry(`specialty.${value}`) }))}
        {...form.bind('specialties')}
      />
      <ChoiceField
        label={t('academicField')}
        options={(['yes', 'no'] as const).map((value) => ({ value, label: t(value) }))}
        {...form.bind('academic')}
      />
      <TextField label={t('licence')} hint={t('licenceHint')} maxLength={40} {...form.bind('licenceNumber')} />
      <OwnFields form={form} />
    </>
  );
}
