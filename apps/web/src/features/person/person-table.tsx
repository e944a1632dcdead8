import type { PersonSummary } from '@alliance/contracts/person.contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useToday } from '../../ui/moment';
import { When } from '../../ui/moment-view';
import { Table, type Column } from '../../ui/table';
import { AccountState } from './account-state';
import { phaseOf, useAppointmentWords } from './appointment-words';
import { changedSearch, type PersonSearch } from './person-search';
import { personWords } from './person.locale';

/** Who has not joined yet and still works here. */
export const mayBeInvited = ({ account, deactivatedAt }: PersonSummary): boolean =>
  !deactivatedAt && (account === 'none' || account === 'invited');

interface Props {
  readonly rows: readonly PersonSummary[];
  readonly search: PersonSearch;
  readonly chosen: ReadonlySet<string>;
  readonly onChoose: (chosen: ReadonlySet<string>) => void;
}
export function PersonTable({ rows, search, chosen, onChoose }: Props) {
  const t = useWords(personWords);
  const turn = (id: string) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    onChoose(next);
  };
  const name: Column<PersonSummary> = {
    id: 'name',
    head: t('column.name'),
    title: true,
    width: search.person ? '40%' : '22%',
    sort: (person) => person.name,
    cell: (person) => (
      <>
        {mayBeInvited(person) && (
          <input
            type="checkbox"
            className="people-box"
            aria-label={t('chooseOne', { name: person.name })}
            checked={chosen.has(person.id)}
            onChange={() => turn(person.id)}
          />
        )}
        <Link
          to="/people"
          search={changedSearch(search, { person: person.id })}
          className="people-name"
          aria-current={person.id === search.person ? 'true' : undefined}
        >
          {person.name}
        </Link>
        {person.staffNumber && <span className="faint figures">{person.staffNumber}</span>}
      </>
    ),
  };
  const appointments: Column<PersonSummary> = {
    id: 'appointments',
    head: t('column.appointments'),
    cell: (person) => <Appointments of={person} />,
  };
  const account: Column<PersonSummary> = {
    id: 'account',
    head: t('column.account'),
    sort: (person) => `${person.deactivatedAt ? 1 : 0}${person.account}`,
    cell: (person) => <AccountState of={person} />,
  };
  const lastSeen: Column<PersonSummary> = {
    id: 'lastSeen',
    head: t('column.lastSeen'),
    sort: (person) => -Date.parse(person.lastSeenAt ?? '1970-01-01'),
    cell: ({ lastSeenAt }) => (lastSeenAt ? <When at={lastSeenAt} /> : <span className="faint">{t('never')}</span>),
  };
  return (
    <Table
      label={t('title')}
      rows={rows}
      keyOf={({ id }) => id}
      foldsAt={search.person ? 360 : 640}
      rowClass={({ id }) => (id === search.person ? 'people-open' : '')}
      columns={search.person ? [name, appointments, account] : [name, appointments, account, lastSeen]}
    />
  );
}

function Appointments({ of }: { readonly of: PersonSummary }) {
  const t = useWords(personWords);
  const spell = useAppointmentWords();
  const today = useToday();
  const shown = of.deactivatedAt ? [] : of.appointments.filter((each) => phaseOf(each, today) !== 'over');
  if (!shown.length) return <span className="faint">{t('noAppointment')}</span>;
  return shown.map((each) => (
    <span key={each.id} className="people-line">
      {spell(each)}
    </span>
  ));
}
