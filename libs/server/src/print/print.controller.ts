import { printReferrals } from '@alliance/contracts/print.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { Controller } from '@nestjs/common';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { PrintService } from './print.service.js';

@May('referral.read')
@Controller()
export class PrintController {
  constructor(private readonly prints: PrintService) {}

  @Handle(printReferrals)
  print(@Input() { body: { kind, referralIds } }: InputOf<typeof printReferrals>, @Me() actor: Actor) {
    return this.prints.print(actor, kind, referralIds);
  }
}
