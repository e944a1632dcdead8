import type { PatientView } from '@alliance/contracts/patient.contract';
import { getInstitution } from '@alliance/contracts/institution.contract';
import { consentGivers, services, urgencies } from '@alliance/domain/referral/referral.types';
import type { ReactNode } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import { AreaField, ChoiceField, SelectField, TextField } from '../../ui/field';
import { UrgencyMark } from '../../ui/urgency-mark';
import { AllianceField, type ChosenAlliance } from './alliance-field';
import { DiagnosisField } from './diagnosis-field';
import type { DraftState } from './draft.store';
import type { DraftFields, FieldName } from './draft.types';
import { formWords } from './form.locale';
import { PatientPicker } from './patient-picker';
import { ReceiverFields } from './receiver-fields';
import { ReferralDocuments } from './referral-documents';
import { referralWords } from './referral.locale';

interface Props {
  readonly id: string;
  readonly draft: DraftState;
  readonly wrong: (name: FieldName) => string | undefined;
  readonly onChange: (change: Partial<DraftFields>) => void;
  readonly chosen: ChosenAlliance;
  readonly patient: PatientView | null;
  readonly onPatient: (patient: PatientView | null) => void;
  /** The facts that the protocols ask for, or why there are none. */
  readonly facts: ReactNode;
  /** A document was added: the referral has changed under the draft. */
  readonly onAdded: () => void;
}

function Step({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="card form-step">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Who and in which alliance · what its protocols ask · why · how urgent and what for · where to. */
export function FormSteps({ id, draft, wrong, onChange, chosen, patient, onPatient, facts, onAdded }: Props) {
  const t = useWords(formWords);
  const codes = useWords(referralWords);
  const { fields, view } = draft;
  const advice = view?.notes.findLast(({ kind }) => kind === 'return_advice');
  return (
    <>
      {view?.state === 'returned' && advice && (
        <div className="note-warn">
          <strong>{t('returned')}</strong>
          <p className="prose">{advice.text}</p>
        </div>
      )}
      <div className="form-wide">
        <Step title={t('step.who')}>
          <div className="form-columns">
            <PatientPicker patient={patient} error={wrong('patientId')} onChoose={onPatient} />
            <AllianceField chosen={chosen} onChange={onChange} />
          </div>
        </Step>
        <Step title={t('step.facts')}>{facts}</Step>
      </div>
      <div className="form-side">
        <Step title={t('step.why')}>
          <DiagnosisField fields={fields} error={wrong('diagnosisText')} onChange={onChange} />
          <AreaField
            id="field-reason"
            label={codes('field.reason')}
            required
            rows={2}
            maxLength={500}
            placeholder={t('reasonHint')}
            value={fields.reason ?? ''}
            error={wrong('reason')}
            onChange={(reason) => onChange({ reason })}
          />
          <AreaField
            id="field-summary"
            label={t('summary')}
            rows={3}
            maxLength={4000}
            placeholder={t('summaryHint')}
            value={fields.summary ?? ''}
            onChange={(summary) => onChange({ summary })}
          />
          {view && <ReferralDocuments id={id} attachments={view.attachments} mayAdd onAdded={onAdded} />}
        </Step>
      </div>
      <div className="form-side">
        <Step title={t('step.how')}>
          <ChoiceField
            id="field-urgency"
            label={t('urgency')}
            required
            value={fields.urgency}
            error={wrong('urgency')}
            onChange={(urgency) => onChange({ urgency })}
            options={urgencies.map((value) => ({ value, label: <UrgencyMark urgency={value} />, hint: t(`answerIn.${value}`) }))}
          />
          {fields.urgency === 'immediate' && <p className="note-bad">{t('immediateNote')}</p>}
          <ChoiceField
            id="field-service"
            label={t('service')}
            required
            value={fields.service}
            error={wrong('service')}
            onChange={(service) => onChange({ service })}
            options={services.map((value) => ({ value, label: codes(`service.${value}`), hint: t(`serviceHint.${value}`) }))}
          />
        </Step>
        <Step title={t('step.where')}>
          <div className="form-columns">
            <ReceiverFields fields={fields} allianceId={chosen.allianceId} wrong={wrong} onChange={onChange} />
          </div>
          <ChoiceField
            id="field-consentGiver"
            label={t('consent')}
            required
            value={fields.consentGiver}
            error={wrong('consentGiver')}
            onChange={(consentGiver) => onChange({ consentGiver })}
            options={consentGivers.map((value) => ({ value, label: codes(`consentGiver.${value}`) }))}
          />
          <div className="form-columns">
            <SenderDepartment value={fields.senderDepartmentId} onChange={(senderDepartmentId) => onChange({ senderDepartmentId })} />
            <TextField
              id="field-reviewer"
              label={t('reviewer')}
              required={fields.urgency !== 'immediate'}
              placeholder={fields.urgency === 'immediate' ? t('reviewerLater') : t('reviewerHint')}
              maxLength={60}
              value={fields.reviewer ?? ''}
              error={wrong('reviewer')}
              onChange={(reviewer) => onChange({ reviewer })}
            />
          </div>
        </Step>
      </div>
    </>
  );
}

function SenderDepartment({ value, onChange }: { readonly value: string | null; readonly onChange: (id: string) => void }) {
  const t = useWords(formWords);
  const text = useText();
  const own = useAppointment()?.institution.id;
  const { data } = useAnswer(getInstitution, own ? { params: { id: own } } : null, { staleTime: 600_000 });
  if (!data?.departments.length) return null;
  return (
    <SelectField
      label={t('senderDepartment')}
      value={value}
      placeholder={t('pickDepartment')}
      options={data.departments.map(({ id, name }) => ({ value: id, label: text(name) }))}
      onChange={onChange}
    />
  );
}
