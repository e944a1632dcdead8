import { getAdoption, getMyReading } from '@alliance/contracts/adoption.contract';
import { getProtocol, getVersion } from '@alliance/contracts/protocol.contract';
import type { ProtocolView, VersionView } from '@alliance/contracts/protocol.schema';
import { useAnswer } from '../../platform/query';

export const useProtocol = (id: string) => useAnswer(getProtocol, { params: { id } });

/** The content of a version never changes once it is published: what was fetched once is good for the visit. */
export const useVersion = (id: string, number: number | undefined) =>
  useAnswer(getVersion, number === undefined ? null : { params: { id, n: String(number) } });

export const useMyReading = (id: string, number: number | undefined) =>
  useAnswer(getMyReading, number === undefined ? null : { params: { id, n: String(number) } });

export const useAdoption = (id: string) => useAnswer(getAdoption, { params: { id } });

/** What a reader opens without saying which: what holds today, else what comes next, else what is being worked on. */
export const versionToRead = ({ inForce, scheduled, working, versions }: ProtocolView): number | undefined =>
  (inForce ?? scheduled ?? working ?? versions.at(0))?.number;

export type Criterion = VersionView['criteria'][number];
export type Adopted = NonNullable<ReturnType<typeof useAdoption>['data']>;
export type Override = Adopted['overrides'][number];
