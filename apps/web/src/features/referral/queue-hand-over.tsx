import { listPeople } from '@alliance/contracts/person.contract';
import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { roleWords } from '../../platform/role.locale';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { RefusalNote, Skeleton } from '../../ui/states';
import { useLater } from '../../ui/use-later';
import { queueWords } from './queue.locale';

/** To whom of the house the work goes: a clinician, by name, initials or staff number. */
export function HandOver(props: {
  readonly busy: boolean;
  readonly error: unknown;
  readonly onChoose: (appointmentId: string) => void;
  readonly onClose: () => void;
}) {
  const t = useWords(queueWords);
  const roles = useWords(roleWords);
  const text = useText();
  const [typed, setTyped] = useState('');
  const query = useLater(typed.trim(), 300);
  const people = useAnswer(listPeople, { query: { limit: 50, ...(query && { query }) } }, { keepPrevious: true });
  const found = (people.data?.items ?? []).flatMap(({ name, appointments, deactivatedAt }) =>
    deactivatedAt
      ? []
      : appointments.filter(({ role }) => role === 'doctor' || role === 'coordinator').map((appointment) => ({ name, appointment })),
  );
  return (
    <Dialog title={t('bulk.hand_over')} open onClose={props.onClose}>
      <TextField
        id="hand-over-to"
        label={t('colleague')}
        value={typed}
        onChange={setTyped}
        maxLength={40}
        required={false}
        error={undefined}
      />
      {people.isPending ? (
        <Skeleton rows={4} height={36} />
      ) : (
        <ul className="queue-colleagues">
          {found.map(({ name, appointment }) => (
            <li key={appointment.id}>
              <button
                type="button"
                className="button bare"
                aria-disabled={props.busy}
                onClick={() => !props.busy && props.onChoose(appointment.id)}
              >
                <strong>{name}</strong>{' '}
                <span className="faint">{[roles(appointment.role), text(appointment.department?.name)].filter(Boolean).join(' · ')}</span>
              </button>
            </li>
          ))}
          {!found.length && <li className="faint">{t('nobodyFound')}</li>}
        </ul>
      )}
      <RefusalNote error={props.error ?? people.error} />
    </Dialog>
  );
}
