import { getVersion } from '@alliance/contracts/protocol.contract';
import type { ProtocolView } from '@alliance/contracts/protocol.schema';
import { changedWithoutWords, contentDiff } from '@alliance/domain/protocol/content.diff';
import type { ProtocolContent } from '@alliance/domain/protocol/protocol.types';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useDesk } from './desk';
import { publishWords } from './publish.locale';

/** What nothing forbids and everybody would regret: a number that changed under a name, a source and a grade that still speak of the old one. */
export function WordsBehind({ protocol }: { readonly protocol: ProtocolView }) {
  const t = useWords(publishWords);
  const { view, content } = useDesk();
  const before = protocol.inForce && protocol.inForce.number !== view.number ? protocol.inForce.number : undefined;
  const inForce = useAnswer(getVersion, before === undefined ? null : { params: { id: view.protocolId, n: String(before) } });
  if (['in_force', 'scheduled', 'superseded', 'withdrawn'].includes(view.state)) return null;
  const codes = inForce.data ? changedWithoutWords(contentDiff(inForce.data as ProtocolContent, content)) : [];
  return (
    <>
      {codes.length > 0 && (
        <p className="note-warn">
          ⚠ {t('wordsBehind')} <strong className="figures">{codes.join('、')}</strong>
        </p>
      )}
      {before !== undefined && !content.changeNote.trim() && <p className="note-warn">⚠ {t('noChangeNote')}</p>}
    </>
  );
}
