import { permissions } from '@alliance/domain/access/may';
import { roles } from '@alliance/domain/access/actor';
import { z } from 'zod';
import { route } from './route.js';
import { CalendarDate, Id, Named, Text } from './schema.js';

export const AppointmentView = z
  .object({
    id: Id,
    role: z.enum(roles),
    title: z.string().nullable(),
    institution: Named,
    department: z.object({ id: Id, name: Text }).nullable(),
    from: CalendarDate,
    to: CalendarDate.nullable(),
    permissions: z.array(z.enum(permissions)),
  })
  .meta({ id: 'AppointmentView' });
export type AppointmentView = z.infer<typeof AppointmentView>;

export const SessionView = z
  .object({
    user: z.object({ id: Id, username: z.string(), name: z.string() }),
    appointments: z.array(AppointmentView),
    csrfToken: z.string(),
    /** The installation shows invented people and says so on every page. */
    demonstration: z.boolean(),
  })
  .meta({ id: 'SessionView' });
export type SessionView = z.infer<typeof SessionView>;

export const openSession = route('POST', '/session', {
  summary: 'Sign in; the session travels in an httpOnly cookie',
  status: 201,
  body: z
    .strictObject({ username: z.string().min(1).max(64), password: z.string().min(1).max(256), code: z.string().max(16).optional() })
    .meta({ id: 'OpenSession' }),
  returns: SessionView,
  refuses: ['session.wrong_credentials', 'session.locked'],
});

export const readSession = route('GET', '/session', { summary: 'Who am I', returns: SessionView, refuses: ['session.missing'] });

export const endSession = route('DELETE', '/session', {
  summary: 'Sign out',
  status: 204,
  returns: z.void(),
  refuses: ['session.missing', 'session.csrf'],
});
