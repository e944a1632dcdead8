import type { ProtocolView, VersionView } from '@alliance/contracts/protocol.schema';
import { Link } from '@tanstack/react-router';
import { useLanguage, useText, useWords } from '../../platform/i18n';
import { useMay } from '../../platform/session';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { Fact } from '../../ui/fact';
import { dayOf } from '../../ui/moment';
import { useAdoption } from './protocol.data';
import { protocolWords } from './protocol.locale';

interface Props {
  readonly protocol: ProtocolView;
  readonly version: VersionView;
}

/** Which version this is, since when it holds, who wrote and who approved it. */
export function ReaderFacts({ protocol, version }: Props) {
  const t = useWords(protocolWords);
  const codes = useWords(criteriaWords);
  const text = useText();
  const language = useLanguage();
  const { number, state, effectiveFrom, approvedBy, approvedAt, publishedBy, publishedAt, authors, changeNote } = version;
  const by = (name: string | null, at: string | null) => (name ? (at ? t('by', { name, day: dayOf(at) }) : name) : null);
  return (
    <section className="card reader-facts" aria-label={t('facts')}>
      <dl className="facts">
        <Fact label={t('fact.version')}>
          <strong className="figures">{t('version', { n: number })}</strong> · {codes(`state.${state}`)}
        </Fact>
        <Fact label={t('fact.alliance')}>
          <Link to="/alliances/$id" params={{ id: protocol.allianceId }}>
            {text(protocol.alliance)}
          </Link>
          {protocol.common && <span className="faint"> · {t('commonGroup')}</span>}
        </Fact>
        {effectiveFrom && (
          <Fact label={t('fact.since')}>
            <span className="figures">{t('since', { day: effectiveFrom })}</span>
          </Fact>
        )}
        <Fact label={t('fact.authors')}>{authors.join(language === 'en' ? ', ' : '、') || '—'}</Fact>
        <Fact label={t('fact.approved')}>{by(approvedBy, approvedAt) ?? <span className="faint">{t('noApproval')}</span>}</Fact>
        {publishedBy && <Fact label={t('fact.published')}>{by(publishedBy, publishedAt)}</Fact>}
        {changeNote && <Fact label={t('fact.changed')}>{changeNote}</Fact>}
      </dl>
      <OwnStanding id={protocol.id} />
    </section>
  );
}

/** What my hospital has made of it. */
function OwnStanding({ id }: { readonly id: string }) {
  const t = useWords(protocolWords);
  const may = useMay();
  const { data } = useAdoption(id);
  if (!data) return null;
  const lapsed = data.overrides.filter((one) => one.lapsed).length;
  const rules = data.overrides.length - lapsed;
  const said = [
    data.number === null ? t('own.not') : t('own.adopted', { n: data.number }),
    rules > 0 && t('own.rules', { count: rules }),
    lapsed > 0 && `⚠ ${t('own.lapsed', { count: lapsed })}`,
  ].filter(Boolean);
  return (
    <p className="reader-own">
      {said.join(' · ')}{' '}
      {may('protocol.adopt') && (
        <Link to="/protocols/$id/adoption" params={{ id }}>
          {t('go.adoption')}
        </Link>
      )}
    </p>
  );
}
