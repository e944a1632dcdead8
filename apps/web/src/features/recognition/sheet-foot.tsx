import type { RecognitionCheck } from '@alliance/contracts/recognition.contract';
import type { ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { totalsOf, type Choices } from './decisions.policy';
import { useAmounts } from './result-text';
import { sheetWords } from './sheet.locale';

/** What the choices come to, always in sight: what is ordered, and what the patient is spared. */
export function SheetTotals({ check, choices }: { readonly check: RecognitionCheck; readonly choices: Choices }) {
  const t = useWords(sheetWords);
  const amounts = useAmounts();
  const totals = totalsOf(check, choices);
  const { fen, microsievert, microlitres } = totals;
  const saved = [
    fen > 0 && amounts.money(fen),
    microlitres > 0 && t('blood', { amount: amounts.blood(microlitres) }),
    microsievert > 0 && t('dose', { amount: amounts.dose(microsievert) }),
  ].filter(Boolean);
  const counts = (['accepted', 'repeated', 'ordered', 'undecided'] as const).filter((each) => totals[each] > 0);
  return (
    <div className="recognition-totals" role="status" aria-label={t('totals')}>
      <span className="figures">{counts.map((each) => t(each, { count: totals[each] })).join(' · ')}</span>
      {saved.length > 0 && <strong className="figures">{t('saves', { what: saved.join(' · ') })}</strong>}
    </div>
  );
}

/** Bottom of the sheet: totals, the tick that covers all repeats, and the one button. */
export function SheetFoot(props: {
  readonly check: RecognitionCheck;
  readonly choices: Choices;
  readonly explained: boolean;
  readonly onExplained: (explained: boolean) => void;
  readonly explainedMissing: boolean;
  readonly pending: boolean;
  readonly onConfirm: () => void;
  readonly children: ReactNode;
}) {
  const t = useWords(sheetWords);
  const { check, choices, explained, explainedMissing, pending } = props;
  const { repeated } = totalsOf(check, choices);
  return (
    <footer className="recognition-foot">
      {props.children}
      <div className="recognition-foot-row">
        <SheetTotals check={check} choices={choices} />
        {repeated > 0 && (
          <label className={explained ? 'choice on' : 'choice'}>
            <input
              id="explained"
              type="checkbox"
              checked={explained}
              aria-invalid={explainedMissing || undefined}
              onChange={({ target }) => props.onExplained(target.checked)}
            />
            <span>{t('explained', { count: repeated })}</span>
          </label>
        )}
        <button type="button" className="button primary" aria-disabled={pending} onClick={() => !pending && props.onConfirm()}>
          {t(pending ? 'confirming' : 'confirm')}
        </button>
      </div>
    </footer>
  );
}
