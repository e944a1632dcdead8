import { confirmCapacity, type BoardDepartment } from '@alliance/contracts/capacity.contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useCommand } from '../../platform/command';
import { useText, useWords } from '../../platform/i18n';
import { useMay } from '../../platform/session';
import { useRelative } from '../../ui/moment';
import { say } from '../../ui/said';
import { RefusalNote } from '../../ui/states';
import { capacityWords } from './capacity.locale';

/** One department of the board: its figures, whether somebody has looked at them lately, and what it has. */
export function DepartmentCard({
  of,
  figures,
  children,
}: {
  readonly of: BoardDepartment;
  readonly figures: string;
  readonly children: ReactNode;
}) {
  const t = useWords(capacityWords);
  const text = useText();
  const relative = useRelative();
  const marks = useMay()('capacity.mark');
  const name = text(of.department.name);
  const confirm = useCommand(confirmCapacity, {
    touches: ['capacity'],
    onDone: () => say(t('confirmedNow', { department: name })),
  });
  const id = `department-${of.department.id}`;
  return (
    <section className="card" aria-labelledby={id}>
      <header className="card-head capacity-head">
        <h2 id={id}>{name}</h2>
        <span className="figures">{figures}</span>
        {of.waiting > 0 && (
          <Link to="/capacity" search={{ view: 'waiting', department: of.department.id }} className="figures">
            {t('waitingHere', { count: of.waiting })}
          </Link>
        )}
        <span className={of.old ? 'capacity-old' : 'faint'}>
          {of.old && <>{t(of.confirmedAt ? 'old' : 'never')} </>}
          {of.confirmedAt && t('confirmed', { who: of.confirmedBy ?? '', when: relative(of.confirmedAt) })}
        </span>
        {marks && (
          <button
            type="button"
            className="button bare card-do"
            aria-label={`${name}: ${t('confirm')}`}
            aria-disabled={confirm.isPending}
            onClick={() => !confirm.isPending && confirm.mutate({ body: { departmentId: of.department.id } })}
          >
            {t('confirm')}
          </button>
        )}
      </header>
      <div className="card-body">
        <RefusalNote error={confirm.error} />
        {children}
      </div>
    </section>
  );
}
