import { Controller } from '@nestjs/common';
import { importTable } from '@alliance/contracts/import.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { ImportService } from './import.service.js';

@Controller()
export class ImportController {
  constructor(private readonly imports: ImportService) {}

  @May('pairing.import')
  @Handle(importTable)
  import(@Input() { body }: InputOf<typeof importTable>, @Me() actor: Actor) {
    return this.imports.import(actor, body);
  }
}
