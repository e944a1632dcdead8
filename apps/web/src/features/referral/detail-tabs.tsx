import type { ReferralView } from '@alliance/contracts/referral.contract';
import { Suspense, lazy, useEffect, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { Skeleton } from '../../ui/states';
import { useUnread } from './conversation/conversation.data';
import { detailTab, detailTabs, type DetailTab } from './detail-tab';
import { detailWords } from './detail.locale';
import type { Step } from './panel.types';
import { ReferralSummary } from './referral-summary';
import './detail-tabs.css';

// each comes when it is opened: the dictionary of facts, uploads and the words of events are much for a list that is open all day
const ReferralJudgement = lazy(() => import('./referral-judgement').then((file) => ({ default: file.ReferralJudgement })));
const ReferralDocuments = lazy(() => import('./referral-documents').then((file) => ({ default: file.ReferralDocuments })));
const ReferralConversation = lazy(() =>
  import('./conversation/referral-conversation').then((file) => ({ default: file.ReferralConversation })),
);
const ReferralTimeline = lazy(() => import('./referral-timeline').then((file) => ({ default: file.ReferralTimeline })));
const ReferralArchive = lazy(() => import('./archive/referral-archive').then((file) => ({ default: file.ReferralArchive })));

interface Props {
  readonly referral: ReferralView;
  /** What may be recorded beside the steps. */
  readonly beside: readonly Step[];
  readonly onOpen: (step: Step) => void;
  readonly tab?: DetailTab | undefined;
  readonly onTab: (tab: DetailTab) => void;
}

/** The parts of a referral. What a decision needs stands in the summary; the rest is one key away. */
export function DetailTabs({ referral, beside, onOpen, tab: asked, onTab }: Props) {
  // the router hands on what a link says, known or not
  const tab = detailTab(asked) ?? 'summary';
  const parts: Readonly<Record<DetailTab, () => ReactNode>> = {
    summary: () => <ReferralSummary referral={referral} beside={beside} onOpen={onOpen} onTab={onTab} />,
    findings: () => <ReferralJudgement referral={referral} />,
    documents: () => (
      <ReferralDocuments
        id={referral.id}
        attachments={referral.attachments}
        mayAdd={referral.deadline !== null && referral.actions.length > 0}
      />
    ),
    conversation: () => <ReferralConversation referral={referral} onOpen={onOpen} />,
    timeline: () => <ReferralTimeline id={referral.id} />,
    archive: () => <ReferralArchive referral={referral} />,
  };
  return (
    <>
      <TabList referral={referral} tab={tab} onTab={onTab} />
      <div key={tab} id={`part-${tab}`} role="tabpanel" aria-labelledby={`tab-${tab}`} className="detail-panel">
        <Suspense fallback={<Skeleton rows={5} height={40} />}>{parts[tab]()}</Suspense>
      </div>
    </>
  );
}

/** Says beside its name how much a part holds. */
function useMarks({ id, attachments, notes }: ReferralView): Partial<Readonly<Record<DetailTab, string>>> {
  const t = useWords(detailWords);
  const news = useUnread([id]).get(id);
  return {
    ...(attachments.length > 0 && { documents: t('items', { count: attachments.length }) }),
    ...(notes.length > 0 && { conversation: t('items', { count: notes.length }) }),
    ...(news && { conversation: t(news.mentioned ? 'calledIn' : 'unreadMessages', { count: news.unread }) }),
  };
}

const moves: Readonly<Record<string, (at: number) => number>> = {
  ArrowRight: (at) => (at + 1) % detailTabs.length,
  ArrowLeft: (at) => (at + detailTabs.length - 1) % detailTabs.length,
  Home: () => 0,
  End: () => detailTabs.length - 1,
};

function TabList({ referral, tab, onTab }: { readonly referral: ReferralView; readonly tab: DetailTab; readonly onTab: Props['onTab'] }) {
  const t = useWords(detailWords);
  const marks = useMarks(referral);
  const start = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // on a narrow screen the row of tabs is longer than the screen
    const chosen = document.getElementById(`tab-${tab}`);
    if (list.current && chosen) list.current.scrollLeft = chosen.offsetLeft - list.current.offsetLeft - 48;
  }, [tab]);
  const choose = (next: DetailTab) => {
    onTab(next);
    // the new part begins at its beginning, where the old one was scrolled
    const scrolled = (start.current?.getBoundingClientRect().top ?? 0) < (list.current?.getBoundingClientRect().top ?? 0) - 1;
    if (scrolled) start.current?.scrollIntoView({ block: 'start' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = detailTabs[moves[event.key]?.(detailTabs.indexOf(tab)) ?? -1];
    if (!next) return;
    event.preventDefault();
    choose(next);
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <>
      <div ref={start} />
      <div ref={list} role="tablist" aria-label={t('parts')} className="detail-tabs" onKeyDown={onKeyDown}>
        {detailTabs.map((each) => (
          <button
            key={each}
            type="button"
            id={`tab-${each}`}
            role="tab"
            aria-selected={each === tab}
            aria-controls={each === tab ? `part-${each}` : undefined}
            tabIndex={each === tab ? 0 : -1}
            className="detail-tab"
            onClick={() => choose(each)}
          >
            {t(`tab.${each}`)} {marks[each] && <span className="detail-tab-mark figures">{marks[each]}</span>}
          </button>
        ))}
      </div>
    </>
  );
}
