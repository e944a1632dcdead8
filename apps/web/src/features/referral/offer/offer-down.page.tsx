import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { offerDown } from '@alliance/contracts/referral-journey.contract';
import type { ReferralView } from '@alliance/contracts/referral.contract';
import { offerServices } from '@alliance/domain/down-transfer/coming-down';
import { outsideCriteriaReasons } from '@alliance/domain/protocol/protocol.types';
import { transports } from '@alliance/domain/referral/referral.codes';
import { useRef, useState } from 'react';
import { useCommand } from '../../../platform/command';
import { useWords } from '../../../platform/i18n';
import { isRefused, problemOf } from '../../../platform/refusal';
import { DateField } from '../../../ui/date-field';
import { AreaField, ChoiceField, SelectField, TextField } from '../../../ui/field';
import { LeaveQuestion } from '../../../ui/leave-question';
import { useToday } from '../../../ui/moment';
import { Page } from '../../../ui/page';
import { say } from '../../../ui/said';
import { EmptyState, Loaded, RefusalNote, Skeleton } from '../../../ui/states';
import { MemberFields } from '../panel-place';
import { showReferral, useReferral, useReferralIf } from '../referral.data';
import { criteriaWords } from '../criteria.locale';
import { referralWords } from '../referral.locale';
import { MedicineLines } from './medicine-lines';
import { bodyOf, firstDraft, missingOf, type OfferDraft } from './offer-draft.policy';
import { offerWords } from './offer.locale';
import { RehabilitationLines, WarningLines } from './plan-lines';
import './offer.css';

const route = getRouteApi('/inside/referrals/$id/offer-down');

/** A patient in care is offered back: with a plan that the hospital below can follow. */
export function OfferDownPage() {
  const t = useWords(offerWords);
  const { id } = route.useParams();
  const up = useReferral(id);
  const declined = up.data?.offers.findLast(({ state }) => state === 'returned' || state === 'cancelled');
  const earlier = useReferralIf(declined?.id ?? '', declined !== undefined);
  const waits = declined !== undefined && earlier.isPending;
  return (
    <Page title={t('title')} aside={up.data && <PatientLine referral={up.data} />}>
      <Loaded of={up} skeleton={<Skeleton rows={8} height={40} />}>
        {(referral) =>
          !referral.actions.includes('offerDown') ? (
            <EmptyState
              title={t('notNow')}
              text={t('notNowText')}
              action={
                <Link to="/referrals/$id" params={{ id }} className="button">
                  {t('back')}
                </Link>
              }
            />
          ) : waits ? (
            <Skeleton rows={8} height={40} />
          ) : (
            <OfferForm referral={referral} earlier={earlier.data ?? null} />
          )
        }
      </Loaded>
    </Page>
  );
}

function PatientLine({ referral: { patient, diagnosis, number } }: { readonly referral: ReferralView }) {
  return <span className="faint">{[patient?.name, patient?.identifierMasked, diagnosis?.text, number].filter(Boolean).join(' · ')}</span>;
}

function OfferForm({ referral, earlier }: { readonly referral: ReferralView; readonly earlier: ReferralView | null }) {
  const t = useWords(offerWords);
  const codes = useWords(referralWords);
  const criteria = useWords(criteriaWords);
  const today = useToday();
  const navigate = useNavigate();
  const [opened] = useState<OfferDraft>(() => firstDraft(referral, earlier));
  const [draft, setDraft] = useState(opened);
  const [tried, setTried] = useState(false);
  const sent = useRef(false);
  const command = useCommand(offerDown, {
    touches: ['referral', 'notification'],
    onDone: (view) => {
      sent.current = true;
      showReferral(view);
      say(t('sent'));
      void navigate({ to: '/referrals/$id', params: { id: view.offers.at(-1)?.id ?? view.id } });
    },
  });
  const change = (part: Partial<OfferDraft>) => setDraft((now) => ({ ...now, ...part }));
  const bridge = isRefused(command.error, 'referral.medicine_unbridged') ? unbridged(command.error, draft) : [];
  const lacking = tried ? missingOf(draft) : [];
  const missing = new Set([...lacking, ...bridge]);
  const wrong = (field: string) => (missing.has(field) ? t('required') : undefined);
  const send = () => {
    setTried(true);
    const [first] = missingOf(draft);
    if (first) return focusOn(first);
    command.mutate({ params: { id: referral.id }, body: { version: referral.version, ...bodyOf(draft) } });
  };
  return (
    <form
      className="offer-form"
      aria-label={t('title')}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!command.isPending) send();
      }}
    >
      <p className="soft">{t('intro')}</p>
      <section className="offer-step" aria-labelledby="offer-where-title">
        <h2 id="offer-where-title">{t('step.where')}</h2>
        <MemberFields
          allianceId={referral.allianceId}
          except={referral.receiver?.id}
          label={t('receiver')}
          values={{ receiverId: draft.receiverId, receiverDepartmentId: draft.receiverDepartmentId }}
          error={missing.has('panel-receiverId') || missing.has('panel-receiverDepartmentId') ? t('required') : undefined}
          onChange={(part) => change(part as Partial<OfferDraft>)}
        />
        <ChoiceField
          label={t('service')}
          value={draft.service}
          options={offerServices.map((value) => ({ value, label: t(`serviceOf.${value}`), hint: t(`serviceHint.${value}`) }))}
          onChange={(service) => change({ service })}
        />
        <ChoiceField
          label={t('transport')}
          value={draft.transport}
          options={transports.map((value) => ({ value, label: codes(`transport.${value}`) }))}
          onChange={(transport) => change({ transport })}
        />
      </section>
      <section className="offer-step" aria-labelledby="offer-why-title">
        <h2 id="offer-why-title">{t('step.why')}</h2>
        <TextField
          id="offer-reason"
          label={t('reason')}
          hint={t('reasonHint')}
          required
          maxLength={500}
          error={wrong('offer-reason')}
          value={draft.reason}
          onChange={(reason) => change({ reason })}
        />
        <AreaField
          id="offer-summary"
          label={t('summary')}
          hint={t('summaryHint')}
          required
          rows={6}
          maxLength={4000}
          error={wrong('offer-summary')}
          value={draft.summary}
          onChange={(summary) => change({ summary })}
        />
        <SelectField
          id="offer-criteriaReason"
          label={t('criteriaReason')}
          hint={t('criteriaReasonHint')}
          placeholder={t('none')}
          error={isRefused(command.error, 'criteria.reason_required') && !draft.criteriaReason ? t('required') : undefined}
          value={draft.criteriaReason}
          options={outsideCriteriaReasons.map((value) => ({ value, label: criteria(`reasons.${value}`) }))}
          onChange={(criteriaReason) => change({ criteriaReason })}
        />
      </section>
      <RehabilitationLines {...{ draft, missing }} onChange={change} />
      <MedicineLines {...{ draft, missing }} onChange={change} />
      <WarningLines {...{ draft, missing }} onChange={change} />
      <section className="offer-step" aria-labelledby="offer-consent-title">
        <h2 id="offer-consent-title">{t('step.consent')}</h2>
        <DateField label={t('nextVisit')} min={today} value={draft.nextVisitOn} onChange={(nextVisitOn) => change({ nextVisitOn })} />
        <ChoiceField
          id="offer-consentGiver"
          label={t('consentGiver')}
          required
          error={wrong('offer-consentGiver')}
          value={draft.consentGiver}
          options={(['patient', 'guardian', 'relative'] as const).map((value) => ({ value, label: codes(`consentGiver.${value}`) }))}
          onChange={(consentGiver) =>
            change({ consentGiver, ...(consentGiver === 'patient' && !draft.consentName && { consentName: referral.patient?.name ?? '' }) })
          }
        />
        <TextField
          id="offer-consentName"
          label={t('consentName')}
          required
          maxLength={60}
          error={wrong('offer-consentName')}
          value={draft.consentName}
          onChange={(consentName) => change({ consentName })}
        />
      </section>
      <div className="offer-foot">
        {lacking.length > 0 && (
          <p className="field-error" role="status">
            ✕ {t('missing', { count: lacking.length })}
          </p>
        )}
        <RefusalNote error={command.error} />
        <Link to="/referrals/$id" params={{ id: referral.id }} className="button">
          {t('back')}
        </Link>
        <button type="submit" className="button primary" aria-disabled={command.isPending}>
          {t('send')}
        </button>
      </div>
      <LeaveQuestion
        asks={() => !sent.current && JSON.stringify(draft) !== JSON.stringify(opened)}
        words={{ title: t('leave.title'), text: t('leave.text'), go: t('leave.go'), stay: t('leave.stay') }}
      />
    </form>
  );
}

/** The server names positions; the page marks the lines that stand there. */
function unbridged(error: unknown, { medicines }: OfferDraft): string[] {
  const fields = (problemOf(error)?.facts?.['fields'] ?? []) as readonly string[];
  return fields.flatMap((field) => {
    const line = medicines[Number(field.split('.')[1])];
    return line && !line.bridging ? [`medicine-${line.key}-bridging`] : [];
  });
}

function focusOn(id: string): void {
  const place = document.getElementById(id);
  place?.scrollIntoView({ block: 'center' });
  (place?.querySelector<HTMLElement>('input') ?? place)?.focus();
}
