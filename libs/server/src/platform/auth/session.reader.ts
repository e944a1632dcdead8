import type { Actor, Role } from '@alliance/domain/access/actor';
import type { Text } from '@alliance/contracts/schema';
import type { SessionView } from '@alliance/contracts/session.contract';
import { Refusal } from '@alliance/domain/refusal';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { CONFIG, type Config } from '../config/config.js';
import { Database } from '../db/database.js';

/** How long a proof of who somebody is counts for sensitive actions. */
export const steppedUpSeconds = 10 * 60;

export type SignInMethod = SessionView['method'];

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
  readonly accountId: string;
  readonly personId: string;
  readonly username: string;
  readonly name: string;
  readonly csrfToken: string;
  readonly method: SignInMethod;
  readonly idleSeconds: number;
  readonly absoluteEnd: Date;
  readonly steppedUpUntil: Date;
  readonly onCallUntil: Date | null;
  /** A desk on call whose person is away: it hears alarms and does nothing else. */
  readonly locked: boolean;
  readonly enrolmentRequired: boolean;
  /** Only a hospital's own service said who it is, and the account is trusted elsewhere too: a proof of one's own lifts it. */
  readonly vouchedOnly: boolean;
  readonly appointments: readonly SessionAppointment[];
}

/** Whether this person proved lately, by a proof of their own, who they are. */
export const isSteppedUp = ({ vouchedOnly, steppedUpUntil }: Session, now: Date): boolean => !vouchedOnly && steppedUpUntil > now;

/** What a socket stands for. */
export interface Held {
  readonly sessionId: string;
  readonly appointmentId: string;
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

  /** @param attended whether a person asks, not a screen that looks again by itself: only a person keeps a session from going idle */
  async fromToken(token: string | undefined, attended = true): Promise<Session | undefined> {
    if (!token || token.length > 100) return undefined;
    const [row] = await this.database.anonymous<Row>('select * from auth_session($1, $2)', [tokenHash(token), attended]);
    return row && sessionOf(row);
  }

  /** For the socket handshake, where no cookie parser has run. */
  fromCookie(header: string | undefined): Promise<Session | undefined> {
    const name = `${cookieName(this.config)}=`;
    const pair = header?.split(';').find((part) => part.trim().startsWith(name));
    return this.fromToken(pair && decodeURIComponent(pair.trim().slice(name.length)), false);
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

  /** Which of these are over: the session, or the appointment it acts for. */
  async ended(open: readonly Held[]): Promise<Held[]> {
    const ids = (of: (held: Held) => string) => `{${open.map(of).join(',')}}`;
    const rows = await this.database.anonymous<{ session_id: string; appointment_id: string }>(
      'select * from auth_ended($1::uuid[], $2::uuid[])',
      [ids(({ sessionId }) => sessionId), ids(({ appointmentId }) => appointmentId)],
    );
    return rows.map((row) => ({ sessionId: row.session_id, appointmentId: row.appointment_id }));
  }
}

interface Row {
  session_id: string;
  account_id: string;
  person_id: string;
  username: string;
  name: string;
  csrf_token: string;
  method: SignInMethod;
  idle_seconds: number;
  absolute_end: Date;
  stepped_up_at: Date;
  on_call_until: Date | null;
  locked: boolean;
  enrolment_required: boolean;
  vouched_only: boolean;
  appointments: SessionAppointment[];
}

const sessionOf = (row: Row): Session => ({
  sessionId: row.session_id,
  accountId: row.account_id,
  personId: row.person_id,
  username: row.username,
  name: row.name,
  csrfToken: row.csrf_token,
  method: row.method,
  idleSeconds: row.idle_seconds,
  absoluteEnd: new Date(row.absolute_end),
  steppedUpUntil: new Date(new Date(row.stepped_up_at).getTime() + steppedUpSeconds * 1000),
  onCallUntil: row.on_call_until && new Date(row.on_call_until),
  locked: row.locked,
  enrolmentRequired: row.enrolment_required,
  vouchedOnly: row.vouched_only,
  appointments: row.appointments,
});
