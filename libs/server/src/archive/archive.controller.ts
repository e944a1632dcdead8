import { downloadArchive, listArchiveVersions } from '@alliance/contracts/archive.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller, Header, StreamableFile } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { ArchiveQueries } from './archive.queries.js';
import { fileOf } from './archive.file.js';

@May('referral.read')
@Controller()
export class ArchiveController {
  constructor(private readonly archives: ArchiveQueries) {}

  @Handle(listArchiveVersions)
  versions(@Input() { params }: InputOf<typeof listArchiveVersions>, @Me() actor: Actor) {
    return this.archives.versions(actor, params.id);
  }

  /** Never kept by a browser on the way, never rendered as a page of ours. */
  @Handle(downloadArchive)
  @Header('cache-control', 'no-store')
  @Header('content-security-policy', 'sandbox')
  @Header('x-content-type-options', 'nosniff')
  async download(@Input() { params, query }: InputOf<typeof downloadArchive>, @Me() actor: Actor) {
    const sealed = await this.archives.download(actor, params.id, query.version ?? null, query.format);
    const { bytes, type, name } = await fileOf(sealed, query.format);
    const disposition = `attachment; filename*=UTF-8''${encodeURIComponent(name)}`;
    return new StreamableFile(bytes, { type, disposition, length: bytes.length });
  }
}
