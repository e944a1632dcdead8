import type { RecognitionFigures } from '@alliance/contracts/recognition-figures.contract';
import { useWords } from '../../platform/i18n';
import type { FiguresSearch } from './recognition-figures-search';
import { recognitionFiguresWords } from './recognition-figures.locale';

/** `67.5%`; null where nothing is counted. */
export const rateOf = ({ accepted, counted }: { readonly accepted: number; readonly counted: number }): string | null =>
  accepted + counted ? `${Math.round((1000 * accepted) / (accepted + counted)) / 10}%` : null;

const scale = { repeatsAvoided: 1, fen: 100, microsievert: 1000, microlitres: 1000 } as const;
const lines = ['repeatsAvoided', 'fen', 'microsievert', 'microlitres'] as const;

/** The rate and what was saved; each number opens its cases. */
export function SavingsLedger({
  of,
  onOpen,
}: {
  readonly of: RecognitionFigures['total'];
  readonly onOpen: (pick: FiguresSearch) => void;
}) {
  const t = useWords(recognitionFiguresWords);
  return (
    <section aria-label={t('ledger')}>
      <div className="recognition-cards">
        <div className="card">
          {t('rate')}
          <strong className="figures">{rateOf(of) ?? t('none')}</strong>
          <button type="button" className="recognition-open figures" onClick={() => onOpen({ open: 'counted' })}>
            {t('count.counted')} {of.counted}
          </button>
        </div>
        {lines.map((line) => (
          <div key={line} className="card">
            {t(`saved.${line}`)}
            <strong className="figures">{t(`unit.${line}`, { n: (of[line] / scale[line]).toLocaleString() })}</strong>
            <button
              type="button"
              className="recognition-open"
              aria-label={t('casesOf', { name: t(`saved.${line}`) })}
              onClick={() => onOpen({ open: 'accepted' })}
            >
              {t('cases')}
            </button>
          </div>
        ))}
      </div>
      <p className="soft">{t('method')}</p>
    </section>
  );
}
