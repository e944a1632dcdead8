import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { Combobox } from '../../ui/combobox';
import { RefusalNote } from '../../ui/states';
import { useLater } from '../../ui/use-later';
import type { PlannedTest } from './order-draft';
import { orderWords } from './order.locale';
import { useTestSearch } from './test-search.data';

/** Finds a test or a panel by name, pinyin initials or LOINC; Enter adds the best match and the field is free for the next. */
export function TestSearch(props: {
  readonly id?: string;
  readonly label: string;
  readonly hint?: string;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly chosen: readonly PlannedTest[];
  readonly onChoose: (test: PlannedTest) => void;
}) {
  const t = useWords(orderWords);
  const nameOf = useText();
  const [text, setText] = useState('');
  const query = useLater(text.trim(), 150);
  const found = useTestSearch(query);
  const isChosen = ({ code }: PlannedTest) => props.chosen.some((one) => one.code === code);
  return (
    <>
      <Combobox
        {...(props.id ? { id: props.id } : {})}
        label={props.label}
        hint={props.hint}
        error={props.error}
        required={props.required ?? false}
        placeholder={t('testsPlaceholder')}
        maxLength={60}
        eager
        text={text}
        onText={setText}
        options={query === text.trim() ? found.tests : undefined}
        busy={found.busy}
        keyOf={({ code }) => code}
        show={(test) => (
          <>
            {nameOf(test.name)} <span className="faint figures">{[test.of, test.code].filter(Boolean).join(' · ')}</span>{' '}
            {test.parts.length > 0 && <span className="tag">{t('panel', { count: test.parts.length })}</span>}{' '}
            {isChosen(test) && <span className="faint">✓ {t('added')}</span>}
          </>
        )}
        onChoose={(test) => {
          if (!isChosen(test)) props.onChoose(test);
          setText('');
        }}
      />
      <RefusalNote error={found.error} />
    </>
  );
}
