import type { PersonDetail } from '@alliance/contracts/person.contract';
import { useState, type ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { Fact } from '../../ui/fact';
import { Icon } from '../../ui/icon';
import { SidePanel } from '../../ui/side-panel';
import { Loaded, Skeleton } from '../../ui/states';
import { TimelineList } from '../../ui/timeline-list';
import { AccountBlock } from './account-block';
import { AccountState } from './account-state';
import { AppointmentList } from './appointment-list';
import { FactsForm } from './facts.form';
import { usePerson } from './person.data';
import { personWords } from './person.locale';

/** One person beside the list: who, appointments, account, what happened. */
export function PersonDetailPane({ id, onBack }: { readonly id: string; readonly onBack: () => void }) {
  const t = useWords(personWords);
  const person = usePerson(id);
  return (
    <section className="person" aria-label={person.data?.name ?? t('title')}>
      <button type="button" className="button bare person-back" onClick={onBack}>
        <Icon name="back" size={16} /> {t('back')}
      </button>
      <Loaded of={person} skeleton={<Skeleton rows={8} height={28} />}>
        {(found) => (
          <>
            <Facts of={found} />
            <AppointmentList of={found} />
            <AccountBlock of={found} />
            <section className="card">
              <header className="card-head">
                <h2>{t('happened')}</h2>
              </header>
              <div className="card-body">
                <TimelineList id={id} />
              </div>
            </section>
          </>
        )}
      </Loaded>
    </section>
  );
}

function Facts({ of }: { readonly of: PersonDetail }) {
  const t = useWords(personWords);
  const [changing, setChanging] = useState(false);
  const none = <span className="faint">{t('missing')}</span>;
  const facts: readonly (readonly ['staffNumber' | 'phone' | 'email' | 'username' | 'elsewhere', ReactNode])[] = [
    ['staffNumber', of.staffNumber ?? none],
    [
      'phone',
      of.phone ? (
        <a key="phone" href={`tel:${of.phone}`}>
          {of.phone}
        </a>
      ) : (
        none
      ),
    ],
    ['email', of.email ?? none],
    ['username', of.username ?? none],
    ['elsewhere', of.elsewhere > 0 ? t('elsewhere', { count: of.elsewhere }) : t('noElsewhere')],
  ];
  return (
    <section className="card">
      <header className="card-head">
        <h2>{of.name}</h2>
        <AccountState of={of} />
        {!of.deactivatedAt && (
          <button type="button" className="button bare card-do" onClick={() => setChanging(true)}>
            {t('change')}
          </button>
        )}
      </header>
      <div className="card-body">
        <dl className="facts">
          {facts.map(([name, value]) => (
            <Fact key={name} label={t(`fact.${name}`)}>
              {value}
            </Fact>
          ))}
        </dl>
      </div>
      <SidePanel title={t('changeFacts')} open={changing} onClose={() => setChanging(false)}>
        <FactsForm of={of} onDone={() => setChanging(false)} />
      </SidePanel>
    </section>
  );
}
