import type { InstitutionDetail } from '@alliance/contracts/institution.contract';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useAppointment, useMay } from '../../platform/session';
import { Fact } from '../../ui/fact';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Flags, Invented } from '../../ui/registry-marks';
import { registryWords } from '../../ui/registry.locale';
import { Loaded, Skeleton } from '../../ui/states';
import { TimelineList } from '../../ui/timeline-list';
import { InstitutionAlliances } from './institution-alliances';
import { Capabilities, ContactLines, Departments } from './institution-offer';
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
  const isOwn = useAppointment()?.institution.id === id;
  const keeps = isOwn && may('department.manage');
  const text = useText();
  const institution = useInstitution(id);
  return (
    <Page
      title={institution.data?.name ?? (institution.error ? t('title') : '…')}
      aside={institution.data?.invented && <Invented />}
      actions={
        <>
          <Link to="/institutions" className="button bare">
            <Icon name="back" size={16} /> {t('back')}
          </Link>
          {institution.data && may('institution.manage') && (
            <>
              {!isOwn && (
                <Link to="/people/new" search={{ at: id }} className="button">
                  {t('firstAdministrator')}
                </Link>
              )}
              <Link to="/institutions/$id/edit" params={{ id }} className="button">
                {t('edit')}
              </Link>
            </>
          )}
        </>
      }
    >
      <Loaded of={institution} skeleton={<Skeleton rows={8} height={28} />}>
        {(found) => (
          <div className="institution">
            <div>
              <Facts of={found} />
              <ContactLines of={found} edit={keeps} />
              <Departments of={found} edit={keeps} />
              <Capabilities of={found} edit={keeps} />
            </div>
            <div>
              {may('pairing.read') && <InstitutionPairings key={id} id={id} on={on} />}
              {may('alliance.read') && <InstitutionAlliances id={id} />}
              {(isOwn || may('institution.manage')) && may('event.read') && (
                <section className="card">
                  <header className="card-head">
                    <h2>{t('happened')}</h2>
                  </header>
                  <div className="card-body">
                    <TimelineList id={id} names={new Map(found.departments.map((department) => [department.id, text(department.name)]))} />
                  </div>
                </section>
              )}
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
