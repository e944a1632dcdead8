import { fileCsv } from '@alliance/contracts/result.contract';
import type { ReplyOf } from '@alliance/contracts/route';
import { Link } from '@tanstack/react-router';
import { useEffect, useState, type FormEvent } from 'react';
import { useCommand } from '../../platform/command';
import { formFile } from '../../platform/form-file';
import { useLanguage, useWords } from '../../platform/i18n';
import { saveFile } from '../../ui/csv';
import { Field } from '../../ui/field';
import { LeaveQuestion } from '../../ui/leave-question';
import { Page } from '../../ui/page';
import { RefusalNote } from '../../ui/states';
import { CsvReport } from './csv-report';
import { csvTemplate } from './csv-template';
import { csvUploadWords } from './csv-upload.locale';
import '../../ui/form.css';
import './csv-upload.css';

interface Tried {
  readonly file: File;
  readonly isTrial: boolean;
  readonly report: ReplyOf<typeof fileCsv>;
}

/** Reports from a table: tried first, then filed exactly as tried. */
export function CsvUploadPage() {
  const t = useWords(csvUploadWords);
  const language = useLanguage();
  const [file, setFile] = useState<File>();
  const [missing, setMissing] = useState(false);
  const [tried, setTried] = useState<Tried>();
  const command = useCommand(fileCsv, { touches: ['report', 'inbound'] });
  const report = tried?.file === file ? tried?.report : undefined;
  const isTrial = tried?.isTrial ?? true;
  const send = (dryRun: boolean) => {
    if (!file || command.isPending) return;
    const body = { file: formFile(file), dryRun: `${dryRun}` };
    command.mutate({ body }, { onSuccess: (answer) => setTried({ file, isTrial: dryRun, report: answer }) });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(!file);
    if (file) send(true);
    else document.getElementById('csv-file')?.focus();
  };
  const take = async (chosen: File | undefined) => {
    command.reset();
    setMissing(false);
    // the bytes as they are now: what was tried is what is filed, whatever happens on the disk
    setFile(chosen && new File([await chosen.arrayBuffer()], chosen.name, { type: 'text/csv' }));
  };
  useEffect(() => {
    if (report) document.getElementById('csv-report-title')?.focus();
  }, [report]);
  const waiting = report?.quarantined.length ?? 0;
  const isOpen = isTrial && report !== undefined && report.filed + waiting > 0;
  return (
    <Page title={t('title')} aside={t('lead')}>
      <div className="csv-upload">
        <form className="card csv-upload-form" aria-label={t('title')} noValidate onSubmit={submit}>
          <Field id="csv-file" label={t('file')} hint={t('fileHint')} required error={missing ? t('noFile') : undefined}>
            {(control) => (
              <input
                {...control}
                className="control"
                type="file"
                accept=".csv,.txt,text/csv"
                onClick={({ currentTarget }) => {
                  // the same file can be chosen again after it was corrected
                  currentTarget.value = '';
                }}
                onChange={({ target }) => void take(target.files?.[0])}
              />
            )}
          </Field>
          <button type="button" className="button bare csv-template" onClick={() => saveFile(t('templateName'), csvTemplate(language))}>
            {t('template')}
          </button>
          <RefusalNote error={command.error} />
          <div className="form-foot">
            <button type="submit" className={isOpen ? 'button' : 'button primary'} aria-disabled={command.isPending}>
              {t(command.isPending ? 'trying' : report ? 'tryAgain' : 'try')}
            </button>
            {isOpen && (
              <button type="button" className="button primary" aria-disabled={command.isPending} onClick={() => send(false)}>
                {waiting ? t('fileAnyway', { count: report.filed, waiting }) : t('fileThem', { count: report.filed })}
              </button>
            )}
            {report && !isTrial && (
              <Link to="/results" className="button primary">
                {t('toResults')}
              </Link>
            )}
          </div>
          {report && isTrial && !isOpen && <p className="soft">{t('nothing')}</p>}
        </form>
        {report && <CsvReport report={report} isTrial={isTrial} />}
      </div>
      <LeaveQuestion
        asks={() => isOpen}
        words={{ title: t('leave.title'), text: t('leave.text'), go: t('leave.go'), stay: t('leave.stay') }}
      />
    </Page>
  );
}
