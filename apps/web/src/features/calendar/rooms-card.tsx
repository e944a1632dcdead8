import { addConsultationRoom, changeConsultationRoom, listConsultationRooms } from '@alliance/contracts/availability.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { TextField } from '../../ui/field';
import { Loaded, RefusalNote } from '../../ui/states';
import { availabilityWords } from './availability.locale';

/** Rooms of the hospital that a session can be held in; one that has ended takes no new session. */
export function RoomsCard() {
  const t = useWords(availabilityWords);
  const rooms = useAnswer(listConsultationRooms, { query: { ended: 'no' } });
  const [name, setName] = useState('');
  const [equipment, setEquipment] = useState('');
  const [tried, setTried] = useState(false);
  const add = useCommand(addConsultationRoom, {
    touches: ['availability'],
    onDone: () => {
      setName('');
      setEquipment('');
      setTried(false);
    },
  });
  const end = useCommand(changeConsultationRoom, { touches: ['availability'] });
  return (
    <section className="card" aria-labelledby="availability-rooms">
      <div className="card-head">
        <h2 id="availability-rooms">{t('rooms.title')}</h2>
      </div>
      <div className="card-body">
        <Loaded of={rooms}>
          {({ items }) => (
            <>
              {items.length === 0 && <p className="soft">{t('rooms.empty')}</p>}
              <ul className="availability-lines">
                {items.map((room) => (
                  <li key={room.id}>
                    <div>
                      <p>{room.name}</p>
                      <p className="faint">{room.equipment}</p>
                    </div>
                    <button
                      type="button"
                      className="button bare"
                      aria-label={t('rooms.endOf', { name: room.name })}
                      aria-disabled={end.isPending}
                      onClick={() =>
                        !end.isPending &&
                        end.mutate({
                          params: { id: room.id },
                          body: { version: room.version, name: room.name, equipment: room.equipment, ended: true },
                        })
                      }
                    >
                      {t('rooms.end')}
                    </button>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Loaded>
        <form
          className="form"
          aria-label={t('rooms.add')}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            setTried(true);
            if (!add.isPending && name.trim()) add.mutate({ body: { name: name.trim(), equipment: equipment.trim() || null } });
          }}
        >
          <div className="form-row">
            <TextField
              label={t('rooms.name')}
              maxLength={60}
              value={name}
              error={tried && !name.trim() ? t('rooms.nameMissing') : undefined}
              onChange={setName}
            />
            <TextField label={t('rooms.equipment')} maxLength={200} value={equipment} onChange={setEquipment} />
          </div>
          <RefusalNote error={add.error ?? end.error} />
          <div className="form-foot">
            <button type="submit" className="button" aria-disabled={add.isPending}>
              {t('rooms.add')}
            </button>
          </div>
        </form>
      </div>
    </section>
  );
}
