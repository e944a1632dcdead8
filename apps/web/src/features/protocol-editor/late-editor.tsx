import { useWords } from '../../platform/i18n';
import type { Block } from '@alliance/domain/protocol/protocol.types';
import { RichText } from '../../ui/criteria/rich-text';
import { textWords } from './text.locale';

/** In place of the editor when it could not be fetched: the text is there to read, and nothing is lost. */
export function LateEditor({ blocks }: { readonly blocks: readonly Block[] }) {
  const t = useWords(textWords);
  return (
    <>
      <p className="note-warn">{t('failed')}</p>
      <RichText blocks={blocks} />
    </>
  );
}
