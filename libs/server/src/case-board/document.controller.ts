import { Controller, Header } from '@nestjs/common';
import * as documents from '@alliance/contracts/consultation-document.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { UploadService } from '../platform/upload/upload.service.js';
import { DocumentService } from './document.service.js';
import { TakeOverService } from './take-over.service.js';

@May('consultation.read')
@Controller()
export class DocumentController {
  constructor(
    private readonly documents: DocumentService,
    private readonly sources: TakeOverService,
    private readonly uploads: UploadService,
  ) {}

  @Handle(documents.listConsultationDocuments)
  list(@Input() { params }: InputOf<typeof documents.listConsultationDocuments>, @Me() actor: Actor) {
    return this.documents.list(actor, params.id);
  }

  @Handle(documents.startConsultationUpload)
  upload(@Input() { params, body }: InputOf<typeof documents.startConsultationUpload>, @Me() actor: Actor) {
    return this.uploads.start(actor, { kind: 'consultation', id: params.id }, body);
  }

  @Handle(documents.offeredDocuments)
  async offered(@Input() { params }: InputOf<typeof documents.offeredDocuments>, @Me() actor: Actor) {
    return { items: await this.sources.offered(actor, params.id) };
  }

  @Handle(documents.takeOverDocuments)
  async takeOver(@Input() { params, body }: InputOf<typeof documents.takeOverDocuments>, @Me() actor: Actor) {
    return { items: await this.sources.takeOver(actor, params.id, body.sourceIds) };
  }

  @Handle(documents.describeDocument)
  describe(@Input() { params, body }: InputOf<typeof documents.describeDocument>, @Me() actor: Actor) {
    return this.documents.describe(actor, params.id, params.documentId, body);
  }

  @Handle(documents.removeDocument)
  remove(@Input() { params }: InputOf<typeof documents.removeDocument>, @Me() actor: Actor) {
    return this.documents.remove(actor, params.id, params.documentId);
  }

  /** Never rendered by a browser as a page of ours, whatever its bytes claim. */
  @Handle(documents.consultationDocumentContent)
  @Header('content-security-policy', 'sandbox')
  @Header('x-content-type-options', 'nosniff')
  content(@Input() { params }: InputOf<typeof documents.consultationDocumentContent>, @Me() actor: Actor) {
    return this.documents.content(actor, params.id, params.documentId);
  }
}
