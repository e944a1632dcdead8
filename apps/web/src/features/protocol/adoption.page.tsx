import { adoptVersion } from '@alliance/contracts/adoption.contract';
import type { ProtocolView, VersionView } from '@alliance/contracts/protocol.schema';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useText, useWords } from '../../platform/i18n';
import { isRefused } from '../../platform/refusal';
import { useMay } from '../../platform/session';
import { Icon } from '../../ui/icon';
import { exact } from '../../ui/moment';
import { Page } from '../../ui/page';
import { say } from '../../ui/said';
import { EmptyState, Loaded, RefusalNote, Skeleton } from '../../ui/states';
import { adoptionWords } from './adoption.locale';
import { MemberAdoptions } from './member-adoptions';
import type { OwnRule } from './own-rule.policy';
import { OwnRuleList } from './own-rule-list';
import { useAdoption, useProtocol, useVersion, type Adopted } from './protocol.data';
import '../../ui/form.css';
import './protocol.css';
import './adoption.css';

const route = getRouteApi('/inside/protocols/$id/adoption');

/** What my hospital adopts of a protocol, and where it is stricter than the alliance. */
export function AdoptionPage() {
  const t = useWords(adoptionWords);
  const text = useText();
  const may = useMay();
  const { id } = route.useParams();
  const protocol = useProtocol(id);
  const adoption = useAdoption(id);
  const both = {
    data: protocol.data && adoption.data && { protocol: protocol.data, adoption: adoption.data },
    error: protocol.error ?? adoption.error,
    isPending: protocol.isPending || adoption.isPending,
    refetch: () => Promise.all([protocol.refetch(), adoption.refetch()]),
  };
  return (
    <Page
      title={t('title')}
      aside={protocol.data && text(protocol.data.title)}
      actions={
        <Link to="/protocols/$id" params={{ id }} className="button bare">
          <Icon name="back" size={16} /> {t('back')}
        </Link>
      }
    >
      <Loaded of={both} skeleton={<Skeleton rows={8} height={32} />}>
        {(found) => (
          <>
            <Standing {...found} />
            <InForce key={found.adoption.version} {...found} />
            {(found.protocol.mayAuthor || may('protocol.share')) && <MemberAdoptions id={id} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}

interface Both {
  readonly protocol: ProtocolView;
  readonly adoption: Adopted;
}

function Standing({ protocol: { inForce, scheduled }, adoption: { protocolId, number, adoptedBy, adoptedAt, institution } }: Both) {
  const t = useWords(adoptionWords);
  return (
    <section className="card adoption-standing" aria-label={t('standing')}>
      <p className="soft">{t('lead')}</p>
      <p>
        <strong>{institution.name}</strong>{' '}
        {number === null ? t('not') : t('adopted', { n: number, by: adoptedBy ?? '—', at: adoptedAt ? exact(adoptedAt) : '—' })}
      </p>
      {inForce && number !== null && number !== inForce.number && (
        <p className="note-warn">⚠ {t('outdated', { n: inForce.number, old: number })}</p>
      )}
      {scheduled?.effectiveFrom && (
        <p>
          {t('coming', { n: scheduled.number, day: scheduled.effectiveFrom })}
          {inForce && (
            <>
              {' '}
              <Link to="/protocols/$id/compare" params={{ id: protocolId }} search={{ from: inForce.number, to: scheduled.number }}>
                {t('compare')}
              </Link>
            </>
          )}
        </p>
      )}
    </section>
  );
}

/** The version in force: own rules are held against it. What is to come is adopted once it holds. */
function InForce({ protocol, adoption }: Both) {
  const t = useWords(adoptionWords);
  const version = useVersion(protocol.id, protocol.inForce?.number);
  if (!protocol.inForce) return <EmptyState title={t('nothing')} text={t('nothingText')} />;
  return <Loaded of={version}>{(found) => <Adopting key={found.id} version={found} adoption={adoption} />}</Loaded>;
}

function Adopting({ version, adoption }: { readonly version: VersionView; readonly adoption: Adopted }) {
  const t = useWords(adoptionWords);
  const [rules, setRules] = useState<readonly OwnRule[]>(() =>
    adoption.overrides.map(({ code, rule, reason }) => ({ code, rule, reason })),
  );
  const command = useCommand(adoptVersion, {
    touches: ['protocol'],
    onDone: (saved) => say(t('done', { n: saved.number ?? version.number, count: saved.overrides.length })),
  });
  const first = adoption.number !== version.number;
  const changed = JSON.stringify(rules) !== JSON.stringify(adoption.overrides.map(({ code, rule, reason }) => ({ code, rule, reason })));
  const lapsed = new Set(adoption.overrides.filter((one) => one.lapsed).map(({ code }) => code));
  const save = () => {
    if (command.isPending) return;
    command.mutate({
      params: { id: version.protocolId },
      body: { version: adoption.version, number: version.number, overrides: [...rules] },
    });
  };
  return (
    <>
      <OwnRuleList version={version} rules={rules} lapsed={lapsed} onChange={setRules} />
      <RefusalNote error={command.error}>
        {isRefused(command.error, 'protocol.override_loosens', 'protocol.override_invalid') && <Culprits error={command.error} />}
      </RefusalNote>
      <div className="form-foot adoption-foot">
        {changed && <span className="soft">● {t('unsaved')}</span>}
        <button
          type="button"
          className="button primary"
          aria-disabled={command.isPending || !(first || changed || lapsed.size > 0)}
          onClick={() => (first || changed || lapsed.size > 0) && save()}
        >
          {command.isPending ? t('sending') : first ? t('adopt', { n: version.number }) : t('save')}
        </button>
      </div>
    </>
  );
}

/** Which criterion the server means. */
function Culprits({ error }: { readonly error: unknown }) {
  const facts = (error as { problem?: { facts?: Readonly<Record<string, unknown>> } }).problem?.facts;
  const code = facts?.['criterion'];
  return typeof code === 'string' ? <strong> {code}</strong> : null;
}
