import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import { Link, getRouteApi } from '@tanstack/react-router';
import { Suspense, lazy, useState } from 'react';
import { useWords } from '../../platform/i18n';
import { isRefused } from '../../platform/refusal';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { CallsCard } from './calls-card';
import { CaseSummary } from './case-summary';
import { consultationDetailWords } from './consultation-detail.locale';
import { dutyOf } from './consultation-duty.policy';
import { ConsultationHeader } from './consultation-header';
import { consultationTab, consultationTabs, type ConsultationTab } from './consultation-search';
import { ConsultationSteps } from './consultation-steps';
import { useConsultation } from './consultation.data';
import { DecisionCard } from './decision-card';
import { OpinionsCard } from './opinions-card';
import type { PanelOpen } from './panel.types';
import { PartiesCard } from './parties-card';
import { TimeCard } from './time-card';
import './consultation-detail.css';
import './consultation-form.css';
import './consultation-list.css';

// each comes when it is opened
const ConsultationTimeline = lazy(() => import('./consultation-timeline').then((file) => ({ default: file.ConsultationTimeline })));
const ConsultationPapers = lazy(() => import('./consultation-papers').then((file) => ({ default: file.ConsultationPapers })));
const ConsultationArchive = lazy(() => import('./archive/consultation-archive').then((file) => ({ default: file.ConsultationArchive })));
const ConsultationPanel = lazy(() => import('./consultation-panel').then((file) => ({ default: file.ConsultationPanel })));

const route = getRouteApi('/inside/consultations/$id');

/** Everything about one consultation: how far it is, the case, who takes part, when, what was said and what was done. */
export function ConsultationDetailPage() {
  const t = useWords(consultationDetailWords);
  const { id } = route.useParams();
  const { tab } = route.useSearch();
  const consultation = useConsultation(id);
  const gone = consultation.data && isRefused(consultation.error, 'consultation.not_found');
  return (
    <Page
      title={t('title', { number: consultation.data?.number ?? '…' })}
      actions={
        <>
          <Link to="/consultations" search={{}} className="button bare">
            <Icon name="back" size={16} /> {t('back')}
          </Link>
          {consultation.data?.opinions.some(({ signed }) => signed) && (
            <Link to="/consultations/$id/print" params={{ id }} className="button">
              {t('print')}
            </Link>
          )}
        </>
      }
    >
      {gone ? (
        <EmptyState title={t('gone')} text={t('goneText')} />
      ) : (
        <Loaded of={consultation} skeleton={<Skeleton rows={10} height={32} />}>
          {(view) => <Detail key={view.id} consultation={view} tab={consultationTab(tab) ?? 'case'} />}
        </Loaded>
      )}
    </Page>
  );
}

function Detail({ consultation, tab }: { readonly consultation: ConsultationView; readonly tab: ConsultationTab }) {
  const [open, setOpen] = useState<PanelOpen>();
  const duty = dutyOf(consultation);
  // where the page is one column, what is mine to do comes before who takes part
  const mainFirst = duty !== undefined && duty !== 'book' && duty !== 'accept';
  return (
    <div className="consultation-detail">
      <div className="card">
        <ConsultationHeader consultation={consultation} />
      </div>
      <Notices consultation={consultation} />
      <ConsultationSteps consultation={consultation} onOpen={setOpen} />
      <div className={mainFirst ? 'consultation-body main-first' : 'consultation-body'}>
        <div className="consultation-main">
          <Tabs consultation={consultation} tab={tab} />
          <Suspense fallback={<Skeleton rows={5} height={40} />}>
            <Part consultation={consultation} tab={tab} />
          </Suspense>
        </div>
        <div className="consultation-beside">
          <TimeCard consultation={consultation} />
          <PartiesCard consultation={consultation} onOpen={setOpen} />
        </div>
      </div>
      {open && (
        <Suspense>
          <ConsultationPanel
            key={`${open.step} ${open.partyId}`}
            consultation={consultation}
            open={open}
            onClose={() => setOpen(undefined)}
          />
        </Suspense>
      )}
    </div>
  );
}

interface PartProps {
  readonly consultation: ConsultationView;
  readonly tab: ConsultationTab;
}
function Part({ consultation, tab }: PartProps) {
  if (tab === 'timeline') return <ConsultationTimeline id={consultation.id} />;
  if (tab === 'papers') return <ConsultationPapers id={consultation.id} />;
  if (tab === 'archive') return <ConsultationArchive consultation={consultation} />;
  return (
    <>
      <CaseSummary consultation={consultation} />
      <CallsCard calls={consultation.calls} />
      <OpinionsCard consultation={consultation} />
      <DecisionCard consultation={consultation} />
    </>
  );
}

function Tabs({ consultation: { id }, tab }: PartProps) {
  const t = useWords(consultationDetailWords);
  return (
    <nav className="consultation-tabs" aria-label={t('tabs')}>
      {consultationTabs.map((one) => (
        <Link
          key={one}
          to="/consultations/$id"
          params={{ id }}
          search={one === 'case' ? {} : { tab: one }}
          replace
          className={one === tab ? 'chip on' : 'chip'}
          aria-current={one === tab ? 'page' : undefined}
        >
          {t(`tab.${one}`)}
        </Link>
      ))}
    </nav>
  );
}

/** What must not be overlooked. */
function Notices({ consultation: { id, state, papersDue, observer } }: { readonly consultation: ConsultationView }) {
  const t = useWords(consultationDetailWords);
  return (
    <>
      {state === 'draft' && (
        <p className="note-warn">
          ▲ {t('draftNote')}{' '}
          <Link to="/consultations/$id/edit" params={{ id }} search={{}}>
            {t('goOn')}
          </Link>
        </p>
      )}
      {state === 'voided' && <p className="note-bad">✕ {t('voidedNote')}</p>}
      {papersDue && <p className="note-warn">▲ {t('papersNote')}</p>}
      {observer && <p className="note-warn">ⓘ {t('observerNote')}</p>}
    </>
  );
}
