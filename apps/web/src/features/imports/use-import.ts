import { importTable, type ImportReport } from '@alliance/contracts/import.contract';
import type { RegistryKind } from '@alliance/domain/imports/import.types';
import { useState } from 'react';
import { useCommand } from '../../platform/command';
import { formFile } from '../../platform/form-file';
import { lookAt, type Look } from './file-look';

/** The bytes as they were when the file was chosen: what was tried is what is imported, whatever happens on the disk. */
export interface Chosen {
  readonly file: File;
  readonly look: Look;
}
export interface Facts {
  readonly kind: RegistryKind;
  readonly source: string;
  readonly from: string;
  readonly to: string;
}

export async function choose(original: File): Promise<Chosen> {
  const bytes = new Uint8Array(await original.arrayBuffer());
  return { file: new File([bytes], original.name, { type: 'text/csv' }), look: lookAt(bytes) };
}

interface Tried {
  readonly file: File;
  readonly print: string;
  readonly report: ImportReport;
}

/** Trial and import of one file; the import is open only for exactly what was tried. */
export function useImport(chosen: Chosen | undefined, facts: Facts) {
  const trial = useCommand(importTable);
  const real = useCommand(importTable, { touches: ['pairing', 'institution'] });
  const [tried, setTried] = useState<Tried>();
  const print = JSON.stringify(facts);
  const isSame = tried !== undefined && tried.file === chosen?.file && tried.print === print;
  const bodyOf = (file: File, dryRun: boolean) => {
    const { kind, source, from, to } = facts;
    const said = Object.fromEntries(Object.entries({ source: source.trim(), from, to }).filter(([, value]) => value));
    return { body: { kind, dryRun, ...said, file: formFile(file) } };
  };
  const send = (dryRun: boolean) => {
    if (!chosen || trial.isPending || real.isPending) return;
    const { file } = chosen;
    trial.reset();
    real.reset();
    (dryRun ? trial : real).mutate(bodyOf(file, dryRun), { onSuccess: (report) => setTried({ file, print, report }) });
  };
  return {
    /** Of the chosen file; nothing of the one before. */
    report: tried?.file === chosen?.file ? tried?.report : undefined,
    /** What was said about it is still what stands in the form. */
    isSame,
    isTrying: trial.isPending,
    isImporting: real.isPending,
    error: trial.error ?? real.error,
    tryIt: () => send(true),
    importIt: () => isSame && tried.report.dryRun && send(false),
  };
}
