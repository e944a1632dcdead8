import { consultationKinds, type ConsultationKind } from '@alliance/domain/consultation/consultation.codes';
import { consultationStates, type ConsultationState } from '@alliance/domain/consultation/consultation.machine';

export const consultationBoxes = ['todo', 'mine', 'inviting', 'invited', 'lessons'] as const;
export type ConsultationBox = (typeof consultationBoxes)[number];

/** What the list of consultations is narrowed to; nothing is what my hospital has to do. */
export interface ConsultationSearch {
  readonly box?: ConsultationBox;
  readonly kind?: ConsultationKind;
  readonly state?: ConsultationState;
  readonly open?: 'yes' | 'no';
  readonly query?: string;
}

const oneOf = <T extends string>(known: readonly T[], value: unknown): T | undefined => known.find((one) => one === value);

/** Reads it from an address; what is not known is left out. */
export function consultationSearch(search: Record<string, unknown>): ConsultationSearch {
  const box = oneOf(consultationBoxes, search['box']);
  const kind = oneOf(consultationKinds, search['kind']);
  const state = oneOf(consultationStates, search['state']);
  const open = oneOf(['yes', 'no'] as const, search['open']);
  const query = typeof search['query'] === 'string' ? search['query'].slice(0, 60) : undefined;
  return { ...(box && { box }), ...(kind && { kind }), ...(state && { state }), ...(open && { open }), ...(query && { query }) };
}

/** What a new request starts from. */
export interface NewConsultationSearch {
  readonly referral?: string;
  readonly patient?: string;
  readonly expert?: string;
  readonly institution?: string;
  readonly kind?: ConsultationKind;
}

export function newConsultationSearch(search: Record<string, unknown>): NewConsultationSearch {
  const kind = oneOf(consultationKinds, search['kind']);
  const ids = (['referral', 'patient', 'expert', 'institution'] as const).flatMap((name) => {
    const value = search[name];
    return typeof value === 'string' && /^[0-9a-f-]{36}$/i.test(value) ? [[name, value] as const] : [];
  });
  return { ...Object.fromEntries(ids), ...(kind && { kind }) };
}

/** A draft has an address before the server knows it; `fresh` until its first save. */
export type EditConsultationSearch = Pick<NewConsultationSearch, 'expert' | 'institution' | 'kind'> & { readonly fresh?: true };
export function editConsultationSearch(search: Record<string, unknown>): EditConsultationSearch {
  if (!search['fresh']) return {};
  const { expert, institution, kind } = newConsultationSearch(search);
  return { fresh: true, ...(expert && { expert }), ...(institution && { institution }), ...(kind && { kind }) };
}

export const consultationTabs = ['case', 'papers', 'timeline', 'archive'] as const;
export type ConsultationTab = (typeof consultationTabs)[number];
export const consultationTab = (tab: unknown): ConsultationTab | undefined => oneOf(consultationTabs, tab);
