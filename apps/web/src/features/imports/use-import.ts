import { importTable, type ImportReport } from '@alliance/contracts/import.contract';
import type { Topic } from '@alliance/contracts/live';
import type { AskOf } from '@alliance/contracts/route';
import type { importPeople, importRota } from '@alliance/contracts/staff-import.contract';
import type { ImportKind, RegistryKind } from '@alliance/domain/imports/import.types';
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

export async function choose(original: File, kinds: readonly ImportKind[]): Promise<Chosen> {
  const bytes = new Uint8Array(await original.arrayBuffer());
  return { file: new File([bytes], original.name, { type: 'text/csv' }), look: lookAt(bytes, kinds) };
}

interface Tried {
  readonly file: File;
  readonly print: string;
  readonly report: ImportReport;
}
type Importing = typeof importTable | typeof importPeople | typeof importRota;

/** Trial and import of one table; the import is open only for exactly what was tried. `said` is what stands in the form beside it. */
export function useRun<R extends Importing>(
  route: R,
  file: File | undefined,
  said: Readonly<Record<string, string>>,
  touches: readonly Topic[],
) {
  const trial = useCommand(route);
  const real = useCommand(route, { touches });
  const [tried, setTried] = useState<Tried>();
  const print = JSON.stringify(said);
  const isSame = tried !== undefined && tried.file === file && tried.print === print;
  const send = (dryRun: boolean) => {
    if (!file || trial.isPending || real.isPending) return;
    const ask = { body: { ...said, dryRun, file: formFile(file) } } as unknown as AskOf<R>;
    trial.reset();
    real.reset();
    (dryRun ? trial : real).mutate(ask, { onSuccess: (report) => setTried({ file, print, report: report as ImportReport }) });
  };
  return {
    /** Of the chosen file; nothing of the one before. */
    report: tried?.file === file ? tried?.report : undefined,
    /** What was said about it is still what stands in the form. */
    isSame,
    isTrying: trial.isPending,
    isImporting: real.isPending,
    error: trial.error ?? real.error,
    tryIt: () => send(true),
    importIt: () => isSame && tried.report.dryRun && send(false),
  };
}

/** A table of the registry with the facts that it does not state itself. */
export function useImport(chosen: Chosen | undefined, { kind, source, from, to }: Facts) {
  const facts = Object.fromEntries(Object.entries({ source: source.trim(), from, to }).filter(([, value]) => value));
  return useRun(importTable, chosen?.file, { kind, ...facts }, ['pairing', 'institution']);
}
