import { endDirectionRule } from '@alliance/contracts/recognition.contract';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { DateField } from '../../ui/date-field';
import { Form } from '../../ui/form';
import { useToday } from '../../ui/moment';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import type { DirectionRule } from './direction-rules';
import { recognitionWords } from './recognition.locale';
import { rulesWords } from './rules.locale';

/** The last day on which a rule holds. */
export function EndRuleForm({ rule, onDone }: { readonly rule: DirectionRule; readonly onDone: () => void }) {
  const t = useWords(rulesWords);
  const codes = useWords(recognitionWords);
  const today = useToday();
  const end = useCommand(endDirectionRule, {
    touches: ['recognition'],
    onDone: (_, { body }) => {
      say(t('direction.ended', { day: body.lastDay }));
      onDone();
    },
  });
  const form = useForm({
    latest: { lastDay: today < rule.validFrom ? rule.validFrom : today },
    check: ({ lastDay }) => ({
      lastDay: lastDay >= rule.validFrom ? undefined : t('direction.lastDayWrong', { from: rule.validFrom }),
    }),
    error: end.error,
    refusedAt: { 'catalogue.period_invalid': 'lastDay' },
  });
  return (
    <Form
      of={form}
      label={t('direction.end')}
      command={end}
      submit={t('direction.end')}
      onCancel={onDone}
      onSubmit={({ lastDay }) => end.mutate({ params: { id: rule.id }, body: { version: rule.version, lastDay } })}
    >
      <p>
        <strong>{codes(`kind.${rule.kind}`)}</strong>
      </p>
      <DateField label={t('direction.lastDay')} required min={rule.validFrom} {...form.bind('lastDay')} />
    </Form>
  );
}
