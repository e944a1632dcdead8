import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { ReferralAction } from '@alliance/domain/referral/referral.machine';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useKeys } from '../../ui/keys';
import { say } from '../../ui/said';
import { Loaded, Skeleton } from '../../ui/states';
import { ActionBar } from './action-bar';
import { ActionPanel } from './action-panel';
import { detailWords } from './detail.locale';
import { panelWords } from './panel.locale';
import { ReferralCase, ReferralNotes } from './referral-case';
import { ReferralDocuments } from './referral-documents';
import { ReferralJudgement } from './referral-judgement';
import { ReferralHeader } from './referral-header';
import { ReferralTimeline } from './referral-timeline';
import { queueWords } from './queue.locale';
import { useReferral } from './referral.data';
import { referralWords } from './referral.locale';
import { timelineWords } from './timeline.locale';
import './referral-detail.css';

interface Props {
  readonly id: string;
  /** A panel to open at once: a key pressed in the list. */
  readonly wanted?: ReferralAction | undefined;
  readonly onActed?: (view: ReferralView, action: ReferralAction) => void;
}

/** Everything about one referral: header that stays, the case, what was said, what happened, and the actions at the bottom. */
export function ReferralDetail({ id, wanted, onActed }: Props) {
  const referral = useReferral(id);
  return (
    <Loaded of={referral} skeleton={<DetailSkeleton />}>
      {(view) => <Detail key={view.id} referral={view} wanted={wanted} onActed={onActed} />}
    </Loaded>
  );
}

function Detail({
  referral,
  wanted,
  onActed,
}: {
  readonly referral: ReferralView;
  readonly wanted: Props['wanted'];
  readonly onActed: Props['onActed'];
}) {
  const t = useWords(timelineWords);
  const q = useWords(queueWords);
  const panel = useWords(panelWords);
  const codes = useWords(referralWords);
  const [open, setOpen] = useState<ReferralAction | undefined>(wanted && referral.actions.includes(wanted) ? wanted : undefined);
  const openPanel = (action: ReferralAction) => {
    if (referral.actions.includes(action)) setOpen(action);
    else say(panel('notOffered', { action: codes(`action.${action}`), state: codes(`state.${referral.state}`) }));
  };
  useKeys([
    { key: 'a', does: q('key.accept'), run: () => openPanel('accept') },
    { key: 'r', does: q('key.return'), run: () => openPanel('return') },
    { key: 'i', does: q('key.ask'), run: () => openPanel('ask') },
  ]);
  const live = referral.state !== 'closed' && referral.state !== 'cancelled';
  return (
    <article className="detail">
      <ReferralHeader referral={referral} />
      <div className="detail-body">
        <ReferralNotes referral={referral} />
        <ReferralCase referral={referral} />
        <ReferralJudgement referral={referral} />
        <ReferralDocuments id={referral.id} attachments={referral.attachments} mayAdd={live && referral.actions.length > 0} />
        <section className="detail-part">
          <h2>{t('title')}</h2>
          <ReferralTimeline id={referral.id} />
        </section>
      </div>
      {open ? (
        <ActionPanel
          key={open}
          referral={referral}
          action={open}
          onFold={() => setOpen(undefined)}
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
