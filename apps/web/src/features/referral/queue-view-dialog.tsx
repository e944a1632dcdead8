import type { QueueView, readDesk } from '@alliance/contracts/desk.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import { queueColumns, type QueueColumn } from '@alliance/domain/referral/queue';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { v7 } from 'uuid';
import { useWords } from '../../platform/i18n';
import { useAppointment } from '../../platform/session';
import { Dialog } from '../../ui/dialog';
import { TextField } from '../../ui/field';
import { RefusalNote } from '../../ui/states';
import { useArrange } from './queue.data';
import { groupingOf, keepable, searchOf, type QueueSearch } from './queue-search';
import { queueWords } from './queue.locale';
import { useViewName } from './use-view-name';

type Desk = AnswerOf<typeof readDesk>;
type Kept = Pick<QueueView, 'id' | 'code' | 'name' | 'query' | 'grouping' | 'shared'>;
const own = ({ views }: Desk): Kept[] =>
  views
    .filter(({ sharedBy }) => sharedBy === null)
    .map(({ id, code, name, query, grouping, shared }) => ({ id, code, name, query, grouping, shared }));

/** Keeps the filters of now as a view with a name, or in place of the view they began as. */
export function SaveView(props: {
  readonly desk: Desk;
  readonly search: QueueSearch;
  readonly over: QueueView | undefined;
  readonly onClose: () => void;
}) {
  const { desk, search, over, onClose } = props;
  const t = useWords(queueWords);
  const department = useAppointment()?.department;
  const navigate = useNavigate();
  const arrange = useArrange();
  const [name, setName] = useState(over?.name ?? '');
  const [shared, setShared] = useState(over?.shared ?? false);
  const save = (replaced: Kept | undefined) => {
    const kept: Kept = {
      id: replaced?.id ?? v7(),
      code: null,
      name: name.trim() || null,
      query: keepable(search),
      grouping: groupingOf(search),
      shared,
    };
    const views = replaced ? own(desk).map((view) => (view.id === replaced.id ? kept : view)) : [...own(desk), kept];
    const { version, columns } = desk;
    arrange.mutate(
      { body: { version, columns, views } },
      {
        onSuccess: (answer) => {
          const saved = answer.views.find((view) => view.name === kept.name && view.sharedBy === null);
          if (saved) void navigate({ to: '/referrals', search: searchOf(saved), replace: true });
          onClose();
        },
      },
    );
  };
  return (
    <Dialog title={t('saveView')} open onClose={onClose}>
      <form
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (name.trim()) save(undefined);
        }}
      >
        <TextField id="view-name" label={t('viewName')} value={name} onChange={setName} maxLength={24} required error={undefined} />
        {department && (
          <label className="check">
            <input type="checkbox" checked={shared} onChange={() => setShared(!shared)} /> {t('share')}
          </label>
        )}
        <p className="faint">{t('saveHint')}</p>
        <RefusalNote error={arrange.error} />
        <div className="form-actions">
          {over && (
            <button
              type="button"
              className="button"
              aria-disabled={!name.trim() || arrange.isPending}
              onClick={() => name.trim() && save(over)}
            >
              {t('replaceView')}
            </button>
          )}
          <button type="submit" className="button primary" aria-disabled={!name.trim() || arrange.isPending}>
            {t('saveNew')}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** The order of the views, those that are not wanted any more, and what a row shows. */
export function ArrangeViews({ desk, onClose }: { readonly desk: Desk; readonly onClose: () => void }) {
  const t = useWords(queueWords);
  const nameOf = useViewName();
  const arrange = useArrange();
  const [views, setViews] = useState(() => own(desk));
  const [columns, setColumns] = useState<readonly QueueColumn[]>(desk.columns);
  const move = (from: number, step: number) =>
    setViews((before) => {
      const [taken] = before.slice(from, from + 1);
      const rest = before.toSpliced(from, 1);
      return taken ? rest.toSpliced(from + step, 0, taken) : before;
    });
  return (
    <Dialog title={t('arrange')} open onClose={onClose}>
      <ol className="queue-arrange">
        {views.map((view, i) => (
          <li key={view.id}>
            <span>{nameOf(view)}</span>
            <button
              type="button"
              className="button bare"
              disabled={i === 0}
              aria-label={t('up', { name: nameOf(view) })}
              onClick={() => move(i, -1)}
            >
              ↑
            </button>
            <button
              type="button"
              className="button bare"
              disabled={i === views.length - 1}
              aria-label={t('down', { name: nameOf(view) })}
              onClick={() => move(i, 1)}
            >
              ↓
            </button>
            <button
              type="button"
              className="button bare"
              aria-label={t('remove', { name: nameOf(view) })}
              onClick={() => setViews(views.toSpliced(i, 1))}
            >
              ✕
            </button>
          </li>
        ))}
      </ol>
      <fieldset className="queue-columns">
        <legend>{t('columnsTitle')}</legend>
        {queueColumns.map((column) => (
          <label key={column} className="check">
            <input
              type="checkbox"
              checked={columns.includes(column)}
              onChange={() => setColumns(queueColumns.filter((each) => columns.includes(each) !== (each === column)))}
            />{' '}
            {t(`column.${column}`)}
          </label>
        ))}
      </fieldset>
      <RefusalNote error={arrange.error} />
      <div className="form-actions">
        <button
          type="button"
          className="button primary"
          aria-disabled={arrange.isPending}
          onClick={() => arrange.mutate({ body: { version: desk.version, columns: [...columns], views } }, { onSuccess: onClose })}
        >
          {t('keep')}
        </button>
      </div>
    </Dialog>
  );
}
