import type { ImportKind } from '@alliance/domain/imports/import.types';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useWords } from '../../platform/i18n';
import { Page } from '../../ui/page';
import { RefusalNote } from '../../ui/states';
import { FactFields, wrongFacts } from './fact-fields';
import { FileField } from './file-field';
import { gapsOf } from './file-look';
import { ImportReportCard } from './import-report';
import { importWords } from './import.locale';
import { choose, useImport, type Chosen, type Facts } from './use-import';
import './import.css';

/** A table file: look, try, read the report row by row, import exactly what was tried. */
export function ImportPage() {
  const t = useWords(importWords);
  const [facts, setFacts] = useState<Facts>({ kind: 'pairings', source: '', from: '', to: '' });
  const [chosen, setChosen] = useState<Chosen>();
  const [note, setNote] = useState<string>();
  const [tried, setTried] = useState(false);
  const run = useImport(chosen, facts);
  const form = useRef<HTMLFormElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const look = chosen?.look;
  const head = look && 'head' in look ? look.head : undefined;
  const missing = head ? gapsOf(facts.kind, head).missing : [];
  const wrong = wrongFacts(facts, missing);
  const readable = head !== undefined && look !== undefined && 'fits' in look && look.fits.includes(facts.kind);
  const name = (kind: ImportKind) => t(`file.${kind}`);

  const { report } = run;
  useEffect(() => {
    if (report) heading.current?.focus();
  }, [report]);

  const take = async (files: readonly File[]) => {
    const [file] = files;
    if (!file) return;
    setNote(files.length > 1 ? t('file.one') : undefined);
    try {
      const now = await choose(file);
      setChosen(now);
      const other = 'fits' in now.look && !now.look.fits.includes(facts.kind) ? now.look.fits[0] : undefined;
      if (other) {
        setFacts({ ...facts, kind: other });
        setNote(t('switched', { kind: name(other) }));
      }
    } catch {
      setChosen(undefined);
      setNote(t('problem.unreadable'));
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    const first = !readable
      ? 'import-file'
      : wrong.source
        ? 'import-source'
        : wrong.from
          ? 'import-from'
          : wrong.to
            ? 'import-to'
            : undefined;
    if (first) document.getElementById(first)?.focus();
    else run.tryIt();
  };
  return (
    <Page title={t('title')} aside={t('lead')}>
      <div className="import">
        <form ref={form} className="card import-form" noValidate aria-label={t('file.title')} onSubmit={submit}>
          <FileField
            kind={facts.kind}
            chosen={chosen}
            note={note}
            missing={tried && !chosen}
            onKind={(kind) => setFacts({ ...facts, kind })}
            onFiles={(files) => void take(files)}
          />
          {readable && missing.length > 0 && (
            <FactFields
              facts={facts}
              missing={missing}
              wrong={tried ? wrong : {}}
              onChange={(change) => setFacts({ ...facts, ...change })}
            />
          )}
          <RefusalNote error={run.error} />
          <div className="import-foot">
            <button type="submit" className={run.isSame ? 'button' : 'button primary'} aria-disabled={run.isTrying || run.isImporting}>
              {t(run.isTrying ? 'dry.running' : report ? 'dry.again' : 'dry.run')}
            </button>
          </div>
        </form>
        {report && <ImportReportCard key={`${report.dryRun}`} heading={heading} report={report} run={run} fileName={chosen?.file.name} />}
      </div>
    </Page>
  );
}
