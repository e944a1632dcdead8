import { getInstitution } from '@alliance/contracts/institution.contract';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Loaded, Skeleton } from '../../ui/states';
import { administrationWords } from './administration.locale';
import { InstitutionForm } from './institution.form';
import './administration.css';

const route = getRouteApi('/inside/institutions/$id/edit');

export function InstitutionEditPage() {
  const t = useWords(administrationWords);
  const { id } = route.useParams();
  const navigate = useNavigate();
  const institution = useAnswer(getInstitution, { params: { id } });
  return (
    <Page
      title={t('institution.changeTitle')}
      aside={institution.data?.name}
      actions={
        <Link to="/institutions/$id" params={{ id }} className="button bare">
          <Icon name="back" size={16} /> {t('back')}
        </Link>
      }
    >
      <Loaded of={institution} skeleton={<Skeleton rows={8} height={36} />}>
        {(found) => <InstitutionForm of={found} onDone={() => void navigate({ to: '/institutions/$id', params: { id } })} />}
      </Loaded>
    </Page>
  );
}
