import { listFormulary, markFormularyItem, type FormularyItem } from '@alliance/contracts/formulary.contract';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { useWords } from '../../platform/i18n';
import { usePages } from '../../platform/query';
import { useAppointment } from '../../platform/session';
import { csvOf, saveFile } from '../../ui/csv';
import { Dialog } from '../../ui/dialog';
import { FindBox } from '../../ui/find-box';
import { When } from '../../ui/moment-view';
import { MoreButton } from '../../ui/more-button';
import { Page } from '../../ui/page';
import { say } from '../../ui/said';
import { EmptyState, Loaded, RefusalNote, Skeleton } from '../../ui/states';
import { Table, type Column } from '../../ui/table';
import { formularyWords } from './formulary.locale';
import { ImportDialog } from './import-dialog';
import './formulary.css';

const route = getRouteApi('/inside/formulary');
const stocks = ['all', 'yes', 'no'] as const;

/** What the own house keeps of medicines. */
export function FormularyPage() {
  const t = useWords(formularyWords);
  const { find, stock = 'all' } = route.useSearch();
  const navigate = route.useNavigate();
  const house = useAppointment()?.institution.id ?? '';
  const [reading, setReading] = useState(false);
  const list = usePages(listFormulary, {
    params: { id: house },
    query: { limit: 100, ...(find && { query: find }), ...(stock !== 'all' && { inStock: stock }) },
  });
  const { first } = list;
  const manages = first?.mayManage ?? false;
  const save = () =>
    saveFile(
      `${t('fileName')}.csv`,
      csvOf(
        ['通用名', '规格', '剂型', 'ATC', '库存'],
        (list.data ?? []).map(({ name, strength, form, atc, inStock }) => [name, strength, form, atc, inStock ? '有' : '无']),
      ),
    );
  return (
    <Page
      title={t('title')}
      aside={
        first?.publishedAt && (
          <span className="faint">
            {t('total', { count: first.total })} · {t('updated')} <When at={first.publishedAt} />
          </span>
        )
      }
      actions={
        <>
          {list.data && list.data.length > 0 && (
            <button type="button" className="button" onClick={save}>
              {t('export')}
            </button>
          )}
          {manages && (
            <button type="button" className="button primary" onClick={() => setReading(true)}>
              {t('import.open')}
            </button>
          )}
        </>
      }
    >
      <p className="soft">{t('intro')}</p>
      <div className="formulary-filters">
        <FindBox
          label={t('find')}
          value={find}
          onFind={(text) => void navigate({ search: (now) => ({ ...now, find: text }), replace: true })}
        />
        {stocks.map((each) => (
          <button
            key={each}
            type="button"
            className="chip"
            aria-pressed={stock === each}
            onClick={() => void navigate({ search: (now) => ({ ...now, stock: each === 'all' ? undefined : each }), replace: true })}
          >
            {t(`stock.${each}`)}
          </button>
        ))}
      </div>
      <Loaded of={list} skeleton={<Skeleton rows={10} height={40} />}>
        {(items) =>
          items.length ? (
            <>
              <FormularyTable items={items} manages={manages} />
              <MoreButton list={list} />
            </>
          ) : find || stock !== 'all' ? (
            <EmptyState text={t('nothing')} />
          ) : (
            <EmptyState title={t('empty')} text={t(manages ? 'emptyText' : 'emptyReader')} />
          )
        }
      </Loaded>
      <ImportDialog open={reading} onClose={() => setReading(false)} />
    </Page>
  );
}

function FormularyTable({ items, manages }: { readonly items: readonly FormularyItem[]; readonly manages: boolean }) {
  const t = useWords(formularyWords);
  const [ending, setEnding] = useState<FormularyItem>();
  const mark = useCommand(markFormularyItem, {
    touches: ['institution'],
    onDone: ({ name, inStock }, { body }) =>
      say(t('marked', { name, state: body.as === 'ended' ? t('mark.ended') : t(inStock ? 'state.in' : 'state.out') })),
  });
  const send = ({ id, version }: FormularyItem, as: 'in_stock' | 'out_of_stock' | 'ended') =>
    mark.mutate({ params: { id }, body: { version, as } });
  const columns: Column<FormularyItem>[] = [
    { id: 'name', head: t('head.name'), cell: ({ name }) => <strong>{name}</strong>, title: true, sort: ({ name }) => name },
    { id: 'strength', head: t('head.strength'), cell: ({ strength }) => strength ?? '—' },
    { id: 'form', head: t('head.form'), cell: ({ form }) => form ?? '—' },
    { id: 'atc', head: t('head.atc'), cell: ({ atc }) => <span className="figures">{atc ?? '—'}</span> },
    {
      id: 'state',
      head: t('head.state'),
      cell: ({ inStock }) => t(inStock ? 'state.in' : 'state.out'),
      sort: ({ inStock }) => (inStock ? 1 : 0),
    },
    {
      id: 'changed',
      head: t('head.changed'),
      cell: ({ changedAt, changedBy }) => (
        <span className="faint">
          <When at={changedAt} /> {changedBy}
        </span>
      ),
    },
    ...(manages
      ? [
          {
            id: 'act',
            head: t('head.act'),
            cell: (item: FormularyItem) => {
              const next = item.inStock ? 'out_of_stock' : 'in_stock';
              return (
                <span className="formulary-acts">
                  <button type="button" className="link" aria-label={`${t(`mark.${next}`)} ${item.name}`} onClick={() => send(item, next)}>
                    {t(`mark.${next}`)}
                  </button>
                  <button type="button" className="link" aria-label={`${t('mark.ended')} ${item.name}`} onClick={() => setEnding(item)}>
                    {t('mark.ended')}
                  </button>
                </span>
              );
            },
          },
        ]
      : []),
  ];
  return (
    <>
      <RefusalNote error={mark.error} />
      <Table label={t('title')} columns={columns} rows={items} keyOf={({ id }) => id} />
      <Dialog title={t('endQuestion.title', { name: ending?.name ?? '' })} open={ending !== undefined} onClose={() => setEnding(undefined)}>
        <p>{t('endQuestion.text')}</p>
        <div className="form-foot">
          <button
            type="button"
            className="button danger"
            onClick={() => {
              if (ending) send(ending, 'ended');
              setEnding(undefined);
            }}
          >
            {t('endQuestion.go')}
          </button>
          <button type="button" className="button primary" data-first onClick={() => setEnding(undefined)}>
            {t('endQuestion.stay')}
          </button>
        </div>
      </Dialog>
    </>
  );
}
