import type { Pairing } from '@alliance/contracts/pairing.contract';
import { Link, useNavigate } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { DayFilter } from '../../ui/day-filter';
import { useToday } from '../../ui/moment';
import { Flags, Lead, shortSource } from '../../ui/registry-marks';
import { Loaded, Skeleton } from '../../ui/states';
import { Table } from '../../ui/table';
import { usePairingsOf } from './institution.data';
import { institutionWords } from './institution.locale';

/** Whom it supports and who supports it, on a day. */
export function InstitutionPairings({ id, on }: { readonly id: string; readonly on: string | undefined }) {
  const t = useWords(institutionWords);
  const navigate = useNavigate();
  const pairs = usePairingsOf(id, on);
  const go = (day: string) => void navigate({ to: '/institutions/$id', params: { id }, search: day ? { on: day } : {}, replace: true });
  return (
    <section className="card">
      <header className="card-head institution-day">
        <h2>{t('pairings')}</h2>
        <button type="button" className="chip" aria-pressed={!on} onClick={() => go('')}>
          {t('anyDay')}
        </button>
        <DayFilter id="institution-day" label={t('on')} value={on} onChange={(day) => go(day ?? '')} />
      </header>
      <Loaded of={pairs} skeleton={<Skeleton rows={2} height={32} />}>
        {(all) =>
          all.length ? (
            <Pairs id={id} all={all} />
          ) : (
            <p className="card-body soft">{on ? t('noPairingsOn', { day: on }) : t('noPairings')}</p>
          )
        }
      </Loaded>
    </section>
  );
}

function Pairs({ id, all }: { readonly id: string; readonly all: readonly Pairing[] }) {
  const t = useWords(institutionWords);
  const today = useToday();
  const isRecipient = (pair: Pairing) => pair.recipient.id === id;
  return (
    <Table
      label={t('pairings')}
      rows={all}
      foldsAt={560}
      keyOf={(pair) => pair.id}
      groupOf={(pair) => t(isRecipient(pair) ? 'side.recipient' : 'side.supporter')}
      columns={[
        {
          id: 'counterpart',
          head: t('pairing.counterpart'),
          title: true,
          width: '30%',
          cell: (pair) => {
            const other = isRecipient(pair) ? pair.supporter : pair.recipient;
            return (
              <>
                <Link to="/institutions/$id" params={{ id: other.id }}>
                  {other.name}
                </Link>
                <span className="faint">{other.city ?? other.province}</span>
              </>
            );
          },
        },
        { id: 'lead', head: t('pairing.lead'), cell: (pair) => <Lead lead={pair.lead} basis={pair.leadBasis} /> },
        {
          id: 'period',
          head: t('pairing.period'),
          cell: ({ from, to, source }) => (
            <>
              <span className="figures">{to ? t('to', { from, to }) : t('from', { from })}</span>{' '}
              {to !== null && to < today && <span className="tag">{t('expired')}</span>}
              <span className="faint" title={source}>
                {shortSource(source)}
              </span>
            </>
          ),
        },
        { id: 'marks', head: t('pairing.marks'), cell: ({ flags }) => (flags.length ? <Flags of={flags} /> : null) },
      ]}
    />
  );
}
