import type { PatientView, registerNewborn, registerPatient } from '@alliance/contracts/patient.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { newbornName } from '@alliance/domain/identity/given-name';
import { checkBirth, gestationalDays } from '@alliance/domain/identity/newborn';
import type { PatientIdentity } from '@alliance/domain/identity/patient';
import { Injectable } from '@nestjs/common';
import { Commands } from '../platform/command/commands.js';
import type { Work } from '../platform/command/work.js';
import { today } from '../platform/today.js';
import { PatientLedger } from './patient.ledger.js';
import { PatientQueries } from './patient.queries.js';

type Typed = InputOf<typeof registerPatient>['body'];
type Newborn = InputOf<typeof registerNewborn>['body'];

/** Registering patients: by number, as a newborn, or as somebody nobody can name. */
@Injectable()
export class PatientService {
  constructor(
    private readonly commands: Commands,
    private readonly queries: PatientQueries,
    private readonly ledger: PatientLedger,
  ) {}

  /** Finds by exact identifier or creates; the answer does not tell which. Whether another hospital knows the person never shows. */
  register(actor: Actor, { id, motherId, ...typed }: Typed): Promise<PatientView> {
    return this.command(actor, async (work) => {
      if (motherId) await this.queries.one(work, motherId);
      return this.ledger.register(work, typed, { id, motherId });
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
      return this.ledger.write(work, identity, { ...facts, phone: mother.phone }, { id, motherId });
    });
  }

  private command(actor: Actor, register: (work: Work) => Promise<string>): Promise<PatientView> {
    return this.commands.run(
      actor,
      async (work) => {
        const patientId = await register(work);
        work.subjectId = patientId;
        return this.queries.kept(work, patientId);
      },
      { replay: (id) => this.queries.get(actor, id) },
    );
  }
}
