import { schemes } from '@alliance/domain/imports/scheme.data';
import { useWords } from '../../platform/i18n';
import { useMay } from '../../platform/session';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../ui/states';
import { shortSource } from '../../ui/registry-marks';
import type { PairingChange } from './pairing-search';
import { pairingWords } from './pairing.locale';

/** Nothing in force on the day: when the documents run, one press away. Nothing at all: where it comes from. */
export function NoPairs({ on, go }: { readonly on: string | undefined; readonly go: (change: PairingChange) => void }) {
  const t = useWords(pairingWords);
  const may = useMay();
  if (!on)
    return (
      <EmptyState
        title={t('empty.none')}
        text={t('empty.noneText')}
        action={
          may('pairing.import') && (
            <Link to="/imports" className="button primary">
              {t('empty.import')}
            </Link>
          )
        }
      />
    );
  return (
    <EmptyState
      title={t('empty.day', { day: on })}
      text={t('empty.dayText')}
      action={
        <div className="pairing-days">
          {schemes.map(({ id, source, period }) => (
            <button key={id} type="button" className="button" onClick={() => go({ on: period.to })}>
              {t('empty.look', { source: shortSource(source), ...period })}
            </button>
          ))}
        </div>
      }
    />
  );
}
