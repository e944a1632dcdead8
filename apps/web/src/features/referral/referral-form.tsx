import { cancelReferral, submitReferral, resubmitReferral } from '@alliance/contracts/referral-action.contract';
import type { Problem } from '@alliance/contracts/problem';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { Urgency } from '@alliance/domain/referral/referral.types';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useDayTime } from '../../ui/moment';
import { Page } from '../../ui/page';
import { say } from '../../ui/said';
import { useChosenAlliance } from './alliance-field';
import { AskedFacts } from './asked-facts';
import { DraftCard } from './draft-card';
import { missingIn, type DraftFields, type FieldName } from './draft.types';
import { DraftConflicts } from './draft-conflicts';
import { FormSteps } from './form-steps';
import { formWords } from './form.locale';
import { showReferral } from './referral.data';
import { referralWords } from './referral.locale';
import { useCriteriaInForce, useDirection, useJudged } from './use-criteria';
import { useDraft } from './use-draft';
import { VerdictCard, needsReason, sooner } from './verdict-card';
import './referral-form.css';

const touches = ['referral', 'notification'] as const;

/** Four steps visible at once; at the right what is missing, when it was saved, and the one button. */
export function ReferralForm({ id, view }: { readonly id: string; readonly view: ReferralView | undefined }) {
  const t = useWords(formWords);
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
    say(t('sent', { number: sent.number, receiver: sent.receiver?.name ?? '', time }));
    void navigate({ to: '/referrals/$id', params: { id } });
  };
  const submit = useCommand(again ? resubmitReferral : submitReferral, { touches, onDone: toDetail, onRefused: takeOver });
  const cancel = useCommand(cancelReferral, {
    touches,
    onRefused: takeOver,
    onDone: () => {
      say(t('discarded'));
      void navigate({ to: '/referrals', search: { side: 'outbound' } });
    },
  });
  const [patient, setPatient] = useState(view?.patient ?? null);
  const chosen = useChosenAlliance(draft.fields);
  const criteria = useCriteriaInForce(chosen.allianceId);
  const direction = useDirection(draft.fields.receiverId);
  const judged = useJudged(criteria.data, direction, patient, draft.fields.facts);
  const unreasoned = judged && needsReason(judged, draft.fields.urgency) && !draft.fields.criteriaReason;
  const slower = judged && draft.fields.urgency ? sooner(judged, draft.fields.urgency) : undefined;
  const [kept, setKept] = useState<Urgency | null>(null);
  const unasked = [...(unreasoned ? (['criteriaReason'] as const) : []), ...(slower && slower !== kept ? (['urgency'] as const) : [])];
  const missing = [...missingIn(draft.fields), ...unasked];
  const wrong = (name: FieldName) => (shown && missing.includes(name) ? t('patient.fill', { field: codes(`field.${name}`) }) : undefined);

  async function send() {
    setShown(true);
    if (missing.length) return focusField(missing[0]);
    setFlushing(true);
    try {
      const saved = await store.flush();
      if (saved) submit.mutate({ params: { id }, body: { version: saved.version } });
    } catch {
      // the card shows why it could not be saved
    }
    setFlushing(false);
  }
  async function discard() {
    if (!draft.view) return navigate({ to: '/referrals', search: { side: 'outbound' } });
    cancel.mutate({ params: { id }, body: { version: draft.view.version, reason: 'other' } });
  }
  const error = submit.error ?? cancel.error;
  return (
    <Page title={draft.view ? t('titleEdit', { number: draft.view.number }) : t('title')}>
      <div className="form">
        <div className="form-steps">
          <DraftConflicts draft={draft} onTake={(field, theirs) => store.change({ [field]: theirs })} />
          <FormSteps
            id={id}
            draft={draft}
            wrong={wrong}
            onChange={(change) => store.change(change)}
            chosen={chosen}
            patient={patient}
            onPatient={(next) => {
              setPatient(next);
              // what was found of one patient is nothing of another
              const replaced = draft.fields.patientId !== null && draft.fields.patientId !== next?.id;
              store.change({ patientId: next?.id ?? null, ...(replaced ? { facts: null, criteriaReason: null } : {}) });
            }}
            facts={
              <AskedFacts
                allianceId={chosen.allianceId}
                criteria={criteria}
                direction={direction}
                judged={judged}
                given={draft.fields.facts}
                onChange={(facts) => store.change({ facts: facts as DraftFields['facts'], allianceId: chosen.allianceId })}
              />
            }
            onAdded={() => void store.takeOver()}
          />
        </div>
        <div className="form-cards">
          {judged && (
            <VerdictCard
              judged={judged}
              urgency={draft.fields.urgency}
              reason={draft.fields.criteriaReason}
              wrong={wrong('criteriaReason')}
              kept={kept}
              onKeep={setKept}
              onUrgency={(urgency) => store.change({ urgency })}
              onReason={(criteriaReason) => store.change({ criteriaReason })}
            />
          )}
          <DraftCard
            draft={draft}
            missing={missing}
            busy={flushing || submit.isPending}
            error={error ?? (draft.saving === 'refused' ? draft.error : null)}
            again={again}
            onFocus={focusField}
            onSend={() => void send()}
            onDiscard={again ? undefined : () => void discard()}
          />
        </div>
      </div>
    </Page>
  );
}

function focusField(name: string | undefined): void {
  const field = document.getElementById(`field-${name}`);
  field?.scrollIntoView({ block: 'center' });
  (field?.querySelector<HTMLElement>('input') ?? field)?.focus({ preventScroll: true });
}
