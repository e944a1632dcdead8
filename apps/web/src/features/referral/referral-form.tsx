import { submitReferral, resubmitReferral } from '@alliance/contracts/referral-action.contract';
import { cancelReferral } from '@alliance/contracts/referral-ending.contract';
import type { Problem } from '@alliance/contracts/problem';
import type { Receiver } from '@alliance/contracts/receivers.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useDayTime } from '../../ui/moment';
import { Page } from '../../ui/page';
import { say } from '../../ui/said';
import { useChosenAlliance } from './alliance-field';
import { AskedFacts } from './asked-facts';
import { ChecklistFacts } from './checklist-facts';
import { consentWords } from './consent.locale';
import { DraftCard } from './draft-card';
import { DraftConflicts } from './draft-conflicts';
import type { DraftFields, FieldName } from './draft.types';
import { DuplicateNote } from './duplicate-note';
import { FormCards } from './form-cards';
import { FormSteps } from './form-steps';
import { formWords } from './form.locale';
import { showReferral } from './referral.data';
import { referralWords } from './referral.locale';
import { useChecks } from './use-checks';
import { useDraft } from './use-draft';
import './referral-form.css';

const touches = ['referral', 'notification'] as const;

/** Steps visible at once; at the right what the criteria say, who can take the patient, what is missing, and the one button. */
export function ReferralForm({ id, view }: { readonly id: string; readonly view: ReferralView | undefined }) {
  const t = useWords(formWords);
  const consent = useWords(consentWords);
  const codes = useWords(referralWords);
  const navigate = useNavigate();
  const dayTime = useDayTime();
  const { store, draft } = useDraft(id, view);
  const [shown, setShown] = useState(false);
  const [flushing, setFlushing] = useState(false);
  const again = draft.view?.state === 'returned';
  /** Somebody was quicker: their version comes in under what was typed, the person looks and presses again. */
  const takeOver = (problem: Problem) => {
    if (problem.code === 'referral.stale') void store.takeOver();
  };
  const toDetail = (sent: ReferralView) => {
    showReferral(sent);
    const time = sent.deadline ? dayTime(sent.deadline.at) : '—';
    const receiver = sent.receiver?.name ?? sent.outside?.name ?? '';
    say(t(sent.outside ? 'sentOutside' : 'sent', { number: sent.number, receiver, time, phone: sent.outside?.phone ?? '' }));
    void navigate({ to: '/referrals/$id', params: { id } });
  };
  const toQueue = () => void navigate({ to: '/referrals', search: { side: 'outbound' } });
  const submit = useCommand(again ? resubmitReferral : submitReferral, { touches, onDone: toDetail, onRefused: takeOver });
  const cancel = useCommand(cancelReferral, {
    touches,
    onRefused: takeOver,
    onDone: (_, { body }) => {
      say(body.reason === 'patient_declined' ? consent('declinesDone') : t('discarded'));
      toQueue();
    },
  });
  const [patient, setPatient] = useState(view?.patient ?? null);
  const chosen = useChosenAlliance(draft.fields);
  const checks = useChecks(id, draft, patient, chosen);
  const { missing } = checks;
  const { fields } = draft;
  const wrong = (name: FieldName) => (shown && missing.includes(name) ? t('patient.fill', { field: codes(`field.${name}`) }) : undefined);
  const change = (patch: Partial<DraftFields>) => store.change(patch);
  const choose = (receiver: Receiver) =>
    change({
      allianceId: chosen.allianceId,
      receiverId: receiver.id,
      receiverDepartmentId: receiver.departments[0]?.id ?? null,
      ...{ outside: null, direction: null, directionReason: null },
    });

  /** What was typed is saved first; the card shows why where it could not be. */
  async function withSaved(act: (saved: ReferralView) => void) {
    setFlushing(true);
    try {
      const saved = await store.flush();
      if (saved) act(saved);
    } catch {
      // the card shows why it could not be saved
    }
    setFlushing(false);
  }
  function send() {
    setShown(true);
    if (missing.length) return focusField(missing[0]);
    void withSaved(({ version }) => submit.mutate({ params: { id }, body: { version } }));
  }
  function discard() {
    if (draft.view) cancel.mutate({ params: { id }, body: { version: draft.view.version, reason: 'other' } });
    else toQueue();
  }
  const declined = () => void withSaved(({ version }) => cancel.mutate({ params: { id }, body: { version, reason: 'patient_declined' } }));
  const facts = (given: unknown) => change({ facts: given as DraftFields['facts'], allianceId: chosen.allianceId });
  const error = submit.error ?? cancel.error;
  return (
    <Page title={draft.view ? t('titleEdit', { number: draft.view.number }) : t('title')}>
      <div className="form">
        <div className="form-steps">
          <DraftConflicts draft={draft} onTake={(field, theirs) => change({ [field]: theirs })} />
          <FormSteps
            id={id}
            draft={draft}
            wrong={wrong}
            onChange={change}
            chosen={chosen}
            specialty={checks.specialty}
            needs={checks.needs}
            computed={fields.receiverId ? checks.computed : null}
            patient={patient}
            onChoose={choose}
            onDeclined={again ? undefined : declined}
            onPatient={(next) => {
              setPatient(next);
              // what was found of one patient, and who agreed for one, is nothing of another
              const replaced = fields.patientId !== null && fields.patientId !== next?.id;
              change({ patientId: next?.id ?? null, ...(replaced ? ofOnePatient : {}) });
            }}
            duplicates={
              checks.duplicates && (
                <DuplicateNote duplicates={checks.duplicates} fields={fields} wrong={wrong('duplicateReason')} onChange={change} />
              )
            }
            facts={
              <>
                <AskedFacts
                  allianceId={chosen.allianceId}
                  criteria={checks.criteria}
                  direction={checks.direction}
                  judged={checks.judged}
                  given={fields.facts}
                  onChange={facts}
                />
                <ChecklistFacts fields={fields} judged={checks.judged} onChange={facts} />
              </>
            }
            onAdded={() => void store.takeOver()}
          />
        </div>
        <div className="form-cards">
          <FormCards checks={checks} fields={fields} fixed={again} wrong={wrong} onChange={change} onChoose={choose} onFocus={focusField} />
          <DraftCard
            draft={draft}
            missing={missing}
            busy={flushing || submit.isPending}
            error={error ?? (draft.saving === 'refused' ? draft.error : null)}
            again={again}
            onFocus={focusField}
            onSend={send}
            onDiscard={again ? undefined : discard}
          />
        </div>
      </div>
    </Page>
  );
}

const ofOnePatient: Partial<DraftFields> = {
  ...{ facts: null, criteriaReason: null, duplicateReason: null, pairId: null },
  ...{ consentGiver: null, consentName: null, consentScope: null, authorisedBy: null },
};

/** Where a field is filled in that has no control of its own, or none yet. */
const filledAt: Readonly<Record<string, string>> = { diagnosisCode: 'diagnosisText', consentName: 'consentGiver' };

function focusField(name: string | undefined): void {
  const field = document.getElementById(`field-${name}`) ?? document.getElementById(`field-${filledAt[name ?? ''] ?? ''}`);
  const folded = field?.closest('details');
  if (folded) folded.open = true;
  field?.scrollIntoView({ block: 'center' });
  (field?.querySelector<HTMLElement>('input') ?? field)?.focus({ preventScroll: true });
}
