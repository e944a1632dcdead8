import { exportRecognition, getRecognitionFigures, type RecognitionFigures } from '@alliance/contracts/recognition-figures.contract';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { callFile } from '../../platform/call';
import { useLanguage, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { saveFile } from '../../ui/csv';
import { DayFilter } from '../../ui/day-filter';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, RefusalNote, Skeleton } from '../../ui/states';
import { CasePanel } from './case-panel';
import { CountTables } from './count-tables';
import { HeatMap } from './heat-map';
import { figuresSearch, type FiguresSearch } from './recognition-figures-search';
import { recognitionFiguresWords } from './recognition-figures.locale';
import { SavingsLedger } from './savings-ledger';
import './recognition-figures.css';

const route = getRouteApi('/inside/recognition/figures');

/** What was taken over and repeated, and what it saved; every number opens its cases. */
export function RecognitionFiguresPage() {
  const t = useWords(recognitionFiguresWords);
  const search = figuresSearch({ ...route.useSearch() });
  const navigate = useNavigate();
  const go = (change: FiguresSearch) => void navigate({ to: '/recognition/figures', search: change, replace: true });
  const { scope, from, to } = search;
  const asked = { ...(scope && { scope }), ...(from && { from }), ...(to && { to }) };
  const figures = useAnswer(getRecognitionFigures, { query: asked });
  const shown = figures.data;
  return (
    <Page title={t('title')} actions={<ExportButton query={asked} />}>
      <div className="recognition-bar">
        <div className="recognition-bar" role="group" aria-label={t('scopes')}>
          {shown?.scopes.map((each) => (
            <button
              key={each}
              type="button"
              className="chip"
              aria-pressed={shown.scope === each}
              onClick={() => go({ ...asked, scope: each })}
            >
              {t(`scope.${each}`)}
            </button>
          ))}
        </div>
        {(['from', 'to'] as const).map((end) => (
          <DayFilter
            key={end}
            id={`recognition-${end}`}
            label={t(end)}
            value={search[end] ?? shown?.span[end]}
            onChange={(day) => go({ ...asked, ...(day ? { [end]: day } : {}) })}
          />
        ))}
      </div>
      <Loaded of={figures} skeleton={<Skeleton rows={8} height={40} />}>
        {(of) => <Figures of={of} onOpen={(pick) => go({ ...asked, ...pick })} />}
      </Loaded>
      <CasePanel search={search} onClose={() => go(asked)} />
    </Page>
  );
}

function Figures({ of, onOpen }: { readonly of: RecognitionFigures; readonly onOpen: (pick: FiguresSearch) => void }) {
  const t = useWords(recognitionFiguresWords);
  if (of.total.offered + of.total.ordered === 0) return <EmptyState title={t('empty')} />;
  return (
    <>
      <SavingsLedger of={of.total} onOpen={onOpen} />
      <HeatMap pairs={of.pairs} onOpen={onOpen} />
      <CountTables of={of} onOpen={onOpen} />
    </>
  );
}

function ExportButton({ query }: { readonly query: Pick<FiguresSearch, 'scope' | 'from' | 'to'> }) {
  const t = useWords(recognitionFiguresWords);
  const language = useLanguage();
  const [error, setError] = useState<unknown>(null);
  const download = async () => {
    setError(null);
    try {
      saveFile('recognition.csv', await callFile(exportRecognition, { query: { ...query, language } }));
    } catch (failure) {
      setError(failure);
    }
  };
  return (
    <>
      <RefusalNote error={error} />
      <button type="button" className="button" onClick={() => void download()}>
        {t('exported')}
      </button>
    </>
  );
}
