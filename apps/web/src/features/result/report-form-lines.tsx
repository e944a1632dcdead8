import { useText, useWords } from '../../platform/i18n';
import { newLine, changeLine, mostLines, type LineDraft } from './report-form-draft';
import { ReportFormLine } from './report-form-line';
import type { ReportForm } from './report-form-state';
import { ReportFormTest, type FoundTest } from './report-form-test';
import { reportFormWords } from './report-form.locale';

/** The results, one under the other; the next test is found or named beneath them. */
export function ReportFormLines({ of }: { readonly of: ReportForm }) {
  const t = useWords(reportFormWords);
  const nameOf = useText();
  const { draft, set, errorAt } = of;
  const { lines } = draft;
  const add = (tests: readonly Pick<LineDraft, 'code' | 'name' | 'loinc' | 'specimen'>[]) => {
    const next = tests.reduce<readonly LineDraft[]>((all, test) => [...all, newLine(all, test)], lines);
    set({ lines: next.slice(0, mostLines) });
  };
  const choose = ({ code, name, specimen, items }: FoundTest) =>
    add(
      (items ?? [{ code, name }])
        .filter((item) => !lines.some((line) => line.loinc && line.code === item.code))
        .map((item) => ({ code: item.code, name: nameOf(item.name), loinc: true, specimen: specimen ?? '' })),
    );
  return (
    <section className="card report-form-part" aria-label={t('lines')}>
      <h2>
        {t('lines')} <span className="faint figures">{t('count', { count: lines.length })}</span>
      </h2>
      {lines.map((line, at) => (
        <ReportFormLine
          key={line.key}
          line={line}
          at={at + 1}
          testClass={draft.testClass}
          errorAt={(name) => errorAt(`results[${at + 1}].${name}`)}
          onChange={(change) => set({ lines: lines.map((one) => (one === line ? changeLine(one, change) : one)) })}
          onRemove={() => set({ lines: lines.filter((one) => one !== line) })}
        />
      ))}
      {lines.length < mostLines && (
        <>
          <ReportFormTest error={errorAt('results')} onChoose={choose} />
          <button
            type="button"
            className="button report-form-own"
            onClick={() => add([{ code: '', name: '', loinc: false, specimen: '' }])}
          >
            {t('own')}
          </button>
        </>
      )}
    </section>
  );
}
