import { getServiceAgreement, type ServiceAgreement } from '@alliance/contracts/service-agreement.contract';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useMay } from '../../platform/session';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { SidePanel } from '../../ui/side-panel';
import { Loaded, Skeleton } from '../../ui/states';
import { TimelineList } from '../../ui/timeline-list';
import { AgreementActionForm, type Signing } from './agreement-action.form';
import { AgreementText } from './agreement-text';
import { agreementWords } from './agreement.locale';
import { Standing } from './standing';
import './agreement.css';

const route = getRouteApi('/inside/agreements/$id');

export function AgreementDetailPage() {
  const t = useWords(agreementWords);
  const { id } = route.useParams();
  const agreement = useAnswer(getServiceAgreement, { params: { id } });
  return (
    <Page
      title={agreement.data?.title ?? t('title')}
      aside={agreement.data && <Standing of={agreement.data} />}
      actions={
        <>
          <button type="button" className="button agreement-screen" onClick={() => window.print()}>
            {t('print')}
          </button>
          <Link to="/agreements" className="button bare agreement-screen">
            <Icon name="back" size={16} /> {t('back')}
          </Link>
        </>
      }
    >
      <Loaded of={agreement} skeleton={<Skeleton rows={10} height={32} />}>
        {(found) => (
          <>
            <Notices of={found} />
            <Actions of={found} />
            <AgreementText of={found} />
            <Happened id={found.id} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Notices({ of }: { readonly of: ServiceAgreement }) {
  const t = useWords(agreementWords);
  const words = { kinds: t('kinds'), validFrom: t('from'), validUntil: t('until') } as const;
  const partOf = (need: ServiceAgreement['lacks'][number]) =>
    need === 'kinds' || need === 'validFrom' || need === 'validUntil' ? words[need] : t(`clause.${need}`);
  return (
    <>
      {of.sentBackReason && <p className="note-warn">{t('sentBack', { reason: of.sentBackReason })}</p>}
      {of.ended && <p className="note-warn">{t('ended', { day: of.ended.lastDay, reason: of.ended.reason })}</p>}
      {of.state === 'draft' && of.lacks.length > 0 && <p className="note-warn">{t('lacks', { parts: of.lacks.map(partOf).join('、') })}</p>}
    </>
  );
}

/** What this administrator can do now; each opens what it means before it is done. */
function Actions({ of }: { readonly of: ServiceAgreement }) {
  const t = useWords(agreementWords);
  const [open, setOpen] = useState<Signing>();
  const signing = of.actions.filter((action) => action !== 'edit');
  if (!of.actions.length) return null;
  return (
    <div className="agreement-actions agreement-screen">
      {of.actions.includes('edit') && (
        <Link to="/agreements/$id/edit" params={{ id: of.id }} className="button">
          {t('act.edit')}
        </Link>
      )}
      {signing.map((action) => (
        <button
          key={action}
          type="button"
          className={action === 'offer' || action === 'sign' ? 'button primary' : 'button'}
          aria-disabled={action === 'offer' && of.lacks.length > 0}
          onClick={() => (action !== 'offer' || !of.lacks.length) && setOpen(action)}
        >
          {t(`act.${action}`)}
        </button>
      ))}
      {open && (
        <SidePanel title={t(`act.${open}`)} open onClose={() => setOpen(undefined)}>
          <AgreementActionForm of={of} action={open} onDone={() => setOpen(undefined)} />
        </SidePanel>
      )}
    </div>
  );
}

function Happened({ id }: { readonly id: string }) {
  const t = useWords(agreementWords);
  const may = useMay();
  if (!may('event.read')) return null;
  return (
    <section className="card agreement-screen">
      <header className="card-head">
        <h2>{t('happened')}</h2>
      </header>
      <div className="card-body">
        <TimelineList id={id} />
      </div>
    </section>
  );
}
