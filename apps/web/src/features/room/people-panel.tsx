import { finishConsultation } from '@alliance/contracts/consultation-action.contract';
import type { ConsultationView } from '@alliance/contracts/consultation.schema';
import * as contract from '@alliance/contracts/room.contract';
import type { RoomParticipant, RoomView } from '@alliance/contracts/room.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { Dialog } from '../../ui/dialog';
import { Menu, type MenuItem } from '../../ui/menu';
import { Icon } from '../../ui/icon';
import { RefusalNote } from '../../ui/states';
import { PersonLine } from './person-line';
import { inOrder } from './presence-words';
import { RemoveDialog } from './remove-dialog';
import { roomWords } from './room.locale';
import { StartButton, useStartDue } from './start-offer';

interface Props {
  readonly consultation: ConsultationView;
  readonly view: RoomView;
  readonly onView: (view: RoomView) => void;
}

/** Who is here, who waits at the door, who is missing; moderators let in, silence, remove and lock here. */
export function PeoplePanel({ consultation, view, onView }: Props) {
  const t = useWords(roomWords);
  const params = { id: view.consultationId };
  const done = { onDone: onView };
  const admit = useCommand(contract.admitToRoom, done);
  const mute = useCommand(contract.muteParticipant, done);
  const lower = useCommand(contract.lowerHand, done);
  const lock = useCommand(contract.lockRoom, done);
  const unlock = useCommand(contract.unlockRoom, done);
  const offered = useStartDue({ consultation, view });
  const [removing, setRemoving] = useState<RoomParticipant | null>(null);
  const [ending, setEnding] = useState(false);
  const may = (action: RoomView['actions'][number]) => view.actions.includes(action);

  const people = inOrder(view.participants);
  const here = people.filter(({ standing, presence }) => standing === 'admitted' && presence !== 'absent');
  const waiting = people.filter(({ standing, presence }) => standing === 'waiting' && presence !== 'absent');
  const elsewhere = people.filter((one) => !here.includes(one) && !waiting.includes(one));

  const itemsOf = (one: RoomParticipant): MenuItem[] => {
    const participantId = one.id;
    const items: (MenuItem | false)[] = [
      may('admit') &&
        one.standing === 'removed' && {
          id: 'admit',
          label: t('people.admitAgain'),
          run: () => admit.mutate({ params, body: { participantId } }),
        },
      may('mute') &&
        one.microphone && {
          id: 'mute',
          label: t('people.mute'),
          run: () => mute.mutate({ params, body: { participantId, what: 'audio' } }),
        },
      may('mute') &&
        one.camera && {
          id: 'video',
          label: t('people.stopVideo'),
          run: () => mute.mutate({ params, body: { participantId, what: 'video' } }),
        },
      may('mute') &&
        one.handRaisedAt !== null && {
          id: 'hand',
          label: t('people.lowerHand'),
          run: () => lower.mutate({ params, body: { participantId } }),
        },
      may('remove') && one.standing === 'admitted' && { id: 'remove', label: t('people.remove'), run: () => setRemoving(one) },
    ];
    return one.mine ? [] : items.filter((item) => item !== false);
  };
  const line = (one: RoomParticipant) => {
    const items = itemsOf(one);
    return (
      <PersonLine key={one.id} of={one}>
        {items.length > 0 && <Menu label={t('people.actions', { name: one.name })} button={<Icon name="more" />} items={items} />}
      </PersonLine>
    );
  };
  const error = [admit, mute, lower, lock, unlock].find((command) => command.error)?.error;

  return (
    <>
      <RefusalNote error={error} />
      {waiting.length > 0 && (
        <section className="room-list" aria-label={t('people.waiting', { count: waiting.length })}>
          <h3>{t('people.waiting', { count: waiting.length })}</h3>
          {may('admit') && waiting.length > 1 && (
            <button type="button" className="button" onClick={() => admit.mutate({ params, body: { participantId: null } })}>
              {t('people.admitAll')}
            </button>
          )}
          <ul>
            {waiting.map((one) => (
              <PersonLine key={one.id} of={one}>
                {may('admit') && (
                  <button
                    type="button"
                    className="button primary"
                    aria-label={`${t('people.admit')} ${one.name}`}
                    onClick={() => admit.mutate({ params, body: { participantId: one.id } })}
                  >
                    {t('people.admit')}
                  </button>
                )}
              </PersonLine>
            ))}
          </ul>
        </section>
      )}
      <section className="room-list" aria-label={t('people.here', { count: here.length })}>
        <h3>{t('people.here', { count: here.length })}</h3>
        <ul>{here.map(line)}</ul>
      </section>
      {elsewhere.length > 0 && (
        <section className="room-list" aria-label={t('people.elsewhere')}>
          <h3>{t('people.elsewhere')}</h3>
          <ul>{elsewhere.map(line)}</ul>
        </section>
      )}
      <div className="room-list-foot">
        {view.locked && <p className="soft">■ {t('people.locked')}</p>}
        {may('lock') && !view.locked && (
          <button type="button" className="button" onClick={() => lock.mutate({ params })}>
            {t('people.lock')}
          </button>
        )}
        {may('unlock') && view.locked && (
          <button type="button" className="button" onClick={() => unlock.mutate({ params })}>
            {t('people.unlock')}
          </button>
        )}
        {consultation.actions.includes('start') && !offered && <StartButton consultation={consultation} />}
        {consultation.actions.includes('finish') && (
          <button type="button" className="button danger" onClick={() => setEnding(true)}>
            {t('people.endAll')}
          </button>
        )}
      </div>
      {removing && <RemoveDialog of={removing} view={view} onView={onView} onClose={() => setRemoving(null)} />}
      <FinishDialog consultation={consultation} open={ending} onClose={() => setEnding(false)} />
    </>
  );
}

/** Ends the session for everybody; opinions can still be written. */
function FinishDialog({
  consultation,
  open,
  onClose,
}: {
  readonly consultation: ConsultationView;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const t = useWords(roomWords);
  const finish = useCommand(finishConsultation, { touches: ['consultation'], onDone: onClose });
  return (
    <Dialog title={t('finish.title')} open={open} onClose={onClose}>
      <p>{t('finish.text')}</p>
      <RefusalNote error={finish.error} />
      <div className="form-foot">
        <button
          type="button"
          className="button danger"
          disabled={finish.isPending}
          onClick={() => finish.mutate({ params: { id: consultation.id }, body: { version: consultation.version } })}
        >
          {t('finish.confirm')}
        </button>
      </div>
    </Dialog>
  );
}
