import { Link } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { Invented } from '../../ui/registry-marks';
import { registryWords } from '../../ui/registry.locale';
import { Loaded, Skeleton } from '../../ui/states';
import { useAlliancesOf } from './institution.data';
import { institutionWords } from './institution.locale';

/** The alliances it leads or belongs to. */
export function InstitutionAlliances({ id }: { readonly id: string }) {
  const t = useWords(institutionWords);
  const codes = useWords(registryWords);
  const text = useText();
  const alliances = useAlliancesOf(id);
  return (
    <section className="card">
      <header className="card-head">
        <h2>{t('alliances')}</h2>
      </header>
      <div className="card-body">
        <Loaded of={alliances} skeleton={<Skeleton rows={1} />}>
          {(all) =>
            all.length ? (
              <ul className="institution-alliances">
                {all.map((alliance) => {
                  const member = alliance.members.find((one) => one.id === id);
                  return (
                    <li key={alliance.id}>
                      <Link to="/alliances/$id" params={{ id: alliance.id }}>
                        {text(alliance.name)}
                      </Link>{' '}
                      {alliance.invented && <Invented />}
                      <span className="faint">
                        {[
                          codes(`specialty.${alliance.specialty}`),
                          codes(`phase.${alliance.phase}`),
                          member && t(`role.${member.role}`),
                          member?.role === 'member' && codes(`member.${member.state}`),
                          member?.agreement && t('signed', { agreement: member.agreement }),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      </span>
                    </li>
                  );
                })}
              </ul>
            ) : (
              <p className="soft">{t('noAlliances')}</p>
            )
          }
        </Loaded>
      </div>
    </section>
  );
}
