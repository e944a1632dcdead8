import type { Actor, Role } from '@alliance/domain/access/actor';
import { demoId } from './demo-id.js';
import { people, type DemoPerson } from './people.data.js';
import { staff } from './staff.data.js';

/** All invented people, those who sign in first. */
export const everybody: readonly DemoPerson[] = [...people, ...staff];

const place = ({ username }: Pick<DemoPerson, 'username'>): string =>
  String(everybody.findIndex((one) => one.username === username) + 1).padStart(3, '0');
/** Invented: 0990-555 is no line of anybody. */
export const phoneOf = (person: Pick<DemoPerson, 'username'>): string => `0990-5552${place(person)}`;
export const staffNumberOf = (person: Pick<DemoPerson, 'username'>): string => `YL${place(person)}`;

export function personCalled(username: string): DemoPerson {
  const person = everybody.find((one) => one.username === username);
  if (!person) throw new Error(`nobody is called ${username}`);
  return person;
}

/** As whom somebody of the demonstration acts. */
export function actorOf(username: string): Actor {
  const person = personCalled(username);
  return {
    personId: demoId(`person ${username}`),
    appointmentId: demoId(`appointment ${username}`),
    institutionId: demoId(`institution ${person.hospital}`),
    role: person.role,
  };
}

/** Who works there in a role, those of the department before the others. */
export const colleagues = (hospital: string, role: Role, department?: string): readonly DemoPerson[] =>
  everybody
    .filter((one) => one.hospital === hospital && one.role === role)
    .toSorted((a, b) => Number(b.department === department) - Number(a.department === department));
