import type { Actor, Role } from '@alliance/domain/access/actor';
import type { Permission } from '@alliance/domain/access/permission';
import { Injectable } from '@nestjs/common';
import { Database } from '../db/database.js';
import { tokenHash } from './session.reader.js';

interface Row {
  person_id: string;
  appointment_id: string;
  institution_id: string;
  role: Role;
  scopes: Permission[];
}

/** Which machine client a bearer token belongs to. A machine acts in an appointment of its own, narrowed by the scopes of its token. */
@Injectable()
export class MachineReader {
  constructor(private readonly database: Database) {}

  async fromToken(token: string, address: string): Promise<Actor | undefined> {
    if (!token) return undefined;
    const [row] = await this.database.anonymous<Row>('select * from auth_machine($1, $2)', [tokenHash(token), address]);
    if (!row) return undefined;
    const { person_id: personId, appointment_id: appointmentId, institution_id: institutionId, role, scopes } = row;
    return { personId, appointmentId, institutionId, role, scopes };
  }
}
