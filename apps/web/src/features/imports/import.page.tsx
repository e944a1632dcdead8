import { registryKinds, type RegistryKind } from '@alliance/domain/imports/import.types';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { useWords } from '../../platform/i18n';
import { Page } from '../../ui/page';
import { RefusalNote } from '../../ui/states';
import { FactFields, wrongFacts } from './fact-fields';
import { FileField } from './file-field';
import { FilePreview } from './file-preview';
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
  const heading = useRef<HTMLHeadingElement>(null);
  const look = chosen?.look;
  const sheet = look && 'head' in look ? look : undefined;
  const missing = sheet ? gapsOf(facts.kind, sheet.head).missing : [];
  const said = only(facts, missing);
  const run = useImport(chosen, said);
  const wrong = wrongFacts(said, missing);
  const name = (kind: RegistryKind) => t(`file.${kind}`);

  const { report } = run;
  useEffect(() => {
    if (report) heading.current?.focus();
  }, [report]);

  const take = async (files: readonly File[]) => {
    const [file] = files;
    if (!file) return;
    setNote(files.length > 1 ? t('file.one') : undefined);
    try {
      const now = await choose(file, registryKinds);
      setChosen(now);
      const fits = 'fits' in now.look ? now.look.fits : [];
      const other = fits.includes(facts.kind) ? undefined : registryKinds.find((kind) => fits.includes(kind));
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
    const firstWrong = (['source', 'from', 'to'] as const).find((name) => wrong[name]);
    const first = sheet ? firstWrong && `import-${firstWrong}` : 'import-file';
    if (first) document.getElementById(first)?.focus();
    else run.tryIt();
  };
  return (
    <Page title={t('title')} aside={t('lead')}>
      <div className="import">
        <form className="card import-form" noValidate aria-label={t('file.title')} onSubmit={submit}>
          <FileField
            kind={facts.kind}
            chosen={chosen}
            note={note}
            missing={tried && !chosen}
            onKind={(kind) => setFacts({ ...facts, kind })}
            onFiles={(files) => void take(files)}
          />
          {missing.length > 0 && (
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
        {report ? (
          <ImportReportCard key={`${report.dryRun}`} heading={heading} report={report} run={run} fileName={chosen?.file.name} />
        ) : (
          <FilePreview kind={facts.kind} chosen={chosen} />
        )}
      </div>
    </Page>
  );
}

/** What is not asked for is not sent: the file says it. */
const only = (facts: Facts, missing: readonly (keyof Facts)[]): Facts => ({
  kind: facts.kind,
  source: missing.includes('source') ? facts.source : '',
  from: missing.includes('from') ? facts.from : '',
  to: missing.includes('to') ? facts.to : '',
});
