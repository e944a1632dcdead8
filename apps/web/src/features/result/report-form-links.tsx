import { Link } from '@tanstack/react-router';
import { useWords } from '../../platform/i18n';
import { useMay } from '../../platform/session';
import { csvUploadWords } from './csv-upload.locale';
import { reportFormWords } from './report-form.locale';

/** The ways in for reports of one's own hospital, for whoever may file. */
export function ReportFormLinks() {
  const form = useWords(reportFormWords);
  const csv = useWords(csvUploadWords);
  return (
    useMay()('result.file') && (
      <>
        <Link to="/results/csv" className="button">
          {csv('title')}
        </Link>
        <Link to="/results/new" className="button">
          {form('title')}
        </Link>
      </>
    )
  );
}
