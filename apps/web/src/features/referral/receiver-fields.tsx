import { getInstitution, type Department } from '@alliance/contracts/institution.contract';
import type { Receiver } from '@alliance/contracts/receivers.contract';
import type { Specialty } from '@alliance/domain/alliance/alliance';
import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Combobox } from '../../ui/combobox';
import { ChoiceField, SelectField } from '../../ui/field';
import { DutyAt } from '../../ui/on-duty';
import { useLater } from '../../ui/use-later';
import { departmentsFor } from './departments-for.policy';
import type { DraftFields, FieldName } from './draft.types';
import { formWords } from './form.locale';
import { OutsideFields } from './outside-fields';
import { ReceiverLine } from './receiver-line';
import { receiversWords } from './receivers.locale';
import { referralWords } from './referral.locale';
import { useReceivers } from './use-receivers';

interface Props {
  readonly fields: DraftFields;
  readonly allianceId: string | null;
  readonly specialty: Specialty | null;
  readonly needs: string;
  readonly wrong: (name: FieldName) => string | undefined;
  readonly onChange: (change: Partial<DraftFields>) => void;
  readonly onChoose: (receiver: Receiver) => void;
  /** It has been seen there: another hospital is another referral. */
  readonly fixed: boolean;
}
const hour = 3_600_000;

/** Where to: a member of the alliance and one of its departments, or a hospital off the platform. */
export function ReceiverFields(props: Props) {
  const t = useWords(receiversWords);
  const { fields, wrong, onChange } = props;
  const [outside, setOutside] = useState(fields.outside !== null);
  return (
    <>
      {!props.fixed && (
        <ChoiceField
          label={t('where')}
          value={outside ? 'outside' : 'alliance'}
          options={(['alliance', 'outside'] as const).map((value) => ({ value, label: t(`wheres.${value}`) }))}
          onChange={(value) => {
            setOutside(value === 'outside');
            // what is not shown is not sent
            onChange({ outside: null, receiverId: null, receiverDepartmentId: null, direction: null, directionReason: null });
          }}
        />
      )}
      <div className="form-columns">
        {outside ? <OutsideFields value={fields.outside} error={wrong('receiverId')} onChange={onChange} /> : <MemberFields {...props} />}
      </div>
    </>
  );
}

function MemberFields({ fields, allianceId, specialty, needs, wrong, onChange, onChoose, fixed }: Props) {
  const t = useWords(formWords);
  const codes = useWords(referralWords);
  const receiver = useAnswer(getInstitution, fields.receiverId ? { params: { id: fields.receiverId } } : null, { staleTime: hour });
  if (!allianceId) return <p className="soft">{t('pickAlliance')}</p>;
  return (
    <>
      {fixed ? (
        <p>
          {codes('field.receiverId')}：<strong>{receiver.data?.name ?? '…'}</strong>
        </p>
      ) : (
        <MemberPicker
          key={fields.receiverId ?? ''}
          {...{ fields, allianceId, needs, onChoose }}
          chosen={receiver.data?.name ?? ''}
          error={wrong('receiverId')}
        />
      )}
      {receiver.data && (
        <DepartmentField
          of={receiver.data}
          fields={fields}
          specialty={specialty}
          error={wrong('receiverDepartmentId')}
          onChange={(receiverDepartmentId) => onChange({ receiverDepartmentId })}
        />
      )}
    </>
  );
}

function MemberPicker(props: {
  readonly fields: DraftFields;
  readonly allianceId: string;
  readonly needs: string;
  readonly chosen: string;
  readonly error: string | undefined;
  readonly onChoose: (receiver: Receiver) => void;
}) {
  const t = useWords(receiversWords);
  const codes = useWords(referralWords);
  const [text, setText] = useState<string>();
  const query = useLater(text?.trim() ?? '');
  const { fields, allianceId, needs } = props;
  const receivers = useReceivers({ fields, allianceId, needs, query });
  return (
    <Combobox
      id="field-receiverId"
      label={codes('field.receiverId')}
      required
      error={props.error}
      placeholder={t('find')}
      text={text ?? props.chosen}
      onText={setText}
      options={receivers.data?.items}
      busy={receivers.isFetching}
      always
      keyOf={({ id }) => id}
      show={(receiver) => <ReceiverLine receiver={receiver} service={fields.service} />}
      onChoose={props.onChoose}
    />
  );
}

/** Departments that are licensed for the case, or have not said (RF-08); the others are named with the reason. */
function DepartmentField(props: {
  readonly of: { readonly id: string; readonly departments: readonly Department[] };
  readonly fields: DraftFields;
  readonly specialty: Specialty | null;
  readonly error: string | undefined;
  readonly onChange: (id: string) => void;
}) {
  const { of, fields, specialty, error, onChange } = props;
  const t = useWords(formWords);
  const r = useWords(receiversWords);
  const codes = useWords(referralWords);
  const text = useText();
  const { may, mayNot } = departmentsFor(of.departments, fields, specialty);
  const chosen = may.find(({ id }) => id === fields.receiverDepartmentId);
  if (!may.length && !mayNot.length) return <p className="note-warn">{t('noDepartments')}</p>;
  return (
    <div>
      <SelectField
        id="field-receiverDepartmentId"
        label={codes('field.receiverDepartmentId')}
        required={fields.urgency !== 'immediate'}
        value={chosen?.id ?? null}
        error={error}
        placeholder={t('pickDepartment')}
        options={may.map(({ id, name }) => ({ value: id, label: text(name) }))}
        under={
          <>
            {chosen?.phone && <a href={`tel:${chosen.phone}`}>☏ {chosen.phone}</a>}{' '}
            <DutyAt institutionId={of.id} departmentId={chosen?.id ?? null} />
          </>
        }
        onChange={onChange}
      />
      {mayNot.length > 0 && <p className="faint">{r('unregistered', { departments: mayNot.map(({ name }) => text(name)).join('、') })}</p>}
    </div>
  );
}
