import type { PatientView } from '@alliance/contracts/patient.contract';
import type { Receiver } from '@alliance/contracts/receivers.contract';
import type { Specialty } from '@alliance/domain/alliance/alliance';
import { services, urgencies, type Direction } from '@alliance/domain/referral/referral.codes';
import type { ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { AreaField, ChoiceField } from '../../ui/field';
import { UrgencyMark } from '../../ui/urgency-mark';
import { AllianceField, type ChosenAlliance } from './alliance-field';
import { ConsentFields } from './consent-fields';
import { DiagnosisField } from './diagnosis-field';
import type { DraftState } from './draft.store';
import type { DraftFields, FieldName } from './draft.types';
import { formWords } from './form.locale';
import { InsuranceFields } from './insurance-fields';
import { JourneyFields } from './journey-fields';
import { PairField } from './pair-field';
import { PatientPicker } from './patient-picker';
import { ReceiverFields } from './receiver-fields';
import { ReferralDocuments } from './referral-documents';
import { referralWords } from './referral.locale';
import { ResponsibleFields } from './responsible-fields';

interface Props {
  readonly id: string;
  readonly draft: DraftState;
  readonly wrong: (name: FieldName) => string | undefined;
  readonly onChange: (change: Partial<DraftFields>) => void;
  readonly chosen: ChosenAlliance;
  readonly specialty: Specialty | null;
  /** What the criteria that are met point to. */
  readonly needs: string;
  readonly patient: PatientView | null;
  readonly onPatient: (patient: PatientView | null) => void;
  readonly onChoose: (receiver: Receiver) => void;
  readonly onDeclined: (() => void) | undefined;
  /** By the levels of both hospitals; null while no member is chosen. */
  readonly computed: Direction | null;
  /** That somebody sent the patient already. */
  readonly duplicates: ReactNode;
  /** The facts that the protocols ask for, or why there are none. */
  readonly facts: ReactNode;
  /** A document was added: the referral has changed under the draft. */
  readonly onAdded: () => void;
}

function Step({ title, children, last = false }: { readonly title: string; readonly children: ReactNode; readonly last?: boolean }) {
  return (
    <section className={last ? 'card form-step last' : 'card form-step'}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** Who and in which alliance · what its protocols ask · why · how urgent and what for · where to · who agreed. */
export function FormSteps(props: Props) {
  const { id, draft, wrong, onChange, chosen, patient, onPatient, facts } = props;
  const t = useWords(formWords);
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
          <PairField id={id} patient={patient} view={view} pairId={fields.pairId} onChange={onChange} />
          {props.duplicates}
        </Step>
        <Step title={t('step.facts')}>{facts}</Step>
      </div>
      <div className="form-side">
        <WhyStep {...props} />
        <Step title={t('step.consent')} last>
          <ConsentFields {...{ fields, patient, wrong, onChange }} onDeclined={props.onDeclined} />
          <InsuranceFields fields={fields} onChange={onChange} />
        </Step>
      </div>
      <div className="form-side">
        <HowStep {...props} />
        <Step title={t('step.where')}>
          <ReceiverFields
            {...{ fields, wrong, onChange }}
            allianceId={chosen.allianceId}
            specialty={props.specialty}
            needs={props.needs}
            onChoose={props.onChoose}
            fixed={view?.state === 'returned'}
          />
          <JourneyFields {...{ fields, wrong, onChange }} computed={props.computed} />
          <ResponsibleFields {...{ fields, wrong, onChange }} />
        </Step>
      </div>
    </>
  );
}

function WhyStep({ id, draft: { fields, view }, wrong, onChange, onAdded }: Props) {
  const t = useWords(formWords);
  const codes = useWords(referralWords);
  return (
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
      <div id="field-documents" tabIndex={-1}>
        {view ? (
          <ReferralDocuments id={id} attachments={view.attachments} mayAdd mayRemove={view.state === 'draft'} onAdded={onAdded} />
        ) : (
          <p className="faint">{t('documentsLater')}</p>
        )}
      </div>
    </Step>
  );
}

function HowStep({ draft: { fields }, wrong, onChange }: Props) {
  const t = useWords(formWords);
  const codes = useWords(referralWords);
  return (
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
  );
}
