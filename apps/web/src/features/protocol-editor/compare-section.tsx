import type { BlockDiff, SectionDiff, TextPiece } from '@alliance/domain/protocol/content.diff';
import { useWords } from '../../platform/i18n';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { RichText } from '../../ui/criteria/rich-text';
import { ChangeMark, ChangeRow } from './compare-mark';
import { compareWords } from './compare.locale';

/** The clauses of a section in their order; what stayed is folded between what changed. */
export function CompareSection({ of }: { readonly of: SectionDiff }) {
  const words = useWords(criteriaWords);
  const runs = foldKept(of.blocks);
  return (
    <section className="card compare-part" id={`section-${of.kind}`} tabIndex={-1} aria-label={words(`section.${of.kind}`)}>
      <header className="card-head">
        <h2>{words(`section.${of.kind}`)}</h2>
        <ChangeMark of={of.change} />
      </header>
      <div className="card-body">
        {runs.map((run, i) => (run.kept ? <Kept key={i} of={run.blocks} /> : <Changed key={i} of={run.blocks} />))}
      </div>
    </section>
  );
}

interface Run {
  readonly kept: boolean;
  readonly blocks: readonly BlockDiff[];
}
function foldKept(blocks: readonly BlockDiff[]): Run[] {
  const runs: Run[] = [];
  for (const block of blocks) {
    const kept = block.change === 'kept';
    const last = runs.at(-1);
    if (last?.kept === kept) runs[runs.length - 1] = { kept, blocks: [...last.blocks, block] };
    else runs.push({ kept, blocks: [block] });
  }
  return runs;
}

function Kept({ of }: { readonly of: readonly BlockDiff[] }) {
  const t = useWords(compareWords);
  return (
    <details className="compare-kept">
      <summary>{t('kept', { count: of.length })}</summary>
      <RichText blocks={of.flatMap(({ after }) => after ?? [])} heading={4} />
    </details>
  );
}

function Changed({ of }: { readonly of: readonly BlockDiff[] }) {
  const t = useWords(compareWords);
  return of.map(({ change, before, after, pieces }, i) => {
    if (change === 'kept') return null;
    const inWords = change === 'changed' && pieces.some((piece) => piece.change !== 'kept');
    // a table or list that changed is read whole, a paragraph by its words
    const byWords = inWords && after?.kind !== 'table' && after?.kind !== 'list';
    return (
      <ChangeRow
        key={i}
        of={change}
        label={change === 'changed' && !inWords ? t('styleOnly') : undefined}
        before={before && (byWords ? <Pieces of={pieces} without="added" /> : <RichText blocks={[before]} heading={4} />)}
        after={after && (byWords ? <Pieces of={pieces} without="removed" /> : <RichText blocks={[after]} heading={4} />)}
      />
    );
  });
}

function Pieces({ of, without }: { readonly of: readonly TextPiece[]; readonly without: TextPiece['change'] }) {
  return (
    <p className="prose">
      {of
        .filter(({ change }) => change !== without)
        .map(({ change, text }, i) =>
          change === 'added' ? <ins key={i}>{text}</ins> : change === 'removed' ? <del key={i}>{text}</del> : <span key={i}>{text}</span>,
        )}
    </p>
  );
}
