import type { BoardItem, CaseBoardView } from '@alliance/contracts/case-board.contract';
import { useMemo, useState } from 'react';
import { v7 } from 'uuid';
import { useWords } from '../../platform/i18n';
import { useAppointment, useSession } from '../../platform/session';
import { RefusalNote } from '../states';
import { draw, useMarks, type Drawn } from './board-outbox';
import { BoardStage } from './board-stage';
import type { BoardPointer, OwnPointer } from './board-pointer';
import { caseBoardWords } from './case-board.locale';
import { handsOf } from './hands';
import { MarkList } from './mark-list';
import { tools, type Points, type Tool } from './stage-drawing';
import { usePicture } from './use-picture';
import { whole, zoomed, type View } from './view';

interface Props {
  readonly consultationId: string;
  readonly item: BoardItem;
  readonly document: NonNullable<BoardItem['document']>;
  readonly board: CaseBoardView;
  readonly writes: boolean;
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly pointers: readonly BoardPointer[];
  readonly onPointer: ((pointer: OwnPointer) => void) | undefined;
}

/** A picture on the board, with its tools, what is drawn on it, and the same in words. */
export function BoardPicture({ consultationId, item, document, board, writes, view, onView, pointers, onPointer }: Props) {
  const t = useWords(caseBoardWords);
  const session = useSession();
  const appointment = useAppointment();
  const user = 'session' in session ? session.session.user : { id: '', name: '' };
  const { id: itemId, page } = item;
  const { data: picture, error } = usePicture(consultationId, document.id);
  const [tool, setTool] = useState<Tool>('move');
  const [wordsAt, setWordsAt] = useState<Points>();
  const me = { ...user, institution: appointment?.institution.name ?? '' };
  const all = useMarks(consultationId, board.marks, me);
  const marks = all.marks.filter((mark) => mark.itemId === itemId && mark.page === page);
  const people = marks.map(({ by }) => by.id).join();
  const handOf = useMemo(() => handsOf(people.split(',')), [people]);
  const put = (kind: Drawn['kind'], points: Points, text?: string) =>
    draw(
      consultationId,
      { id: v7(), itemId, page, kind, points: points.map(([x, y]): [number, number] => [x, y]), ...(text && { text }) },
      t('mark.refused'),
    );
  return (
    <>
      <div className="board-tools">
        {writes && (
          <span role="group" aria-label={t('tool.label')} className="board-tool-group">
            {tools.map((each) => (
              <button key={each} type="button" className="button" aria-pressed={tool === each} onClick={() => setTool(each)}>
                {t(`tool.${each}`)}
              </button>
            ))}
          </span>
        )}
        <button type="button" className="button" onClick={() => onView(zoomed(view, 1 / 1.5))} disabled={view.zoom === 1}>
          − {t('board.smaller')}
        </button>
        <button type="button" className="button" onClick={() => onView(zoomed(view, 1.5))}>
          + {t('board.larger')}
        </button>
        <button type="button" className="button" onClick={() => onView(whole)}>
          {t('board.fit')}
        </button>
        <span className="faint figures">{Math.round(view.zoom * 100)}%</span>
      </div>
      {wordsAt && (
        <Words
          onEnd={(text) => {
            if (text) put('text', wordsAt, text);
            setWordsAt(undefined);
          }}
        />
      )}
      <RefusalNote error={error} />
      {!picture && !error && (
        <p className="faint" role="status">
          {t('board.loading')}
        </p>
      )}
      {picture && (
        <BoardStage
          {...{ picture, marks, handOf, view, onView }}
          tool={writes ? tool : 'move'}
          name={document.name}
          me={user.id}
          onDraw={(kind, points) => (kind === 'text' ? setWordsAt(points) : put(kind, points))}
          pointers={pointers.filter((pointer) => pointer.itemId === itemId && pointer.page === page)}
          onPoint={(at) => onPointer?.({ itemId, page, at })}
        />
      )}
      {all.waiting > 0 && (
        <p className="note-warn" role="status">
          {t('mark.waitingLine', { count: all.waiting })}
        </p>
      )}
      <MarkList {...{ consultationId, marks, handOf, writes }} me={user.id} />
    </>
  );
}

function Words({ onEnd }: { readonly onEnd: (text: string) => void }) {
  const t = useWords(caseBoardWords);
  const [text, setText] = useState('');
  return (
    <form
      className="board-words"
      onSubmit={(event) => {
        event.preventDefault();
        onEnd(text.trim());
      }}
    >
      <input
        className="control"
        aria-label={t('mark.wordsLabel')}
        maxLength={200}
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="button" disabled={!text.trim()}>
        {t('mark.wordsAdd')}
      </button>
      <button type="button" className="button bare" onClick={() => onEnd('')}>
        {t('mark.cancel')}
      </button>
    </form>
  );
}
