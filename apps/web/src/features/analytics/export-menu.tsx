import { exportAnalytics } from '@alliance/contracts/analytics.contract';
import { useState } from 'react';
import { callFile } from '../../platform/call';
import { serverNow } from '../../platform/clock';
import { useLanguage, useWords } from '../../platform/i18n';
import { saveFile } from '../../ui/csv';
import { Menu } from '../../ui/menu';
import { dayOf } from '../../ui/moment';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { filterOf, type AnalyticsSearch } from './analytics-search';
import { analyticsWords } from './analytics.locale';

const formats = ['csv', 'xlsx'] as const;

/** Figures or the open cases as a file. The server makes it, so that it says what was counted and that it was taken. */
export function ExportMenu({ search, content }: { readonly search: AnalyticsSearch; readonly content: 'figures' | 'cases' }) {
  const t = useWords(analyticsWords);
  const language = useLanguage();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const { figure, by, part } = search;
  const download = async (format: 'csv' | 'xlsx') => {
    setBusy(true);
    setError(null);
    const selection = { ...(figure && { figure }), ...(by && part !== undefined && { by, part }) };
    try {
      const file = await callFile(exportAnalytics, {
        query: { ...filterOf(search), ...(content === 'cases' && selection), content, format, language },
      });
      saveFile(`${t('export.file')}-${dayOf(serverNow())}.${format}`, file);
      say(t('export.done'));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="export-menu">
      <RefusalNote error={error} />
      {content === 'figures' ? (
        <Menu
          label={t('export.label')}
          button={busy ? `${t('export.button')}…` : `${t('export.button')} ▾`}
          items={formats.map((format) => ({ id: format, label: t(`export.${content}_${format}`), run: () => void download(format) }))}
        />
      ) : (
        // at the foot of a panel there is no room for a list
        formats.map((format) => (
          <button key={format} type="button" className="button" disabled={busy} onClick={() => void download(format)}>
            {t(`export.${content}_${format}`)}
          </button>
        ))
      )}
    </div>
  );
}
