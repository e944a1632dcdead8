import { Controller, Header } from '@nestjs/common';
import { attachFile, downloadFile, removeFile } from '@alliance/contracts/attachment.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { AttachmentService } from './attachment.service.js';

@May('referral.read')
@Controller()
export class AttachmentController {
  constructor(private readonly attachments: AttachmentService) {}

  @Handle(attachFile)
  attach(@Input() { params, body }: InputOf<typeof attachFile>, @Me() actor: Actor) {
    return this.attachments.attach(actor, params.id, body.file as File);
  }

  /** Never rendered by a browser as a page of ours, whatever its bytes claim. */
  @Handle(downloadFile)
  @Header('content-security-policy', 'sandbox')
  @Header('x-content-type-options', 'nosniff')
  download(@Input() { params }: InputOf<typeof downloadFile>, @Me() actor: Actor) {
    return this.attachments.download(actor, params.id);
  }

  @Handle(removeFile)
  remove(@Input() { params }: InputOf<typeof removeFile>, @Me() actor: Actor) {
    return this.attachments.remove(actor, params.id);
  }
}
