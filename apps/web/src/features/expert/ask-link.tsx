import type { Expert } from '@alliance/contracts/expert.contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useMay } from '../../platform/session';
import { expertWords } from './expert.locale';

/** Begins a request with this expert invited; for those who may ask. */
export function AskLink({ of }: { readonly of: Pick<Expert, 'name' | 'personId' | 'institution'> }) {
  const t = useWords(expertWords);
  const may = useMay();
  if (!may('consultation.request')) return null;
  return (
    <Link
      className="button"
      to="/consultations/new"
      search={{ expert: of.personId, institution: of.institution.id }}
      aria-label={t('askOf', { name: of.name })}
    >
      {t('ask')}
    </Link>
  );
}
