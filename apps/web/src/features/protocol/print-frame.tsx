import type { ProtocolView, VersionView } from '@alliance/contracts/protocol.schema';
import type { ReactNode } from 'react';
import { useNow } from '../../platform/clock';
import { useText, useWords } from '../../platform/i18n';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { exact } from '../../ui/moment';
import { protocolWords } from './protocol.locale';

interface Props {
  readonly protocol: ProtocolView;
  readonly version: VersionView;
  readonly children: ReactNode;
}

/**
 * On paper a table with one cell: browsers repeat its head and foot on every page, so that no sheet is without version and date.
 * On the screen nothing of it is seen.
 */
export function PrintFrame({ protocol, version, children }: Props) {
  const t = useWords(protocolWords);
  const codes = useWords(criteriaWords);
  const text = useText();
  const now = useNow(60_000);
  const { number, state, effectiveFrom, invented } = version;
  const which = [protocol.code, text(version.title), t('version', { n: number }), codes(`state.${state}`)];
  const since = effectiveFrom ? [t('since', { day: effectiveFrom })] : [];
  return (
    <div className="print-frame">
      <div className="print-head" aria-hidden="true">
        {[...which, ...since].join(' · ')}
        {invented && <strong> ◇ {t('demonstration')}</strong>}
      </div>
      <div className="print-body">{children}</div>
      <div className="print-foot" aria-hidden="true">
        {t('printed', { at: exact(now) })}
      </div>
    </div>
  );
}
