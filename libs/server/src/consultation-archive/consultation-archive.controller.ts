import { downloadConsultationArchive, listConsultationArchive } from '@alliance/contracts/consultation-archive.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import type { ConsultationBundle } from '@alliance/domain/archive/consultation-archive';
import { Controller, Header, StreamableFile } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { envelope } from '../platform/crypto/digest.js';
import { Handle, Input } from '../platform/http/handle.js';
import { ConsultationArchiveQueries } from './consultation-archive.queries.js';
import { consultationPdf } from './consultation-pdf.js';

@May('consultation.read')
@Controller()
export class ConsultationArchiveController {
  constructor(private readonly archives: ConsultationArchiveQueries) {}

  @Handle(listConsultationArchive)
  versions(@Input() { params }: InputOf<typeof listConsultationArchive>, @Me() actor: Actor) {
    return this.archives.versions(actor, params.id);
  }

  /** A function of the sealed bytes alone: whoever asks gets the same file. Never kept by a browser on the way, never rendered as a page of ours. */
  @Handle(downloadConsultationArchive)
  @Header('cache-control', 'no-store')
  @Header('content-security-policy', 'sandbox')
  @Header('x-content-type-options', 'nosniff')
  async download(@Input() { params, query }: InputOf<typeof downloadConsultationArchive>, @Me() actor: Actor) {
    const sealed = await this.archives.download(actor, params.id, query.version ?? null, query.format);
    const json = envelope(sealed);
    const pdf = query.format === 'pdf';
    const bundle = JSON.parse(sealed.bundle) as ConsultationBundle;
    const bytes = pdf ? await consultationPdf({ bundle, sha256: sealed.sha256, json }) : json;
    const name = `会诊档案-${sealed.number}-v${sealed.version}.${query.format}`;
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
    return new StreamableFile(bytes, { type: pdf ? 'application/pdf' : 'application/json', disposition, length: bytes.length });
  }
}
