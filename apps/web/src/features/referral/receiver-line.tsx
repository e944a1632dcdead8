import type { Receiver, ReceiverDepartment } from '@alliance/contracts/receivers.contract';
import { treatmentSubjects, type TreatmentSubject } from '@alliance/domain/administration/department';
import type { Need } from '@alliance/domain/receivers/needs';
import type { Service } from '@alliance/domain/referral/referral.codes';
import type { InstitutionLevel } from '@alliance/domain/referral/direction';
import type { Capability } from '@alliance/domain/administration/capability';
import { useText, useWords } from '../../platform/i18n';
import { offerWords } from '../../ui/institution.locale';
import { useDayTime } from '../../ui/moment';
import { registryWords } from '../../ui/registry.locale';
import { receiversWords } from './receivers.locale';

/** What speaks for and against one receiver, in a few lines. */
export function ReceiverLine({ receiver, service }: { readonly receiver: Receiver; readonly service: Service | null }) {
  const t = useWords(receiversWords);
  const registry = useWords(registryWords);
  const text = useText();
  const needs = useNeedWords();
  const department = receiver.departments[0];
  return (
    <>
      <strong>{receiver.name}</strong>{' '}
      <span className="faint">
        {registry(`level.${receiver.level}`)} ·{' '}
        {receiver.distanceKm === null ? t('distanceUnknown') : t('distance', { km: receiver.distanceKm })}
      </span>
      {receiver.target !== 'not_asked' && (
        <div className={receiver.target === 'met' ? 'receiver-good' : 'receiver-doubt'}>
          {t(`target.${receiver.target}`, { needs: receiver.missing.map((some) => some.map(needs).join(t('or'))).join('；') })}
        </div>
      )}
      {department && (
        <div className="faint">
          {text(department.name)} · <DepartmentFigures department={department} service={service} />
        </div>
      )}
    </>
  );
}

/** Free capacity and waits of a department; waits of a service only once that is chosen. */
export function DepartmentFigures({
  department: { free, wait, claimedWaitDays, registration },
  service,
}: {
  readonly department: ReceiverDepartment;
  readonly service: Service | null;
}) {
  const t = useWords(receiversWords);
  const dayTime = useDayTime();
  const span = useSpan();
  const parts: string[] = [];
  if (service !== 'emergency') {
    const beds = free?.beds.filter(({ free: count }) => count > 0).map(({ kind, free: count }) => `${t(`bed.${kind}`)} ${count}`);
    const stale = free?.stale && free.confirmedAt ? t('stale', { time: dayTime(free.confirmedAt) }) : '';
    if (!free) parts.push(t('unpublished'));
    else if (service === 'outpatient' || service === 'examination')
      parts.push(free.nextSlotAt ? t('slot', { time: dayTime(free.nextSlotAt) }) : t('unpublished'));
    else parts.push((beds?.length ? t('beds', { beds: beds.join('、') }) : t(free.beds.length ? 'noBeds' : 'unpublished')) + stale);
  }
  if (service) {
    if (!wait) parts.push(t('waitNone'));
    else if (wait.medianMinutes === null) parts.push(t('waitFew', { cases: wait.cases }));
    else parts.push(t('wait', { time: span(wait.medianMinutes), cases: wait.cases }));
    if (claimedWaitDays !== null) parts.push(t('claimed', { days: claimedWaitDays }));
  }
  return (
    <>
      {parts.join(' · ')}
      {registration === 'not_stated' && <div className="receiver-doubt">? {t('notStated')}</div>}
    </>
  );
}

function useSpan(): (minutes: number) => string {
  const t = useWords(receiversWords);
  return (minutes) => {
    if (minutes < 120) return t('minutes', { n: minutes });
    return minutes < 2880 ? t('hours', { n: Math.round(minutes / 60) }) : t('days', { n: Math.round(minutes / 144) / 10 });
  };
}

function useNeedWords(): (need: Need) => string {
  const offer = useWords(offerWords);
  const registry = useWords(registryWords);
  return (need) => {
    const [kind, code] = need.split(':');
    if (kind === 'subject') return treatmentSubjects[code as TreatmentSubject];
    if (kind === 'level') return registry(`level.${code as InstitutionLevel}`);
    return offer(`capability.${need as Capability}`);
  };
}
