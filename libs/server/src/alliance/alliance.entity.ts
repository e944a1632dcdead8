import type { AlliancePhase, Specialty } from '@alliance/domain/alliance/alliance';
import { defineEntity, p } from '@mikro-orm/core';

/** A specialty alliance: one specialty, one lead. */
export const Alliance = defineEntity({
  name: 'Alliance',
  tableName: 'alliance',
  properties: {
    id: p.uuid().primary(),
    nameZh: p.text().unique(),
    nameEn: p.text().nullable(),
    specialty: p.text().$type<Specialty>(),
    phase: p.text().$type<AlliancePhase>(),
    leadId: p.uuid(),
    invented: p.boolean().default(false),
    openedFrom: p.text().nullable(),
    openedOn: p.date(),
    version: p.integer().version().default(1),
    createdAt: p.datetime().onCreate(() => new Date()),
    updatedAt: p
      .datetime()
      .onCreate(() => new Date())
      .onUpdate(() => new Date()),
  },
});

/** An institution in an alliance, from–to; without the reference of a signed agreement it is pending (AL-05). */
export const Membership = defineEntity({
  name: 'Membership',
  tableName: 'membership',
  properties: {
    id: p.uuid().primary(),
    allianceId: p.uuid(),
    institutionId: p.uuid(),
    role: p.text().$type<'lead' | 'member'>(),
    agreement: p.text().nullable(),
    valid: p.text().columnType('daterange'),
  },
});
