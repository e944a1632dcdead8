import type { AnswerOf } from '@alliance/contracts/route';
import type { fileFhir } from '@alliance/contracts/result.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { setImmediate } from 'node:timers/promises';
import { digest } from '../platform/crypto/digest.js';
import { FhirBundle } from './fhir-bundle.js';
import { parseFhir, reportOf } from './fhir-report.js';
import { Bundle } from './fhir.schema.js';
import { FileFiling } from './file-filing.js';
import { ReportParsers } from './report-parsers.js';

const maxBytes = 20 * 1_048_576;
const maxReports = 1_000;

/** Reports as FHIR R4 has them: DiagnosticReport, Observation, Patient in one bundle. JSON only. */
@Injectable()
export class FhirService implements OnModuleInit {
  constructor(
    private readonly filing: FileFiling,
    private readonly parsers: ReportParsers,
  ) {}

  onModuleInit(): void {
    this.parsers.register('fhir', parseFhir);
  }

  /** Each report is filed or kept to be mended. @throws Refusal request.invalid, request.too_large */
  async file(actor: Actor, body: AsyncIterable<Uint8Array>): Promise<AnswerOf<typeof fileFhir>> {
    const bundle = bundleOf(await wholeOf(body));
    const reports = bundle.of('DiagnosticReport');
    if (!reports.length) throw new Refusal('request.invalid', { fields: ['entry'] });
    if (reports.length > maxReports) throw new Refusal('request.too_large', { reports: maxReports });
    const asks = [];
    for (const [at, entry] of reports.entries()) {
      if (at % 50 === 49) await setImmediate();
      const content = bundle.extract(entry);
      const name = entry.fullUrl ?? entry.resource.id ?? String(at);
      const controlId = bundle.identifier ? `${bundle.identifier} ${name}` : digest(content);
      asks.push({
        row: at + 1,
        ask: { source: 'fhir' as const, origin: actor.personId, controlId, content, report: reportOf(bundle, entry) },
      });
    }
    return this.filing.file(actor, asks);
  }
}

async function wholeOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of body) {
    bytes += piece.length;
    if (bytes > maxBytes) throw new Refusal('request.too_large', { bytes: maxBytes });
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString('utf8');
}

function bundleOf(text: string): FhirBundle {
  try {
    return new FhirBundle(Bundle.parse(JSON.parse(text)));
  } catch {
    throw new Refusal('request.invalid', { fields: ['body'] });
  }
}
