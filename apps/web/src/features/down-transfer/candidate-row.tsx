import type { DownCandidate } from '@alliance/contracts/down-candidate.contract';
import type { FactDefinition } from '@alliance/domain/criteria/fact.types';
import { Link } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { CareVerdict } from '../../ui/care/care-verdict';
import { DownReason, MissingFacts } from '../../ui/care/down-reason';
import { useDayTime } from '../../ui/moment';
import { MaskedId, SexAge } from '../../ui/person';
import { downWords } from './down.locale';

interface Props {
  readonly row: DownCandidate;
  readonly facts: readonly FactDefinition[];
  /** Where the keys are. */
  readonly at: boolean;
  readonly onRecord: (focus?: string) => void;
  readonly onToggle: () => void;
}

/** One patient in care, in one order everywhere: who, the verdict and why, where home is, what can be done. */
export function CandidateRow({ row, facts, at, onRecord, onToggle }: Props) {
  const t = useWords(downWords);
  const text = useText();
  const { patient, actions } = row;
  const name = patient?.name ?? row.number;
  const about = (what: string) => t('about', { what, name });
  return (
    <li id={`candidate-${row.referralId}`} tabIndex={-1} className={at ? 'card down-row at' : 'card down-row'} aria-label={name}>
      <div className="down-who">
        <Link to="/referrals/$id" params={{ id: row.referralId }} className="down-name">
          {name}
        </Link>{' '}
        {patient && <SexAge sex={patient.sex} birthDate={patient.birthDate} />}
        <span className="faint down-line">
          {patient && <MaskedId masked={patient.identifierMasked} />} {t('inCare', { count: row.daysInCare + 1 })}
        </span>
        <span className="down-line">{[row.diagnosis, text(row.department?.name)].filter(Boolean).join(' · ')}</span>
      </div>
      <div className="down-why">
        <p>
          <CareVerdict down={row.down} />
        </p>
        <DownReason down={row.down} facts={facts} />
        {actions.includes('recordFacts') && <MissingFacts missing={row.down.missing} facts={facts} onFill={onRecord} />}
        <Aside of={row.setAside} />
      </div>
      <div className="down-home">
        <Home of={row.home} />
        <Offer of={row.offer} />
      </div>
      <div className="down-do">
        {(actions.includes('setAside') || actions.includes('resume')) && (
          <button
            type="button"
            className="button"
            aria-label={about(t(actions.includes('resume') ? 'do.resume' : 'do.setAside'))}
            onClick={onToggle}
          >
            {t(actions.includes('resume') ? 'do.resume' : 'do.setAside')}
          </button>
        )}
        {actions.includes('recordFacts') && (
          <button type="button" className="button" aria-label={about(t('do.record'))} onClick={() => onRecord()}>
            {t('do.record')}
          </button>
        )}
        {actions.includes('offerDown') && (
          <Link
            to="/referrals/$id/offer-down"
            params={{ id: row.referralId }}
            className={row.down.verdict === 'met' && !row.setAside ? 'button primary' : 'button'}
            aria-label={about(t('do.offer'))}
          >
            {t('do.offer')}
          </Link>
        )}
      </div>
    </li>
  );
}

function Aside({ of }: { readonly of: DownCandidate['setAside'] }) {
  const t = useWords(downWords);
  if (!of) return null;
  return (
    <p className="soft">
      <span aria-hidden="true">⏸ </span>
      {t('aside.line', { until: of.until, reason: t(`aside.reason.${of.reason}`), by: of.by })}
      {of.note && ` · ${of.note}`}
    </p>
  );
}

function Home({ of }: { readonly of: DownCandidate['home'] }) {
  const t = useWords(downWords);
  if (!of) return <p className="faint">{t('noHome')}</p>;
  return (
    <p>
      {t('home', { name: of.institution.name, level: t(`level.${of.level}`) })}{' '}
      <span className={of.beds?.free ? 'figures' : 'faint'}>· {of.beds ? t('homeBeds', { count: of.beds.free }) : t('homeNone')}</span>
    </p>
  );
}

const under = ['offered', 'doctor_accepted', 'accepted', 'in_transit', 'no_show'] as const;

function Offer({ of }: { readonly of: DownCandidate['offer'] }) {
  const t = useWords(downWords);
  const dayTime = useDayTime();
  if (!of) return null;
  const { receiver, declined, arriveBy } = of;
  const state = under.find((one) => one === of.state);
  const said = declined
    ? t(`declined.${declined.by}`, { receiver, reason: t(`reason.${declined.reason}`) })
    : t(`offer.${state ?? 'over'}`, { receiver, at: arriveBy ? dayTime(arriveBy) : '' });
  return (
    <p className={declined ? 'down-offer declined' : 'down-offer'}>
      <span aria-hidden="true">{declined ? '↩ ' : '→ '}</span>
      <Link to="/referrals/$id" params={{ id: of.id }}>
        {said}
      </Link>
    </p>
  );
}
