import { searchTests, type OrderableTest } from '@alliance/contracts/test-catalogue.contract';
import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Combobox } from '../../ui/combobox';
import { RefusalNote } from '../../ui/states';
import { useLater } from '../../ui/use-later';
import { certificateWords } from './certificate.locale';

export interface ChosenItem {
  readonly code: string;
  readonly name: OrderableTest['name'];
}

/** Finds items of the dictionary; a panel gives all of its own. */
export function ItemField(props: {
  readonly label: string;
  readonly error?: string | undefined;
  readonly onChoose: (items: ChosenItem[]) => void;
}) {
  const t = useWords(certificateWords);
  const nameOf = useText();
  const [text, setText] = useState('');
  const query = useLater(text.trim(), 150);
  const { data, error, isFetching } = useAnswer(searchTests, query ? { query: { query } } : null, { staleTime: 600_000 });
  return (
    <>
      <Combobox
        label={props.label}
        hint={t('itemHint')}
        error={props.error}
        maxLength={60}
        eager
        text={text}
        onText={setText}
        options={query === text.trim() ? data?.items : undefined}
        busy={isFetching}
        keyOf={({ code }) => code}
        show={({ code, name, items }) => `${nameOf(name)} · ${code}${items ? ` · ${items.length}` : ''}`}
        onChoose={({ code, name, items }) => {
          setText('');
          props.onChoose(items ?? [{ code, name }]);
        }}
      />
      <RefusalNote error={error} />
    </>
  );
}
