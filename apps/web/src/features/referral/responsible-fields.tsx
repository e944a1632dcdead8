import { getInstitution } from '@alliance/contracts/institution.contract';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import { SelectField, TextField } from '../../ui/field';
import type { DraftFields, FieldName } from './draft.types';
import { formWords } from './form.locale';

interface Props {
  readonly fields: DraftFields;
  readonly wrong: (name: FieldName) => string | undefined;
  readonly onChange: (change: Partial<DraftFields>) => void;
}

/** Who answers for sending on our side: the department, and the physician by name (RF-04). */
export function ResponsibleFields({ fields, wrong, onChange }: Props) {
  const t = useWords(formWords);
  const text = useText();
  const own = useAppointment()?.institution.id;
  const { data } = useAnswer(getInstitution, own ? { params: { id: own } } : null, { staleTime: 600_000 });
  const departments = data?.departments.filter(({ closed }) => !closed) ?? [];
  const immediate = fields.urgency === 'immediate';
  return (
    <div className="form-columns">
      {departments.length > 0 && (
        <SelectField
          id="field-senderDepartmentId"
          label={t('senderDepartment')}
          value={fields.senderDepartmentId}
          placeholder={t('pickDepartment')}
          options={departments.map(({ id, name }) => ({ value: id, label: text(name) }))}
          onChange={(senderDepartmentId) => onChange({ senderDepartmentId })}
        />
      )}
      <TextField
        id="field-reviewer"
        label={t('reviewer')}
        required={!immediate}
        placeholder={immediate ? t('reviewerLater') : t('reviewerHint')}
        maxLength={60}
        value={fields.reviewer ?? ''}
        error={wrong('reviewer')}
        onChange={(reviewer) => onChange({ reviewer })}
      />
    </div>
  );
}
