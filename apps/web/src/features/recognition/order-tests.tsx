import { useEffect, useEffectEvent, useRef } from 'react';
import { useWords } from '../../platform/i18n';
import { ChosenTests } from './chosen-tests';
import type { OrderDraft } from './order-draft';
import { orderWords } from './order.locale';
import { useTestSearch } from './test-search.data';

/** What is about to be ordered: type, Enter, type, Enter. */
export function OrderTests(props: {
  readonly draft: OrderDraft;
  readonly set: (change: Partial<OrderDraft>) => void;
  /** A test that is to be there from the beginning. */
  readonly first: string | undefined;
  readonly error: string | undefined;
}) {
  const t = useWords(orderWords);
  const { draft, set, first } = props;
  const found = useTestSearch(first ?? '');
  const begun = useRef(false);
  const begin = useEffectEvent(() => {
    const test = found.tests?.find(({ code }) => code === first);
    if (!test || begun.current) return;
    begun.current = true;
    if (!draft.tests.some(({ code }) => code === first)) set({ tests: [...draft.tests, test] });
  });
  useEffect(() => begin(), [found.tests]);
  return (
    <ChosenTests
      id="order-test"
      label={t('tests')}
      hint={t('testsHint')}
      required
      error={props.error}
      tests={draft.tests}
      onChange={(tests) => set({ tests })}
    />
  );
}
