import { getDeadlines, setDeadlines, type AllianceDeadlines } from '@alliance/contracts/escalation.contract';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { keyOf, queryClient, touch } from '../../platform/query';
import { TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { say } from '../../ui/said';
import { uiWords } from '../../ui/ui.locale';
import { useForm } from '../../ui/use-form';
import { limitsByStep, useSpan, type Limit } from './deadline-limits';
import { deadlineWords } from './deadline.locale';

type Values = Readonly<Record<string, string>>;
const nameOf = ({ step, urgency }: Pick<Limit, 'step' | 'urgency'>): string => `${step}-${urgency}`;

/** What was agreed on, as typed; nothing where nothing was. */
const valuesOf = ({ limits }: AllianceDeadlines): Values =>
  Object.fromEntries(limits.map((limit) => [nameOf(limit), limit.agreed ? String(limit.minutes) : '']));

const minutesOf = (typed = ''): number | undefined => {
  const minutes = /^\d{1,5}$/.test(typed.trim()) ? Number(typed) : 0;
  return minutes >= 1 && minutes <= 43_200 ? minutes : undefined;
};

const agreedOn = (limits: readonly Limit[], values: Values) => {
  const agreed: Partial<Record<Limit['step'], Partial<Record<Limit['urgency'], number>>>> = {};
  for (const limit of limits) {
    const minutes = minutesOf(values[nameOf(limit)]);
    if (minutes !== undefined) agreed[limit.step] = { ...agreed[limit.step], [limit.urgency]: minutes };
  }
  return agreed;
};

/** The lead writes down what the alliance agreed on, in minutes; an empty field is still to be agreed and takes the default. */
export function DeadlineForm({ id, of }: { readonly id: string; readonly of: AllianceDeadlines }) {
  const t = useWords(deadlineWords);
  const ui = useWords(uiWords);
  const span = useSpan();
  const command = useCommand(setDeadlines, {
    onDone: (saved) => void queryClient.setQueryData(keyOf(getDeadlines, { params: { id } }), saved),
    onRefused: () => void touch('alliance'),
  });
  const wrong = (typed: string | undefined) => (typed?.trim() && minutesOf(typed) === undefined ? t('wrong') : undefined);
  const form = useForm<Values>({
    latest: valuesOf(of),
    check: (values) => Object.fromEntries(of.limits.map((limit) => [nameOf(limit), wrong(values[nameOf(limit)])])),
    error: command.error,
  });
  const submit = (values: Values) =>
    command.mutate(
      { params: { id }, body: { version: of.version, minutes: agreedOn(of.limits, values) } },
      {
        onSuccess: (saved) => {
          form.accept(valuesOf(saved));
          say(t('saved'));
        },
      },
    );
  const labelOf = ({ step, urgency }: Limit) => t('field', { step: t(`step.${step}`), urgency: ui(`urgency.${urgency}`) });
  return (
    <div className="card deadline-card">
      <div className="card-body">
        <Form
          of={form}
          label={t('title')}
          command={command}
          submit={t('save')}
          onSubmit={submit}
          labels={Object.fromEntries(of.limits.map((limit) => [nameOf(limit), labelOf(limit)]))}
        >
          {limitsByStep(of).map(([step, limits]) => (
            <fieldset key={step} className="deadline-step">
              <legend>{t(`step.${step}`)}</legend>
              <div className="deadline-limits">
                {limits.map((limit) => {
                  const minutes = minutesOf(form.values[nameOf(limit)]);
                  const time = span(minutes ?? limit.usual);
                  return (
                    <TextField
                      key={limit.urgency}
                      label={t('minutes', { urgency: ui(`urgency.${limit.urgency}`) })}
                      inputMode="numeric"
                      maxLength={5}
                      hint={
                        <>
                          {minutes === undefined ? `◷ ${t('pendingDefault', { time })}` : t('agreed', { time })}
                          {limit.workingTime && ` · ${t('working')}`}
                        </>
                      }
                      {...form.bind(nameOf(limit))}
                    />
                  );
                })}
              </div>
            </fieldset>
          ))}
        </Form>
      </div>
    </div>
  );
}
