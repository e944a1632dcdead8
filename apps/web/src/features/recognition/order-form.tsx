import { checkOrders, getCheck } from '@alliance/contracts/recognition.contract';
import { encounterClasses, orderedActs } from '@alliance/domain/recognition/case-context';
import { careStates } from '@alliance/domain/recognition/recognition.codes';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState, type FormEvent } from 'react';
import { flushSync } from 'react-dom';
import { v7 } from 'uuid';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { keyOf, queryClient } from '../../platform/query';
import { ChecksField } from '../../ui/checks-field';
import { ChoiceField } from '../../ui/field';
import { useKeys } from '../../ui/keys';
import { RefusalNote } from '../../ui/states';
import { askOf, lineCount, useOrderDraft, wrongIn, type OrderDraft } from './order-draft';
import { OrderMore } from './order-more';
import { OrderPatient } from './order-patient';
import { OrderTests } from './order-tests';
import { orderWords } from './order.locale';
import { recognitionWords } from './recognition.locale';

/** Patient, state, tests, and what else is ordered: answered at once as one sheet. */
export function OrderForm({ begin, test }: { readonly begin: Partial<OrderDraft>; readonly test: string | undefined }) {
  const t = useWords(orderWords);
  const codes = useWords(recognitionWords);
  const navigate = useNavigate();
  const form = useRef<HTMLFormElement>(null);
  const [draft, set] = useOrderDraft(begin);
  const [tried, setTried] = useState(false);
  const check = useCommand(checkOrders, {
    touches: ['recognition'],
    onDone: (answer) => {
      const ask = { params: { id: answer.id } };
      queryClient.setQueryData(keyOf(getCheck, ask), answer);
      void navigate({ to: '/recognition/checks/$id', ...ask });
    },
  });
  const wrong = tried ? wrongIn(draft) : [];
  const wrongAt = (name: (typeof wrong)[number]) => (wrong.includes(name) ? t(`wrong.${name}`, { count: lineCount(draft) }) : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (check.isPending) return;
    flushSync(() => setTried(true));
    const bad = form.current?.querySelector<HTMLElement>('[aria-invalid="true"]');
    if (bad) return (bad.querySelector('input') ?? bad).focus();
    check.mutate({ body: askOf(draft, v7()) });
  };
  useKeys([{ key: '/', does: t('findKey'), run: () => document.getElementById('order-test')?.focus() }]);
  return (
    <form ref={form} className="recognition-order" noValidate onSubmit={submit}>
      <div className="recognition-order-main">
        <section className="card recognition-order-part">
          <OrderPatient draft={draft} set={set} error={wrongAt('patient')} />
          <ChoiceField
            label={t('state')}
            required
            value={draft.state}
            error={wrongAt('state')}
            onChange={(state) => set({ state })}
            options={careStates.map((value) => ({ value, label: codes(`state.${value}`), hint: codes(`stateHint.${value}`) }))}
          />
        </section>
        <section className="card recognition-order-part">
          <OrderTests draft={draft} set={set} first={test} error={wrongAt('tests') ?? wrongAt('tooMany')} />
        </section>
      </div>
      <section className="card recognition-order-part">
        <ChecksField
          label={t('acts')}
          flowing
          value={draft.acts}
          onChange={(acts) => set({ acts })}
          options={orderedActs.map((value) => ({ value, label: codes(`act.${value}`) }))}
        />
        <ChoiceField
          label={t('encounter')}
          value={draft.encounter}
          onChange={(encounter) => set({ encounter })}
          options={encounterClasses.map((value) => ({ value, label: codes(`encounter.${value}`) }))}
        />
        <OrderMore draft={draft} set={set} error={wrongAt('temperature')} />
      </section>
      <RefusalNote error={check.error} />
      <footer className="recognition-foot">
        <div className="recognition-foot-row">
          <span className="soft figures" role="status">
            {t('count', { count: lineCount(draft) })}
          </span>
          <button type="submit" className="button primary" aria-disabled={check.isPending}>
            {t(check.isPending ? 'checking' : 'check')}
          </button>
        </div>
      </footer>
    </form>
  );
}
