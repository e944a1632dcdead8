import { getProtocol, getVersion, listProtocols } from '@alliance/contracts/protocol.contract';
import { requestOf } from '@alliance/contracts/route';
import { useWords } from '../../platform/i18n';
import { useKeptAt } from '../../platform/kept';
import { exact } from '../../ui/moment';
import { protocolWords } from './protocol.locale';

/** Says of when it is what is shown without a line. */
function Note({ paths }: { readonly paths: readonly string[] }) {
  const t = useWords(protocolWords);
  const at = useKeptAt(paths);
  if (!at) return null;
  return (
    <p className="note-warn offline-note" role="status">
      <strong>⚡ {t('offline', { at: exact(at) })}</strong> {t('offlineWhy')}
    </p>
  );
}

export function OfflineNote({ protocolId, number }: { readonly protocolId: string; readonly number: number }) {
  const paths = [
    requestOf(getProtocol, { params: { id: protocolId } }).path,
    requestOf(getVersion, { params: { id: protocolId, n: String(number) } }).path,
  ];
  return <Note paths={paths} />;
}

export function OfflineLibraryNote({ query }: { readonly query: { readonly limit: number; readonly allianceId?: string } }) {
  return <Note paths={[requestOf(listProtocols, { query }).path]} />;
}
