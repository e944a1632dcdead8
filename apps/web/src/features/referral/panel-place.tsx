import { rings } from '@alliance/domain/receivers/telephone';
import { getAlliance } from '@alliance/contracts/alliance.contract';
import { getInstitution } from '@alliance/contracts/institution.contract';
import type { MembershipState } from '@alliance/domain/alliance/membership';
import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Combobox } from '../../ui/combobox';
import { ChoiceField, SelectField, TextField } from '../../ui/field';
import { DutyAt } from '../../ui/on-duty';
import { panelWords } from './panel.locale';
import type { FieldProps } from './panel.types';

const hour = 3_600_000;
// a suspended member still takes immediate cases; the server decides about the rest
const receives: ReadonlySet<MembershipState> = new Set(['active', 'leaving', 'suspended']);

/** Another place to go to: a member of the alliance, or a hospital off the platform by name and telephone. */
export function PlaceFields(props: FieldProps) {
  const t = useWords(panelWords);
  const { values, referral, label, error, onChange } = props;
  const outside = values['where'] === 'outside';
  return (
    <div className="place-fields">
      <ChoiceField
        label={label}
        value={outside ? 'outside' : 'inside'}
        onChange={(where) => onChange({ where })}
        options={[
          { value: 'inside', label: t('place.inside') },
          { value: 'outside', label: t('place.outside') },
        ]}
      />
      {outside ? (
        <>
          <div className="panel-fields">
            <TextField
              id="panel-receiverId"
              label={t('place.name')}
              required
              maxLength={120}
              error={error && !values['outsideName'] ? error : undefined}
              value={values['outsideName'] ?? ''}
              onChange={(outsideName) => onChange({ outsideName })}
            />
            <TextField
              label={t('place.phone')}
              required
              type="tel"
              inputMode="tel"
              maxLength={30}
              error={error && !rings(values['outsidePhone'] ?? '') ? error : undefined}
              value={values['outsidePhone'] ?? ''}
              onChange={(outsidePhone) => onChange({ outsidePhone })}
            />
            <TextField
              label={t('place.contact')}
              maxLength={60}
              value={values['outsideContact'] ?? ''}
              onChange={(outsideContact) => onChange({ outsideContact })}
            />
          </div>
          <p className="note-warn">{t('place.callNow')}</p>
        </>
      ) : referral.allianceId ? (
        <MemberFields
          {...{ values, error, onChange }}
          allianceId={referral.allianceId}
          except={referral.sender.id}
          label={t('place.hospital')}
          anyDepartment={referral.urgency === 'immediate' || referral.state === 'in_transit'}
        />
      ) : (
        <p className="note-warn">{t('place.noAlliance')}</p>
      )}
    </div>
  );
}

interface MemberProps extends Pick<FieldProps, 'label' | 'values' | 'error' | 'onChange'> {
  readonly allianceId: string | null;
  /** Who has the patient, or sent the patient. */
  readonly except: string | undefined;
  /** The house finds the department itself. */
  readonly anyDepartment?: boolean;
}

/** A member of the alliance and its department. */
export function MemberFields({ allianceId, except, anyDepartment = false, label, values, error, onChange }: MemberProps) {
  const t = useWords(panelWords);
  const text = useText();
  const receiverId = values['receiverId'];
  const alliance = useAnswer(getAlliance, allianceId ? { params: { id: allianceId } } : null, { staleTime: hour });
  const chosen = useAnswer(getInstitution, receiverId ? { params: { id: receiverId } } : null, { staleTime: hour });
  const [typed, setTyped] = useState<string>();
  const wanted = typed?.trim() ?? '';
  const members = alliance.data?.members.filter(({ id, name, state }) => id !== except && receives.has(state) && name.includes(wanted));
  const departments = chosen.data?.departments.filter(({ closed }) => !closed);
  return (
    <div className="panel-fields">
      <Combobox
        id="panel-receiverId"
        label={label}
        required
        always
        placeholder={t('place.find')}
        error={receiverId ? undefined : error}
        text={typed ?? chosen.data?.name ?? ''}
        onText={setTyped}
        options={members}
        keyOf={({ id }) => id}
        show={({ name, role, city, state }) => (
          <>
            {name}{' '}
            <span className="faint">
              {[role === 'lead' ? t('place.lead') : '', city, state === 'suspended' ? t('place.suspended') : '']
                .filter(Boolean)
                .join(' · ')}
            </span>
          </>
        )}
        onChoose={({ id }) => {
          setTyped(undefined);
          onChange({ receiverId: id, receiverDepartmentId: '' });
        }}
      />
      {departments && (
        <SelectField
          id="panel-receiverDepartmentId"
          label={t('place.department')}
          required={!anyDepartment}
          error={receiverId && !anyDepartment && !values['receiverDepartmentId'] ? error : undefined}
          value={values['receiverDepartmentId'] || null}
          placeholder={t(anyDepartment ? 'place.anyDepartment' : 'place.departmentPick')}
          options={departments.map(({ id, name }) => ({ value: id, label: text(name) }))}
          under={<DutyAt institutionId={receiverId ?? null} departmentId={values['receiverDepartmentId'] || null} />}
          onChange={(receiverDepartmentId) => onChange({ receiverDepartmentId })}
        />
      )}
    </div>
  );
}
