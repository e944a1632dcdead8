import { Controller } from '@nestjs/common';
import type { InputOf } from '@alliance/contracts/route';
import { cancelUpload, getUpload, sendPiece, startUpload } from '@alliance/contracts/upload.contract';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { UploadService } from '../platform/upload/upload.service.js';

@May('referral.read')
@Controller()
export class UploadController {
  constructor(private readonly uploads: UploadService) {}

  @Handle(startUpload)
  start(@Input() { params, body }: InputOf<typeof startUpload>, @Me() actor: Actor) {
    return this.uploads.start(actor, { kind: 'referral', id: params.id }, body);
  }

  @Handle(sendPiece)
  piece(@Input() { params, query, body }: InputOf<typeof sendPiece>, @Me() actor: Actor) {
    return this.uploads.piece(actor, params.id, query.offset, body);
  }

  @Handle(getUpload)
  progress(@Input() { params }: InputOf<typeof getUpload>, @Me() actor: Actor) {
    return this.uploads.progress(actor, params.id);
  }

  @Handle(cancelUpload)
  cancel(@Input() { params }: InputOf<typeof cancelUpload>, @Me() actor: Actor) {
    return this.uploads.cancel(actor, params.id);
  }
}
