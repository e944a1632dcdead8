import { listInstitutions } from '@alliance/contracts/institution.contract';
import { listProtocols } from '@alliance/contracts/protocol.contract';
import type { ProtocolSummary } from '@alliance/contracts/protocol.schema';
import { listReferrals, type ReferralRow } from '@alliance/contracts/referral-queue.contract';
import { referralStates } from '@alliance/domain/referral/referral.machine';
import { readReferralNumber } from '@alliance/domain/referral/referral-number';
import { numberLike } from '../features/referral/queue-search';
import { useText, useWords } from '../platform/i18n';
import { useAnswer } from '../platform/query';
import { useMay } from '../platform/session';
import { usePlaces } from './places';
import { shellWords } from './shell.locale';

export type Target =
  | { readonly kind: 'place'; readonly to: ReturnType<typeof usePlaces>[number]['to'] }
  | { readonly kind: 'new' }
  | { readonly kind: 'referral' | 'institution' | 'protocol'; readonly id: string };
export interface Hit {
  readonly key: string;
  readonly label: string;
  readonly hint: string;
  readonly target: Target;
}
export interface HitGroup {
  readonly name: 'pages' | 'referrals' | 'protocols' | 'institutions';
  readonly hits: readonly Hit[];
}

const few = 5;

/** By title or code only: a search through their text is counted when it finds nothing, and half a word is no search. */
const named = ({ code, title }: ProtocolSummary, wanted: string): boolean =>
  [code, title.zh, title.en ?? ''].some((name) => name.toLowerCase().includes(wanted));

/** What the palette finds for a text: pages at once, referrals by number or patient, protocols and institutions by name. */
export function useHits(text: string, later: string): { groups: readonly HitGroup[]; busy: boolean } {
  const t = useWords(shellWords);
  const name = useText();
  const may = useMay();
  const places = usePlaces();
  const number = numberLike(later) ? (readReferralNumber(later) ?? later.toUpperCase()) : undefined;
  const referralQuery =
    later && may('referral.read') ? (number === undefined ? { name: later, state: referralStates.join(',') } : { number }) : null;
  const ask = (side: 'inbound' | 'outbound') => (referralQuery ? { query: { ...referralQuery, side, limit: few } } : null);
  const inbound = useAnswer(listReferrals, ask('inbound'));
  const outbound = useAnswer(listReferrals, ask('outbound'));
  const institutions = useAnswer(
    listInstitutions,
    later && may('institution.read') && number === undefined ? { query: { query: later, limit: few } } : null,
  );

  const protocols = useAnswer(listProtocols, later && may('protocol.read') ? { query: { limit: 100 } } : null, { staleTime: 60_000 });

  const wanted = text.trim().toLowerCase();
  const pages: Hit[] = [
    ...places.map(({ to, word }) => ({ key: to, label: t(`place.${word}`), hint: '', target: { kind: 'place' as const, to } })),
    ...(may('referral.draft') ? [{ key: 'new', label: t('newReferral'), hint: 'n', target: { kind: 'new' as const } }] : []),
  ].filter(({ label }) => label.toLowerCase().includes(wanted));
  const referralHit = (row: ReferralRow): Hit => ({
    key: row.id,
    label: [row.patient?.name, row.diagnosis].filter(Boolean).join(' · ') || row.number,
    hint: [row.number, row.counterpart?.name].filter(Boolean).join(' · '),
    target: { kind: 'referral', id: row.id },
  });
  const fresh = later === text.trim();
  const groups: HitGroup[] = [
    { name: 'pages', hits: pages },
    {
      name: 'referrals',
      hits: fresh && referralQuery ? [...(inbound.data?.items ?? []), ...(outbound.data?.items ?? [])].map(referralHit) : [],
    },
    {
      name: 'protocols',
      hits: (wanted ? (protocols.data?.items ?? []) : [])
        .filter((protocol) => named(protocol, wanted))
        .slice(0, few)
        .map(({ id, code, title, alliance }) => ({
          key: id,
          label: name(title),
          hint: [code, name(alliance)].join(' · '),
          target: { kind: 'protocol' as const, id },
        })),
    },
    {
      name: 'institutions',
      hits: fresh
        ? (institutions.data?.items ?? []).map(({ id, name, city, province }) => ({
            key: id,
            label: name,
            hint: [province, city].filter(Boolean).join(' · '),
            target: { kind: 'institution' as const, id },
          }))
        : [],
    },
  ];
  const busy = !fresh || inbound.isFetching || outbound.isFetching || institutions.isFetching;
  return { groups: groups.filter(({ hits }) => hits.length > 0), busy };
}
