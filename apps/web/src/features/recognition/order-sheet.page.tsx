import { getPatient } from '@alliance/contracts/patient-record.contract';
import { getRouteApi } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Loaded, Skeleton } from '../../ui/states';
import { OrderForm } from './order-form';
import { OverturnedNote } from './overturned-note';
import { RecognitionFrame } from './recognition-frame';
import { orderWords } from './order.locale';
import { orderSearch } from './recognition-search';

const route = getRouteApi('/inside/recognition');

/** Before tests are ordered: for whom, what, and in which circumstances; then one answer to the whole set. */
export function OrderSheetPage() {
  const t = useWords(orderWords);
  const { patient: patientId, referral: referralId = null, test } = orderSearch({ ...route.useSearch() });
  const patient = useAnswer(getPatient, patientId ? { params: { id: patientId } } : null);
  return (
    <RecognitionFrame at="order">
      <OverturnedNote />
      <p className="soft recognition-lead">{t('lead')}</p>
      {patientId ? (
        <Loaded of={patient} skeleton={<Skeleton rows={8} height={40} />}>
          {(found) => <OrderForm key={patientId} begin={{ patient: found, referralId }} test={test} />}
        </Loaded>
      ) : (
        <OrderForm begin={{}} test={test} />
      )}
    </RecognitionFrame>
  );
}
