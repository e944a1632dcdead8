import { getAlliance, type Alliance } from '@alliance/contracts/alliance.contract';
import { alliancePhases } from '@alliance/domain/alliance/alliance';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Invented, Level } from '../../ui/registry-marks';
import { registryWords } from '../../ui/registry.locale';
import { Loaded, Skeleton } from '../../ui/states';
import { Table } from '../../ui/table';
import { allianceWords } from './alliance.locale';
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
        <Link to="/alliances" className="button bare">
          <Icon name="back" size={16} /> {t('back')}
        </Link>
      }
    >
      <Loaded of={alliance} skeleton={<Skeleton rows={8} height={32} />}>
        {(found) => (
          <>
            {found.invented && <p className="note-invented">◇ {t('invented')}</p>}
            <Overview of={found} />
            <Members of={found} />
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

function Members({ of }: { readonly of: Alliance }) {
  const t = useWords(allianceWords);
  const codes = useWords(registryWords);
  const pending = of.members.filter(({ role, agreement }) => role === 'member' && !agreement).length;
  return (
    <section className="card">
      <header className="card-head">
        <h2>{t('members')}</h2>
        <span className="faint figures">{t('membersCount', { count: of.members.length })}</span>
        {pending > 0 && (
          <span className="alliance-pending figures" title={t('pendingWhy')}>
            {t('pendingCount', { count: pending })}
          </span>
        )}
      </header>
      <Table
        label={t('members')}
        rows={of.members}
        keyOf={({ id, role }) => `${id} ${role}`}
        columns={[
          {
            id: 'name',
            head: t('member.name'),
            title: true,
            width: '26%',
            sort: ({ name }) => name,
            cell: ({ id, name }) => (
              <Link to="/institutions/$id" params={{ id }} className="alliance-name">
                {name}
              </Link>
            ),
          },
          { id: 'role', head: t('member.role'), cell: ({ role }) => t(`role.${role}`) },
          { id: 'place', head: t('member.place'), cell: ({ city }) => city },
          { id: 'type', head: t('member.type'), cell: ({ type }) => codes(`type.${type}`) },
          { id: 'level', head: t('member.level'), cell: ({ level }) => <Level level={level} basis={null} /> },
          {
            id: 'since',
            head: t('member.since'),
            cell: ({ from, to }) => <span className="figures">{to ? t('to', { from, to }) : t('from', { from })}</span>,
          },
          {
            id: 'agreement',
            head: t('member.agreement'),
            sort: ({ agreement }) => agreement ?? '',
            cell: ({ role, agreement }) =>
              agreement ? (
                t('signed', { agreement })
              ) : role === 'lead' ? (
                t('notNeeded')
              ) : (
                <span className="alliance-pending" title={t('pendingWhy')}>
                  {t('pending')}
                </span>
              ),
          },
        ]}
      />
      {pending > 0 && <p className="faint alliance-why">{t('pendingWhy')}</p>}
    </section>
  );
}
