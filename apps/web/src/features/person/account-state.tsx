import type { PersonSummary } from '@alliance/contracts/person.contract';
import { useWords } from '../../platform/i18n';
import { dayOf } from '../../ui/moment';
import { personWords } from './person.locale';

/** State of an account in shape and word; who was deactivated is nothing else. */
export function AccountState({ of }: { readonly of: Pick<PersonSummary, 'account' | 'deactivatedAt'> }) {
  const t = useWords(personWords);
  if (of.deactivatedAt) return <span className="account-state disabled">{t('deactivated', { day: dayOf(of.deactivatedAt) })}</span>;
  return <span className={`account-state ${of.account}`}>{t(`account.${of.account}`)}</span>;
}
