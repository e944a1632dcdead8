import { draftVersion } from '@alliance/contracts/protocol.contract';
import type { ProtocolView } from '@alliance/contracts/protocol.schema';
import { Link, useNavigate } from '@tanstack/react-router';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { RefusalNote } from '../../ui/states';
import { publishWords } from './publish.locale';
import { showVersion } from './version.data';

/** The way from what is published to what comes next: the draft that there is, or a new one. */
export function NextVersion({ protocol }: { readonly protocol: ProtocolView }) {
  const t = useWords(publishWords);
  const navigate = useNavigate();
  const draft = useCommand(draftVersion, {
    touches: ['protocol'],
    onDone: (view) => {
      showVersion(view);
      void navigate({ to: '/protocols/$id/edit/$n', params: { id: view.protocolId, n: String(view.number) } });
    },
  });
  if (!protocol.mayAuthor) return null;
  const { working } = protocol;
  if (working)
    return (
      <Link to="/protocols/$id/edit/$n" params={{ id: protocol.id, n: String(working.number) }} className="button">
        {t('toWorking', { n: working.number })}
      </Link>
    );
  return (
    <>
      <RefusalNote error={draft.error} />
      <button
        type="button"
        className="button"
        disabled={draft.isPending}
        onClick={() => draft.mutate({ params: { id: protocol.id }, body: { version: protocol.version } })}
      >
        {t('next')}
      </button>
    </>
  );
}
