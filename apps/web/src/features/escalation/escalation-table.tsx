import type { Escalation } from '@alliance/contracts/escalation.contract';
import { Link } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { useAppointment } from '../../platform/session';
import { When } from '../../ui/moment-view';
import { Telephone } from '../../ui/on-duty';
import { onDutyWords } from '../../ui/on-duty.locale';
import { Table, type Column } from '../../ui/table';
import { TimeLeft } from '../../ui/time-left';
import { UrgencyMark } from '../../ui/urgency-mark';
import { Acknowledge } from './acknowledge';
import { escalationWords } from './escalation.locale';

/** One row for each rung that was told; those told to the own house stand first. */
export function EscalationTable({ rows }: { readonly rows: readonly Escalation[] }) {
  const t = useWords(escalationWords);
  const own = useAppointment()?.institution.id;
  const columns: Column<Escalation>[] = [
    { id: 'what', head: t('column.what'), title: true, cell: (row) => <What of={row} /> },
    { id: 'late', head: t('column.late'), cell: (row) => <Late of={row} />, width: '132px' },
    { id: 'way', head: t('column.way'), cell: (row) => <Way of={row} /> },
    { id: 'told', head: t('column.told'), cell: (row) => <Told of={row} />, width: '180px' },
    { id: 'call', head: t('column.call'), cell: (row) => <Call of={row} />, width: '180px' },
    { id: 'action', head: t('column.action'), cell: (row) => <Acknowledge of={row} />, width: '150px' },
  ];
  return (
    <Table
      label={t('title')}
      columns={columns}
      rows={rows}
      keyOf={({ id }) => id}
      groupOf={({ told }) => t(told.id === own ? 'group.mine' : 'group.others')}
      foldsAt={900}
    />
  );
}

interface Row {
  readonly of: Escalation;
}

function What({ of: { urgency, referral, service, step } }: Row) {
  const t = useWords(escalationWords);
  return (
    <>
      <UrgencyMark urgency={urgency} />{' '}
      {referral.id ? (
        <Link
          to="/referrals/$id"
          params={{ id: referral.id }}
          search={{}}
          className="figures"
          aria-label={t('open', { number: referral.number })}
        >
          {referral.number}
        </Link>
      ) : (
        <span className="figures">{referral.number}</span>
      )}
      <span className="escalation-fact">
        {t(`service.${service}`)} · {t(`step.${step}`)}
      </span>
    </>
  );
}

function Late({ of: { dueAt, settledAt } }: Row) {
  const t = useWords(escalationWords);
  if (!settledAt) return <TimeLeft until={dueAt} />;
  return (
    <span className="escalation-settled">
      {t('settled')} <When at={settledAt} />
    </span>
  );
}

function Way({ of: { sender, receiver, alliance } }: Row) {
  const t = useWords(escalationWords);
  const text = useText();
  return (
    <>
      {sender.name} → {receiver?.name ?? t('offPlatform')}
      {alliance && <span className="escalation-fact">{text(alliance.name)}</span>}
    </>
  );
}

function Told({ of: { told, rung, at } }: Row) {
  const t = useWords(escalationWords);
  return (
    <>
      {told.name}
      <span className="escalation-fact">
        {t(`rung.${rung}`)} · <When at={at} />
      </span>
    </>
  );
}

function Call({ of: { call } }: Row) {
  const duty = useWords(onDutyWords);
  return (
    <>
      <Telephone phone={call.phone} />
      <span className="escalation-fact">
        {call.person ?? call.institution} · {duty(`rung.${call.rung}`)}
      </span>
    </>
  );
}
