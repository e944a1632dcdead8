import type { RecognitionFigures } from '@alliance/contracts/recognition-figures.contract';
import type { CSSProperties } from 'react';
import { useWords } from '../../platform/i18n';
import type { FiguresSearch } from './recognition-figures-search';
import { recognitionFiguresWords } from './recognition-figures.locale';
import { rateOf } from './savings-ledger';

interface Props {
  readonly pairs: RecognitionFigures['pairs'];
  readonly onOpen: (pick: FiguresSearch) => void;
}

/** Whose results are taken over by whom. It is a table: rate and counts stand in each cell, the shade repeats them. */
export function HeatMap({ pairs, onOpen }: Props) {
  const t = useWords(recognitionFiguresWords);
  const issuers = [...new Map(pairs.map(({ issuer }) => [issuer.id, issuer])).values()];
  const receivers = [...new Map(pairs.map(({ receiver }) => [receiver.id, receiver])).values()];
  if (!pairs.length) return null;
  const at = (from: string, to: string) => pairs.find(({ issuer, receiver }) => issuer.id === from && receiver.id === to);
  return (
    <section className="card recognition-block">
      <h2>{t('heat')}</h2>
      <p className="soft">{t('heatHint')}</p>
      <div className="recognition-scroll">
        <table className="recognition-heat" aria-label={t('heat')}>
          <thead>
            <tr>
              <th scope="col">{t('issuer')}</th>
              {receivers.map(({ id, name }) => (
                <th key={id} scope="col">
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {issuers.map((issuer) => (
              <tr key={issuer.id}>
                <th scope="row">{issuer.name}</th>
                {receivers.map((receiver) => (
                  <Cell key={receiver.id} pair={at(issuer.id, receiver.id)} onOpen={onOpen} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Cell({ pair, onOpen }: Pick<Props, 'onOpen'> & { readonly pair: Props['pairs'][number] | undefined }) {
  const t = useWords(recognitionFiguresWords);
  if (!pair) return <td>—</td>;
  const { accepted, counted, issuer, receiver } = pair;
  const among = accepted + counted;
  return (
    <td style={{ '--share': among ? accepted / among : 0 } as CSSProperties}>
      <button type="button" className="recognition-open figures" onClick={() => onOpen({ issuer: issuer.id, receiver: receiver.id })}>
        {rateOf(pair) ?? t('none')} · {t('share', { of: accepted, among })}
      </button>
    </td>
  );
}
