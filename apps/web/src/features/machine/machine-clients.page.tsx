import { disableMachineClient, listMachineClients, type MachineClient } from '@alliance/contracts/machine.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords, useWordsIfAny } from '../../platform/i18n';
import { touch, useAnswer } from '../../platform/query';
import { CopyLine } from '../../ui/copy-line';
import { dayOf } from '../../ui/moment';
import { When } from '../../ui/moment-view';
import { say } from '../../ui/said';
import { SettingsFrame } from '../../ui/settings-frame';
import { SidePanel } from '../../ui/side-panel';
import { EmptyState, Loaded, RefusalNote, Skeleton } from '../../ui/states';
import { TimelineList } from '../../ui/timeline-list';
import { MachineKeys } from './machine-keys';
import { MachineAddForm, MachineChangeForm, MachineKeyForm } from './machine.form';
import { machineWords } from './machine.locale';
import './machine.css';

type Open = { readonly act: 'add' } | { readonly act: 'change' | 'key'; readonly id: string };

export function MachineClientsPage() {
  const t = useWords(machineWords);
  const list = useAnswer(listMachineClients, {});
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const chosen = open && 'id' in open ? list.data?.items.find(({ id }) => id === open.id) : undefined;
  const add = (
    <button type="button" className="button primary" onClick={() => setOpen({ act: 'add' })}>
      {t('add')}
    </button>
  );
  return (
    <SettingsFrame at="machines" actions={list.data?.items.length ? add : undefined}>
      <p className="soft settings-text">{t('lead')}</p>
      <Loaded of={list} skeleton={<Skeleton rows={5} height={36} />}>
        {({ items, tokenEndpoint }) => (
          <>
            {items.length ? (
              <>
                <HowTo tokenEndpoint={tokenEndpoint} />
                {items.map((client) => (
                  <Client key={client.id} of={client} onOpen={(act) => setOpen({ act, id: client.id })} />
                ))}
              </>
            ) : (
              <EmptyState title={t('empty')} text={t('emptyText')} action={add} />
            )}
          </>
        )}
      </Loaded>
      <SidePanel title={t('add')} open={open?.act === 'add'} onClose={close}>
        <MachineAddForm onDone={close} />
      </SidePanel>
      <SidePanel title={t('changeTitle', { name: chosen?.name ?? '' })} open={open?.act === 'change'} onClose={close}>
        {chosen && <MachineChangeForm of={chosen} onDone={close} />}
      </SidePanel>
      <SidePanel title={t('rotate')} open={open?.act === 'key'} onClose={close}>
        {chosen && <MachineKeyForm of={chosen} onDone={close} />}
      </SidePanel>
    </SettingsFrame>
  );
}

function HowTo({ tokenEndpoint }: { readonly tokenEndpoint: string }) {
  const t = useWords(machineWords);
  return (
    <section className="card">
      <div className="card-body machine">
        <span className="field-label">{t('tokenEndpoint')}</span>
        <CopyLine label={t('tokenEndpoint')} value={tokenEndpoint} />
        <details>
          <summary>{t('how')}</summary>
          <ol className="machine-steps">
            {(['one', 'two', 'three'] as const).map((step) => (
              <li key={step}>{t(`howSteps.${step}`)}</li>
            ))}
          </ol>
        </details>
      </div>
    </section>
  );
}

function Client({ of, onOpen }: { readonly of: MachineClient; readonly onOpen: (act: 'change' | 'key') => void }) {
  const t = useWords(machineWords);
  const ifAny = useWordsIfAny(machineWords);
  return (
    <section className="card" aria-label={of.name}>
      <header className="card-head">
        <h2>{of.name}</h2>
        <span className="tag">{t(of.disabledAt ? 'off' : 'on')}</span>
        {!of.disabledAt && (
          <button type="button" className="button bare card-do" onClick={() => onOpen('change')}>
            {t('change')}
          </button>
        )}
      </header>
      <div className="card-body machine">
        <div>
          <span className="field-label">{t('clientId')}</span>
          <CopyLine label={t('clientId')} value={of.id} />
        </div>
        <p>{of.scopes.map((scope) => ifAny(`scope.${scope}`) ?? scope).join('、')}</p>
        <p className="faint figures">
          {t('created', { day: dayOf(of.createdAt), who: of.createdBy ?? '—' })} ·{' '}
          {of.lastUsedAt ? (
            <>
              {t('lastUsed')} <When at={of.lastUsedAt} />
            </>
          ) : (
            t('never')
          )}{' '}
          {of.lastAddress && t('from', { address: of.lastAddress })}
        </p>
        <MachineKeys of={of} onAdd={() => onOpen('key')} />
        {!of.disabledAt && <Disable of={of} />}
        <details>
          <summary>{t('happened')}</summary>
          <TimelineList id={of.id} />
        </details>
      </div>
    </section>
  );
}

function Disable({ of }: { readonly of: MachineClient }) {
  const t = useWords(machineWords);
  const [asking, setAsking] = useState(false);
  const command = useCommand(disableMachineClient, { touches: ['policy'], onRefused: () => void touch('policy') });
  const run = () =>
    command.mutate({ params: { id: of.id }, body: { version: of.version } }, { onSuccess: () => say(t('disabled', { name: of.name })) });
  return (
    <div>
      {asking && <p className="note-warn">⚠ {t('disableAsk')}</p>}
      <RefusalNote error={command.error} />
      <button
        type="button"
        className={asking ? 'button danger' : 'button'}
        aria-disabled={command.isPending}
        onClick={() => (asking ? run() : setAsking(true))}
      >
        {t(asking ? 'disableRun' : 'disable')}
      </button>
    </div>
  );
}
