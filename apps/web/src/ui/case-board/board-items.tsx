import { putOnBoard, takeFromBoard, type BoardItem } from '@alliance/contracts/case-board.contract';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { Icon } from '../icon';
import { RefusalNote } from '../states';
import { caseBoardWords } from './case-board.locale';
import { nameOf } from './item-name';

interface Props {
  readonly consultationId: string;
  readonly items: readonly BoardItem[];
  readonly current: string | null;
  readonly writes: boolean;
  readonly onChoose: (id: string) => void;
}

/** What lies on the board, one button each; the one that is looked at, and a way to take it off. */
export function BoardItems({ consultationId, items, current, writes, onChoose }: Props) {
  const t = useWords(caseBoardWords);
  const take = useCommand(takeFromBoard, { touches: ['consultation'] });
  const [adding, setAdding] = useState(false);
  return (
    <>
      <ul className="board-items" aria-label={t('board.items')}>
        {items.map((item) => (
          <li key={item.id} className={item.id === current ? 'board-item current' : 'board-item'}>
            <button type="button" className="button bare one-line" aria-pressed={item.id === current} onClick={() => onChoose(item.id)}>
              {item.id === current && <span aria-hidden>▸ </span>}
              {item.kind === 'note' && `${t('board.note')}: `}
              {nameOf(item)}
            </button>
            {writes && item.mayRemove && item.id === current && (
              <button
                type="button"
                className="button bare icon-only"
                aria-label={t('board.takeOff', { name: nameOf(item) })}
                disabled={take.isPending}
                onClick={() => take.mutate({ params: { id: consultationId, itemId: item.id } })}
              >
                <Icon name="close" size={16} />
              </button>
            )}
          </li>
        ))}
        {writes && !adding && (
          <li>
            <button type="button" className="button bare" onClick={() => setAdding(true)}>
              <Icon name="plus" size={16} /> {t('board.addNote')}
            </button>
          </li>
        )}
      </ul>
      {adding && <AddText consultationId={consultationId} onEnd={() => setAdding(false)} />}
      <RefusalNote error={take.error} />
    </>
  );
}

function AddText({ consultationId, onEnd }: { readonly consultationId: string; readonly onEnd: () => void }) {
  const t = useWords(caseBoardWords);
  const [text, setText] = useState('');
  const [id] = useState(() => v7());
  const put = useCommand(putOnBoard, { touches: ['consultation'], onDone: onEnd });
  return (
    <form
      className="board-words"
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim()) put.mutate({ params: { id: consultationId }, body: { id, kind: 'note', text: text.trim() } });
      }}
    >
      <input
        className="control"
        aria-label={t('board.noteLabel')}
        placeholder={t('board.noteLabel')}
        maxLength={500}
        autoFocus
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" className="button" disabled={!text.trim() || put.isPending}>
        {t('board.add')}
      </button>
      <button type="button" className="button bare" onClick={onEnd}>
        {t('mark.cancel')}
      </button>
      <RefusalNote error={put.error} />
    </form>
  );
}
