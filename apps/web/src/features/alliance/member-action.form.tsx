import type { Alliance } from '@alliance/contracts/alliance.contract';
import { endMembership, recordAgreement, resumeMember, suspendMember } from '@alliance/contracts/membership.contract';
import type { MembershipAction } from '@alliance/domain/alliance/membership';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { touch } from '../../platform/query';
import { DateField } from '../../ui/date-field';
import { TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { useToday } from '../../ui/moment';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { membershipWords } from './membership.locale';

export type Member = Alliance['members'][number];
interface Values {
  readonly agreement: string;
  readonly reason: string;
  readonly lastDay: string;
}
interface Props {
  readonly alliance: Alliance;
  readonly member: Member;
  readonly action: MembershipAction;
  readonly onDone: () => void;
}
const again = { touches: ['alliance'], onRefused: () => void touch('alliance') } as const;
const means = { agree: 'agreeMeans', suspend: 'suspendMeans', resume: 'resumeMeans', leave: 'leaveMeans' } as const;
const told = { agree: 'agreed', suspend: 'suspended', resume: 'resumed', leave: 'left' } as const;

/** One change of a membership: what it means, what it needs, one button. */
export function MemberActionForm({ alliance, member, action, onDone }: Props) {
  const t = useWords(membershipWords);
  const today = useToday();
  const commands = {
    agree: useCommand(recordAgreement, again),
    suspend: useCommand(suspendMember, again),
    resume: useCommand(resumeMember, again),
    leave: useCommand(endMembership, again),
  };
  const command = commands[action];
  const [latest] = useState<Values>({ agreement: '', reason: '', lastDay: today });
  const needsReason = action === 'suspend' || action === 'leave';
  const form = useForm({
    latest,
    check: ({ agreement, reason, lastDay }) => ({
      agreement: action === 'agree' && !agreement.trim() ? t('wrongAgreement') : undefined,
      reason: needsReason && !reason.trim() ? t('wrongReason') : undefined,
      lastDay: action === 'leave' && !lastDay ? t('wrongDay') : undefined,
    }),
    error: command.error,
    refusedAt: { 'membership.date_invalid': 'lastDay' },
  });
  const submit = ({ agreement, reason, lastDay }: Values) => {
    const params = { id: alliance.id, institutionId: member.id };
    const { version } = alliance;
    const done = {
      onSuccess: () => {
        say(t(told[action], { name: member.name, day: lastDay }));
        onDone();
      },
    };
    if (action === 'agree') commands.agree.mutate({ params, body: { version, agreement: agreement.trim() } }, done);
    else if (action === 'suspend') commands.suspend.mutate({ params, body: { version, reason: reason.trim() } }, done);
    else if (action === 'resume') commands.resume.mutate({ params, body: { version } }, done);
    else commands.leave.mutate({ params, body: { version, lastDay, reason: reason.trim() } }, done);
  };
  return (
    <Form
      of={form}
      label={t(`do.${action}`)}
      command={command}
      submit={t(`do.${action}`)}
      danger={needsReason}
      onCancel={onDone}
      onSubmit={submit}
    >
      <p className={needsReason ? 'note-warn' : undefined}>{t(means[action])}</p>
      {action === 'agree' && (
        <TextField label={t('agreement')} hint={t('agreementHint')} required maxLength={120} {...form.bind('agreement')} />
      )}
      {action === 'leave' && <DateField label={t('lastDay')} required min={today} {...form.bind('lastDay')} />}
      {needsReason && <TextField label={t('reason')} hint={t('reasonHint')} required maxLength={200} {...form.bind('reason')} />}
    </Form>
  );
}
