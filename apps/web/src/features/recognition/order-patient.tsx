import { getReferral } from '@alliance/contracts/referral.contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { PatientLine, PatientSearch } from '../../ui/patient/patient-search';
import type { OrderDraft } from './order-draft';
import { orderWords } from './order.locale';

/** Whom the tests are for, and the referral they belong to where there is one. */
export function OrderPatient(props: {
  readonly draft: OrderDraft;
  readonly set: (change: Partial<OrderDraft>) => void;
  readonly error: string | undefined;
}) {
  const t = useWords(orderWords);
  const { draft, set } = props;
  if (!draft.patient)
    return <PatientSearch label={t('patient')} hint={t('patientHint')} error={props.error} onChoose={(patient) => set({ patient })} />;
  return (
    <div className="recognition-chosen">
      <span className="chosen-patient">
        <PatientLine patient={draft.patient} />
        <button type="button" className="button bare" onClick={() => set({ patient: null, referralId: null })}>
          {t('patientChange')}
        </button>
      </span>
      {draft.referralId && <ReferralOf id={draft.referralId} onDrop={() => set({ referralId: null })} />}
    </div>
  );
}

function ReferralOf({ id, onDrop }: { readonly id: string; readonly onDrop: () => void }) {
  const t = useWords(orderWords);
  const { data } = useAnswer(getReferral, { params: { id } });
  return (
    <p className="soft">
      <Link to="/referrals/$id" params={{ id }}>
        {t('referral', { number: data?.number ?? '…' })}
      </Link>{' '}
      <button type="button" className="recognition-link" onClick={onDrop}>
        {t('referralDrop')}
      </button>
    </p>
  );
}
