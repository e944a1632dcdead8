import { recordContact, resolveShortage, type Shortage } from '@alliance/contracts/shortage.contract';
import { contactOutcomes, shortageResolutions, type ContactOutcome, type ShortageResolution } from '@alliance/domain/capacity/shortage';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { DateField } from '../../ui/date-field';
import { Dialog } from '../../ui/dialog';
import { AreaField, ChoiceField } from '../../ui/field';
import { Form } from '../../ui/form';
import { useToday } from '../../ui/moment';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { dayBy } from './board.policy';
import { capacityWords } from './capacity.locale';

interface Props {
  readonly shortage: Shortage | undefined;
  readonly onClose: () => void;
}
type Of = Props & { readonly shortage: Shortage };

/** What came of a call, and when the next one is. */
export function ContactDialog({ shortage, onClose }: Props) {
  const t = useWords(capacityWords);
  return (
    <Dialog title={t('wait.contactTitle', { number: shortage?.referral.number ?? '' })} open={shortage !== undefined} onClose={onClose}>
      {shortage && <ContactForm key={shortage.id} shortage={shortage} onClose={onClose} />}
    </Dialog>
  );
}

function ContactForm({ shortage, onClose }: Of) {
  const t = useWords(capacityWords);
  const today = useToday();
  const contact = useCommand(recordContact, {
    touches: ['capacity'],
    onDone: ({ promisedOn }) => {
      say(t('wait.contacted', { day: promisedOn }));
      onClose();
    },
  });
  const form = useForm<{ outcome: ContactOutcome; note: string; promisedOn: string }>({
    latest: { outcome: 'reached', note: '', promisedOn: dayBy(today, 1) },
    check: ({ promisedOn }) => ({ promisedOn: promisedOn >= today ? undefined : t('wait.needDay') }),
    error: contact.error,
    refusedAt: { 'capacity.period_invalid': 'promisedOn' },
  });
  return (
    <Form
      of={form}
      label={t('wait.contact')}
      command={contact}
      onCancel={onClose}
      onSubmit={({ outcome, note, promisedOn }) =>
        contact.mutate({ params: { id: shortage.id }, body: { version: shortage.version, outcome, note: note.trim() || null, promisedOn } })
      }
    >
      <ChoiceField
        label={t('wait.result')}
        options={contactOutcomes.map((outcome) => ({ value: outcome, label: t(`wait.outcome.${outcome}`) }))}
        {...form.bind('outcome')}
      />
      <AreaField label={t('wait.note')} maxLength={300} {...form.bind('note')} />
      <DateField label={t('wait.next')} required min={today} {...form.bind('promisedOn')} />
    </Form>
  );
}

/** Nobody waits any more, and why. */
export function ResolveDialog({ shortage, onClose }: Props) {
  const t = useWords(capacityWords);
  return (
    <Dialog title={t('wait.resolveTitle', { number: shortage?.referral.number ?? '' })} open={shortage !== undefined} onClose={onClose}>
      {shortage && <ResolveForm key={shortage.id} shortage={shortage} onClose={onClose} />}
    </Dialog>
  );
}

function ResolveForm({ shortage, onClose }: Of) {
  const t = useWords(capacityWords);
  const resolve = useCommand(resolveShortage, {
    touches: ['capacity'],
    onDone: () => {
      say(t('wait.resolved', { number: shortage.referral.number }));
      onClose();
    },
  });
  const form = useForm<{ resolution: ShortageResolution }>({ latest: { resolution: 'placed' }, error: resolve.error });
  return (
    <Form
      of={form}
      label={t('wait.resolve')}
      command={resolve}
      submit={t('wait.resolve')}
      onCancel={onClose}
      onSubmit={({ resolution }) => resolve.mutate({ params: { id: shortage.id }, body: { version: shortage.version, resolution } })}
    >
      <ChoiceField
        label={t('wait.reason')}
        options={shortageResolutions.map((resolution) => ({ value: resolution, label: t(`wait.resolution.${resolution}`) }))}
        {...form.bind('resolution')}
      />
    </Form>
  );
}
