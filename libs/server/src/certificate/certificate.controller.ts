import * as contract from '@alliance/contracts/quality-certificate.contract';
import type { InputOf, Route } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { CertificateQueries } from './certificate.queries.js';
import { CertificateService } from './certificate.service.js';
import { QualityFlagService } from './quality-flag.service.js';

type In<R extends Route> = InputOf<R>;

@May('certificate.manage')
@Controller()
export class CertificateController {
  constructor(
    private readonly queries: CertificateQueries,
    private readonly certificates: CertificateService,
    private readonly flags: QualityFlagService,
  ) {}

  @May('certificate.read')
  @Handle(contract.listCertificates)
  list(@Input() { query }: In<typeof contract.listCertificates>, @Me() actor: Actor) {
    return this.queries.list(actor, query);
  }

  @May('certificate.read')
  @Handle(contract.getCertificate)
  get(@Input() { params }: In<typeof contract.getCertificate>, @Me() actor: Actor) {
    return this.queries.get(actor, params.id);
  }

  @Handle(contract.enterCertificate)
  enter(@Input() { body }: In<typeof contract.enterCertificate>, @Me() actor: Actor) {
    return this.certificates.enter(actor, body);
  }

  @Handle(contract.saveCertificate)
  save(@Input() { params, body: { version, ...written } }: In<typeof contract.saveCertificate>, @Me() actor: Actor) {
    return this.certificates.save(actor, params.id, version, written);
  }

  @Handle(contract.attachScan)
  attach(@Input() { params, body }: In<typeof contract.attachScan>, @Me() actor: Actor) {
    return this.certificates.attach(actor, params.id, body.file as File);
  }

  @May('certificate.read')
  @Handle(contract.getScan)
  scan(@Input() { params }: In<typeof contract.getScan>, @Me() actor: Actor) {
    return this.queries.scan(actor, params.id);
  }

  @Handle(contract.submitCertificate)
  submit(@Input() { params, body }: In<typeof contract.submitCertificate>, @Me() actor: Actor) {
    return this.certificates.submit(actor, params.id, body.version);
  }

  @May('certificate.check')
  @Handle(contract.confirmCertificate)
  confirm(@Input() { params, body }: In<typeof contract.confirmCertificate>, @Me() actor: Actor) {
    return this.certificates.confirm(actor, params.id, body.version);
  }

  @May('certificate.check')
  @Handle(contract.refuseCertificate)
  refuse(@Input() { params, body }: In<typeof contract.refuseCertificate>, @Me() actor: Actor) {
    return this.certificates.refuse(actor, params.id, body.version, body.reason);
  }

  @Handle(contract.revokeCertificate)
  revoke(@Input() { params, body }: In<typeof contract.revokeCertificate>, @Me() actor: Actor) {
    return this.certificates.revoke(actor, params.id, body.version, body.reason);
  }

  @May('certificate.read')
  @Handle(contract.listFlags)
  listFlags(@Input() _: In<typeof contract.listFlags>, @Me() actor: Actor) {
    return this.flags.list(actor);
  }

  @Handle(contract.setFlag)
  setFlag(@Input() { body }: In<typeof contract.setFlag>, @Me() actor: Actor) {
    return this.flags.set(actor, body);
  }

  @Handle(contract.clearFlag)
  clearFlag(@Input() { params, body }: In<typeof contract.clearFlag>, @Me() actor: Actor) {
    return this.flags.clear(actor, params.id, body);
  }
}
