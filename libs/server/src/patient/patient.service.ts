import type { PatientView, registerNewborn, registerPatient } from '@alliance/contracts/patient.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { estimatedBirthYear } from '@alliance/domain/identity/age';
import { newbornName, unknownPersonName } from '@alliance/domain/identity/given-name';
import { checkBirth, gestationalDays } from '@alliance/domain/identity/newborn';
import { identityOf, type IdentifierKind, type PatientIdentity } from '@alliance/domain/identity/patient';
import { patientPhone } from '@alliance/domain/identity/patient-phone';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { today } from '../platform/today.js';
import { PatientQueries } from './patient.queries.js';
import { PatientStore, type Known, type NewRow } from './patient.store.js';

type Typed = InputOf<typeof registerPatient>['body'];
type Newborn = InputOf<typeof registerNewborn>['body'];

/** Registering patients: by number, as a newborn, or as somebody nobody can name. */
@Injectable()
export class PatientService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: PatientQueries,
    private readonly store: PatientStore,
  ) {}

  /** Finds by exact identifier or creates; the answer does not tell which. Whether another hospital knows the person never shows. */
  register(actor: Actor, typed: Typed): Promise<PatientView> {
    return this.command(actor, async (work) => {
      const day = today(work.now);
      const name = typed.name ?? (await this.nameFor(work, typed.identifierKind, day));
      const identity = identityOf({ ...typed, name }, day);
      const guessed = typed.estimatedAge === null || identity.birthDate ? null : estimatedBirthYear(typed.estimatedAge, day);
      if (typed.motherId) await this.queries.one(work, typed.motherId);
      return [identity, { phone: patientPhone(typed.phone), estimatedBirthYear: guessed, marks: typed.marks }, typed];
    });
  }

  /** A child is known through its mother until it has a number (ID-02). */
  newborn(actor: Actor, motherId: string, { id, sex, bornAt, gestation, weightGrams, order }: Newborn): Promise<PatientView> {
    return this.command(actor, async (work) => {
      const mother = await this.queries.one(work, motherId);
      const born = new Date(bornAt);
      checkBirth({ bornAt: born }, work.now);
      const identity: PatientIdentity = {
        ...{ identifierKind: 'none_newborn', identifier: null, name: newbornName(mother.name, sex, order) },
        ...{ sex, birthDate: today(born) },
      };
      const facts = { bornAt: born, gestationalDays: gestation && gestationalDays(gestation), birthWeightGrams: weightGrams };
      return [identity, { ...facts, phone: mother.phone }, { id, motherId }];
    });
  }

  private command(actor: Actor, prepare: (work: Work) => Promise<[PatientIdentity, Known, NewRow]>): Promise<PatientView> {
    return this.commands.run(
      actor,
      async (work) => {
        const [identity, known, row] = await prepare(work);
        const { patientId, version } = await this.store.register(work, identity, known, { id: row.id, motherId: row.motherId ?? null });
        work.subjectId = patientId;
        work.audit({ action: 'patient.register', objectKind: 'patient', objectIds: [patientId] });
        work.event({
          kind: 'patient.registered',
          topic: 'patient',
          subjectId: patientId,
          version,
          data: { kind: identity.identifierKind },
          recipients: [actor.institutionId],
        });
        return this.queries.kept(work, patientId);
      },
      { replay: (id) => this.queries.get(actor, id) },
    );
  }

  /** Only somebody unknown is named by the hospital. */
  private async nameFor(work: Work, kind: IdentifierKind, day: string): Promise<string> {
    if (kind !== 'unknown_person') throw new Refusal('request.invalid', { fields: ['name'] });
    const [own] = await work.rows<{ name: string }>('select name from institution where id = current_institution()');
    return unknownPersonName(own?.name ?? '', day, await this.store.countUnknown(work, day));
  }
}
