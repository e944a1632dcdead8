import { getAlliance, type Alliance } from '@alliance/contracts/alliance.contract';
import { alliancePhases } from '@alliance/domain/alliance/alliance';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useMay } from '../../platform/session';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Invented } from '../../ui/registry-marks';
import { registryWords } from '../../ui/registry.locale';
import { Loaded, Skeleton } from '../../ui/states';
import { TimelineList } from '../../ui/timeline-list';
import { AllianceMembers } from './alliance-members';
import { allianceWords } from './alliance.locale';
import { membershipWords } from './membership.locale';
import './alliance.css';

const route = getRouteApi('/inside/alliances/$id');

export function AllianceDetailPage() {
  const t = useWords(allianceWords);
  const text = useText();
  const { id } = route.useParams();
  const alliance = useAnswer(getAlliance, { params: { id } });
  return (
    <Page
      title={alliance.data ? text(alliance.data.name) : alliance.error ? t('title') : '…'}
      aside={alliance.data?.invented && <Invented />}
      actions={
        <>
          <Link to="/alliances/$id/deadlines" params={{ id }} className="button">
            {t('deadlines')}
          </Link>
          <Link to="/alliances" className="button bare">
            <Icon name="back" size={16} /> {t('back')}
          </Link>
        </>
      }
    >
      <Loaded of={alliance} skeleton={<Skeleton rows={8} height={32} />}>
        {(found) => (
          <>
            {found.invented && <p className="note-invented">◇ {t('invented')}</p>}
            <Overview of={found} />
            <AllianceMembers of={found} />
            <Happened of={found} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

function Overview({ of }: { readonly of: Alliance }) {
  const t = useWords(allianceWords);
  const codes = useWords(registryWords);
  const reached = alliancePhases.indexOf(of.phase);
  return (
    <section className="card" aria-label={t('facts')}>
      <div className="card-body alliance-overview">
        <dl className="facts">
          <dt>{t('fact.lead')}</dt>
          <dd>
            ★{' '}
            <Link to="/institutions/$id" params={{ id: of.lead.id }}>
              {of.lead.name}
            </Link>
          </dd>
          <dt>{t('fact.specialty')}</dt>
          <dd>{codes(`specialty.${of.specialty}`)}</dd>
          <dt>{t('fact.phase')}</dt>
          <dd>
            <ol className="alliance-path" aria-label={t('path')}>
              {alliancePhases.map((phase, at) => (
                <li key={phase} aria-current={at === reached ? 'step' : undefined} className={at < reached ? 'done' : ''}>
                  <span aria-hidden="true">{at < reached ? '✓' : at === reached ? '●' : '○'}</span> {codes(`phase.${phase}`)}
                </li>
              ))}
            </ol>
          </dd>
          <dt>{t('fact.openedOn')}</dt>
          <dd className="figures">{of.openedOn}</dd>
          <dt>{t('fact.openedFrom')}</dt>
          <dd>{of.openedFrom ?? <span className="faint">{t('notFromPairings')}</span>}</dd>
        </dl>
      </div>
    </section>
  );
}

/** Changes of the alliance as prose, for those who may read events. */
function Happened({ of }: { readonly of: Alliance }) {
  const t = useWords(membershipWords);
  const may = useMay();
  if (!may('event.read')) return null;
  return (
    <section className="card">
      <header className="card-head">
        <h2>{t('happened')}</h2>
      </header>
      <div className="card-body">
        <TimelineList id={of.id} names={new Map(of.members.map(({ id, name }) => [id, name]))} />
      </div>
    </section>
  );
}
