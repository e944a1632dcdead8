import { getProtocol } from '@alliance/contracts/protocol.contract';
import type { ProtocolView, VersionView } from '@alliance/contracts/protocol.schema';
import { changeCount, contentDiff } from '@alliance/domain/protocol/content.diff';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useMemo, useRef } from 'react';
import { useText, useWords } from '../../platform/i18n';
import { useAnswer } from '../../platform/query';
import { criteriaWords } from '../../ui/criteria/criteria.locale';
import { SelectField } from '../../ui/field';
import { Icon } from '../../ui/icon';
import { useKeys } from '../../ui/keys';
import { Page } from '../../ui/page';
import { EmptyState, Loaded, Skeleton } from '../../ui/states';
import { CompareCriterion } from './compare-criterion';
import { CompareOthers } from './compare-others';
import { CompareSection } from './compare-section';
import { CompareSummary } from './compare-summary';
import { compareWords } from './compare.locale';
import { contentOf } from './content.store';
import { useVersion } from './version.data';
import './compare.css';
import './text-button.css';

const route = getRouteApi('/inside/protocols/$id/compare');

/** Two versions beside each other: only what differs, clause by clause and criterion by criterion. */
export function ProtocolComparePage() {
  const t = useWords(compareWords);
  const text = useText();
  const { id } = route.useParams();
  const protocol = useAnswer(getProtocol, { params: { id } });
  const { data } = protocol;
  return (
    <Page
      title={data ? t('title', { title: text(data.title) }) : t('loading')}
      actions={
        <Link to="/protocols/$id" params={{ id }} search={{}} className="button bare">
          <Icon name="back" size={16} /> {t('back')}
        </Link>
      }
    >
      <Loaded of={protocol} skeleton={<Skeleton rows={8} height={32} />}>
        {(whole) => <Chosen of={whole} />}
      </Loaded>
    </Page>
  );
}

function Chosen({ of }: { readonly of: ProtocolView }) {
  const t = useWords(compareWords);
  const words = useWords(criteriaWords);
  const navigate = route.useNavigate();
  const search = route.useSearch();
  const numbers = of.versions.map(({ number }) => number).toSorted((a, b) => a - b);
  const to = search.to ?? numbers.at(-1);
  const from = search.from ?? numbers.findLast((number) => number < (to ?? 0));
  const older = useVersion(of.id, from);
  const newer = useVersion(of.id, to);
  const options = of.versions.map(({ number, state }) => ({
    value: String(number),
    label: t('version', { n: number, state: words(`state.${state}`) }),
  }));
  const choose = (side: 'from' | 'to') => (value: string) =>
    void navigate({ search: { ...(from ? { from } : {}), ...(to ? { to } : {}), [side]: Number(value) }, replace: true });
  if (from === undefined || to === undefined) return <EmptyState title={t('onlyOne')} text={t('onlyOneText')} />;
  return (
    <>
      <div className="compare-versions">
        <SelectField label={t('from')} placeholder={t('from')} value={String(from)} onChange={choose('from')} options={options} />
        <span aria-hidden="true" className="compare-arrow">
          →
        </span>
        <SelectField label={t('to')} placeholder={t('to')} value={String(to)} onChange={choose('to')} options={options} />
      </div>
      <Loaded of={older} skeleton={<Skeleton rows={8} height={32} />}>
        {(before) => (
          <Loaded of={newer} skeleton={<Skeleton rows={8} height={32} />}>
            {(after) => <Differences before={before} after={after} />}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}

function Differences({ before, after }: { readonly before: VersionView; readonly after: VersionView }) {
  const t = useWords(compareWords);
  const place = useRef<HTMLDivElement>(null);
  const diff = useMemo(() => contentDiff(contentOf(before), contentOf(after)), [before, after]);
  const step = (by: 1 | -1) => {
    const marks = [...(place.current?.querySelectorAll<HTMLElement>('[data-change]') ?? [])];
    const at = marks.indexOf(document.activeElement as HTMLElement);
    const next = at < 0 ? (by > 0 ? 0 : marks.length - 1) : Math.min(Math.max(at + by, 0), marks.length - 1);
    marks[next]?.focus({ preventScroll: true });
    marks[next]?.scrollIntoView({ block: 'center' });
  };
  useKeys([
    { key: 'j', does: t('next'), run: () => step(1) },
    { key: 'k', does: t('previous'), run: () => step(-1) },
  ]);
  if (!changeCount(diff)) return <EmptyState title={t('same')} text={t('sameText')} />;
  return (
    <div ref={place} className="compare">
      <CompareSummary of={diff} note={after.changeNote} onStep={step} />
      {diff.criteria.map((one) => (
        <CompareCriterion key={one.code} of={one} before={before.facts} after={after.facts} />
      ))}
      {diff.sections.map((one) => (
        <CompareSection key={one.kind} of={one} />
      ))}
      <CompareOthers of={diff} />
    </div>
  );
}
