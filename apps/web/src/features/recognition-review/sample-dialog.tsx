import { sampleRepeats } from '@alliance/contracts/recognition-review.contract';
import { addDays } from '@alliance/domain/analytics/period';
import { samplings, type Sampling } from '@alliance/domain/recognition-review/recognition-review.machine';
import { serverNow } from '../../platform/clock';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { DateField } from '../../ui/date-field';
import { Dialog } from '../../ui/dialog';
import { ChoiceField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { dayOf } from '../../ui/moment';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { recognitionReviewWords } from './recognition-review.locale';

interface Values {
  readonly how: Sampling;
  readonly from: string;
  readonly to: string;
  readonly count: string;
  readonly itemCode: string;
  readonly reason: string;
  readonly seed: string;
}
interface Props {
  readonly open: boolean;
  readonly onClose: () => void;
}

/** Which repeats are drawn, of which days. */
export function SampleDialog({ open, onClose }: Props) {
  const t = useWords(recognitionReviewWords);
  return (
    <Dialog title={t('sampleTitle')} open={open} onClose={onClose}>
      <SampleForm onDone={onClose} />
    </Dialog>
  );
}

function SampleForm({ onDone }: { readonly onDone: () => void }) {
  const t = useWords(recognitionReviewWords);
  const today = dayOf(serverNow());
  const command = useCommand(sampleRepeats, {
    touches: ['recognition'],
    onDone: ({ candidates, taken }) => {
      say(t('sampled', { candidates, taken }));
      onDone();
    },
  });
  const form = useForm<Values>({
    latest: { how: 'random', from: addDays(today, -29), to: today, count: '10', itemCode: '', reason: '', seed: '' },
    error: command.error,
    check: ({ count }) => ({ count: /^\d{1,3}$/.test(count) && +count >= 1 && +count <= 500 ? undefined : t('need.amount') }),
  });
  const send = ({ count, itemCode, reason, seed, ...rest }: Values) =>
    command.mutate({
      body: {
        ...rest,
        count: +count,
        ...(itemCode.trim() && { itemCode }),
        ...(reason.trim() && { reason }),
        ...(seed.trim() && { seed }),
      },
    });
  return (
    <Form of={form} label={t('sampleTitle')} command={command} submit={t('sample')} onSubmit={send}>
      <ChoiceField
        label={t('howMany')}
        required
        options={samplings.map((value) => ({ value, label: t(`how.${value}`) }))}
        {...form.bind('how')}
      />
      <DateField label={t('from')} required {...form.bind('from')} />
      <DateField label={t('to')} required {...form.bind('to')} />
      <TextField label={t('count')} required inputMode="numeric" maxLength={3} {...form.bind('count')} />
      <TextField label={t('item')} maxLength={40} {...form.bind('itemCode')} />
      <TextField label={t('reasonCode')} maxLength={20} {...form.bind('reason')} />
      <TextField label={t('seed')} maxLength={40} {...form.bind('seed')} />
    </Form>
  );
}
