import { recognitionScopes, type RecognitionScope } from '@alliance/contracts/recognition-figures.contract';

/** Whose decisions of which days, and which of them are open beside the figures. */
export interface FiguresSearch {
  readonly scope?: RecognitionScope;
  readonly from?: string;
  readonly to?: string;
  readonly open?: 'accepted' | 'repeated' | 'ordered' | 'counted';
  readonly item?: string;
  readonly issuer?: string;
  readonly receiver?: string;
}
const day = /^\d{4}-\d{2}-\d{2}$/;
const opens = ['accepted', 'repeated', 'ordered', 'counted'] as const;

/** Reads it from an address; what is not known is left out. */
export function figuresSearch(search: Record<string, unknown>): FiguresSearch {
  const scope = recognitionScopes.find((one) => one === search['scope']);
  const open = opens.find((one) => one === search['open']);
  const text = (key: 'item' | 'issuer' | 'receiver') => (typeof search[key] === 'string' ? { [key]: search[key] } : {});
  const date = (key: 'from' | 'to') => (day.test(String(search[key])) ? { [key]: search[key] as string } : {});
  return {
    ...(scope && { scope }),
    ...(open && { open }),
    ...date('from'),
    ...date('to'),
    ...text('item'),
    ...text('issuer'),
    ...text('receiver'),
  };
}
