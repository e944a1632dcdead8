import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useAppointment } from '../../platform/session';
import { SidePanel } from '../../ui/side-panel';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { RepeatReasonForm } from './repeat-reason.form';
import { useRepeatReasons, type RepeatReason } from './repeat-reason.data';
import { rulesWords } from './rules.locale';

/** Why a test may be repeated: the national cases and what the region added, with what each does to the rate. */
export function RepeatReasons() {
  const t = useWords(rulesWords);
  const text = useText();
  const office = useAppointment()?.role === 'management_office';
  const [adding, setAdding] = useState(false);
  const list = useRepeatReasons();
  const columns: readonly Column<RepeatReason>[] = [
    { id: 'code', head: t('reasons.code'), cell: ({ code }) => <strong className="figures">{code}</strong>, width: '110px' },
    {
      id: 'name',
      head: t('reasons.name'),
      title: true,
      cell: ({ name, needsText }) => (
        <>
          {text(name)} {needsText && <span className="tag">{t('reasons.text')}</span>}
        </>
      ),
    },
    { id: 'counts', head: t('reasons.counts'), cell: ({ counts }) => t(counts ? 'reasons.yes' : 'reasons.no') },
    { id: 'origin', head: t('reasons.origin'), cell: ({ national }) => t(national ? 'reasons.national' : 'reasons.regional') },
  ];
  return (
    <section className="recognition-rules" aria-labelledby="reasons-title">
      <header className="recognition-rules-head">
        <h2 id="reasons-title">{t('reasons.title')}</h2>
        {office && (
          <button type="button" className="button" onClick={() => setAdding(true)}>
            {t('reasons.add')}
          </button>
        )}
      </header>
      <p className="soft recognition-lead">{t('reasons.lead')}</p>
      <Loaded of={list} skeleton={<Skeleton rows={6} height={40} />}>
        {({ items }) =>
          items.length ? (
            <div className="card">
              <Table label={t('reasons.title')} columns={columns} rows={items} keyOf={({ code }) => code} />
            </div>
          ) : (
            <EmptyState title={t('reasons.empty')} />
          )
        }
      </Loaded>
      <SidePanel title={t('reasons.add')} open={adding} onClose={() => setAdding(false)}>
        <RepeatReasonForm onDone={() => setAdding(false)} />
      </SidePanel>
    </section>
  );
}
