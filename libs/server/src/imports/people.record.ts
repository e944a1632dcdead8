import type { AppointmentFields, PeoplePlan } from '@alliance/domain/imports/person-plan.types';
import type { Work } from '../platform/command/work.js';
import { newId } from '../platform/ids.js';
import type { Report } from './import-report.js';
import type { Written } from './people.store.js';

const factsOf = (appointmentId: string, { role, departmentId, from, to }: AppointmentFields) => ({
  appointmentId,
  role,
  departmentId,
  from,
  to,
});

/**
 * What an import of people leaves behind: one line for the institution's screens, and for each person's own timeline what a change on their
 * page would have left; those ring nowhere.
 */
export function recordPeople(work: Work, { update, change }: PeoplePlan, { versionOf, made, appointed }: Written, report: Report): void {
  work.subjectId = newId();
  work.audit({ action: 'person.import', objectKind: 'person', objectIds: [...versionOf.keys()] });
  if (versionOf.size === 0) return;
  const say = (kind: string, subjectId: string, data: Readonly<Record<string, unknown>>) =>
    work.event({
      kind,
      topic: 'person',
      subjectId,
      version: versionOf.get(subjectId) ?? 1,
      data: { ...data, byImport: true },
      recipients: [],
    });
  const unsaid = new Set(made);
  for (const { id, personId, fields } of appointed)
    say(unsaid.delete(personId) ? 'person.added' : 'person.appointed', personId, factsOf(id, fields));
  for (const { id } of update) say('person.changed', id, {});
  for (const { id, person, fields } of change) say('person.appointment_changed', person, factsOf(id, fields));
  const { created, updated } = report;
  const { institutionId } = work.actor;
  const told = { subjectId: work.subjectId, version: 1, data: { created, updated, people: versionOf.size }, recipients: [institutionId] };
  work.event({ kind: 'person.imported', topic: 'person', ...told });
}
