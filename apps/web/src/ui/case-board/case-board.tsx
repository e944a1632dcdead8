import { getCaseBoard, showToAll, type BoardItem, type CaseBoardView } from '@alliance/contracts/case-board.contract';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { useSession } from '../../platform/session';
import { EmptyState, ErrorState, RefusalNote, Skeleton } from '../states';
import { BoardItems } from './board-items';
import { BoardPicture } from './board-picture';
import type { BoardPointer, OwnPointer } from './board-pointer';
import { caseBoardWords } from './case-board.locale';
import { nameOf } from './item-name';
import { OpenDocument, isPicture } from './open-document';
import { whole, type View } from './view';
import './case-board.css';

export type { BoardPointer, OwnPointer };

interface Props {
  readonly consultationId: string;
  readonly readOnly?: boolean;
  readonly pointers?: readonly BoardPointer[];
  readonly onPointer?: (pointer: OwnPointer) => void;
}

/** What the parties of a consultation look at together, in the room and without one. */
export function CaseBoard(props: Props) {
  const { data, error, refetch } = useAnswer(getCaseBoard, { params: { id: props.consultationId } });
  const t = useWords(caseBoardWords);
  if (error && !data) return <ErrorState error={error} retry={refetch} />;
  if (!data) return <Skeleton rows={6} height={40} />;
  return (
    <section className="case-board" aria-label={t('board.title')}>
      <Board {...props} board={data} />
    </section>
  );
}

interface Look {
  readonly itemId: string | null;
  readonly view: View;
}

function Board({ board, consultationId, readOnly = false, pointers = [], onPointer }: Props & { readonly board: CaseBoardView }) {
  const t = useWords(caseBoardWords);
  const session = useSession();
  const me = 'session' in session ? session.session.user.id : '';
  const { items, focus, mayWrite } = board;
  const writes = mayWrite && !readOnly;
  const [following, setFollowing] = useState(true);
  const [own, setOwn] = useState<Look>({ itemId: items[0]?.id ?? null, view: whole });
  const shown = items.find(({ id }) => id === focus?.itemId);
  const show = useCommand(showToAll, { touches: ['consultation'], onDone: () => setFollowing(true) });
  // whoever follows sees what is shown to all
  const look: Look = following && focus && shown ? { itemId: shown.id, view: focus } : own;
  const item = items.find(({ id }) => id === look.itemId) ?? items[0];
  const lookAt = (next: Look) => {
    setFollowing(false);
    setOwn(next);
  };
  const isShown = following && shown !== undefined && shown.id === item?.id;
  const showIt = () =>
    item &&
    show.mutate({
      params: { id: consultationId },
      body: { itemId: item.id, page: item.page, zoom: look.view.zoom, x: look.view.x, y: look.view.y, version: focus?.version ?? 0 },
    });
  return (
    <>
      <div className="board-head">
        <BoardItems
          consultationId={consultationId}
          items={items}
          current={item?.id ?? null}
          writes={writes}
          onChoose={(id) => lookAt({ itemId: id, view: whole })}
        />
        {focus && shown && (
          <p className="board-shown" role="status">
            {isShown
              ? t('board.shownToAll')
              : t('board.shownBy', { name: focus.by.id === me ? t('mark.you') : focus.by.name, what: nameOf(shown) })}{' '}
            {!isShown && (
              <button type="button" className="button" onClick={() => setFollowing(true)}>
                {t('board.follow')}
              </button>
            )}
          </p>
        )}
        {writes && item && !isShown && (
          <button type="button" className="button" disabled={show.isPending} onClick={showIt}>
            {t('board.showToAll')}
          </button>
        )}
      </div>
      <RefusalNote error={show.error} />
      {!item && <EmptyState title={t('board.empty')} text={t('board.emptyHint')} />}
      {item && (
        <ShownItem
          key={item.id}
          {...{ consultationId, item, board, writes, pointers, me }}
          view={look.view}
          onView={(view) => lookAt({ itemId: item.id, view })}
          onPointer={onPointer}
        />
      )}
    </>
  );
}

interface ShownProps {
  readonly consultationId: string;
  readonly item: BoardItem;
  readonly board: CaseBoardView;
  readonly writes: boolean;
  readonly me: string;
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly pointers: readonly BoardPointer[];
  readonly onPointer: Props['onPointer'];
}
function ShownItem({ item, ...rest }: ShownProps) {
  const t = useWords(caseBoardWords);
  const { document, text } = item;
  if (!document) return <p className="board-note">{text}</p>;
  if (isPicture(document.mediaType)) return <BoardPicture item={item} document={document} {...rest} />;
  return (
    <div className="board-beside">
      <p className="soft">{t('board.besideHint')}</p>
      <OpenDocument consultationId={rest.consultationId} id={document.id} name={document.name} mediaType={document.mediaType} />
    </div>
  );
}
