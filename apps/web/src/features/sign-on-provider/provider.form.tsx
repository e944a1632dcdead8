import { addIdentityProvider, changeIdentityProvider, linkClaims, type IdentityProvider } from '@alliance/contracts/sign-on.contract';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { touch } from '../../platform/query';
import { problemOf } from '../../platform/refusal';
import { ChoiceField, TextField } from '../../ui/field';
import { Form } from '../../ui/form';
import { say } from '../../ui/said';
import { useForm } from '../../ui/use-form';
import { providerWords } from './sign-on-provider.locale';

type LinkClaim = (typeof linkClaims)[number];
interface Values {
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly linkClaim: LinkClaim;
}
interface Props {
  /** A new one where there is none. */
  readonly of: IdentityProvider | null;
  readonly onDone: () => void;
}
const isUrl = (text: string): boolean => /^https?:\/\/[^\s/]+\S*$/.test(text.trim());

export function ProviderForm({ of, onDone }: Props) {
  const t = useWords(providerWords);
  const [id] = useState(() => v7());
  const again = { touches: ['policy'], onRefused: () => void touch('policy') } as const;
  const add = useCommand(addIdentityProvider, again);
  const change = useCommand(changeIdentityProvider, again);
  const command = of ? change : add;
  const form = useForm<Values>({
    latest: {
      name: of?.name ?? '',
      issuer: of?.issuer ?? '',
      clientId: of?.clientId ?? '',
      clientSecret: '',
      linkClaim: of?.linkClaim ?? 'employee_number',
    },
    check: ({ name, issuer: address, clientId, clientSecret }) => ({
      name: name.trim() ? undefined : t('wrong.name'),
      issuer: isUrl(address) ? undefined : t('wrong.issuer'),
      clientId: clientId.trim() ? undefined : t('wrong.clientId'),
      clientSecret: clientSecret && clientSecret.length < 8 ? t('wrong.secret') : undefined,
    }),
    error: command.error,
    refusedAt: { 'provider.unusable': 'issuer' },
  });
  const connected = problemOf(command.error)?.facts?.['reason'] === 'connected';
  const issuer = form.bind('issuer');
  const submit = ({ name, issuer: address, clientId, clientSecret, linkClaim }: Values) => {
    const body = {
      ...{ name: name.trim(), issuer: address.trim(), clientId: clientId.trim(), linkClaim },
      ...(clientSecret ? { clientSecret } : {}),
    };
    const done = {
      onSuccess: (saved: IdentityProvider) => {
        say(t(of ? 'saved' : 'added', { name: saved.name }));
        onDone();
      },
    };
    if (of) change.mutate({ params: { id: of.id }, body: { version: of.version, ...body, enabled: of.enabled } }, done);
    else add.mutate({ body: { id, ...body } }, done);
  };
  return (
    <Form
      of={form}
      label={t('add')}
      command={command}
      onCancel={onDone}
      onSubmit={submit}
      labels={{ name: t('field.name'), issuer: t('field.issuer'), clientId: t('field.clientId'), linkClaim: t('field.claim') }}
      spell={(name, value) => (name === 'linkClaim' ? t(`claim.${value as LinkClaim}`) : String(value))}
    >
      <TextField label={t('field.name')} hint={t('field.nameHint')} required maxLength={60} {...form.bind('name')} />
      <TextField
        label={t('field.issuer')}
        hint={t('field.issuerHint')}
        required
        maxLength={300}
        {...issuer}
        error={issuer.error && connected ? t('connected') : issuer.error}
      />
      <TextField label={t('field.clientId')} required maxLength={200} {...form.bind('clientId')} />
      <TextField
        label={t('field.secret')}
        hint={t(of?.hasSecret ? 'field.secretKeep' : 'field.secretHint')}
        maxLength={400}
        {...form.bind('clientSecret')}
      />
      <ChoiceField
        label={t('field.claim')}
        hint={t('claimOnce')}
        required
        options={linkClaims.map((value) => ({ value, label: t(`claim.${value}`), hint: t(`claimMeans.${value}`) }))}
        {...form.bind('linkClaim')}
      />
      <p className="faint">{t('checks')}</p>
    </Form>
  );
}
