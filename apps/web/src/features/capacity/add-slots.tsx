import { addSlots, slotServices } from '@alliance/contracts/capacity.contract';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { ChecksField } from '../../ui/checks-field';
import { DateField } from '../../ui/date-field';
import { Dialog } from '../../ui/dialog';
import { ChoiceField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { useToday } from '../../ui/moment';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { DepartmentField, type AddProps } from './add-beds';
import { dayBy } from './board.policy';
import { capacityWords } from './capacity.locale';
import { timeOfDay, wholeNumber } from './number.policy';
import { pauseIsHalf, previewOf, slotsOf, type SlotDraft } from './slot-draft';

const weekdays = ['1', '2', '3', '4', '5', '6', '7'] as const;

/** Slots of a length on weekdays, counted before they are made. */
export function AddSlots({ open, onClose, ...props }: AddProps) {
  const t = useWords(capacityWords);
  return (
    <Dialog title={t('add.slots')} open={open} onClose={onClose}>
      <SlotsForm {...props} onClose={onClose} />
    </Dialog>
  );
}

function useCheck(today: string) {
  const t = useWords(capacityWords);
  const time = (typed: string) => (timeOfDay(typed) ? undefined : t('add.time'));
  const number = (typed: string, from: number, to: number) => (wholeNumber(typed, from, to) ? undefined : t('add.number', { from, to }));
  return (draft: SlotDraft) => ({
    departmentId: draft.departmentId ? undefined : t('add.chooseDepartment'),
    room: draft.room.trim() ? undefined : t('add.needRoom'),
    firstDay: draft.firstDay >= today ? undefined : t('wait.needDay'),
    lastDay: draft.lastDay >= draft.firstDay ? undefined : t('wait.needDay'),
    weekdays: draft.weekdays.length ? undefined : t('add.needWeekday'),
    opens: time(draft.opens),
    closes: time(draft.closes) ?? (slotsOf(draft) && !previewOf(draft).length ? t('add.slotsNone') : undefined),
    pauseTo: pauseIsHalf(draft) ? t('add.pauseBoth') : undefined,
    minutes: number(draft.minutes, 5, 480),
    places: number(draft.places, 1, 20),
  });
}

function SlotsForm({ departments, chosen, onClose }: Omit<AddProps, 'open'>) {
  const t = useWords(capacityWords);
  const today = useToday();
  const check = useCheck(today);
  const add = useCommand(addSlots, {
    touches: ['capacity'],
    onDone: ({ added }) => {
      say(t('add.slotsDone', { count: added }));
      onClose();
    },
  });
  const latest: SlotDraft = {
    departmentId: chosen ?? (departments.length === 1 ? (departments[0]?.department.id ?? '') : ''),
    service: 'outpatient',
    room: '',
    firstDay: today,
    lastDay: dayBy(today, 13),
    weekdays: ['1', '2', '3', '4', '5'],
    opens: '08:00',
    closes: '11:30',
    pauseFrom: '',
    pauseTo: '',
    minutes: '15',
    places: '1',
  };
  const form = useForm<SlotDraft>({ latest, check, error: add.error });
  const planned = previewOf(form.values);
  const days = new Set(planned.map(({ day }) => day)).size;
  const places = wholeNumber(form.values.places, 1, 20) ?? 1;
  return (
    <Form
      of={form}
      label={t('add.slots')}
      command={add}
      submit={t('add.save')}
      onCancel={onClose}
      onSubmit={(draft) => {
        const body = slotsOf(draft);
        if (body) add.mutate({ body });
      }}
    >
      <DepartmentField departments={departments} {...form.bind('departmentId')} />
      <ChoiceField
        label={t('add.service')}
        options={slotServices.map((service) => ({ value: service, label: t(`service.${service}`) }))}
        {...form.bind('service')}
      />
      <TextField label={t('add.room')} required maxLength={40} {...form.bind('room')} />
      <div className="form-row">
        <DateField label={t('add.firstDay')} required min={today} {...form.bind('firstDay')} />
        <DateField label={t('add.lastDay')} required min={today} {...form.bind('lastDay')} />
      </div>
      <ChecksField
        label={t('add.weekdays')}
        flowing
        options={weekdays.map((day) => ({ value: day, label: t(`add.weekday.d${day}`) }))}
        {...form.bind('weekdays')}
        value={form.values.weekdays as readonly (typeof weekdays)[number][]}
      />
      <div className="form-row">
        <TextField label={t('add.opens')} required maxLength={5} {...form.bind('opens')} />
        <TextField label={t('add.closes')} required maxLength={5} {...form.bind('closes')} />
      </div>
      <div className="form-row">
        <TextField label={t('add.pauseFrom')} hint={t('add.pause')} maxLength={5} {...form.bind('pauseFrom')} />
        <TextField label={t('add.pauseTo')} hint={t('add.pause')} maxLength={5} {...form.bind('pauseTo')} />
      </div>
      <div className="form-row">
        <TextField label={t('add.minutes')} required inputMode="numeric" maxLength={3} {...form.bind('minutes')} />
        <TextField label={t('add.places')} required inputMode="numeric" maxLength={2} {...form.bind('places')} />
      </div>
      <p className="soft" role="status">
        {planned.length
          ? t('add.slotsPreview', { count: planned.length * places, days, times: (planned.length / days) * places })
          : t('add.slotsNone')}
      </p>
    </Form>
  );
}
