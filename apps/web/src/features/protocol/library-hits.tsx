import { searchProtocols } from '@alliance/contracts/protocol-search.contract';
import type { AnswerOf } from '@alliance/contracts/route';
import { sectionKinds } from '@alliance/domain/protocol/protocol.types';
import { Link } from '@tanstack/react-router';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { protocolWords } from './protocol.locale';

type Hit = AnswerOf<typeof searchProtocols>['items'][number];

/** Places in protocols that hold the words looked for. */
export function LibraryHits({ q }: { readonly q: string }) {
  const t = useWords(protocolWords);
  const hits = useAnswer(searchProtocols, { query: { q, limit: 50 } });
  return (
    <Loaded of={hits} skeleton={<Skeleton rows={6} height={44} />}>
      {({ items }) =>
        items.length ? (
          <section className="card protocol-hits" aria-label={t('found', { count: items.length })}>
            <p className="faint" role="status">
              {t('found', { count: items.length })}
            </p>
            <ul>
              {items.map((hit, at) => (
                <li key={`${hit.protocolId} ${hit.place} ${at}`}>
                  <HitLine of={hit} />
                </li>
              ))}
            </ul>
          </section>
        ) : (
          <EmptyState title={t('nothing', { q })} text={t('nothingText')} />
        )
      }
    </Loaded>
  );
}

function HitLine({ of: { protocolId, title, place, snippet, marks } }: { readonly of: Hit }) {
  const t = useWords(protocolWords);
  const text = useText();
  const codes = useWords(criteriaWords);
  const section = sectionKinds.find((kind) => kind === place);
  const word = section ? codes(`section.${section}`) : place === 'title' ? t('place.title') : place;
  return (
    <Link to="/protocols/$id" params={{ id: protocolId }} {...(place === 'title' ? {} : { hash: place })}>
      <span className="hit-title">
        {text(title)} <span className="tag">{word}</span>
        {!marks.length && <span className="faint"> {t('byPinyin')}</span>}
      </span>
      <span className="hit-snippet">
        <Marked text={snippet} marks={marks} />
      </span>
    </Link>
  );
}

/** A text with parts of it marked, from–to; overlapping ones are one. */
export function Marked({ text, marks }: { readonly text: string; readonly marks: readonly (readonly [number, number])[] }) {
  const parts: { readonly text: string; readonly on: boolean }[] = [];
  let end = 0;
  for (const [from, to] of marks.toSorted((a, b) => a[0] - b[0])) {
    const start = Math.max(from, end);
    if (to <= start) continue;
    parts.push({ text: text.slice(end, start), on: false }, { text: text.slice(start, to), on: true });
    end = to;
  }
  parts.push({ text: text.slice(end), on: false });
  return parts.map((part, at) => (part.on ? <mark key={at}>{part.text}</mark> : part.text));
}
