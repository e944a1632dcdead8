import type { ServiceAgreementSummary } from '@alliance/contracts/service-agreement.contract';
import { useWords } from '../../platform/i18n';
import { agreementWords } from './agreement.locale';

const pressing = ['offered', 'expiring', 'ending'];

/** How it stands, by a mark and a word; what waits for the own hospital says so. */
export function Standing({ of: { standing, awaitsMe } }: { readonly of: Pick<ServiceAgreementSummary, 'standing' | 'awaitsMe'> }) {
  const t = useWords(agreementWords);
  return (
    <span className={pressing.includes(standing) ? 'agreement-standing pressing' : 'agreement-standing'}>
      {t(`standing.${standing}`)}
      {awaitsMe && <strong> · {t('awaitsMe')}</strong>}
    </span>
  );
}
