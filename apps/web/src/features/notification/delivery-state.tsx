import type { Delivery } from '@alliance/contracts/delivery.contract';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { useDayTime } from '../../ui/moment';
import { deliveryWords } from './delivery.locale';

/** What became of a message, why, and what to do now. */
export function DeliveryState({ of }: { readonly of: Delivery }) {
  const t = useWords(deliveryWords);
  const ifAny = useWordsIfAny(deliveryWords);
  const dayTime = useDayTime();
  const { state, reason, attempts, nextAttemptAt } = of;
  const facts = [
    state === 'cancelled' ? t('cancelled') : '',
    reason ? (ifAny(`reason.${reason}`) ?? t('reason.other')) : '',
    attempts > 1 || (attempts > 0 && state === 'waiting') ? t('attempts', { count: attempts }) : '',
    state === 'waiting' && reason && nextAttemptAt ? t('next', { time: dayTime(nextAttemptAt) }) : '',
  ].filter(Boolean);
  return (
    <div>
      <span className={`delivery-state ${state}`}>{t(`state.${state}`)}</span>
      {facts.map((fact) => (
        <span key={fact} className="delivery-fact">
          {fact}
        </span>
      ))}
    </div>
  );
}
