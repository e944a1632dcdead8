import { useWords } from '../platform/i18n';
import { RefusalNote } from './states';
import { uiWords } from './ui.locale';

interface Pages {
  readonly data: readonly unknown[] | undefined;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly moreError: unknown;
  readonly more: () => unknown;
}
/** Foot of a list that comes page by page. */
export function MoreButton({ list }: { readonly list: Pages }) {
  const t = useWords(uiWords);
  return (
    <div className="more">
      <RefusalNote error={list.moreError} />
      {list.hasMore ? (
        <button type="button" className="button bare" disabled={list.loadingMore} onClick={() => void list.more()}>
          {list.loadingMore ? t('loading') : t('moreAny')}
        </button>
      ) : (
        <span className="faint figures">{t('allShown', { count: list.data?.length ?? 0 })}</span>
      )}
    </div>
  );
}
