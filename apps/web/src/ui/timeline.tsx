import type { ReactNode } from 'react';
import './timeline.css';

interface Entry {
  readonly id: string;
  readonly at: ReactNode;
  readonly text: ReactNode;
  readonly quote?: { readonly label: string; readonly text: string } | undefined;
}

/** What happened, as sentences one can read aloud. */
export function Prose({ entries }: { readonly entries: readonly Entry[] }) {
  return (
    <ol className="timeline">
      {entries.map(({ id, at, text, quote }) => (
        <li key={id}>
          <span className="timeline-at faint figures">{at}</span>
          <div>
            <p>{text}</p>
            {quote && (
              <blockquote>
                <span className="faint">{quote.label}</span>
                <p className="prose">{quote.text}</p>
              </blockquote>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
