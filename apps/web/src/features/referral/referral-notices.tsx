import type { ReferralView } from '@alliance/contracts/referral.contract';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { useAppointment } from '../../platform/session';
import { DutyAt } from '../../ui/on-duty';
import { detailWords } from './detail.locale';
import { openLateFields } from './panel-fields.policy';
import { WaitsForPlace } from './panel-wait';
import type { Step } from './panel.types';
import { referralWords } from './referral.locale';

/** What must not be overlooked before one reads on. */
export function ReferralNotices({
  referral,
  beside,
  onOpen,
}: {
  readonly referral: ReferralView;
  readonly beside: readonly Step[];
  readonly onOpen: (step: Step) => void;
}) {
  const t = useWords(detailWords);
  const codes = useWordsIfAny(referralWords);
  const own = useAppointment()?.institution.id;
  const { state, side, acceptedAt, sender, receiver, outside, appeals, actions } = referral;
  const third = own !== undefined && own !== sender.id && own !== receiver?.id;
  const reviews = appeals.some(({ reviewer }) => reviewer.id === own);
  const waits = side === 'receiver' && !third && !acceptedAt && (state === 'submitted' || state === 'in_transit');
  const fields = beside.includes('completeLate')
    ? openLateFields(referral).map(({ name, label = name }) => codes(`field.${label}`) ?? label)
    : [];
  return (
    <>
      {state === 'voided' && <p className="note-bad">{t('voided')}</p>}
      {third && <p className="note-warn">{reviews ? t('reviewing') : t('passedOn', { place: receiver?.name ?? outside?.name ?? '—' })}</p>}
      {state === 'in_transit' && !acceptedAt && !third && (
        <p className="note-warn" role="alert">
          <span aria-hidden="true">▲ </span>
          {t(side === 'sender' ? 'unansweredText' : 'unansweredMine')}
        </p>
      )}
      {waits && receiver && !actions.some((action) => action === 'accept' || action === 'acknowledge') && (
        <p className="note-warn">
          {t('notYours')} <DutyAt institutionId={receiver.id} departmentId={referral.receiverDepartment?.id ?? null} />
        </p>
      )}
      <WaitsForPlace referral={referral} />
      {fields.length > 0 && (
        <p className="note-warn">
          {t('openFields', { fields: fields.join('、') })}{' '}
          <button type="button" className="button small" onClick={() => onOpen('completeLate')}>
            {t('fillIn')}
          </button>
        </p>
      )}
    </>
  );
}
