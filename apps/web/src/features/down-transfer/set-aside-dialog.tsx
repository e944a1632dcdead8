import { setCandidateAside, type DownCandidate } from '@alliance/contracts/down-candidate.contract';
import { isSetAside, setAsideDays, setAsideReasons, type SetAsideReason } from '@alliance/domain/down-transfer/set-aside';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { DateField } from '../../ui/date-field';
import { Dialog } from '../../ui/dialog';
import { ChoiceField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { dayOf, useToday } from '../../ui/moment';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { downWords } from './down.locale';

const dayMs = 86_400_000;
const dayAfter = (day: string, days: number) => dayOf(Date.parse(`${day}T12:00:00+08:00`) + days * dayMs);

/** A candidate stays for now, for a coded reason and until a day. */
export function SetAsideDialog({ of, onClose }: { readonly of: DownCandidate | undefined; readonly onClose: () => void }) {
  const t = useWords(downWords);
  return (
    <Dialog title={t('aside.title', { name: of?.patient?.name ?? of?.number ?? '' })} open={of !== undefined} onClose={onClose}>
      {of && <SetAsideForm key={of.referralId} of={of} onClose={onClose} />}
    </Dialog>
  );
}

function SetAsideForm({ of, onClose }: { readonly of: DownCandidate; readonly onClose: () => void }) {
  const t = useWords(downWords);
  const today = useToday();
  const last = dayAfter(today, setAsideDays);
  const command = useCommand(setCandidateAside, {
    touches: ['down'],
    onDone: ({ setAside }) => {
      say(t('aside.done', { until: setAside?.until ?? '' }));
      onClose();
    },
  });
  const form = useForm<{ reason: SetAsideReason; until: string; note: string }>({
    latest: { reason: 'awaiting_result', until: dayAfter(today, 3), note: '' },
    check: ({ until }) => ({ until: isSetAside(until, today) && until <= last ? undefined : t('aside.needDay', { days: setAsideDays }) }),
    error: command.error,
  });
  return (
    <Form
      of={form}
      label={t('do.setAside')}
      command={command}
      submit={t('aside.submit')}
      onCancel={onClose}
      onSubmit={({ reason, until, note }) =>
        command.mutate({ params: { id: of.referralId }, body: { version: of.version, reason, until, note: note.trim() || null } })
      }
    >
      <ChoiceField
        label={t('aside.why')}
        options={setAsideReasons.map((reason) => ({ value: reason, label: t(`aside.reason.${reason}`) }))}
        {...form.bind('reason')}
      />
      <DateField label={t('aside.until')} hint={t('aside.hint', { days: setAsideDays })} required min={today} {...form.bind('until')} />
      <TextField label={t('aside.note')} maxLength={300} {...form.bind('note')} />
    </Form>
  );
}
