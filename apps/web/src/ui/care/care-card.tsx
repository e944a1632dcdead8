import type { ReferralView } from '@alliance/contracts/referral.contract';
import type { GivenFacts } from '@alliance/domain/criteria/fact.types';
import { Suspense, lazy, useState } from 'react';
import { useWords } from '../../platform/i18n';
import { useAppointment, useMay } from '../../platform/session';
import { useFactText } from '../criteria/fact-text';
import { currentOf } from '../criteria/given-fact';
import { When } from '../moment-view';
import { Loaded, Skeleton } from '../states';
import { CareVerdict } from './care-verdict';
import { careWords } from './care.locale';
import { DownReason, MissingFacts, useFactNames } from './down-reason';
import { useCareFacts, type CareSubject } from './use-care-facts';
import './care.css';

/** Judges in the browser: fetched when somebody records. */
const CarePanel = lazy(() => import('./care-panel').then((panel) => ({ default: panel.CarePanel })));
const shown = 6;

/** Could this patient go down, and what was measured last; for the hospital in care alone. */
export function CareCard({ referral }: { readonly referral: ReferralView }) {
  const own = useAppointment()?.institution.id;
  const { state, service, receiver } = referral;
  const inCare = state === 'in_care' || (state === 'arrived' && service === 'inpatient');
  return inCare && receiver?.id === own ? <Card referral={referral} /> : null;
}

function Card({ referral: { id, patient, number } }: { readonly referral: ReferralView }) {
  const t = useWords(careWords);
  const may = useMay();
  const care = useCareFacts(id);
  const facts = useFactNames();
  const spell = useFactText(facts);
  const [panel, setPanel] = useState<CareSubject>();
  const open = (focus?: string) => setPanel({ referralId: id, name: patient?.name ?? number, focus });
  return (
    <section className="detail-part care-card" aria-label={t('part')}>
      <h2>{t('part')}</h2>
      <Loaded of={care} skeleton={<Skeleton rows={2} />}>
        {({ down, recorded }) => (
          <>
            <p>
              <CareVerdict down={down} />
            </p>
            <DownReason down={down} facts={facts} />
            {may('referral.draft') && <MissingFacts missing={down.missing} facts={facts} onFill={open} />}
            <Latest recorded={recorded} spell={spell} />
          </>
        )}
      </Loaded>
      {may('referral.draft') && (
        <button type="button" className="button" onClick={() => open()}>
          {t('record')}
        </button>
      )}
      {panel && (
        <Suspense>
          <CarePanel of={panel} onClose={() => setPanel(undefined)} />
        </Suspense>
      )}
    </section>
  );
}

function Latest({ recorded, spell }: { readonly recorded: GivenFacts; readonly spell: ReturnType<typeof useFactText> }) {
  const t = useWords(careWords);
  const latest = Object.entries(recorded)
    .flatMap(([key, fact]) => {
      const current = currentOf(fact);
      return current?.at ? [{ key, current, at: current.at }] : [];
    })
    .toSorted((a, b) => b.at.localeCompare(a.at));
  if (!latest.length) return <p className="faint">{t('noneYet')}</p>;
  return (
    <ul className="care-latest" aria-label={t('latest')}>
      {latest.slice(0, shown).map(({ key, current, at }) => (
        <li key={key}>
          {spell(key, { ...current, at: undefined })}{' '}
          <span className="faint">
            <When at={at} />
          </span>
        </li>
      ))}
    </ul>
  );
}
