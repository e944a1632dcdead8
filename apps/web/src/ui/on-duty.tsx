import { listOnDuty, type OnDuty } from '@alliance/contracts/on-call.contract';
import { useEffect } from 'react';
import { useNow } from '../platform/clock';
import { useText, useWords } from '../platform/i18n';
import { useAnswer } from '../platform/query';
import { useMay } from '../platform/session';
import { Icon } from './icon';
import { clockOf } from './moment';
import { onDutyWords } from './on-duty.locale';
import './on-duty-strip.css';

/** Who is on duty now at an institution, mine unless named; asked again each minute, and when a shift changes. */
export function useOnDuty(query: { readonly institutionId?: string; readonly departmentId?: string } | null) {
  const may = useMay();
  const answer = useAnswer(listOnDuty, query && may('duty.read') ? { query } : null);
  const { refetch, isEnabled } = answer;
  const minute = useNow(60_000);
  useEffect(() => {
    if (isEnabled) void refetch();
    // each minute: shifts begin and end without anybody doing anything
  }, [minute, isEnabled, refetch]);
  return answer;
}

export function Telephone({ phone }: { readonly phone: string }) {
  const t = useWords(onDutyWords);
  return (
    <a className="telephone figures" href={`tel:${phone.replace(/[^\d+]/g, '')}`} aria-label={t('call', { phone })}>
      <Icon name="phone" size={14} />
      {phone}
    </a>
  );
}

/** One place: `心内科 李四 139… 至 18:00 已接班`, or `心内科 无人值班 → 总值班 王五 138…`. */
export function DutyPerson({ duty }: { readonly duty: OnDuty }) {
  const t = useWords(onDutyWords);
  const text = useText();
  const { department, rung, person, phone, backup, until, takenOver } = duty;
  const own = rung === (department ? 'department' : 'duty_office');
  return (
    <span className="duty-person">
      <strong>{department ? text(department.name) : t('dutyOffice')}</strong>{' '}
      {!own && (
        <span className="duty-nobody">
          ○ {t('nobody')} <span aria-hidden="true">→</span> {t(`rung.${rung}`)}{' '}
        </span>
      )}
      {person && <span>{person} </span>}
      <Telephone phone={phone} />
      {until && <span className="faint"> {t('until', { time: clockOf(until) })}</span>}
      {own && person && <span className="faint"> {takenOver ? `✓ ${t('takenOver')}` : `○ ${t('notTakenOver')}`}</span>}
      {backup && (
        <span className="faint duty-backup">
          {' '}
          {t('backup', { name: backup.name })} <Telephone phone={backup.phone} />
        </span>
      )}
    </span>
  );
}

/** Who answers for one department or institution, beside the choice of where a patient goes. Silent until something is chosen. */
export function DutyAt({ institutionId, departmentId }: { readonly institutionId: string | null; readonly departmentId: string | null }) {
  const { data } = useOnDuty(institutionId ? { institutionId, ...(departmentId ? { departmentId } : {}) } : null);
  const [duty] = data?.items ?? [];
  return duty ? <DutyPerson duty={duty} /> : null;
}
