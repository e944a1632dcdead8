import type { InboundProblem } from '../recognition/recognition.codes.js';
import { Reading, readMessage } from './message.js';

/** MSH: who sends what under which number, and how the answer shall be. */
export interface Header {
  readonly sendingApplication: string;
  readonly sendingFacility: string;
  readonly receivingApplication: string;
  readonly receivingFacility: string;
  readonly kind: string;
  readonly controlId: string;
  /** P production, T training, D debugging. */
  readonly processing: string;
  readonly version: string;
  /** MSH-15 and MSH-16: AL always, NE never, ER on error, SU on success; both empty in the original mode. */
  readonly acceptWanted: string;
  readonly applicationWanted: string;
  readonly charset: string;
}

/** @returns undefined where there is no header that can be read */
export function readHeader(text: string): Header | undefined {
  const message = readMessage(text);
  if (!message) return undefined;
  const reading = new Reading(message);
  const msh = reading.first('MSH');
  const said = (at: number) => reading.text(msh, at);
  return {
    ...{ sendingApplication: said(3), sendingFacility: said(4), receivingApplication: said(5), receivingFacility: said(6) },
    kind: [said(9), reading.text(msh, 9, 2)].filter(Boolean).join('^'),
    ...{ controlId: said(10), processing: said(11), version: said(12), acceptWanted: said(15), applicationWanted: said(16) },
    charset: said(18),
  };
}

const versions = /^2\.(?:3(?:\.1)?|4|5(?:\.1)?|6|7(?:\.1)?|8(?:\.[12])?)$/;

/** Why a message is not taken at all, however its reports look; the sender must change something. */
export function refusedBecause(header: Header): { readonly problem: InboundProblem; readonly at: string } | undefined {
  if (header.kind !== 'ORU^R01') return { problem: 'kind_refused', at: 'MSH[1].9' };
  if (!header.controlId || header.controlId.length > 199) return { problem: 'field_missing', at: 'MSH[1].10' };
  if (header.processing !== 'P' && header.processing !== '') return { problem: 'kind_refused', at: 'MSH[1].11' };
  if (!versions.test(header.version)) return { problem: 'kind_refused', at: 'MSH[1].12' };
  return undefined;
}

/** Names of table 0211 and what senders write instead, as an encoding; undefined where the name is unknown. */
export function encodingOf(charset: string, agreed: 'utf-8' | 'gb18030'): 'utf-8' | 'gb18030' | 'latin1' | undefined {
  const name = charset.toUpperCase().replace(/[\s_-]/g, '');
  if (!name || name === 'ASCII') return agreed;
  if (/^(UNICODE)?UTF8$/.test(name)) return 'utf-8';
  if (/^GB(18030(2000|2005|2022)?|K|2312)$/.test(name)) return 'gb18030';
  return name === '8859/1' ? 'latin1' : undefined;
}
