import { recordFollowUp, type FollowUp } from '@alliance/contracts/follow-up.contract';
import * as codes from '@alliance/domain/follow-up/follow-up.codes';
import { useState } from 'react';
import { serverNow } from '../../platform/clock';
import { useCommand } from '../../platform/command';
import { useWords, type Say } from '../../platform/i18n';
import { touch } from '../../platform/query';
import { ChecksField } from '../checks-field';
import { DateField, TimeField } from '../date-field';
import { AreaField, ChoiceField } from '../field';
import { Form } from '../form';
import { LeaveQuestion } from '../leave-question';
import { say } from '../said';
import { SidePanel } from '../side-panel';
import { useForm } from '../use-form';
import { followUpWords } from './follow-up.locale';
import { measured, signsAreRight, VitalFields, type TypedSigns } from './vital-fields';
import './follow-up.css';

interface Values {
  readonly at: string;
  readonly channel: codes.ContactChannel | null;
  readonly spokeTo: codes.SpokenTo | null;
  readonly condition: codes.Condition | null;
  readonly warningSigns: readonly string[];
  readonly medicines: codes.Adherence | null;
  readonly medicineReason: codes.NonAdherenceReason | null;
  readonly rehabilitation: codes.RehabilitationDone | null;
  readonly nextContactOn: string;
  readonly note: string;
  readonly signs: TypedSigns;
}
const blank = (now: number): Values => ({
  at: new Date(now).toISOString(),
  channel: 'phone',
  spokeTo: 'patient',
  condition: null,
  warningSigns: [],
  medicines: null,
  medicineReason: null,
  rehabilitation: null,
  nextContactOn: '',
  note: '',
  signs: {},
});

interface Props {
  readonly of: FollowUp | undefined;
  readonly onClose: () => void;
  readonly onDone: (done: FollowUp) => void;
}

/** One contact in less than a minute: everything is one tap, except what was measured. */
export function RecordPanel({ of, onClose, onDone }: Props) {
  const t = useWords(followUpWords);
  return (
    <SidePanel title={t('recordFor', { name: of?.patient.name ?? '' })} open={of !== undefined} onClose={onClose}>
      {of && <RecordForm key={of.id} of={of} onClose={onClose} onDone={onDone} />}
    </SidePanel>
  );
}

function RecordForm({ of, onClose, onDone }: Props & { readonly of: FollowUp }) {
  const t = useWords(followUpWords);
  const [opened] = useState(() => blank(serverNow()));
  const command = useCommand(recordFollowUp, {
    touches: ['follow_up'],
    onDone: (done) => {
      say(t('saved'));
      onDone(done);
    },
    onRefused: () => void touch('follow_up'),
  });
  const form = useForm<Values>({
    latest: opened,
    error: command.error,
    check: (values) => ({
      at: values.at ? undefined : t('need.at'),
      channel: values.channel ? undefined : t('need.channel'),
      spokeTo: values.spokeTo ? undefined : t('need.spokeTo'),
      condition: values.condition ? undefined : t('need.condition'),
      medicines: values.medicines ? undefined : t('need.medicines'),
      medicineReason: values.medicines && values.medicines !== 'yes' && !values.medicineReason ? t('need.medicineReason') : undefined,
      rehabilitation: values.rehabilitation ? undefined : t('need.rehabilitation'),
    }),
  });
  const { values } = form;
  const save = () => {
    const { channel, spokeTo, condition, medicines, rehabilitation } = values;
    if (!values.at || !channel || !spokeTo || !condition || !medicines || !rehabilitation || !signsAreRight(values.signs)) return;
    command.mutate({
      params: { id: of.id },
      body: {
        ...{ version: of.version, at: values.at, channel, spokeTo, condition, medicines, rehabilitation },
        medicineReason: medicines === 'yes' ? null : values.medicineReason,
        warningSigns: [...values.warningSigns],
        vitalSigns: measured(values.signs),
        nextContactOn: values.nextContactOn || null,
        note: values.note.trim() || null,
      },
    });
  };
  const touched = JSON.stringify(values) !== JSON.stringify(opened);
  return (
    <Form of={form} label={t('record')} command={command} submit={t('save')} onSubmit={save} onCancel={onClose}>
      <Contact form={form} />
      <Signs of={of} value={values.warningSigns} onChange={(warningSigns) => form.set({ warningSigns })} />
      <Taking form={form} />
      <VitalFields typed={values.signs} onType={(signs) => form.set({ signs })} />
      <DateField label={t('nextContact')} {...form.bind('nextContactOn')} />
      <AreaField label={t('note')} maxLength={1000} rows={2} {...form.bind('note')} />
      <p className="faint">{t('keptTyping')}</p>
      <LeaveQuestion
        asks={() => touched && !command.isSuccess}
        words={{ title: t('leave.title'), text: t('leave.text'), go: t('leave.go'), stay: t('leave.stay') }}
      />
    </Form>
  );
}

const justNow = (t: Say<typeof followUpWords>) => [
  { label: t('now'), at: (now: number) => now },
  { label: t('hourAgo'), at: (now: number) => now - 3_600_000 },
];

type Part = { readonly form: ReturnType<typeof useForm<Values>> };

function Contact({ form }: Part) {
  const t = useWords(followUpWords);
  return (
    <>
      <TimeField label={t('at')} quick={justNow(t)} {...form.bind('at')} />
      <ChoiceField
        label={t('channelLabel')}
        options={codes.contactChannels.map((value) => ({ value, label: t(`channel.${value}`) }))}
        {...form.bind('channel')}
      />
      <ChoiceField
        label={t('spokeToLabel')}
        options={codes.spokenTo.map((value) => ({ value, label: t(`spokeTo.${value}`) }))}
        {...form.bind('spokeTo')}
      />
      <ChoiceField
        label={t('conditionLabel')}
        required
        options={codes.conditions.map((value) => ({ value, label: t(`condition.${value}`) }))}
        {...form.bind('condition')}
      />
    </>
  );
}

function Signs({
  of,
  value,
  onChange,
}: {
  readonly of: FollowUp;
  readonly value: readonly string[];
  readonly onChange: (value: readonly string[]) => void;
}) {
  const t = useWords(followUpWords);
  const signs = of.plan?.warningSigns ?? [];
  if (!signs.length) return <p className="faint">{t('noSigns')}</p>;
  return (
    <ChecksField
      label={t('signsLabel')}
      hint={t('signsHint')}
      value={value}
      onChange={onChange}
      options={signs.map(({ id, sign, action }) => ({ value: id, label: sign, hint: t(`action.${action}`) }))}
    />
  );
}

function Taking({ form }: Part) {
  const t = useWords(followUpWords);
  const { medicines } = form.values;
  return (
    <>
      <ChoiceField
        label={t('medicinesLabel')}
        required
        options={codes.adherences.map((value) => ({ value, label: t(`medicines.${value}`) }))}
        {...form.bind('medicines')}
      />
      {medicines && medicines !== 'yes' && (
        <ChoiceField
          label={t('reasonLabel')}
          required
          options={codes.nonAdherenceReasons.map((value) => ({ value, label: t(`reason.${value}`) }))}
          {...form.bind('medicineReason')}
        />
      )}
      <ChoiceField
        label={t('rehabilitationLabel')}
        required
        options={codes.rehabilitationDone.map((value) => ({ value, label: t(`rehabilitation.${value}`) }))}
        {...form.bind('rehabilitation')}
      />
    </>
  );
}
