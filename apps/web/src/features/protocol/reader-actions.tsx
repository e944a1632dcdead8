import type { ProtocolView, VersionView } from '@alliance/contracts/protocol.schema';
import { Link, useNavigate } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useMay } from '../../platform/session';
import { Menu } from '../../ui/menu';
import { protocolWords } from './protocol.locale';

/** What can be done with a protocol beside reading it. */
export function ReaderActions({ protocol, version }: { readonly protocol: ProtocolView; readonly version: VersionView }) {
  const t = useWords(protocolWords);
  const may = useMay();
  const navigate = useNavigate();
  const { id } = protocol;
  const params = { id };
  const adopts = may('protocol.adopt');
  const items = [
    ...(adopts
      ? [
          { id: 'adoption', label: t('go.adoption'), run: () => void navigate({ to: '/protocols/$id/adoption', params }) },
          { id: 'readers', label: t('go.readers'), run: () => void navigate({ to: '/protocols/$id/readers', params }) },
        ]
      : []),
    { id: 'feedback', label: t('go.feedback'), run: () => void navigate({ to: '/protocols/$id/feedback', params }) },
    {
      id: 'times',
      label: t('go.responseTimes'),
      run: () => void navigate({ to: '/protocols/response-times', search: { allianceId: protocol.allianceId } }),
    },
  ];
  const { state } = protocol.acknowledgement;
  const waits = version.state === 'in_force' && (state === 'due' || state === 'overdue') && may('protocol.acknowledge');
  return (
    <>
      {waits && (
        <a href="#reading" className="button primary">
          {t('toConfirm')}
        </a>
      )}
      <button type="button" className="button" onClick={() => window.print()}>
        {t('print')}
      </button>
      {protocol.mayAuthor && (
        <Link to="/protocols/$id/edit/$n" params={{ id, n: String(version.number) }} className="button">
          {t('edit')}
        </Link>
      )}
      <Menu label={t('more')} button={t('more')} items={items} />
    </>
  );
}
