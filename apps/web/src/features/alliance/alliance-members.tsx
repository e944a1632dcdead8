import type { Alliance } from '@alliance/contracts/alliance.contract';
import { membershipActions, type MembershipAction } from '@alliance/domain/alliance/membership';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useAppointment, useMay } from '../../platform/session';
import { Menu } from '../../ui/menu';
import { useToday } from '../../ui/moment';
import { Level } from '../../ui/registry-marks';
import { registryWords } from '../../ui/registry.locale';
import { SidePanel } from '../../ui/side-panel';
import { Table, type Column } from '../../ui/table';
import { allianceWords } from './alliance.locale';
import { InviteMemberForm } from './invite-member.form';
import { MemberActionForm, type Member } from './member-action.form';
import { membershipWords } from './membership.locale';

type Open = { readonly act: 'invite' } | { readonly act: MembershipAction; readonly member: Member };

/** The lead keeps the members of its alliance; the office may too. */
function useKeeps(of: Alliance): boolean {
  const may = useMay();
  const me = useAppointment();
  return may('membership.manage') && (me?.role === 'management_office' || me?.institution.id === of.lead.id);
}

/** Members with their state, and what can be done with each. */
export function AllianceMembers({ of }: { readonly of: Alliance }) {
  const t = useWords(allianceWords);
  const own = useWords(membershipWords);
  const text = useText();
  const keeps = useKeeps(of);
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const pending = of.members.filter(({ state }) => state === 'pending').length;
  const columns = useColumns();
  const acts: Column<Member> = {
    id: 'act',
    head: own('act'),
    cell: (member) => <Acts of={member} onAct={(act) => setOpen({ act, member })} />,
  };
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
        {keeps && (
          <button type="button" className="button alliance-invite" onClick={() => setOpen({ act: 'invite' })}>
            {own('invite')}
          </button>
        )}
      </header>
      <Table
        label={t('members')}
        rows={of.members}
        keyOf={({ id, role, from }) => `${id} ${role} ${from}`}
        columns={keeps ? [...columns, acts] : columns}
      />
      {pending > 0 && <p className="faint alliance-why">{t('pendingWhy')}</p>}
      <SidePanel title={own('inviteTitle', { name: text(of.name) })} open={open?.act === 'invite'} onClose={close}>
        <InviteMemberForm of={of} onDone={close} />
      </SidePanel>
      {open && open.act !== 'invite' && (
        <SidePanel title={own('doOf', { act: own(`do.${open.act}`), name: open.member.name })} open onClose={close}>
          <MemberActionForm alliance={of} member={open.member} action={open.act} onDone={close} />
        </SidePanel>
      )}
    </section>
  );
}

function Acts({ of, onAct }: { readonly of: Member; readonly onAct: (action: MembershipAction) => void }) {
  const t = useWords(membershipWords);
  const today = useToday();
  const { role, agreement, from, to, state } = of;
  const actions = membershipActions({ role, agreement, from, to, suspended: state === 'suspended' }, today);
  if (!actions.length) return null;
  return (
    <Menu
      label={t('doOf', { act: t('act'), name: of.name })}
      button={t('act')}
      items={actions.map((action) => ({ id: action, label: t(`do.${action}`), run: () => onAct(action) }))}
    />
  );
}

function useColumns(): readonly Column<Member>[] {
  const t = useWords(allianceWords);
  const own = useWords(membershipWords);
  const codes = useWords(registryWords);
  return [
    {
      id: 'name',
      head: t('member.name'),
      title: true,
      width: '24%',
      sort: ({ name }) => name,
      cell: ({ id, name }) => (
        <Link to="/institutions/$id" params={{ id }} className="alliance-name">
          {name}
        </Link>
      ),
    },
    { id: 'role', head: t('member.role'), cell: ({ role }) => t(`role.${role}`) },
    {
      id: 'state',
      head: own('state'),
      sort: ({ state }) => state,
      cell: ({ state, to }) => (
        <>
          <span className={state === 'active' ? undefined : 'alliance-pending'}>{codes(`member.${state}`)}</span>
          {state === 'leaving' && to && <span className="faint figures">{own('until', { day: to })}</span>}
        </>
      ),
    },
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
      cell: ({ agreement }) => agreement ?? t('notNeeded'),
    },
  ];
}
