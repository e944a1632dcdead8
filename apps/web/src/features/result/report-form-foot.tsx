import { useWords } from '../../platform/i18n';
import { RefusalNote } from '../../ui/states';
import type { ReportForm } from './report-form-state';
import { reportFormWords } from './report-form.locale';

/** What could not be said at a field, how many results there are, and the button. */
export function ReportFormFoot(props: {
  readonly of: ReportForm;
  readonly error: unknown;
  readonly word: string;
  readonly isPending: boolean;
}) {
  const t = useWords(reportFormWords);
  const { of } = props;
  return (
    <>
      <RefusalNote error={props.error} />
      {of.elsewhere.length > 0 && (
        <ul className="note-warn" role="alert">
          {of.elsewhere.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      )}
      <footer className="report-form-foot">
        <span className="soft figures" role="status">
          {t('count', { count: of.draft.lines.length })}
        </span>
        <button type="submit" className="button primary" aria-disabled={props.isPending}>
          {props.word}
        </button>
      </footer>
    </>
  );
}
