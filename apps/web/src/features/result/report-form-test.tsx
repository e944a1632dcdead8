import { searchTests, type OrderableTest } from '@alliance/contracts/test-catalogue.contract';
import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Combobox } from '../../ui/combobox';
import { RefusalNote } from '../../ui/states';
import { useLater } from '../../ui/use-later';
import { reportFormWords } from './report-form.locale';

export type FoundTest = Pick<OrderableTest, 'code' | 'name' | 'specimen' | 'items'>;

/** Finds a test or a panel of the dictionary; the field is free for the next at once. */
export function ReportFormTest(props: { readonly error: string | undefined; readonly onChoose: (test: FoundTest) => void }) {
  const t = useWords(reportFormWords);
  const nameOf = useText();
  const [text, setText] = useState('');
  const query = useLater(text.trim(), 150);
  const found = useAnswer(searchTests, query ? { query: { query } } : null, { staleTime: 600_000 });
  return (
    <>
      <Combobox
        label={t('test')}
        hint={t('testHint')}
        error={props.error}
        maxLength={60}
        eager
        text={text}
        onText={setText}
        options={query === text.trim() ? found.data?.items : undefined}
        busy={found.isFetching}
        keyOf={({ code }) => code}
        show={({ name, code, specimen, modality, items }) => (
          <>
            {nameOf(name)} <span className="faint figures">{[specimen ?? modality, code].filter(Boolean).join(' · ')}</span>{' '}
            {items && <span className="tag">{t('panel', { count: items.length })}</span>}
          </>
        )}
        onChoose={(test) => {
          props.onChoose(test);
          setText('');
        }}
      />
      <RefusalNote error={found.error} />
    </>
  );
}
