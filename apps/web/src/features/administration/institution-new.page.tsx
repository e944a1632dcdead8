import { useNavigate } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { Page } from '../../ui/page';
import { administrationWords } from './administration.locale';
import { InstitutionForm } from './institution.form';
import './administration.css';

export function InstitutionNewPage() {
  const t = useWords(administrationWords);
  const navigate = useNavigate();
  return (
    <Page title={t('institution.addTitle')}>
      <InstitutionForm of={null} onDone={(id) => void navigate({ to: '/institutions/$id', params: { id } })} />
    </Page>
  );
}
