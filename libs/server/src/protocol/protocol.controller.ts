import { Controller, Header } from '@nestjs/common';
import * as contract from '@alliance/contracts/protocol.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { ProtocolFileService } from './protocol-file.service.js';
import { ProtocolQueries } from './protocol.queries.js';
import { ProtocolService } from './protocol.service.js';

type In<R extends Route> = InputOf<R>;

@May('protocol.read')
@Controller()
export class ProtocolController {
  constructor(
    private readonly protocols: ProtocolService,
    private readonly queries: ProtocolQueries,
    private readonly files: ProtocolFileService,
  ) {}

  @Handle(contract.listProtocols)
  list(@Input() { query }: In<typeof contract.listProtocols>, @Me() actor: Actor) {
    return this.queries.list(actor, query);
  }

  @May('protocol.author')
  @Handle(contract.createProtocol)
  create(@Input() { body }: In<typeof contract.createProtocol>, @Me() actor: Actor) {
    return this.protocols.create(actor, body);
  }

  @Handle(contract.getProtocol)
  get(@Input() { params }: In<typeof contract.getProtocol>, @Me() actor: Actor) {
    return this.queries.get(actor, params.id);
  }

  @May('protocol.share')
  @Handle(contract.shareProtocol)
  share(@Input() { params, body }: In<typeof contract.shareProtocol>, @Me() actor: Actor) {
    return this.protocols.share(actor, params.id, body);
  }

  @May('protocol.author')
  @Handle(contract.draftVersion)
  draft(@Input() { params, body }: In<typeof contract.draftVersion>, @Me() actor: Actor) {
    return this.protocols.draft(actor, params.id, body.version);
  }

  @May('protocol.author')
  @Handle(contract.discardVersion)
  discard(@Input() { params, body }: In<typeof contract.discardVersion>, @Me() actor: Actor) {
    return this.protocols.discard(actor, params.id, params.n, body.version);
  }

  @May('protocol.author')
  @Handle(contract.attachProtocolFile)
  attach(@Input() { params, body }: In<typeof contract.attachProtocolFile>, @Me() actor: Actor) {
    return this.files.attach(actor, params.id, body.file as File);
  }

  /** Never rendered by a browser as a page of ours, whatever its bytes claim. */
  @Handle(contract.downloadProtocolFile)
  @Header('content-security-policy', 'sandbox')
  @Header('x-content-type-options', 'nosniff')
  download(@Input() { params }: In<typeof contract.downloadProtocolFile>, @Me() actor: Actor) {
    return this.files.download(actor, params.id);
  }
}
