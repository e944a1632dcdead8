import type { InstitutionDetail } from '@alliance/contracts/institution.contract';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useMay } from '../../platform/session';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Flags, Invented } from '../../ui/registry-marks';
import { registryWords } from '../../ui/registry.locale';
import { Loaded, Skeleton } from '../../ui/states';
import { Table } from '../../ui/table';
import { InstitutionAlliances } from './institution-alliances';
import { placeOf } from './institution-list.page';
import { InstitutionPairings } from './institution-pairings';
import { useInstitution } from './institution.data';
import { institutionWords } from './institution.locale';
import './institution.css';

const route = getRouteApi('/inside/institutions/$id');

export function InstitutionDetailPage() {
  const t = useWords(institutionWords);
  const may = useMay();
  const { id } = route.useParams();
  const { on } = route.useSearch();
  const institution = useInstitution(id);
  return (
    <Page
      title={institution.data?.name ?? (institution.error ? t('title') : '…')}
      aside={institution.data?.invented && <Invented />}
      actions={
        <Link to="/institutions" className="button bare">
          <Icon name="back" size={16} /> {t('back')}
        </Link>
      }
    >
      <Loaded of={institution} skeleton={<Skeleton rows={8} height={28} />}>
        {(found) => (
          <div className="institution">
            <div>
              <Facts of={found} />
              <Departments of={found} />
            </div>
            <div>
              {may('pairing.read') && <InstitutionPairings key={id} id={id} on={on} />}
              {may('alliance.read') && <InstitutionAlliances id={id} />}
            </div>
          </div>
        )}
      </Loaded>
    </Page>
  );
}

function Facts({ of }: { readonly of: InstitutionDetail }) {
  const t = useWords(institutionWords);
  const codes = useWords(registryWords);
  const none = <span className="faint">{t('none')}</span>;
  const facts: readonly (readonly [string, ReactNode])[] = [
    [t('fact.type'), codes(`type.${of.type}`)],
    [t('fact.place'), placeOf(of.province, of.city) || none],
    [t('fact.level'), <LevelClaim key="level" of={of} />],
    [t('fact.aliases'), of.aliases.join('、') || none],
    [
      t('fact.phone'),
      of.phone ? (
        <a key="phone" href={`tel:${of.phone}`} aria-label={t('call', { phone: of.phone })}>
          <Icon name="phone" size={14} /> {of.phone}
        </a>
      ) : (
        none
      ),
    ],
    [t('fact.source'), of.source ?? none],
    [t('fact.code'), of.code ?? none],
    [t('fact.zone'), of.timeZone],
  ];
  return (
    <section className="card">
      <header className="card-head">
        <h2>{t('facts')}</h2>
      </header>
      <div className="card-body">
        <dl className="facts">
          {facts.map(([label, value]) => (
            <Fact key={label} label={label}>
              {value}
            </Fact>
          ))}
          {of.possibleSameAs.length > 0 && (
            <Fact label={t('fact.same')}>
              {of.possibleSameAs.map(({ id, name }) => (
                <Link key={id} to="/institutions/$id" params={{ id }} className="institution-same">
                  {name}
                </Link>
              ))}
            </Fact>
          )}
          {of.flags.length > 0 && (
            <Fact label={t('fact.marks')}>
              <Flags of={of.flags} explained />
            </Fact>
          )}
        </dl>
      </div>
    </section>
  );
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  );
}

/** The level, that nobody has verified it, and where it is said. */
function LevelClaim({ of: { level, levelBasis } }: { readonly of: InstitutionDetail }) {
  const codes = useWords(registryWords);
  return (
    <>
      {codes(`level.${level}`)} {level !== 'unknown' && <span className="tag">? {codes('claim')}</span>}
      {(level !== 'unknown' || levelBasis) && (
        <span className="faint institution-basis">{codes('levelBasis', { basis: levelBasis ?? codes('noBasis') })}</span>
      )}
    </>
  );
}

function Departments({ of }: { readonly of: InstitutionDetail }) {
  const t = useWords(institutionWords);
  const text = useText();
  const codes = useWords(registryWords);
  return (
    <section className="card">
      <header className="card-head">
        <h2>{t('departments')}</h2>
        <span className="faint figures">{of.departments.length}</span>
      </header>
      {of.departments.length ? (
        <Table
          label={t('departments')}
          rows={of.departments}
          keyOf={({ id }) => id}
          columns={[
            { id: 'name', head: t('department.name'), title: true, cell: ({ name }) => text(name) },
            {
              id: 'specialty',
              head: t('department.specialty'),
              cell: ({ specialties }) => specialties.map((specialty) => codes(`specialty.${specialty}`)).join('、'),
            },
            {
              id: 'phone',
              head: t('department.phone'),
              cell: ({ phone }) => (phone ? <a href={`tel:${phone}`}>{phone}</a> : null),
            },
          ]}
        />
      ) : (
        <p className="card-body soft">{t('noDepartments')}</p>
      )}
    </section>
  );
}
