import type { ProtocolView, VersionView } from '@alliance/contracts/protocol.schema';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { isRefused } from '../../platform/refusal';
import { Icon } from '../../ui/icon';
import { Page } from '../../ui/page';
import { Invented } from '../../ui/registry-marks';
import { EmptyState, ErrorState, Skeleton } from '../../ui/states';
import { OfflineNote } from './offline-note';
import { PrintFrame } from './print-frame';
import { ProtocolContents } from './protocol-contents';
import { useProtocol, useVersion, versionToRead } from './protocol.data';
import { protocolWords } from './protocol.locale';
import { ProtocolSections } from './protocol-sections';
import { ReaderActions } from './reader-actions';
import { ReaderBanners } from './reader-banners';
import { ReaderFacts } from './reader-facts';
import { ReaderTail } from './reader-tail';
import { ReadingCard } from './reading-card';
import './protocol.css';
import './reader.css';
import './print.css';

const route = getRouteApi('/inside/protocols/$id');

/** One version of a protocol, whole: what holds, since when, by whom, and what my hospital makes of it. */
export function ProtocolReaderPage() {
  const t = useWords(protocolWords);
  const text = useText();
  const { id } = route.useParams();
  const search = route.useSearch();
  const protocol = useProtocol(id);
  const number = search.version ?? (protocol.data && versionToRead(protocol.data));
  const version = useVersion(id, number);
  useHashOnce(version.data?.id);
  const title = version.data?.title ?? protocol.data?.title;
  const error = protocol.data ? version.error : protocol.error;
  return (
    <Page
      title={title ? text(title) : error ? t('title') : '…'}
      aside={
        protocol.data && (
          <>
            <span className="tag figures">{protocol.data.code}</span>
            {protocol.data.common && <span className="tag">{t('common')}</span>}
            {protocol.data.invented && <Invented />}
          </>
        )
      }
      actions={
        <>
          <Link to="/protocols" className="button bare">
            <Icon name="back" size={16} /> {t('back')}
          </Link>
          {protocol.data && version.data && <ReaderActions protocol={protocol.data} version={version.data} />}
        </>
      }
    >
      {protocol.data && version.data ? (
        <Document protocol={protocol.data} version={version.data} />
      ) : isRefused(error, 'access.not_found') ? (
        <EmptyState title={t('missing')} text={t('missingText')} />
      ) : error ? (
        <ErrorState error={error} retry={() => Promise.all([protocol.refetch(), version.refetch()])} />
      ) : protocol.data && number === undefined ? (
        <EmptyState title={t('missing')} text={t('missingText')} />
      ) : (
        <Skeleton rows={12} height={28} />
      )}
    </Page>
  );
}

function Document({ protocol, version }: { readonly protocol: ProtocolView; readonly version: VersionView }) {
  return (
    <PrintFrame protocol={protocol} version={version}>
      <OfflineNote protocolId={protocol.id} number={version.number} />
      <ReaderBanners protocol={protocol} version={version} />
      <div className="reader">
        <ProtocolContents version={version} />
        <div className="reader-body">
          <ReaderFacts protocol={protocol} version={version} />
          <ProtocolSections protocol={protocol} version={version} />
          <ReadingCard protocol={protocol} version={version} />
          <ReaderTail protocol={protocol} version={version} />
        </div>
      </div>
    </PrintFrame>
  );
}

/** What the address points at comes with the answer, later than the browser looked for it. */
function useHashOnce(ready: string | undefined): void {
  useEffect(() => {
    if (!ready || !location.hash) return;
    const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    place?.scrollIntoView();
    place?.focus({ preventScroll: true });
  }, [ready]);
}
