import type { IncomingReport, Problem } from '@alliance/domain/recognition/incoming-report';
import type { ReportSource } from '@alliance/domain/recognition/recognition.codes';
import { Injectable } from '@nestjs/common';

/**
 * Reads one kept original again.
 * @param zone what the sender agreed that times without a zone mean; null: they are no times
 */
export type ParseReport = (
  content: string,
  institutionId: string,
  zone: string | null,
) => IncomingReport | { readonly problems: readonly Problem[] };

/** What was kept can be read again, once it was mended: each way in says how. */
@Injectable()
export class ReportParsers {
  private readonly parsers = new Map<ReportSource, ParseReport>();

  register(source: ReportSource, parse: ParseReport): void {
    this.parsers.set(source, parse);
  }

  of(source: ReportSource): ParseReport {
    const parse = this.parsers.get(source);
    if (!parse) throw new Error(`nobody reads reports of the source ${source} here`);
    return parse;
  }
}
