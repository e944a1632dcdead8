import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { roles } from '../access/actor.js';
import { may } from '../access/may.js';
import { administratorRoles, isAdministrator, rolesToGive, type AppointingPlace } from './appointing.js';

const anyPlace: fc.Arbitrary<AppointingPlace> = fc.record({ own: fc.boolean(), isOffice: fc.boolean(), leadsAlliance: fc.boolean() });
const anyRole = fc.constantFrom(...roles);
const member = ['auditor', 'coordinator', 'doctor', 'expert', 'member_administrator', 'quality_manager'];
const hospital = { own: true, isOffice: false, leadsAlliance: false };

describe('roles to give', () => {
  it.each([
    ['member_administrator', hospital, member],
    ['member_administrator', { ...hospital, leadsAlliance: true }, member],
    ['lead_administrator', hospital, member],
    ['lead_administrator', { ...hospital, leadsAlliance: true }, [...member, 'lead_administrator']],
    ['lead_administrator', { ...hospital, own: false, leadsAlliance: true }, []],
    ['management_office', { own: true, isOffice: true, leadsAlliance: false }, [...member, 'management_office']],
    ['management_office', { ...hospital, own: false }, ['lead_administrator', 'member_administrator']],
    ['doctor', hospital, []],
    ['auditor', hospital, []],
  ] as const)('%s at %j', (actor, place, given) => {
    expect([...rolesToGive(actor, place)].sort()).toEqual([...given].sort());
  });

  it('nobody gives a machine’s role, and nobody gives anything without managing people', () => {
    fc.assert(
      fc.property(anyRole, anyPlace, (actor, place) => {
        const given = rolesToGive(actor, place);
        expect(given).not.toContain('integration_client');
        if (!may({ role: actor }, 'person.manage')) expect(given).toEqual([]);
        if (!place.isOffice || actor !== 'management_office') expect(given).not.toContain('management_office');
        if (actor === 'member_administrator') expect(given).not.toContain('lead_administrator');
        if (!place.own) expect(given.every(isAdministrator)).toBe(true);
      }),
    );
  });

  it('administrators are those who manage people', () => {
    expect(roles.filter((role) => may({ role }, 'person.manage')).sort()).toEqual([...administratorRoles].sort());
  });
});
