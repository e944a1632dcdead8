import {
  endServiceAgreement,
  offerServiceAgreement,
  sendBackServiceAgreement,
  signServiceAgreement,
  type ServiceAgreement,
} from '@alliance/contracts/service-agreement.contract';
import type { AgreementAction } from '@alliance/domain/service-agreement/service-agreement.machine';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { touch } from '../../platform/query';
import { DateField } from '../../ui/date-field';
import { AreaField } from '../../ui/field';
import { Form } from '../../ui/form';
import { useToday } from '../../ui/moment';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { agreementWords } from './agreement.locale';

export type Signing = Exclude<AgreementAction, 'edit'>;
interface Values {
  readonly reason: string;
  readonly lastDay: string;
}
const again = { touches: ['service_agreement'], onRefused: () => void touch('service_agreement') } as const;

/** One step of an agreement: what it means, what it needs, one button. */
export function AgreementActionForm({ of, action, onDone }: { of: ServiceAgreement; action: Signing; onDone: () => void }) {
  const t = useWords(agreementWords);
  const today = useToday();
  const commands = {
    offer: useCommand(offerServiceAgreement, again),
    sign: useCommand(signServiceAgreement, again),
    sendBack: useCommand(sendBackServiceAgreement, again),
    end: useCommand(endServiceAgreement, again),
  };
  const command = commands[action];
  const [latest] = useState<Values>({ reason: '', lastDay: today });
  const needsReason = action === 'sendBack' || action === 'end';
  const form = useForm({
    latest,
    check: ({ reason, lastDay }) => ({
      reason: needsReason && !reason.trim() ? t('wrong.reason') : undefined,
      lastDay: action === 'end' && !lastDay ? t('wrong.day') : undefined,
    }),
    error: command.error,
    refusedAt: { 'service_agreement.date_invalid': 'lastDay' },
  });
  const submit = ({ reason, lastDay }: Values) => {
    const params = { id: of.id };
    const { version } = of;
    const done = {
      onSuccess: () => {
        say(t(`done.${action}`));
        onDone();
      },
    };
    if (action === 'sendBack') commands.sendBack.mutate({ params, body: { version, reason: reason.trim() } }, done);
    else if (action === 'end') commands.end.mutate({ params, body: { version, lastDay, reason: reason.trim() } }, done);
    else commands[action].mutate({ params, body: { version } }, done);
  };
  const alone = action === 'offer' && of.signers.length === 1;
  return (
    <Form
      of={form}
      label={t(`act.${action}`)}
      command={command}
      submit={t(`act.${action}`)}
      danger={action === 'end'}
      onCancel={onDone}
      onSubmit={submit}
    >
      <p className={needsReason ? 'note-warn' : undefined}>{t(alone ? 'means.offerAlone' : `means.${action}`)}</p>
      {action === 'end' && (
        <DateField label={t('lastDay')} required min={today} {...(of.validUntil && { max: of.validUntil })} {...form.bind('lastDay')} />
      )}
      {needsReason && <AreaField label={t('reason')} required maxLength={500} {...form.bind('reason')} />}
    </Form>
  );
}
