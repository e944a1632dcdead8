import type { Finding } from '@alliance/domain/criteria/finding.types';
import { reasonText } from '@alliance/domain/criteria/sentence';
import { useLanguage, useText, useWords } from '../../platform/i18n';
import { DoesNotFit } from '../../ui/criteria/does-not-fit';
import { criteriaWords } from './criteria.locale';
import type { Judged } from './use-criteria';

/** One criterion with what it was decided on. */
export function FindingLine({ finding, judged }: { readonly finding: Finding; readonly judged: Judged }) {
  const t = useWords(criteriaWords);
  const text = useText();
  const language = useLanguage();
  const criterion = judged.criteria.get(finding.code);
  const protocol = judged.bundle.protocols.find(({ criteria }) => criteria.some(({ code }) => code === finding.code));
  const definitions = [...judged.definitions.values()];
  const because = finding.verdict === 'met' ? finding.reasons.filter(({ part }) => part === 'rule') : [];
  return (
    <li className="finding">
      <span className="figures faint">{finding.code}</span> {text(criterion?.label)}
      {criterion?.overridden && <span className="badge"> {t('overridden')}</span>}
      {because.length > 0 && (
        <span className="finding-because faint">
          {t('because')} {because.map((reason) => reasonText(reason, definitions, language)).join('；')}
        </span>
      )}
      {finding.verdict === 'met' && protocol && (
        <DoesNotFit protocolId={protocol.protocolId} number={protocol.number} criterion={finding.code} />
      )}
      {finding.verdict === 'met' && criterion && <span className="finding-because">→ {text(criterion.target)}</span>}
    </li>
  );
}
