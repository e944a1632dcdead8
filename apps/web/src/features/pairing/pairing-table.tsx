import type { Pairing } from '@alliance/contracts/pairing.contract';
import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { Flags, Lead, leadMark, shortSource } from '../../ui/registry-marks';
import { registryWords } from '../../ui/registry.locale';
import { Table, type Column } from '../../ui/table';
import { sideOf, type Side } from './pairing-filter.policy';
import { pairingWords } from './pairing.locale';
import type { PairingSearch } from './pairing-search';
import { useCategory, usePeriod, usePlace } from './use-pairing-words';

interface Props {
  readonly pairs: readonly Pairing[];
  readonly search: PairingSearch;
  readonly onSupporter: (id: string) => void;
}

/** Every pair with who leads and why, for how long, by which document, and what is odd about it. */
export function PairingTable({ pairs, search, onSupporter }: Props) {
  const t = useWords(pairingWords);
  const codes = useWords(registryWords);
  const category = useCategory();
  const place = usePlace();
  const side = sideOf(search);
  const group = search.group ?? 'city';
  // the heading says the city of this side already
  const under = (of: Side, one: Pairing['recipient']) =>
    of === side && group === 'city' ? codes(`type.${one.type}`) : place(one.city ?? one.province);
  const recipient: Column<Pairing> = {
    id: 'recipient',
    head: t('column.recipient'),
    width: '17%',
    sort: (pair) => pair.recipient.name,
    title: side === 'recipient',
    cell: (pair) => (
      <>
        <Link to="/institutions/$id" params={{ id: pair.recipient.id }} preload={false} className="pairing-name">
          {pair.recipient.name}
        </Link>
        <span className="faint">{under('recipient', pair.recipient)}</span>
      </>
    ),
  };
  const supporter: Column<Pairing> = {
    id: 'supporter',
    head: t('column.supporter'),
    width: '18%',
    sort: (pair) => pair.supporter.name,
    title: side === 'supporter',
    cell: (pair) => (
      <>
        <button
          type="button"
          className="link pairing-name"
          title={t('showSupporter', { name: pair.supporter.name })}
          aria-haspopup="dialog"
          onClick={() => onSupporter(pair.supporter.id)}
        >
          {pair.supporter.name}
        </button>
        <span className="faint">{under('supporter', pair.supporter)}</span>
      </>
    ),
  };
  const rest: readonly Column<Pairing>[] = [
    {
      id: 'lead',
      head: t('column.lead'),
      width: '17%',
      sort: (pair) => leadMark(pair.lead, pair.leadBasis).word,
      cell: (pair) => <Lead lead={pair.lead} basis={pair.leadBasis} />,
    },
    { id: 'category', head: t('column.category'), width: '10%', cell: (pair) => pair.category && category(pair.category) },
    {
      id: 'period',
      head: t('column.period'),
      width: '20%',
      sort: (pair) => pair.from,
      cell: (pair) => (
        <>
          <Period of={pair} />
          <span className="faint" title={pair.source}>
            {shortSource(pair.source)}
          </span>
        </>
      ),
    },
    {
      id: 'marks',
      head: t('column.marks'),
      width: '18%',
      sort: (pair) => -pair.flags.length,
      cell: (pair) =>
        pair.flags.length || pair.notes ? (
          <>
            <Flags of={pair.flags} />
            {pair.notes && (
              <span className="faint pairing-notes" title={pair.notes}>
                {pair.notes}
              </span>
            )}
          </>
        ) : null,
    },
  ];
  return (
    <div className="card pairing-table">
      <Table
        label={t('title')}
        columns={side === 'recipient' ? [recipient, supporter, ...rest] : [supporter, recipient, ...rest]}
        rows={pairs}
        keyOf={(pair) => pair.id}
        groupOf={group === 'none' ? undefined : (pair) => place(group === 'city' ? cityOf(pair[side]) : pair[side].province)}
      />
    </div>
  );
}

const cityOf = ({ city, province }: Pairing['recipient']) =>
  city && province && city !== province ? `${province} ${city}` : (city ?? province);

export function Period({ of }: { readonly of: Pick<Pairing, 'from' | 'to'> }) {
  const t = useWords(pairingWords);
  const period = usePeriod()(of);
  return (
    <span className="figures pairing-period">
      {of.to ? t('to', { from: of.from, to: of.to }) : `${t('from', { from: of.from })} · ${t('openEnd')}`}
      {period !== 'running' && <span className="tag">{t(period)}</span>}
    </span>
  );
}
