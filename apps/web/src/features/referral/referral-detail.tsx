import type { ReferralView } from '@alliance/contracts/referral.contract';
import { Link, useNavigate } from '@tanstack/react-router';
import type { ReferralAction } from '@alliance/domain/referral/referral.machine';
import { Suspense, lazy, useEffect, useState } from 'react';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { isRefused } from '../../platform/refusal';
import { useMay } from '../../platform/session';
import { useKeys } from '../../ui/keys';
import { say } from '../../ui/said';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { TripCard } from '../../ui/trip-card';
import { ActionBar } from './action-bar';
import type { DetailTab } from './detail-tab';
import { DetailTabs } from './detail-tabs';
import { detailWords } from './detail.locale';
import { panelWords } from './panel.locale';
import { besideOf } from './panel-order.policy';
import type { Step } from './panel.types';
import { queueWords } from './queue.locale';
import { ReferralHeader } from './referral-header';
import { ReferralNotices } from './referral-notices';
import { useReferral } from './referral.data';
import { referralWords } from './referral.locale';
import { UndoBar } from './undo-bar';
import './referral-detail.css';

// reading does not wait for the forms; they are fetched behind it, so that the first key finds them there
const loadPanel = () => import('./action-panel');
const ActionPanel = lazy(() => loadPanel().then((file) => ({ default: file.ActionPanel })));

interface Props {
  readonly id: string;
  readonly tab?: DetailTab | undefined;
  readonly onTab: (tab: DetailTab) => void;
  /** A panel to open at once: a key pressed in the list. */
  readonly wanted?: ReferralAction | undefined;
  readonly onActed?: ((view: ReferralView, step: Step) => void) | undefined;
}

/** Everything about one referral: header that stays, what must not be overlooked, its parts as tabs, and the actions at the bottom. */
export function ReferralDetail({ id, ...rest }: Props) {
  const referral = useReferral(id);
  // seen a moment ago and not ours any more: voided, or sent elsewhere
  if (referral.data && isRefused(referral.error, 'referral.not_found')) return <Gone />;
  return (
    <Loaded of={referral} skeleton={<DetailSkeleton />}>
      {(view) => <Detail key={view.id} referral={view} {...rest} />}
    </Loaded>
  );
}

function Detail({ referral, tab, onTab, wanted, onActed }: Omit<Props, 'id'> & { readonly referral: ReferralView }) {
  const q = useWords(queueWords);
  const panel = useWords(panelWords);
  const codes = useWordsIfAny(referralWords);
  const may = useMay();
  const navigate = useNavigate();
  const beside = besideOf(referral, may('referral.draft'));
  const offered = (step: Step) => beside.includes(step) || referral.actions.some((action) => action === step);
  const [open, setOpen] = useState<Step | undefined>(wanted && offered(wanted) ? wanted : undefined);
  const openPanel = (step: Step) => {
    // more is written than a panel holds
    if (step === 'offerDown' && offered(step)) void navigate({ to: '/referrals/$id/offer-down', params: { id: referral.id } });
    else if (offered(step)) setOpen(step);
    else say(panel('notOffered', { action: codes(`action.${step}`) ?? '', state: codes(`state.${referral.state}`) ?? '' }));
  };
  useEffect(() => void loadPanel().catch(() => undefined), []);
  useKeys([
    { key: 'a', does: q('key.accept'), run: () => openPanel('accept') },
    { key: 'r', does: q('key.return'), run: () => openPanel('return') },
    { key: 'i', does: q('key.ask'), run: () => openPanel('ask') },
  ]);
  return (
    <article className="detail">
      <div className="detail-top">
        <ReferralHeader referral={referral} />
        <UndoBar referral={referral} onDone={(view) => onActed?.(view, 'undo')} />
      </div>
      <div className="detail-body">
        <ReferralNotices referral={referral} beside={beside} onOpen={openPanel} />
        {/* on the way it is what one reads; before and after it is part of the summary */}
        {referral.state === 'in_transit' && <TripCard referralId={referral.id} />}
        <DetailTabs referral={referral} beside={beside} onOpen={openPanel} tab={tab} onTab={onTab} />
      </div>
      {open ? (
        <Suspense fallback={<Skeleton rows={3} height={22} />}>
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
        </Suspense>
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
