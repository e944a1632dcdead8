import type { Finding } from '@alliance/domain/criteria/finding.types';
import { reasonText } from '@alliance/domain/criteria/sentence';
import { useLanguage, useText, useWords } from '../../platform/i18n';
import { DoesNotFit } from '../../ui/criteria/does-not-fit';
import { VerdictMark } from '../../ui/criteria/verdict-mark';
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
  // of what is met everybody sees that the patient belongs to it; what is open is asked for elsewhere
  const because =
    finding.verdict === 'met'
      ? finding.reasons.filter(({ part }) => part === 'rule')
      : finding.verdict === 'unknown'
        ? []
        : finding.reasons;
  return (
    <li className="finding">
      {finding.verdict !== 'met' && (
        <>
          <VerdictMark verdict={finding.verdict} />{' '}
        </>
      )}
      <span className="figures faint">{finding.code}</span> {text(criterion?.label)}
      {criterion?.overridden && <span className="badge"> {t('overridden')}</span>}
      {finding.otherLevel && <span className="finding-because faint">{t('otherLevel')}</span>}
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
