import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useWords } from '../../platform/i18n';
import { Fact } from '../../ui/fact';
import { When } from '../../ui/moment-view';
import { detailWords } from './detail.locale';
import type { Step } from './panel.types';
import { referralWords } from './referral.locale';

interface Props {
  readonly referral: ReferralView;
  /** What may be recorded beside the steps. */
  readonly beside: readonly Step[];
  readonly onOpen: (step: Step) => void;
}

/** Who agreed to what, and how it stands with the insurance: recorded, never in the way. */
export function ReferralPapers({ referral, beside, onOpen }: Props) {
  const t = useWords(detailWords);
  const codes = useWords(referralWords);
  const { consent, insurance } = referral;
  const rescue = consent?.giver === 'rescue';
  return (
    <section className="detail-part">
      <h2>{t('consentTitle')}</h2>
      <dl className="facts">
        <Fact label={t('consent')}>
          {!consent ? (
            <span className="soft">{t('consentNone')}</span>
          ) : rescue ? (
            <span>{t('consentRescue', { name: consent.authorisedBy ?? '—' })}</span>
          ) : (
            <span>
              {[codes(`consentGiver.${consent.giver}`), consent.name].filter(Boolean).join(' ')}{' '}
              <span className="faint">
                <When at={consent.at} /> · {t('consentForm', { form: consent.form })}
              </span>
            </span>
          )}{' '}
          <RecordButton step="recordConsent" again={consent !== null && !rescue} beside={beside} onOpen={onOpen} />
        </Fact>
        {consent && <Fact label={t('consentScope')}>{codes(`consentScope.${consent.scope}`)}</Fact>}
        <Fact label={t('insurance')}>
          {insurance.filing ? (
            [codes(`insuranceFiling.${insurance.filing}`), insurance.number, insurance.place].filter(Boolean).join(' · ')
          ) : (
            <span className="soft">{t('insuranceNone')}</span>
          )}{' '}
          <RecordButton step="recordInsurance" again={insurance.filing !== null} beside={beside} onOpen={onOpen} />
        </Fact>
      </dl>
    </section>
  );
}

function RecordButton({
  step,
  again,
  beside,
  onOpen,
}: {
  readonly step: 'recordConsent' | 'recordInsurance';
  readonly again: boolean;
  readonly beside: readonly Step[];
  readonly onOpen: (step: Step) => void;
}) {
  const t = useWords(detailWords);
  if (!beside.includes(step)) return null;
  return (
    <button type="button" className="button small" aria-label={t(`beside.${step}`)} onClick={() => onOpen(step)}>
      {t(again ? 'recordAgain' : 'record')}
    </button>
  );
}
