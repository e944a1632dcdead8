import { markSlots, type BoardDepartment, type Slot } from '@alliance/contracts/capacity.contract';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useMay } from '../../platform/session';
import { DayFilter } from '../../ui/day-filter';
import { Dialog } from '../../ui/dialog';
import { clockOf, useToday } from '../../ui/moment';
import { say } from '../../ui/said';
import { EmptyState, RefusalNote } from '../../ui/states';
import { dayBy, freeOf, publishing, slotMark, slotShapes } from './board.policy';
import type { CapacitySearch } from './capacity-search';
import { capacityWords } from './capacity.locale';
import { DepartmentCard } from './department-card';
import { HoldActions } from './hold-actions';
import { HoldLine } from './hold-line';

interface Props {
  readonly departments: readonly BoardDepartment[];
  readonly day: string;
  readonly search: CapacitySearch;
}

/** The slots of a day, room by room. */
export function SlotBoard({ departments, day, search }: Props) {
  const t = useWords(capacityWords);
  const manages = useMay()('capacity.manage');
  const [heldId, setHeldId] = useState<string>();
  const shown = publishing(departments, 'slots');
  const held = shown.flatMap(({ slots }) => slots).find(({ id }) => id === heldId);
  return (
    <>
      <DaySteps day={day} search={search} />
      {shown.length === 0 && <EmptyState title={t('empty.slotsTitle')} text={t(manages ? 'empty.slotsText' : 'empty.reader')} />}
      {shown.map((each) => (
        <DepartmentCard
          key={each.department.id}
          of={each}
          figures={t('figures.slots', { free: freeOf(each.slots).length, all: each.slots.length })}
        >
          {[...Map.groupBy(each.slots, ({ room }) => room)].map(([room, slots]) => (
            <Room key={room} room={room} slots={slots} onHeld={setHeldId} />
          ))}
          {manages && freeOf(each.slots).length > 0 && <CloseAll free={freeOf(each.slots).slice(0, mostAtOnce)} />}
        </DepartmentCard>
      ))}
      <Dialog title={held ? `${clockOf(held.from)} ${held.room}` : ''} open={held !== undefined} onClose={() => setHeldId(undefined)}>
        {held?.hold && (
          <div className="bed-dialog">
            <HoldLine hold={held.hold} />
            <HoldActions hold={held.hold} label={`${clockOf(held.from)} ${held.room}`} onDone={() => setHeldId(undefined)} />
          </div>
        )}
      </Dialog>
    </>
  );
}

function DaySteps({ day, search }: { readonly day: string; readonly search: CapacitySearch }) {
  const t = useWords(capacityWords);
  const today = useToday();
  const navigate = useNavigate();
  const { day: _, ...rest } = search;
  const go = (to: string | undefined) =>
    void navigate({ to: '/capacity', search: { ...rest, view: 'slots', ...(to && to !== today && { day: to }) } });
  return (
    <div className="capacity-days">
      <button
        type="button"
        className="button icon-only"
        aria-label={t('day.previous')}
        title={t('day.previous')}
        onClick={() => go(dayBy(day, -1))}
      >
        ‹
      </button>
      <DayFilter id="capacity-day" label={t('day.label')} value={day} onChange={go} />
      <button type="button" className="button icon-only" aria-label={t('day.next')} title={t('day.next')} onClick={() => go(dayBy(day, 1))}>
        ›
      </button>
      {day !== today && (
        <button type="button" className="button bare" onClick={() => go(undefined)}>
          {t('day.today')}
        </button>
      )}
    </div>
  );
}

/** As many as one command takes. */
const mostAtOnce = 500;
const idAndVersion = ({ id, version }: Slot) => ({ id, version });

function Room({ room, slots, onHeld }: { readonly room: string; readonly slots: readonly Slot[]; readonly onHeld: (id: string) => void }) {
  const t = useWords(capacityWords);
  const may = useMay();
  const mark = useCommand(markSlots, { touches: ['capacity'], onDone: ({ marked }) => say(t('done.slots', { count: marked })) });
  const [first] = slots;
  return (
    <div className="slot-room" role="group" aria-label={room}>
      <h3>
        {room} <span className="faint">{first && t(`service.${first.service}`)}</span>
      </h3>
      <ul className="slot-list">
        {slots.map((slot) => {
          const next = may('capacity.mark') ? slotMark(slot, may('capacity.manage')) : null;
          const time = clockOf(slot.from);
          const says = `${time} ${t(`slot.${slot.situation}`)}`;
          const press = () =>
            slot.hold
              ? onHeld(slot.id)
              : next && !mark.isPending && mark.mutate({ body: { slots: [idAndVersion(slot)], state: next.state } });
          return (
            <li key={slot.id}>
              <button
                type="button"
                className={`slot ${slot.situation}`}
                aria-label={next ? `${says}: ${t(`do.${next.word}`)}` : says}
                aria-disabled={!next && !slot.hold}
                onClick={press}
              >
                <span className="figures">{time}</span> <span aria-hidden="true">{slotShapes[slot.situation]}</span>{' '}
                <span className="slot-word">{t(`slot.${slot.situation}`)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <RefusalNote error={mark.error} />
    </div>
  );
}

function CloseAll({ free }: { readonly free: readonly Slot[] }) {
  const t = useWords(capacityWords);
  const [sure, setSure] = useState(false);
  const mark = useCommand(markSlots, {
    touches: ['capacity'],
    onDone: ({ marked }) => {
      say(t('done.slots', { count: marked }));
      setSure(false);
    },
  });
  if (!sure)
    return (
      <button type="button" className="button bare" onClick={() => setSure(true)}>
        {t('day.closeAll')}
      </button>
    );
  return (
    <div className="hold-do">
      <RefusalNote error={mark.error} />
      <button
        type="button"
        className="button danger"
        aria-disabled={mark.isPending}
        onClick={() => !mark.isPending && mark.mutate({ body: { slots: free.map(idAndVersion), state: 'closed' } })}
      >
        {t('day.closeAllSure', { count: free.length })}
      </button>
      <button type="button" className="button" onClick={() => setSure(false)}>
        {t('day.keep')}
      </button>
    </div>
  );
}
