import { Controller } from '@nestjs/common';
import * as contract from '@alliance/contracts/trip.contract';
import type { InputOf } from '@alliance/contracts/route';
import type { Actor } from '@alliance/domain/access/actor';
import { May, Me } from '../platform/auth/auth.guard.js';
import { Handle, Input } from '../platform/http/handle.js';
import { TripQueries } from './trip.queries.js';
import { TripService } from './trip.service.js';

/** Who may give out a link or call a team is `trip-link`. */
@May('referral.read')
@Controller()
export class TripController {
  constructor(
    private readonly trips: TripService,
    private readonly queries: TripQueries,
  ) {}

  @Handle(contract.getTrip)
  get(@Input() { params }: InputOf<typeof contract.getTrip>, @Me() actor: Actor) {
    return this.queries.get(actor, params.id);
  }

  @Handle(contract.issueTripLink)
  issue(@Input() { params }: InputOf<typeof contract.issueTripLink>, @Me() actor: Actor) {
    return this.trips.issue(actor, params.id);
  }

  @Handle(contract.revokeTripLink)
  revoke(@Input() { params }: InputOf<typeof contract.revokeTripLink>, @Me() actor: Actor) {
    return this.trips.revoke(actor, params.id);
  }

  @Handle(contract.activateTeam)
  activate(@Input() { params, body }: InputOf<typeof contract.activateTeam>, @Me() actor: Actor) {
    return this.trips.activate(actor, params.id, body.team);
  }
}
