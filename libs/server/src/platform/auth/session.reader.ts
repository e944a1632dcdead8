import type { Actor, Role } from '@alliance/domain/access/actor';
import type { Text } from '@alliance/contracts/schema';
import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { CONFIG, type Config } from '../config/config.js';
import { Database } from '../db/database.js';

/** An idle session ends after half an hour, any session after twelve; institutions will set their own. */
export const idleSeconds = 30 * 60;
export const absoluteSeconds = 12 * 60 * 60;

export interface SessionAppointment {
  readonly id: string;
  readonly role: Role;
  readonly title: string | null;
  readonly institution: { readonly id: string; readonly name: string };
  readonly department: { readonly id: string; readonly name: Text } | null;
  readonly from: string;
  readonly to: string | null;
}

export interface Session {
  readonly sessionId: string;
  readonly personId: string;
  readonly username: string;
  readonly name: string;
  readonly csrfToken: string;
  readonly appointments: readonly SessionAppointment[];
}

/** `__Host-` binds the cookie to this host and to TLS; a portal on plain loopback cannot have that prefix. */
export const cookieName = (config: Config): string => (config.secureCookies ? '__Host-sid' : 'sid');

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Who a cookie belongs to. Asked of PostgreSQL on every request, so that a revoked session is over at once. */
@Injectable()
export class SessionReader {
  constructor(
    private readonly database: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  async fromToken(token: string | undefined): Promise<Session | undefined> {
    if (!token || token.length > 100) return undefined;
    const [row] = await this.database.anonymous<{
      session_id: string;
      person_id: string;
      username: string;
      name: string;
      csrf_token: string;
      appointments: SessionAppointment[];
    }>('select * from auth_session($1, $2)', [tokenHash(token), idleSeconds]);
    if (!row) return undefined;
    const { session_id: sessionId, person_id: personId, username, name, csrf_token: csrfToken, appointments } = row;
    return { sessionId, personId, username, name, csrfToken, appointments };
  }

  /** For the socket handshake, where no cookie parser has run. */
  fromCookie(header: string | undefined): Promise<Session | undefined> {
    const name = `${cookieName(this.config)}=`;
    const pair = header?.split(';').find((part) => part.trim().startsWith(name));
    return this.fromToken(pair && decodeURIComponent(pair.trim().slice(name.length)));
  }

  /**
   * As whom a session acts: the named appointment, or the only one.
   * @throws Refusal session.appointment_required where there are several and none is named, access.denied for somebody else's
   */
  actorOf(session: Session, appointmentId: string | undefined): Actor {
    const named = appointmentId ? session.appointments.find(({ id }) => id === appointmentId) : undefined;
    if (appointmentId && !named) throw new Refusal('access.denied');
    if (!named && session.appointments.length > 1) throw new Refusal('session.appointment_required');
    const appointment = named ?? session.appointments[0];
    if (!appointment) throw new Refusal('access.denied');
    return { personId: session.personId, appointmentId: appointment.id, institutionId: appointment.institution.id, role: appointment.role };
  }

  /** Which of these sessions are over. */
  async ended(sessionIds: readonly string[]): Promise<string[]> {
    const rows = await this.database.anonymous<{ auth_ended: string }>('select auth_ended($1::uuid[], $2)', [
      `{${sessionIds.join(',')}}`,
      idleSeconds,
    ]);
    return rows.map((row) => row.auth_ended);
  }
}
