import { getInstitution } from '@alliance/contracts/institution.contract';
import { listReviewers } from '@alliance/contracts/referral-late.contract';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { ChoiceField, SelectField } from '../../ui/field';
import { panelWords } from './panel.locale';
import type { FieldProps } from './panel.types';

const hour = 3_600_000;

function DepartmentField({
  field,
  label,
  values,
  error,
  onChange,
  institutionId,
  except,
}: FieldProps & { readonly institutionId: string; readonly except: string | undefined }) {
  const t = useWords(panelWords);
  const text = useText();
  const { data } = useAnswer(getInstitution, { params: { id: institutionId } }, { staleTime: hour });
  const departments = data?.departments.filter(({ id, closed }) => !closed && id !== except);
  if (departments && !departments.length) return <p className="note-warn">{t('department.none')}</p>;
  return (
    <SelectField
      id={`panel-${field.name}`}
      label={label}
      required={field.required}
      error={error}
      value={values[field.name] || null}
      placeholder={t('department.pick')}
      options={(departments ?? []).map(({ id, name, phone }) => ({ value: id, label: [text(name), phone].filter(Boolean).join(' · ') }))}
      onChange={(id) => onChange({ [field.name]: id })}
    />
  );
}

/** A department of the hospital that sends. */
export function OwnDepartmentField(props: FieldProps) {
  return <DepartmentField {...props} institutionId={props.referral.sender.id} except={undefined} />;
}
/** Another department of the hospital that receives. */
export function ReceiverDepartmentField(props: FieldProps) {
  const { receiver, receiverDepartment } = props.referral;
  return receiver && <DepartmentField {...props} institutionId={receiver.id} except={receiverDepartment?.id} />;
}

/** A hospital of the alliance that took no part. */
export function ReviewerField({ field, referral, label, values, error, onChange }: FieldProps) {
  const t = useWords(panelWords);
  const { data } = useAnswer(listReviewers, { params: { id: referral.id } });
  if (data && !data.items.length) return <p className="note-warn">{t('reviewer.none')}</p>;
  return (
    <SelectField
      id={`panel-${field.name}`}
      label={label}
      required
      error={error}
      value={values[field.name] || null}
      placeholder={t('reviewer.pick')}
      options={(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      onChange={(id) => onChange({ [field.name]: id })}
    />
  );
}

/** Mother and newborn: both, or a decision to split them. */
export function PairField({ field, referral, label, values, error, onChange }: FieldProps) {
  const t = useWords(panelWords);
  const { pair } = referral;
  const patient = pair?.patient ?? pair?.number ?? '—';
  return (
    <ChoiceField
      id={`panel-${field.name}`}
      label={label}
      hint={t('pair.of', { patient, number: pair?.number ?? '' })}
      required
      error={error}
      value={values[field.name] || null}
      onChange={(value) => onChange({ [field.name]: value })}
      options={[
        { value: 'together', label: t('pair.together', { patient }) },
        { value: 'split', label: t('pair.split', { patient }) },
      ]}
    />
  );
}
