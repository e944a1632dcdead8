import type { ReferralView } from '@alliance/contracts/referral.contract';
import { Suspense, lazy } from 'react';
import { useWords } from '../../platform/i18n';
import { SoonMark, VerdictMark } from '../../ui/criteria/verdict-mark';
import { CareCard } from '../../ui/care/care-card';
import { FollowUpCard } from '../../ui/follow-up/follow-up-card';
import { TripCard } from '../../ui/trip-card';
import { ConsultLink } from './consult-link';
import { criteriaWords } from './criteria.locale';
import type { DetailTab } from './detail-tab';
import { detailWords } from './detail.locale';
import { PlanView } from './offer/plan-view';
import type { Step } from './panel.types';
import { ReferralAppeals, ReferralCorrections, ReferralRelated } from './referral-after';
import { NoteView, ReferralCase } from './referral-case';
import { ReferralHandOver } from './referral-hand-over';
import { ReferralPapers } from './referral-papers';
import { RecognitionLink } from './recognition-link';
import { ReferralPrints } from './referral-prints';
import { ReferralChain } from './referral-route';

/** Fetched beside the page: nothing of it is needed to decide. */
const PatientLinkCard = lazy(() => import('./patient-link/patient-link-card'));

interface Props {
  readonly referral: ReferralView;
  readonly beside: readonly Step[];
  readonly onOpen: (step: Step) => void;
  readonly onTab: (tab: DetailTab) => void;
}

/** Everything that a decision needs, without a click. */
export function ReferralSummary({ referral, beside, onOpen, onTab }: Props) {
  return (
    <>
      <ReferralRelated referral={referral} />
      <PlanView referral={referral} />
      <CareCard referral={referral} />
      <FollowUpCard referral={referral} />
      <ConsultLink referral={referral} />
      <RecognitionLink referral={referral} />
      <LatestNote referral={referral} onTab={onTab} />
      <ReferralCase referral={referral} verdict={<VerdictLine referral={referral} onTab={onTab} />} />
      {referral.state !== 'in_transit' && <TripCard referralId={referral.id} />}
      <ReferralHandOver referral={referral} onOpen={onOpen} />
      <ReferralChain referral={referral} />
      <ReferralAppeals referral={referral} />
      <ReferralCorrections referral={referral} />
      <ReferralPapers referral={referral} beside={beside} onOpen={onOpen} />
      <Suspense>
        <PatientLinkCard referral={referral} />
      </Suspense>
      <ReferralPrints referral={referral} />
    </>
  );
}

/** What was said last; the rest of it is in the conversation. */
function LatestNote({ referral, onTab }: Pick<Props, 'referral' | 'onTab'>) {
  const t = useWords(detailWords);
  const { notes } = referral;
  const latest = notes.at(-1);
  if (!latest) return null;
  return (
    <section className="detail-part">
      <h2>{t('latestNote')}</h2>
      <div className="notes">
        <NoteView note={latest} referral={referral} />
      </div>
      {notes.length > 1 && (
        <button type="button" className="link" onClick={() => onTab('conversation')}>
          {t('allNotes', { count: notes.length })}
        </button>
      )}
    </section>
  );
}

/** The pinned judgement in one line. */
function VerdictLine({ referral: { judgement, criteriaReason }, onTab }: Pick<Props, 'referral' | 'onTab'>) {
  const t = useWords(detailWords);
  const c = useWords(criteriaWords);
  if (!judgement) return null;
  return (
    <>
      <VerdictMark verdict={judgement.verdict} /> {judgement.urgency && <SoonMark urgency={judgement.urgency} />}{' '}
      {criteriaReason && <span className="soft">{c(`reasons.${criteriaReason}`)}</span>}{' '}
      <button type="button" className="link" onClick={() => onTab('findings')}>
        {t('seeFindings')}
      </button>
    </>
  );
}
