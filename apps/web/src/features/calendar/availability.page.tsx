import { getAvailability } from '@alliance/contracts/availability.contract';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useMay, useSession } from '../../platform/session';
import { Page } from '../../ui/page';
import { PersonPicker } from '../../ui/person-picker';
import { Loaded, Skeleton } from '../../ui/states';
import { AbsencesCard, OutsideCard } from './absences-card';
import { availabilityWords } from './availability.locale';
import { LimitsCard } from './limits-card';
import { PreviewCard } from './preview-card';
import { RoomsCard } from './rooms-card';
import { RulesCard } from './rules-card';
import './availability.css';
import './calendar.css';

const route = getRouteApi('/inside/calendar/availability');

/** When one can be asked for a consultation: one's own times, and for who arranges them those of the hospital. */
export function AvailabilityPage() {
  const t = useWords(availabilityWords);
  const session = useSession();
  const may = useMay();
  const navigate = route.useNavigate();
  const { person } = route.useSearch();
  const me = 'session' in session ? session.session.user.id : '';
  const id = person ?? me;
  const availability = useAnswer(getAvailability, { params: { id } });
  const arranges = may('availability.arrange');
  const choose = (next: string | undefined) => void navigate({ search: next ? { person: next } : {}, replace: true });
  return (
    <Page
      title={t('title')}
      actions={
        may('availability.read') && (
          <Link to="/calendar" className="button">
            {t('back')}
          </Link>
        )
      }
    >
      {arranges && (
        <div className="availability-who">
          <PersonPicker key={id} label={t('of')} value={null} onChange={(chosen) => chosen && choose(chosen.id)} />
          {id !== me && (
            <button type="button" className="button" onClick={() => choose(undefined)}>
              {t('mine')}
            </button>
          )}
        </div>
      )}
      <Loaded of={availability} skeleton={<Skeleton rows={6} height={56} />}>
        {(found) => (
          <div className="availability" key={found.personId}>
            <OutsideCard availability={found} />
            {!found.mayChange && <p className="note-warn">{t('readOnly')}</p>}
            <RulesCard availability={found} />
            <LimitsCard availability={found} />
            <AbsencesCard availability={found} />
            <PreviewCard availability={found} />
          </div>
        )}
      </Loaded>
      {arranges && <RoomsCard />}
    </Page>
  );
}
