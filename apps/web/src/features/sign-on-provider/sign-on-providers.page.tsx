import { changeIdentityProvider, listIdentityProviders, type IdentityProvider } from '@alliance/contracts/sign-on.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { touch, useAnswer } from '../../platform/query';
import { CopyLine } from '../../ui/copy-line';
import { When } from '../../ui/moment-view';
import { say } from '../../ui/said';
import { SettingsFrame } from '../../ui/settings-frame';
import { SidePanel } from '../../ui/side-panel';
import { EmptyState, Loaded, RefusalNote, Skeleton } from '../../ui/states';
import { TimelineList } from '../../ui/timeline-list';
import { ProviderForm } from './provider.form';
import { providerWords } from './sign-on-provider.locale';
import { UnlinkForm } from './unlink.form';
import './sign-on-provider.css';

export function SignOnProvidersPage() {
  const t = useWords(providerWords);
  const list = useAnswer(listIdentityProviders, {});
  const [open, setOpen] = useState<{ readonly id: string | null; readonly act: 'form' | 'unlink' }>();
  const close = () => setOpen(undefined);
  const chosen = list.data?.items.find(({ id }) => id === open?.id) ?? null;
  const add = (
    <button type="button" className="button primary" onClick={() => setOpen({ id: null, act: 'form' })}>
      {t('add')}
    </button>
  );
  return (
    <SettingsFrame at="signOn" actions={list.data?.items.length ? add : undefined}>
      <p className="soft settings-text">{t('lead')}</p>
      <Loaded of={list} skeleton={<Skeleton rows={5} height={36} />}>
        {({ items }) =>
          items.length ? (
            items.map((provider) => (
              <Provider
                key={provider.id}
                of={provider}
                onChange={() => setOpen({ id: provider.id, act: 'form' })}
                onUnlink={() => setOpen({ id: provider.id, act: 'unlink' })}
              />
            ))
          ) : (
            <EmptyState title={t('empty')} text={t('emptyText')} action={add} />
          )
        }
      </Loaded>
      <SidePanel title={chosen ? t('changeTitle', { name: chosen.name }) : t('add')} open={open?.act === 'form'} onClose={close}>
        <ProviderForm of={chosen} onDone={close} />
      </SidePanel>
      <SidePanel title={t('unlink')} open={open?.act === 'unlink'} onClose={close}>
        {chosen && <UnlinkForm of={chosen} onDone={close} />}
      </SidePanel>
    </SettingsFrame>
  );
}

interface Props {
  readonly of: IdentityProvider;
  readonly onChange: () => void;
  readonly onUnlink: () => void;
}
function Provider({ of, onChange, onUnlink }: Props) {
  const t = useWords(providerWords);
  return (
    <section className="card">
      <header className="card-head">
        <h2>{of.name}</h2>
        <span className="tag">{t(of.enabled ? 'enabled' : 'disabled')}</span>
        <button type="button" className="button bare card-do" aria-label={t('changeTitle', { name: of.name })} onClick={onChange}>
          {t('change')}
        </button>
      </header>
      <div className="card-body provider">
        <div>
          <span className="field-label">{t('redirect')}</span>
          <CopyLine label={t('redirect')} value={of.redirectUri} />
        </div>
        <dl className="facts">
          <dt>{t('issuer')}</dt>
          <dd className="figures">{of.issuer}</dd>
          <dt>{t('clientId')}</dt>
          <dd className="figures">{of.clientId}</dd>
          <dt>{t('secret')}</dt>
          <dd>{t(of.hasSecret ? 'hasSecret' : 'noSecret')}</dd>
          <dt>{t('field.claim')}</dt>
          <dd>{t(`claim.${of.linkClaim}`)}</dd>
          <dt>{t('lastUsed')}</dt>
          <dd>
            {of.lastUsedAt ? <When at={of.lastUsedAt} /> : t('never')} · {t('linked', { count: of.linkedPeople })}
          </dd>
        </dl>
        <Switch of={of} onUnlink={onUnlink} />
        <details>
          <summary>{t('happened')}</summary>
          <TimelineList id={of.id} />
        </details>
      </div>
    </section>
  );
}

/** On or off, everything else as it is. */
function Switch({ of, onUnlink }: { readonly of: IdentityProvider; readonly onUnlink: () => void }) {
  const t = useWords(providerWords);
  const [asking, setAsking] = useState(false);
  const command = useCommand(changeIdentityProvider, { touches: ['policy'], onRefused: () => void touch('policy') });
  const { id, version, name, issuer, clientId, linkClaim, enabled } = of;
  const turn = () =>
    command.mutate(
      { params: { id }, body: { version, name, issuer, clientId, linkClaim, enabled: !enabled } },
      {
        onSuccess: () => {
          setAsking(false);
          say(t(enabled ? 'disabledDone' : 'enabledDone', { name }));
        },
      },
    );
  return (
    <div className="provider-switch">
      {asking && <p className="note-warn">⚠ {t('disableAsk', { count: of.linkedPeople })}</p>}
      <RefusalNote error={command.error} />
      <button
        type="button"
        className={asking ? 'button danger' : 'button'}
        aria-disabled={command.isPending}
        onClick={() => (enabled && !asking ? setAsking(true) : turn())}
      >
        {t(enabled ? 'disable' : 'enable')}
      </button>
      {of.linkedPeople > 0 && (
        <button type="button" className="button" onClick={onUnlink}>
          {t('unlink')}
        </button>
      )}
    </div>
  );
}
