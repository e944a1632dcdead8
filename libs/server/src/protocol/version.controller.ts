import { Controller } from '@nestjs/common';
import * as contract from '@alliance/contracts/protocol.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { VersionQueries } from './version.queries.js';
import { VersionService } from './version.service.js';

type In<R extends Route> = InputOf<R>;

@May('protocol.read')
@Controller()
export class VersionController {
  constructor(
    private readonly versions: VersionService,
    private readonly queries: VersionQueries,
  ) {}

  @Handle(contract.getVersion)
  get(@Input() { params }: In<typeof contract.getVersion>, @Me() actor: Actor) {
    return this.queries.get(actor, params.id, params.n);
  }

  @May('protocol.author')
  @Handle(contract.writeVersion)
  write(@Input() { params, body: { version, content } }: In<typeof contract.writeVersion>, @Me() actor: Actor) {
    return this.versions.write(actor, { ...params, version }, content);
  }

  @May('protocol.author')
  @Handle(contract.submitVersion)
  submit(@Input() { params, body }: In<typeof contract.submitVersion>, @Me() actor: Actor) {
    return this.versions.step(actor, { ...params, ...body }, { action: 'submit' });
  }

  @May('protocol.approve')
  @Handle(contract.returnVersion)
  return(@Input() { params, body: { version, reason } }: In<typeof contract.returnVersion>, @Me() actor: Actor) {
    return this.versions.step(actor, { ...params, version }, { action: 'return', reason });
  }

  @May('protocol.approve')
  @Handle(contract.approveVersion)
  approve(@Input() { params, body }: In<typeof contract.approveVersion>, @Me() actor: Actor) {
    return this.versions.step(actor, { ...params, ...body }, { action: 'approve' });
  }

  @May('protocol.author')
  @Handle(contract.signOffCriteria)
  signOff(@Input() { params, body: { version, ...signed } }: In<typeof contract.signOffCriteria>, @Me() actor: Actor) {
    return this.versions.signOff(actor, { ...params, version }, signed);
  }

  @May('protocol.approve')
  @Handle(contract.publishVersion)
  publish(@Input() { params, body: { version, effectiveFrom } }: In<typeof contract.publishVersion>, @Me() actor: Actor) {
    return this.versions.step(actor, { ...params, version }, { action: 'publish', effectiveFrom });
  }

  @May('protocol.approve')
  @Handle(contract.withdrawVersion)
  withdraw(@Input() { params, body: { version, reason } }: In<typeof contract.withdrawVersion>, @Me() actor: Actor) {
    return this.versions.step(actor, { ...params, version }, { action: 'withdraw', reason });
  }

  @May('protocol.author')
  @Handle(contract.annotateVersion)
  annotate(@Input() { params, body: { version, text } }: In<typeof contract.annotateVersion>, @Me() actor: Actor) {
    return this.versions.annotate(actor, { ...params, version }, text);
  }
}
