import type { ReferralView } from '@alliance/contracts/referral.contract';
import { Link } from '@tanstack/react-router';
import { useWords, words } from '../../platform/i18n';
import { useMay } from '../../platform/session';

const recognitionLinkWords = words('referral-recognition', { order: '开单前核对互认' }, { order: 'Check before ordering tests' });
/** Before these there is no patient here yet. */
const early: ReadonlySet<ReferralView['state']> = new Set(['draft', 'voided']);

/** Tests of a case are checked for results that are there already. */
export function RecognitionLink({ referral }: { readonly referral: ReferralView }) {
  const t = useWords(recognitionLinkWords);
  const may = useMay();
  if (!may('recognition.check') || !referral.patient || early.has(referral.state)) return null;
  return (
    <p className="detail-part">
      <Link to="/recognition" search={{ patient: referral.patient.id, referral: referral.id }} preload={false}>
        {t('order')}
      </Link>
    </p>
  );
}
