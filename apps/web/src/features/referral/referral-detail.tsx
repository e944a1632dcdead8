import type { ReferralView } from '@alliance/contracts/referral.contract';
import { Link } from '@tanstack/react-router';
import type { ReferralAction } from '@alliance/domain/referral/referral.machine';
import { useState } from 'react';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { isRefused } from '../../platform/refusal';
import { useMay } from '../../platform/session';
import { useKeys } from '../../ui/keys';
import { say } from '../../ui/said';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { TripCard } from '../../ui/trip-card';
import { ActionBar } from './action-bar';
import { ActionPanel } from './action-panel';
import { detailWords } from './detail.locale';
import { panelWords } from './panel.locale';
import { besideOf } from './panel-order.policy';
import type { Step } from './panel.types';
import { queueWords } from './queue.locale';
import { ReferralAppeals, ReferralCorrections, ReferralRelated } from './referral-after';
import { ReferralCase, ReferralNotes } from './referral-case';
import { ReferralDocuments } from './referral-documents';
import { ReferralHandOver } from './referral-hand-over';
import { ReferralHeader } from './referral-header';
import { ReferralJudgement } from './referral-judgement';
import { ReferralNotices } from './referral-notices';
import { ReferralPapers } from './referral-papers';
import { ReferralPrints } from './referral-prints';
import { ReferralChain } from './referral-route';
import { ReferralTimeline } from './referral-timeline';
import { useReferral } from './referral.data';
import { referralWords } from './referral.locale';
import { timelineWords } from './timeline.locale';
import { UndoBar } from './undo-bar';
import './referral-detail.css';

interface Props {
  readonly id: string;
  /** A panel to open at once: a key pressed in the list. */
  readonly wanted?: ReferralAction | undefined;
  readonly onActed?: ((view: ReferralView, step: Step) => void) | undefined;
}

/** Everything about one referral: header that stays, the case, what was said, what happened, and the actions at the bottom. */
export function ReferralDetail({ id, wanted, onActed }: Props) {
  const referral = useReferral(id);
  // seen a moment ago and not ours any more: voided, or sent elsewhere
  if (referral.data && isRefused(referral.error, 'referral.not_found')) return <Gone />;
  return (
    <Loaded of={referral} skeleton={<DetailSkeleton />}>
      {(view) => <Detail key={view.id} referral={view} wanted={wanted} onActed={onActed} />}
    </Loaded>
  );
}

function Detail({ referral, wanted, onActed }: Omit<Props, 'id'> & { readonly referral: ReferralView }) {
  const t = useWords(timelineWords);
  const q = useWords(queueWords);
  const panel = useWords(panelWords);
  const codes = useWordsIfAny(referralWords);
  const may = useMay();
  const beside = besideOf(referral, may('referral.draft'));
  const offered = (step: Step) => beside.includes(step) || referral.actions.some((action) => action === step);
  const [open, setOpen] = useState<Step | undefined>(wanted && offered(wanted) ? wanted : undefined);
  const openPanel = (step: Step) => {
    if (offered(step)) setOpen(step);
    else say(panel('notOffered', { action: codes(`action.${step}`) ?? '', state: codes(`state.${referral.state}`) ?? '' }));
  };
  useKeys([
    { key: 'a', does: q('key.accept'), run: () => openPanel('accept') },
    { key: 'r', does: q('key.return'), run: () => openPanel('return') },
    { key: 'i', does: q('key.ask'), run: () => openPanel('ask') },
  ]);
  // on the way it is what one reads; before and after it is one part among others
  const onTheWay = referral.state === 'in_transit';
  return (
    <article className="detail">
      <div className="detail-top">
        <ReferralHeader referral={referral} />
        <UndoBar referral={referral} onDone={(view) => onActed?.(view, 'undo')} />
      </div>
      <div className="detail-body">
        <ReferralNotices referral={referral} beside={beside} onOpen={openPanel} />
        {onTheWay && <TripCard referralId={referral.id} />}
        <ReferralRelated referral={referral} />
        <ReferralNotes referral={referral} />
        <ReferralCase referral={referral} />
        {!onTheWay && <TripCard referralId={referral.id} />}
        <ReferralHandOver referral={referral} onOpen={openPanel} />
        <ReferralChain referral={referral} />
        <ReferralAppeals referral={referral} />
        <ReferralCorrections referral={referral} />
        <ReferralJudgement referral={referral} />
        <ReferralDocuments
          id={referral.id}
          attachments={referral.attachments}
          mayAdd={referral.deadline !== null && referral.actions.length > 0}
        />
        <ReferralPrints referral={referral} />
        <ReferralPapers referral={referral} beside={beside} onOpen={openPanel} />
        <section className="detail-part">
          <h2>{t('title')}</h2>
          <ReferralTimeline id={referral.id} />
        </section>
      </div>
      {open ? (
        <ActionPanel
          key={open}
          referral={referral}
          step={open}
          offered={offered(open)}
          onFold={() => setOpen(undefined)}
          onOpen={openPanel}
          onDone={(view) => {
            setOpen(undefined);
            onActed?.(view, open);
          }}
        />
      ) : (
        <ActionBar referral={referral} onOpen={openPanel} />
      )}
    </article>
  );
}

/** Taken from under one's eyes: said plainly, with nothing of the patient left on the screen. */
function Gone() {
  const t = useWords(detailWords);
  return (
    <EmptyState
      title={t('gone')}
      text={t('goneText')}
      action={
        <Link to="/referrals" search={{}} className="button">
          {t('goneBack')}
        </Link>
      }
    />
  );
}

function DetailSkeleton() {
  const t = useWords(detailWords);
  return (
    <div className="detail" aria-label={t('path')}>
      <div className="detail-head">
        <Skeleton rows={4} height={22} />
      </div>
      <div className="detail-body">
        <Skeleton rows={8} height={22} />
      </div>
    </div>
  );
}
