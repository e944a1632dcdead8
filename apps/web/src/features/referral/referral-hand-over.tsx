import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useWords } from '../../platform/i18n';
import { useDayTime } from '../../ui/moment';
import { detailWords } from './detail.locale';
import { HandOverSheetView } from './hand-over-sheet';
import type { Step } from './panel.types';

/** The sheet that travels with the patient, and who has signed it. */
export function ReferralHandOver({ referral, onOpen }: { readonly referral: ReferralView; readonly onOpen: (step: Step) => void }) {
  const t = useWords(detailWords);
  const dayTime = useDayTime();
  const { handOver, actions, departedAt, arrivedAt } = referral;
  const { sheet } = handOver;
  const signs = actions.includes('signHandOver');
  if (!handOver.needed || (!sheet && !signs && !departedAt && !arrivedAt)) return null;
  return (
    <section className="detail-part">
      <h2>{t('handOver')}</h2>
      {sheet ? <HandOverSheetView sheet={sheet} /> : <p className="soft">{t('handOverNone')}</p>}
      <ul className="signatures">
        {(['sender', 'receiver'] as const).map((side) => {
          const signed = handOver[side];
          return (
            <li key={side}>
              <span aria-hidden="true">{signed ? '✓' : '○'}</span> {t(`signs.${side}`)}{' '}
              <span className={signed ? '' : 'soft'}>
                {signed
                  ? t('handOverSigned', { name: signed.by, place: signed.institution, time: dayTime(signed.at) })
                  : t('handOverWaits')}
              </span>
            </li>
          );
        })}
      </ul>
      {signs && (
        <button type="button" className="button" onClick={() => onOpen('signHandOver')}>
          {t('sign')}
        </button>
      )}
    </section>
  );
}
