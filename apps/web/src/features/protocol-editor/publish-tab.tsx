import type { ProtocolView } from '@alliance/contracts/protocol.schema';
import type { Blocker, VersionAction } from '@alliance/domain/protocol/protocol.types';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { Fact } from '../../ui/fact';
import { When } from '../../ui/moment-view';
import { SidePanel } from '../../ui/side-panel';
import { useDesk } from './desk';
import type { Place } from './editor-search';
import { publishWords } from './publish.locale';
import { SignOffs } from './sign-offs';
import { StepForm, type Step } from './step-form';
import { NextVersion } from './next-version';
import { WordsBehind } from './words-behind';

const steps = ['submit', 'return', 'approve', 'publish', 'annotate', 'withdraw', 'discard'] as const satisfies readonly VersionAction[];

/** Where a version stands, what is still in its way, and what this person may do about it. */
export function PublishTab({ protocol, onPlace }: { readonly protocol: ProtocolView; readonly onPlace: (place: Place) => void }) {
  const t = useWords(publishWords);
  const { view } = useDesk();
  const [open, setOpen] = useState<Step>();
  const against = protocol.inForce?.number;
  const acts = steps.filter((step) => view.actions.includes(step));
  return (
    <div className="publish-tab">
      <section className="card" aria-label={t('state')}>
        <header className="card-head">
          <h2>{t('state')}</h2>
        </header>
        <div className="card-body">
          <StatePath />
          <dl className="facts">
            <Fact label={t('fact.authors')}>{view.authors.join('、') || '—'}</Fact>
            {view.submittedBy && <Fact label={t('fact.submittedBy')}>{view.submittedBy}</Fact>}
            {view.approvedBy && view.approvedAt && (
              <Fact label={t('fact.approvedBy')}>
                {view.approvedBy} · <When at={view.approvedAt} />
              </Fact>
            )}
            {view.publishedBy && view.publishedAt && (
              <Fact label={t('fact.publishedBy')}>
                {view.publishedBy} · <When at={view.publishedAt} />
              </Fact>
            )}
            {view.effectiveFrom && (
              <Fact label={t('fact.effectiveFrom')}>
                <span className="figures">{view.effectiveFrom}</span>
              </Fact>
            )}
            {view.reason && <Fact label={t(view.state === 'withdrawn' ? 'fact.withdrawn' : 'fact.returned')}>{view.reason}</Fact>}
            <Fact label={t('fact.changeNote')}>{view.changeNote || '—'}</Fact>
          </dl>
          {view.editorNote && (
            <p className="note-warn publish-note">
              <strong>{t('note')}</strong> {view.editorNote.text}{' '}
              <span className="faint">
                {view.editorNote.by} · <When at={view.editorNote.at} />
              </span>
            </p>
          )}
          <p className="publish-links">
            <Link to="/protocols/$id" params={{ id: view.protocolId }} search={{ version: view.number }}>
              {t('read')}
            </Link>
            {against !== undefined && against !== view.number && (
              <Link to="/protocols/$id/compare" params={{ id: view.protocolId }} search={{ from: against, to: view.number }}>
                {t('compare', { from: against, to: view.number })}
              </Link>
            )}
          </p>
        </div>
      </section>
      <Blockers onPlace={onPlace} />
      <WordsBehind protocol={protocol} />
      <SignOffs />
      <div className="publish-acts">
        {!acts.length && view.state === 'in_review' && <p className="note-warn">{t('otherPerson')}</p>}
        {['in_force', 'scheduled', 'superseded', 'withdrawn'].includes(view.state) && <NextVersion protocol={protocol} />}
        {acts.map((step) => (
          <button
            key={step}
            type="button"
            className={`button ${step === 'submit' || step === 'approve' || step === 'publish' ? 'primary' : step === 'discard' || step === 'withdraw' ? 'danger' : ''}`}
            onClick={() => setOpen(step)}
          >
            {t(`do.${step}`)}
          </button>
        ))}
      </div>
      <SidePanel title={open ? t(`do.${open}`) : ''} open={open !== undefined} onClose={() => setOpen(undefined)}>
        {open && <StepForm step={open} onDone={() => setOpen(undefined)} />}
      </SidePanel>
    </div>
  );
}

function StatePath() {
  const t = useWords(publishWords);
  const words = useWords(criteriaWords);
  const { view } = useDesk();
  const path = ['draft', 'in_review', 'approved', 'in_force'] as const;
  const shown = view.state === 'scheduled' || view.state === 'superseded' || view.state === 'withdrawn' ? 'in_force' : view.state;
  const at = path.indexOf(shown);
  return (
    <ol className="version-path" aria-label={t('state')}>
      {path.map((state, i) => (
        <li key={state} aria-current={i === at ? 'step' : undefined} className={i < at ? 'done' : ''}>
          <span aria-hidden="true">{i < at ? '✓' : i === at ? '●' : '○'}</span>{' '}
          {i === at ? words(`state.${view.state}`) : words(`state.${state}`)}
        </li>
      ))}
    </ol>
  );
}

/** What still forbids publishing, each as the way to its place. */
function Blockers({ onPlace }: { readonly onPlace: (place: Place) => void }) {
  const t = useWords(publishWords);
  const words = useWords(criteriaWords);
  const text = useText();
  const { view, content } = useDesk();
  if (['in_force', 'scheduled', 'superseded', 'withdrawn'].includes(view.state)) return null;
  const labelOf = (code: string | null) => text(content.criteria.find((one) => one.code === code)?.label) || '';
  const detailOf = ({ kind, detail }: Blocker): string =>
    kind === 'section_missing' && detail
      ? words(`section.${detail as 'who_for'}`)
      : kind === 'words_missing'
        ? t(`part.${detail as 'title'}`)
        : kind === 'quiz_invalid'
          ? ''
          : (detail ?? '');
  return (
    <section className="card" aria-label={t('blockers')}>
      <header className="card-head">
        <h2>{t('blockers')}</h2>
        <span className="faint figures">{view.blockers.length}</span>
      </header>
      <div className="card-body">
        {view.blockers.length ? (
          <ul className="blockers">
            {view.blockers.map((blocker, i) => (
              <li key={i}>
                <span aria-hidden="true">✕ </span>
                <button type="button" className="text-button" onClick={() => onPlace(placeOf(blocker))}>
                  {blocker.code && <span className="figures criterion-ref">{blocker.code}</span>}{' '}
                  {t(`blocker.${blocker.kind}`, { detail: detailOf(blocker) })}
                </button>
                <span className="faint"> {labelOf(blocker.code)}</span>
              </li>
            ))}
          </ul>
        ) : (
          <p className="publish-ready">
            <span aria-hidden="true">✓ </span>
            {t('noBlockers')}
          </p>
        )}
      </div>
    </section>
  );
}
function placeOf({ kind, code, detail }: Blocker): Place {
  if (kind === 'quiz_invalid') return { tab: 'quiz' };
  if (kind === 'section_missing') return { tab: 'text', section: detail ?? undefined };
  if (kind === 'words_missing' && !code) return { tab: 'text' };
  if (kind === 'sign_off_missing') return { tab: 'publish' };
  return { tab: 'criteria', criterion: code ?? undefined };
}
