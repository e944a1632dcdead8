import type { OnCallShift } from '@alliance/contracts/on-call.contract';
import { Telephone } from '../../ui/on-duty';
import { absolute } from '../../ui/moment';
import { useNow } from '../../platform/clock';
import { useOnCallWords } from './use-on-call-words';

/** One shift to read, with both numbers to call. */
export function ShiftFacts({ shift }: { readonly shift: OnCallShift }) {
  const { t, spellPlace } = useOnCallWords();
  const now = useNow(60_000);
  return (
    <>
      <dl className="facts">
        <dt>{t('place')}</dt>
        <dd>{spellPlace(shift.department)}</dd>
        <dt>{t('panel.person')}</dt>
        <dd>
          {shift.person.name} <Telephone phone={shift.person.phone} />
        </dd>
        {shift.backup && (
          <>
            <dt>{t('panel.backup')}</dt>
            <dd>
              {shift.backup.name} <Telephone phone={shift.backup.phone} />
            </dd>
          </>
        )}
        <dt>{t('panel.from')}</dt>
        <dd className="figures">{absolute(shift.from, now)}</dd>
        <dt>{t('panel.to')}</dt>
        <dd className="figures">{absolute(shift.to, now)}</dd>
        <dt>{t('takeOver.title')}</dt>
        <dd>{shift.takenOverAt ? `✓ ${t('takenOver')} ${absolute(shift.takenOverAt, now)}` : t('notTakenOver')}</dd>
        {shift.handOverNote && (
          <>
            <dt>{t('panel.note')}</dt>
            <dd className="prose">{shift.handOverNote}</dd>
          </>
        )}
      </dl>
      <p className="faint">{t('panel.readOnly')}</p>
    </>
  );
}
