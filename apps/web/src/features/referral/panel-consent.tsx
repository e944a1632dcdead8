import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useWords } from '../../platform/i18n';
import { panelWords } from './panel.locale';
import type { Step, Typed } from './panel.types';

/** Whom the consent covers, said before a patient is sent elsewhere; and the way to a new one. */
export function ConsentNote(props: {
  readonly referral: ReferralView;
  readonly step: Step;
  readonly values: Typed;
  /** The server has said no because of it. */
  readonly refused: boolean;
  readonly onOpen: (step: Step) => void;
}) {
  const t = useWords(panelWords);
  const { referral, step, values, refused, onOpen } = props;
  if (step !== 'redirect' && step !== 'divert') return null;
  if (step === 'divert' || referral.urgency === 'immediate') return <p className="faint">{t('place.consentRescue')}</p>;
  const outside = values['where'] === 'outside';
  const away = outside || (values['receiverId'] && values['receiverId'] !== referral.receiver?.id);
  const covers = !outside && referral.consent?.scope === 'alliance';
  if (!refused && (!away || covers)) return null;
  return (
    <div className="note-warn" role="alert">
      {t(outside ? 'place.consentOutside' : 'place.consentReceiver', { receiver: referral.receiver?.name ?? '—' })}{' '}
      {referral.side === 'sender' && (
        <button type="button" className="button" onClick={() => onOpen('recordConsent')}>
          {t('place.recordConsent')}
        </button>
      )}
    </div>
  );
}
