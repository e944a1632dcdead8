import { getAlliance } from '@alliance/contracts/alliance.contract';
import { getDeadlines, type AllianceDeadlines } from '@alliance/contracts/escalation.contract';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Loaded, Skeleton } from '../../ui/states';
import { UrgencyMark } from '../../ui/urgency-mark';
import { DeadlineForm } from './deadline.form';
import { deadlineWords } from './deadline.locale';
import { limitsByStep, useSpan } from './deadline-limits';
import './escalation.css';

const route = getRouteApi('/inside/alliances/$id/deadlines');

/** Until when each step is due in one alliance: its lead agrees on it with the members, everybody in it reads it. */
export function DeadlinesPage() {
  const t = useWords(deadlineWords);
  const text = useText();
  const { id } = route.useParams();
  const alliance = useAnswer(getAlliance, { params: { id } });
  const deadlines = useAnswer(getDeadlines, { params: { id } });
  return (
    <Page
      title={t('title')}
      aside={alliance.data && text(alliance.data.name)}
      actions={
        <Link to="/alliances/$id" params={{ id }} className="button bare">
          <Icon name="back" size={16} /> {t('back')}
        </Link>
      }
    >
      <Loaded of={deadlines} skeleton={<Skeleton rows={8} height={48} />}>
        {(found) => (
          <>
            <Explained of={found} />
            {found.manages ? <DeadlineForm id={id} of={found} /> : <Shown of={found} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Explained({ of: { holidayYears } }: { readonly of: AllianceDeadlines }) {
  const t = useWords(deadlineWords);
  const years = holidayYears.map(({ year, notice }) => t('year', { year, notice })).join('、');
  return (
    <div className="soft escalation-lead">
      <p>{t('lead')}</p>
      <p>{t('criteria')}</p>
      <p>
        {t('calendar')} {t('known', { years })}
      </p>
    </div>
  );
}

function Shown({ of }: { readonly of: AllianceDeadlines }) {
  const t = useWords(deadlineWords);
  const span = useSpan();
  return (
    <div className="card deadline-card">
      <div className="card-body">
        {limitsByStep(of).map(([step, limits]) => (
          <section key={step} className="deadline-step" aria-label={t(`step.${step}`)}>
            <h2>{t(`step.${step}`)}</h2>
            <dl className="deadline-limits">
              {limits.map(({ urgency, minutes, agreed, workingTime }) => (
                <div key={urgency}>
                  <dt>
                    <UrgencyMark urgency={urgency} />
                  </dt>
                  <dd className="figures">
                    {span(minutes)} {workingTime && <span className="faint">{t('working')}</span>}{' '}
                    {!agreed && <span className="deadline-pending">◷ {t('pending')}</span>}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <p className="faint">{t('readOnly')}</p>
      </div>
    </div>
  );
}
