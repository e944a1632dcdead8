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
            {[...Map.groupBy(items, ({ protocolId }) => protocolId)].map(([id, hits]) => (
              <HitGroup key={id} hits={hits} />
            ))}
          </section>
        ) : (
          <EmptyState title={t('nothing', { q })} text={t('nothingText')} />
        )
      }
    </Loaded>
  );
}

/** The hits of one protocol under its title, best first. */
function HitGroup({ hits }: { readonly hits: readonly Hit[] }) {
  const text = useText();
  const [first] = hits;
  if (!first) return null;
  return (
    <section className="hit-group" aria-label={text(first.title)}>
      <h2>
        <Link to="/protocols/$id" params={{ id: first.protocolId }}>
          {text(first.title)}
        </Link>
      </h2>
      <ul>
        {hits
          .filter(({ place }) => place !== 'title')
          .map((hit, at) => (
            <li key={`${hit.place} ${at}`}>
              <HitLine of={hit} />
            </li>
          ))}
      </ul>
    </section>
  );
}

function HitLine({ of: { protocolId, place, snippet, marks } }: { readonly of: Hit }) {
  const t = useWords(protocolWords);
  const codes = useWords(criteriaWords);
  const section = sectionKinds.find((kind) => kind === place);
  return (
    <Link to="/protocols/$id" params={{ id: protocolId }} hash={place}>
      <span className="tag">{section ? codes(`section.${section}`) : place}</span>{' '}
      <span className="hit-snippet">
        <Marked text={snippet} marks={marks} />
        {!marks.length && <span className="faint"> {t('byPinyin')}</span>}
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
