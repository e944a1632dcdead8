import type { Block, TextRun } from '@alliance/domain/protocol/protocol.types';
import { Fragment, type ReactNode } from 'react';
import { useWords } from '../../platform/i18n';
import { criteriaWords } from './criteria.locale';
import { FileButton } from './file-button';
import { safeLink } from './safe-link';
import './rich-text.css';

interface Props {
  readonly blocks: readonly Block[];
  /** Level of headings inside the text: one below that of the section. */
  readonly heading?: 3 | 4;
}

/** Blocks of a protocol as elements of our own; text is only ever text. */
export function RichText({ blocks, heading = 3 }: Props) {
  return (
    <div className="rich-text">
      {blocks.map((block, at) => (
        <RichBlock key={at} of={block} heading={heading} />
      ))}
    </div>
  );
}

function RichBlock({ of, heading }: { readonly of: Block; readonly heading: 3 | 4 }) {
  if (of.kind === 'table') return <RichTable of={of} />;
  if (of.kind === 'list') {
    const List = of.ordered ? 'ol' : 'ul';
    return (
      <List>
        {of.items.map((item, at) => (
          <li key={at}>
            <Runs of={item} />
          </li>
        ))}
      </List>
    );
  }
  const runs = <Runs of={of.runs} />;
  if (of.kind === 'heading') return heading === 3 ? <h3>{runs}</h3> : <h4>{runs}</h4>;
  if (of.kind === 'note') return <aside className="rich-note">{runs}</aside>;
  return <p>{runs}</p>;
}

function RichTable({ of }: { readonly of: Extract<Block, { kind: 'table' }> }) {
  const t = useWords(criteriaWords);
  const [head, ...rest] = of.rows;
  const body = of.header ? rest : of.rows;
  return (
    // a wide table scrolls by itself, also from the keyboard
    <div className="rich-table" tabIndex={0} role="group" aria-label={t('table')}>
      <table>
        {of.header && head && (
          <thead>
            <tr>
              {head.map((cell, at) => (
                <th key={at} scope="col">
                  <Runs of={cell} />
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {body.map((row, at) => (
            <tr key={at}>
              {row.map((cell, place) => (
                <td key={place}>
                  <Runs of={cell} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Runs({ of }: { readonly of: readonly TextRun[] }) {
  return of.map((run, at) => <Run key={at} of={run} />);
}

function Run({ of: { text, bold, italic, link } }: { readonly of: TextRun }): ReactNode {
  const t = useWords(criteriaWords);
  const styled = bold ? <strong>{italic ? <em>{text}</em> : text}</strong> : italic ? <em>{text}</em> : <Fragment>{text}</Fragment>;
  const to = link ? safeLink(link) : undefined;
  if (!to) return styled;
  if (to.kind === 'file') return <FileButton id={to.id}>{styled}</FileButton>;
  const outside = to.href.startsWith('https:');
  return (
    <a href={to.href} {...(outside ? { target: '_blank', rel: 'noopener noreferrer nofollow', title: t('link.elsewhere') } : {})}>
      {styled}
    </a>
  );
}
