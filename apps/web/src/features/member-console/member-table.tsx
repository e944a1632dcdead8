import type { ConsoleMember } from '@alliance/contracts/member-console.contract';
import { isForPatients, type DutySubject } from '@alliance/domain/member-console/duty';
import { useState } from 'react';
import { useWords } from '../../platform/i18n';
import { dutyWords } from '../../ui/duty.locale';
import { clockOf, useRelative } from '../../ui/moment';
import { Telephone } from '../../ui/on-duty';
import { useReminderWords } from '../../ui/reminder-words';
import { Table, type Column } from '../../ui/table';
import { DutyList } from './duty-list';
import { memberConsoleWords } from './member-console.locale';
import { ReminderHistory } from './reminder-history';

type Opened = { readonly member: ConsoleMember; readonly subject: DutySubject | 'history' };

/** One row a member, late first as the server sorted them. */
export function MemberTable(props: {
  readonly allianceId: string;
  readonly rows: readonly ConsoleMember[];
  readonly onRemind: (member: ConsoleMember) => void;
}) {
  const { allianceId, rows, onRemind } = props;
  const t = useWords(memberConsoleWords);
  const [opened, setOpened] = useState<Opened>();
  const open = (member: ConsoleMember) => (subject: Opened['subject']) => setOpened({ member, subject });
  const columns: Column<ConsoleMember>[] = [
    { id: 'member', head: t('column.member'), title: true, cell: (row) => <Name of={row} />, width: '210px' },
    { id: 'owed', head: t('column.owed'), cell: (row) => <OwedMarks of={row} onOpen={open(row)} /> },
    { id: 'call', head: t('column.call'), cell: (row) => <Call of={row} />, width: '170px' },
    { id: 'reminder', head: t('column.reminder'), cell: (row) => <LastReminder of={row} onOpen={open(row)} />, width: '190px' },
    { id: 'action', head: t('column.action'), cell: (row) => <Remind of={row} onRemind={onRemind} />, width: '120px' },
  ];
  return (
    <>
      <Table label={t('title')} columns={columns} rows={rows} keyOf={({ id }) => id} foldsAt={960} />
      {opened?.subject === 'history' && (
        <ReminderHistory allianceId={allianceId} member={opened.member} onClose={() => setOpened(undefined)} />
      )}
      {opened && opened.subject !== 'history' && (
        <DutyList allianceId={allianceId} member={opened.member} subject={opened.subject} onClose={() => setOpened(undefined)} />
      )}
    </>
  );
}

function Name({ of: { name, role, standing, suspended, lapsed } }: { readonly of: ConsoleMember }) {
  const t = useWords(memberConsoleWords);
  const more = [role === 'lead' && t('leadHouse'), suspended && t('suspended'), lapsed && t('lapsed')].filter(Boolean).join(' · ');
  return (
    <>
      <strong>{name}</strong> <span className={`console-standing ${standing}`}>{t(`standing.${standing}`)}</span>
      {more && <span className="console-fact">{more}</span>}
    </>
  );
}

/** Every number opens its list. */
function OwedMarks({ of: member, onOpen }: { readonly of: ConsoleMember; readonly onOpen: (subject: DutySubject) => void }) {
  const t = useWords(memberConsoleWords);
  const w = useWords(dutyWords);
  const relative = useRelative();
  if (!member.owed.length) return <span className="soft">{t('clear')}</span>;
  return (
    <ul className="console-owed">
      {member.owed.map(({ subject, count, late, oldestAt }) => (
        <li key={subject}>
          <button
            type="button"
            className={late ? `console-mark ${lateness(subject)}` : 'console-mark'}
            aria-label={t('openList', { member: member.name, subject: w(`subject.${subject}`), count, late })}
            onClick={() => onOpen(subject)}
          >
            {single.has(subject) ? w(`subject.${subject}`) : t('count', { subject: w(`subject.${subject}`), count })}
            {late > 0 && (
              <strong>
                {isForPatients(subject) ? '▲' : '◆'} {single.has(subject) ? '' : t('lateCount', { count: late })}
              </strong>
            )}
            {subject === 'answers' && oldestAt && <span className="faint">{t('oldest', { time: relative(oldestAt) })}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
const lateness = (subject: DutySubject) => (isForPatients(subject) ? 'patients_wait' : 'papers_late');
/** Said by its name alone. */
const single: ReadonlySet<DutySubject> = new Set(['line', 'rota']);

function Call({ of: { line, onDuty } }: { readonly of: ConsoleMember }) {
  const t = useWords(memberConsoleWords);
  return (
    <>
      {line ? <Telephone phone={line} /> : <span className="soft">{t('noLine')}</span>}
      <span className="console-fact">
        {onDuty ? (
          <>
            {t('onDutyNow', { person: onDuty.person })} <Telephone phone={onDuty.phone} />
          </>
        ) : (
          t('nobody')
        )}
      </span>
    </>
  );
}

function LastReminder({ of: { lastReminder }, onOpen }: { readonly of: ConsoleMember; readonly onOpen: (subject: 'history') => void }) {
  const t = useWords(memberConsoleWords);
  const relative = useRelative();
  const say = useReminderWords();
  if (!lastReminder) return <span className="faint">{t('never')}</span>;
  return (
    <>
      {t('reminded', { time: relative(lastReminder.at) })} · {say.answer(lastReminder.answer)}
      <span className="console-fact">
        <button type="button" className="console-link" onClick={() => onOpen('history')}>
          {t('history')}
        </button>
      </span>
    </>
  );
}

function Remind({ of: member, onRemind }: { readonly of: ConsoleMember; readonly onRemind: (member: ConsoleMember) => void }) {
  const t = useWords(memberConsoleWords);
  if (!member.mayRemind || !member.owed.length) return null;
  const rests = member.owed.map(({ restsUntil }) => restsUntil);
  const until = rests.every((each) => each !== null) ? rests.toSorted()[0] : null;
  if (until) return <span className="faint">{t('resting', { time: clockOf(until) })}</span>;
  return (
    <button type="button" className="button" aria-label={t('remindMember', { member: member.name })} onClick={() => onRemind(member)}>
      {t('remind')}
    </button>
  );
}
