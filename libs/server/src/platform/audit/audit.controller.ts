import { Controller } from '@nestjs/common';
import { listAuditEvents } from '@alliance/contracts/audit.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../auth/auth.guard.js';
import { Handle, Input } from '../http/handle.js';
import { AuditLog } from './audit-log.js';

@Controller()
export class AuditController {
  constructor(private readonly audit: AuditLog) {}

  @May('audit.read')
  @Handle(listAuditEvents)
  list(@Input() { query }: InputOf<typeof listAuditEvents>, @Me() actor: Actor) {
    return this.audit.list(actor, query);
  }
}
