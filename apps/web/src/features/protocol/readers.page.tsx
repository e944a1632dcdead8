import { listReaders } from '@alliance/contracts/adoption.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useText, useWords, useWordsIfAny } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { roleWords } from '../../platform/role.locale';
import { Icon } from '../../ui/icon';
import { exact } from '../../ui/moment';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { Table } from '../../ui/table';
import { authorWords } from './author.locale';
import { useProtocol } from './protocol.data';
import '../../ui/filter-select.css';
import './reading-mark.css';
import './readers.css';

const route = getRouteApi('/inside/protocols/$id/readers');
type Readers = AnswerOf<typeof listReaders>;
type Reader = Readers['items'][number];
const rank = { overdue: 0, due: 1, done: 2 } as const;
const shapes = { overdue: '⚠', due: '○', done: '✓' } as const;

/** Who of my hospital has read the version in force; whoever is late stands first. */
export function ReadersPage() {
  const t = useWords(authorWords);
  const text = useText();
  const { id } = route.useParams();
  const protocol = useProtocol(id);
  const readers = useAnswer(listReaders, { params: { id } });
  const number = readers.data?.number;
  const of = [protocol.data && text(protocol.data.title), number && t('readers.of', { n: number })].filter(Boolean).join(' · ');
  return (
    <Page
      title={t('readers.title')}
      aside={of}
      actions={
        <Link to="/protocols/$id" params={{ id }} className="button bare">
          <Icon name="back" size={16} /> {t('back')}
        </Link>
      }
    >
      <Loaded of={readers} skeleton={<Skeleton rows={8} height={36} />}>
        {(found) =>
          found.number === null ? (
            <EmptyState text={t('readers.none')} />
          ) : found.items.length ? (
            <ReaderList of={found} />
          ) : (
            <EmptyState title={t('readers.nobody')} text={t('readers.nobodyText')} />
          )
        }
      </Loaded>
    </Page>
  );
}

function ReaderList({ of }: { readonly of: Readers }) {
  const t = useWords(authorWords);
  const roles = useWordsIfAny(roleWords);
  const [openOnly, setOpenOnly] = useState(of.due + of.overdue > 0);
  const rows = of.items
    .filter(({ state }) => !openOnly || state !== 'done')
    .toSorted((a, b) => rank[a.state] - rank[b.state] || a.dueOn.localeCompare(b.dueOn) || a.name.localeCompare(b.name, 'zh-CN'));
  return (
    <>
      <dl className="reader-counts">
        {(['overdue', 'due', 'done'] as const).map((state) => (
          <div key={state} className={state}>
            <dt>
              <span aria-hidden="true">{shapes[state]}</span> {t(`readers.counts.${state}`)}
            </dt>
            <dd className="figures">{t('readers.unit', { count: of[state] })}</dd>
          </div>
        ))}
      </dl>
      <div className="filters">
        <button type="button" className="chip" aria-pressed={openOnly} onClick={() => setOpenOnly(!openOnly)}>
          {t('readers.filter')}
        </button>
      </div>
      <div className="card">
        <Table
          label={t('readers.title')}
          rows={rows}
          keyOf={({ personId, role, department }) => `${personId} ${role} ${department ?? ''}`}
          columns={[
            {
              id: 'name',
              head: t('readers.column.name'),
              title: true,
              sort: ({ name }) => name,
              cell: ({ name }) => <strong>{name}</strong>,
            },
            { id: 'role', head: t('readers.column.role'), cell: ({ role }) => roles(role) ?? role },
            {
              id: 'department',
              head: t('readers.column.department'),
              sort: ({ department }) => department ?? '',
              cell: ({ department }) => department,
            },
            { id: 'state', head: t('readers.column.state'), cell: (reader) => <State of={reader} /> },
            {
              id: 'due',
              head: t('readers.column.due'),
              sort: ({ dueOn }) => dueOn,
              cell: ({ dueOn }) => <span className="figures">{dueOn}</span>,
            },
            { id: 'quiz', head: t('readers.column.quiz'), cell: ({ quiz }) => quiz && <Quiz of={quiz} /> },
          ]}
        />
      </div>
    </>
  );
}

function State({ of: { state, acknowledgedAt } }: { readonly of: Reader }) {
  const t = useWords(authorWords);
  return (
    <>
      <span className={`reading ${state}`}>
        <span aria-hidden="true">{shapes[state]}</span> {t(`readers.state.${state}`)}
      </span>
      {acknowledgedAt && <span className="faint figures">{t('readers.doneAt', { at: exact(acknowledgedAt) })}</span>}
    </>
  );
}

function Quiz({ of: { attempts, bestPercent, passed } }: { readonly of: NonNullable<Reader['quiz']> }) {
  const t = useWords(authorWords);
  const percent = bestPercent ?? 0;
  if (!attempts) return <span className="faint">{t('readers.quizNone')}</span>;
  return <span className="figures">{passed ? `✓ ${t('readers.quizPassed', { percent })}` : t('readers.quiz', { attempts, percent })}</span>;
}
