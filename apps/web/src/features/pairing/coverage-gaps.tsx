import type { CoverageGap } from '@alliance/contracts/pairing.contract';
import { schemeOf } from '@alliance/domain/imports/scheme';
import { useWords } from '../../platform/i18n';
import { registryWords } from '../../ui/registry.locale';
import { RefusalNote } from '../../ui/states';
import { shortSource } from '../../ui/registry-marks';
import { useGaps } from './pairing.data';
import { pairingWords } from './pairing.locale';
import type { PairingSearch } from './pairing-search';

/** A gap belongs to the recipients' side: it is hidden where the filters leave its document, province or type out. */
const fits =
  ({ source, province, type, role, find }: PairingSearch) =>
  (gap: CoverageGap): boolean =>
    (!source || gap.source === source) &&
    (!find || gap.county.includes(find)) &&
    (role === 'supporter' || !type || gap.type === type) &&
    (role === 'supporter' || !province || (schemeOf(gap.source, null)?.province ?? province) === province);

/** Places that a document leaves without a pair on purpose; on a chosen day only those of documents in force. */
export function CoverageGaps({ search, sources }: { readonly search: PairingSearch; readonly sources: ReadonlySet<string> }) {
  const t = useWords(pairingWords);
  const codes = useWords(registryWords);
  const { data, error } = useGaps();
  const gaps = data?.items.filter((gap) => fits(search)(gap) && (!search.on || sources.has(gap.source))) ?? [];
  if (!data) return <RefusalNote error={error} />;
  if (!gaps.length) return null;
  return (
    <section className="gaps" aria-label={t('gaps.title', { count: gaps.length })}>
      <h2>
        <span aria-hidden="true">◌</span> {t('gaps.title', { count: gaps.length })} <span className="faint">{t('gaps.hint')}</span>
      </h2>
      <ul>
        {gaps.map(({ source, county, type, reason }) => (
          <li key={`${source} ${county} ${type}`}>
            <strong>{county}</strong>
            {t('gaps.line', { type: codes(`type.${type}`), reason })}
            <span className="faint" title={source}>
              {' '}
              {shortSource(source)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
