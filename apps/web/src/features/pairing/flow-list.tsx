import { useWords } from '../../platform/i18n';
import { Flags } from '../../ui/registry-marks';
import { Table } from '../../ui/table';
import type { Flow, FlowLink, FlowNode } from './pairing-flow.policy';
import { pairingWords } from './pairing.locale';

interface Props {
  readonly flow: Flow;
  readonly spell: (node: FlowNode) => string;
  readonly onSee: (link: FlowLink) => void;
}

/** The streams between cities as a table, for the keyboard and for who cannot see the picture. */
export function FlowList({ flow, spell, onSee }: Props) {
  const t = useWords(pairingWords);
  const label = t('flow.list', { count: flow.links.length });
  return (
    <>
      <h2 className="flow-list-title">{label}</h2>
      <Table
        label={label}
        rows={flow.links}
        keyOf={({ from, to }) => `${from.id} ${to.id}`}
        columns={[
          { id: 'from', head: t('flow.left'), sort: ({ from }) => spell(from), cell: ({ from }) => spell(from), title: true },
          { id: 'to', head: t('flow.right'), sort: ({ to }) => spell(to), cell: ({ to }) => spell(to) },
          {
            id: 'pairs',
            head: t('csv.file'),
            sort: ({ pairs }) => -pairs.length,
            cell: ({ pairs }) => <span className="figures">{t('flow.pairs', { count: pairs.length })}</span>,
          },
          {
            id: 'marks',
            head: t('filter.flag'),
            cell: ({ pairs }) => {
              const flags = [...new Set(pairs.flatMap((pair) => pair.flags))];
              return flags.length ? <Flags of={flags} /> : null;
            },
          },
          {
            id: 'see',
            head: t('flow.see'),
            cell: (link) => (
              <button
                type="button"
                className="link"
                aria-label={t('flow.seeOf', { from: spell(link.from), to: spell(link.to) })}
                onClick={() => onSee(link)}
              >
                {t('flow.see')} →
              </button>
            ),
          },
        ]}
      />
    </>
  );
}
