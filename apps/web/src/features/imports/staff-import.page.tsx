import { importPeople, importRota } from '@alliance/contracts/staff-import.contract';
import { staffKinds, type StaffKind } from '@alliance/domain/imports/import.types';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState, type FormEvent } from 'react';
import { useWords } from '../../platform/i18n';
import { useMay } from '../../platform/session';
import { ChoiceField } from '../../ui/field';
import { Page } from '../../ui/page';
import { RefusalNote } from '../../ui/states';
import { DropZone } from './drop-zone';
import { lookAt } from './file-look';
import { FilePreview } from './file-preview';
import { ImportReportCard } from './import-report';
import { importWords } from './import.locale';
import { PasteField } from './paste-field';
import { choose, useRun, type Chosen } from './use-import';
import './import.css';

const route = getRouteApi('/inside/people/import');
const ways = {
  people: { route: importPeople, touches: ['person'], needs: 'person.manage' },
  rota: { route: importRota, touches: ['shift'], needs: 'duty.manage' },
} as const;

/** People or a rota of the own institution: paste or choose, look, try, read the report, import exactly what was tried. */
export function StaffImportPage() {
  const t = useWords(importWords);
  const may = useMay();
  const navigate = route.useNavigate();
  // what was pasted stays while one looks at the other table
  const [texts, setTexts] = useState<Record<StaffKind, string>>({ people: '', rota: '' });
  const open = staffKinds.filter((kind) => may(ways[kind].needs));
  const asked = route.useSearch().kind ?? open[0];
  const kind = open.find((one) => one === asked) ?? open[0] ?? 'rota';
  const links = (
    <>
      {may('person.manage') && (
        <Link to="/people" className="button">
          {t('staff.toPeople')}
        </Link>
      )}
      <Link to="/duty" className="button">
        {t('staff.toRota')}
      </Link>
    </>
  );
  return (
    <Page title={t('staff.title')} aside={t('staff.lead')} actions={links}>
      {asked !== kind && <p className="note-warn">⚠ {t('staff.onlyRota')}</p>}
      <StaffImport
        key={kind}
        kind={kind}
        open={open}
        text={texts[kind]}
        onText={(text) => setTexts({ ...texts, [kind]: text })}
        onKind={(next) => void navigate({ search: { kind: next }, replace: true })}
      />
    </Page>
  );
}

type From = 'paste' | 'file';
interface Props {
  readonly kind: StaffKind;
  readonly open: readonly StaffKind[];
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onKind: (kind: StaffKind) => void;
}

function StaffImport({ kind, open, text, onText, onKind }: Props) {
  const t = useWords(importWords);
  const [from, setFrom] = useState<From>('paste');
  const [file, setFile] = useState<Chosen>();
  const [note, setNote] = useState<string>();
  const [tried, setTried] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  const typed = useMemo(() => chosenOf(text, kind), [text, kind]);
  const chosen = from === 'paste' ? typed : file;
  const run = useRun(ways[kind].route, chosen?.file, {}, ways[kind].touches);
  const { report } = run;
  useEffect(() => {
    if (report) heading.current?.focus();
  }, [report]);

  const take = async ([first, ...more]: readonly File[]) => {
    if (!first) return;
    setNote(more.length ? t('file.one') : undefined);
    try {
      setFile(await choose(first, [kind]));
    } catch {
      setFile(undefined);
      setNote(t('problem.unreadable'));
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (chosen && 'fits' in chosen.look && chosen.look.fits.length) run.tryIt();
    else document.getElementById(from === 'paste' ? 'import-text' : 'import-file')?.focus();
  };
  return (
    <div className="import">
      <form className="card import-form" noValidate aria-label={t('staff.title')} onSubmit={submit}>
        {open.length > 1 && (
          <ChoiceField
            label={t('file.kind')}
            value={kind}
            options={open.map((value) => ({ value, label: t(`file.${value}`), hint: t(`file.${value}Hint`) }))}
            onChange={onKind}
          />
        )}
        <ChoiceField<From>
          label={t('staff.how')}
          value={from}
          options={(['paste', 'file'] as const).map((value) => ({ value, label: t(`staff.${value}`), hint: t(`staff.${value}Hint`) }))}
          onChange={setFrom}
        />
        {from === 'paste' ? (
          <PasteField kind={kind} text={text} chosen={typed} missing={tried} onChange={onText} />
        ) : (
          <DropZone kind={kind} chosen={file} note={note} missing={tried && !file} onFiles={(files) => void take(files)} />
        )}
        <RefusalNote error={run.error} />
        <div className="import-foot">
          <button type="submit" className={run.isSame ? 'button' : 'button primary'} aria-disabled={run.isTrying || run.isImporting}>
            {t(run.isTrying ? 'dry.running' : report ? 'dry.again' : 'dry.run')}
          </button>
        </div>
      </form>
      {report ? (
        <ImportReportCard
          key={`${report.dryRun}`}
          heading={heading}
          report={report}
          run={run}
          fileName={from === 'file' ? chosen?.file.name : undefined}
        />
      ) : (
        <FilePreview kind={kind} chosen={chosen} />
      )}
    </div>
  );
}

function chosenOf(text: string, kind: StaffKind): Chosen | undefined {
  if (!text.trim()) return undefined;
  const bytes = new TextEncoder().encode(text);
  return { file: new File([bytes], 'pasted.csv', { type: 'text/csv' }), look: lookAt(bytes, [kind]) };
}
