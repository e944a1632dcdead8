import type { Pairing } from '@alliance/contracts/pairing.contract';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useWords } from '../../platform/i18n';
import Sankey, { type SankeyPick } from '../../ui/sankey';
import { FlowList } from './flow-list';
import { flowOf, isLinkMarked, signOf, type FlowLink, type FlowNode } from './pairing-flow.policy';
import { nowhere, type PairingChange, type PairingSearch } from './pairing-search';
import { pairingWords } from './pairing.locale';
import { usePlace } from './use-pairing-words';

interface Props {
  readonly pairs: readonly Pairing[];
  readonly search: PairingSearch;
  readonly go: (change: PairingChange) => void;
  readonly onSupporter: (id: string) => void;
}

/** Cities first, institutions of one of them next; the same as a list below the cities, and as the table. */
export default function PairingPicture({ pairs, search, go, onSupporter }: Props) {
  const t = useWords(pairingWords);
  const place = usePlace();
  const navigate = useNavigate();
  const detail = search.detail ?? false;
  const flow = useMemo(() => flowOf(pairs, detail), [pairs, detail]);
  const nodes = useMemo(() => new Map(flow.nodes.map((node) => [node.id, node])), [flow]);
  const links = useMemo(() => new Map(flow.links.map((link) => [`${link.from.id} ${link.to.id}`, link])), [flow]);
  const spell = (node: FlowNode) =>
    node.name === nowhere ? (node.place ? t('flow.provincial', { place: node.place }) : place(null)) : node.name;
  const labelOf = (node: FlowNode) => {
    const count = detail && node.pairs.length === 1 ? '' : ` ${node.pairs.length}`;
    return `${signOf(node) ? `${signOf(node)} ` : ''}${spell(node)}${count}`;
  };
  const shown = useMemo(
    () => ({
      nodes: flow.nodes.map((node) => ({
        id: node.id,
        label: labelOf(node),
        side: node.side === 'supporter' ? ('left' as const) : ('right' as const),
        value: node.pairs.length,
        strong: signOf(node) !== null,
      })),
      links: flow.links.map((link) => ({ from: link.from.id, to: link.to.id, value: link.pairs.length, strong: isLinkMarked(link) })),
    }),
    // the labels change with the language, which `t` changes with
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
    [flow, t],
  );
  const see = ({ from, to }: FlowLink) =>
    go({ detail: true, role: undefined, city: to.name, other: from.name, province: undefined, type: undefined });
  const pick = (at: SankeyPick) => {
    if ('from' in at) {
      const link = links.get(`${at.from} ${at.to}`);
      if (link && detail && link.from.institution) onSupporter(link.from.institution.id);
      else if (link) see(link);
      return;
    }
    const node = nodes.get(at.node);
    if (!node) return;
    if (!node.institution) {
      const role = node.side === 'supporter' ? node.side : undefined;
      go({ detail: true, role, city: node.name, other: undefined, province: undefined, type: undefined });
    } else if (node.side === 'supporter') onSupporter(node.institution.id);
    else void navigate({ to: '/institutions/$id', params: { id: node.institution.id } });
  };
  const tip = (at: SankeyPick): string => {
    if ('from' in at) {
      const link = links.get(`${at.from} ${at.to}`);
      return link ? t('flow.tipLink', { from: spell(link.from), to: spell(link.to), pairs: link.pairs.length }) : '';
    }
    const node = nodes.get(at.node);
    if (!node) return '';
    const values = { name: spell(node), place: node.place ?? '—', pairs: node.pairs.length };
    return node.side === 'supporter' ? t('flow.tipNode', values) : t('flow.tipNodeTo', values);
  };
  return (
    <section className="card flow">
      <header className="flow-head">
        <span role="group" aria-label={t('flow.scale')} className="pairing-role">
          {[false, true].map((on) => (
            <button
              key={String(on)}
              type="button"
              className="chip"
              aria-pressed={detail === on}
              onClick={() => go({ detail: on || undefined })}
            >
              {t(on ? 'flow.byHospital' : 'flow.byCity')}
            </button>
          ))}
        </span>
        {detail && (search.city ?? search.other) && (
          <button type="button" className="button bare" onClick={() => go({ detail: undefined, city: undefined, other: undefined })}>
            ← {t('flow.back')}
          </button>
        )}
        <span className="faint">{t(detail ? 'flow.hintHospital' : 'flow.hintCity')}</span>
      </header>
      <div className="flow-sides faint" aria-hidden="true">
        <span>{t('flow.left')}</span>
        <span>{t('flow.right')}</span>
      </div>
      <Sankey {...shown} label={t('flow.label', { pairs: pairs.length })} tip={tip} onPick={pick} />
      <p className="faint flow-legend">{t('flow.legend')}</p>
      {!detail && <FlowList flow={flow} spell={spell} onSee={see} />}
    </section>
  );
}
