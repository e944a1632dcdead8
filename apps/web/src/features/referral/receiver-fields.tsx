import { getAlliance, type Alliance } from '@alliance/contracts/alliance.contract';
import { getInstitution } from '@alliance/contracts/institution.contract';
import type { MembershipState } from '@alliance/domain/alliance/membership';
import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import { Combobox } from '../../ui/combobox';
import { SelectField } from '../../ui/field';
import { DutyAt } from '../../ui/on-duty';
import { ErrorState } from '../../ui/states';
import type { DraftFields } from './draft.types';
import { formWords } from './form.locale';
import { referralWords } from './referral.locale';

interface Props {
  readonly fields: DraftFields;
  readonly allianceId: string | null;
  readonly wrong: (name: 'receiverId' | 'receiverDepartmentId') => string | undefined;
  readonly onChange: (change: Partial<DraftFields>) => void;
}
const hour = 3_600_000;
// a suspended member still takes immediate cases; the server decides about the rest
const receives: ReadonlySet<MembershipState> = new Set(['active', 'leaving', 'suspended']);

/** Where to: a member of the alliance, a department of that hospital. */
export function ReceiverFields({ fields, allianceId, wrong, onChange }: Props) {
  const t = useWords(formWords);
  const codes = useWords(referralWords);
  const text = useText();
  const alliance = useAnswer(getAlliance, allianceId ? { params: { id: allianceId } } : null, { staleTime: hour });
  const receiver = useAnswer(getInstitution, fields.receiverId ? { params: { id: fields.receiverId } } : null, { staleTime: hour });
  if (!allianceId) return <p className="soft">{t('pickAlliance')}</p>;
  const departments = receiver.data?.departments.filter(({ closed }) => !closed);
  const phone = departments?.find(({ id }) => id === fields.receiverDepartmentId)?.phone;
  return (
    <>
      {alliance.error ? (
        <ErrorState error={alliance.error} retry={alliance.refetch} />
      ) : (
        <MemberPicker
          key={fields.receiverId ?? ''}
          members={alliance.data?.members}
          chosen={receiver.data?.name ?? ''}
          error={wrong('receiverId')}
          onChoose={(id) => onChange({ allianceId, receiverId: id, receiverDepartmentId: null })}
        />
      )}
      {departments &&
        (departments.length ? (
          <SelectField
            id="field-receiverDepartmentId"
            label={codes('field.receiverDepartmentId')}
            required
            value={fields.receiverDepartmentId}
            error={wrong('receiverDepartmentId')}
            placeholder={t('pickDepartment')}
            options={departments.map(({ id, name }) => ({ value: id, label: text(name) }))}
            under={
              <>
                {phone && <a href={`tel:${phone}`}>☏ {phone}</a>}{' '}
                <DutyAt institutionId={fields.receiverId} departmentId={fields.receiverDepartmentId} />
              </>
            }
            onChange={(id) => onChange({ receiverDepartmentId: id })}
          />
        ) : (
          <p className="note-warn">{t('noDepartments')}</p>
        ))}
    </>
  );
}

function MemberPicker(props: {
  readonly members: Alliance['members'] | undefined;
  readonly chosen: string;
  readonly error: string | undefined;
  readonly onChoose: (id: string) => void;
}) {
  const t = useWords(formWords);
  const codes = useWords(referralWords);
  const own = useAppointment()?.institution.id;
  const [text, setText] = useState<string>();
  const typed = text ?? props.chosen;
  const wanted = text?.trim() ?? '';
  const others = props.members?.filter(({ id, name, state }) => id !== own && receives.has(state) && (!wanted || name.includes(wanted)));
  return (
    <Combobox
      id="field-receiverId"
      label={codes('field.receiverId')}
      required
      error={props.error}
      placeholder={t('receiverFind')}
      text={typed}
      onText={setText}
      options={others}
      always
      keyOf={({ id }) => id}
      show={({ name, role, level, city, state }) => (
        <>
          {name}{' '}
          <span className="faint">
            {[role === 'lead' ? t('lead') : '', t(`level.${level}`), city, state === 'suspended' ? t('suspended') : '']
              .filter(Boolean)
              .join(' · ')}
          </span>
        </>
      )}
      onChoose={({ id }) => props.onChoose(id)}
    />
  );
}
