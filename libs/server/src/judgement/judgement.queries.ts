import type { CriteriaInForce, JudgementView, judgeFacts, listFacts } from '@alliance/contracts/judgement.contract';
import type { AnswerOf, InputOf } from '@alliance/contracts/route';
import { derivedFacts } from '@alliance/domain/criteria/derived';
import { factDictionary } from '@alliance/domain/criteria/dictionary';
import { judgeTogether } from '@alliance/domain/criteria/judge-together';
import type { Actor } from '@alliance/domain/access/actor';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable } from '@nestjs/common';
import { Clock } from '../platform/clock.js';
import { judgementView, refuseMistakes } from './judgement.view.js';
import { StandingReader, type Standing } from './standing.reader.js';

/** What is asked of the criteria in force. Nothing of it is kept, and no patient is named. */
@Injectable()
export class JudgementQueries {
  constructor(
    private readonly standing: StandingReader,
    private readonly clock: Clock,
  ) {}

  /** @throws Refusal access.not_found, criteria.fact_unknown, criteria.fact_invalid, criteria.unit_unconvertible */
  async judge(
    actor: Actor,
    { allianceId, direction, facts, at: given, level }: InputOf<typeof judgeFacts>['body'],
  ): Promise<JudgementView> {
    const at = given ? new Date(given) : this.clock.now();
    const { protocols } = await this.of(actor, allianceId, at);
    const sets = protocols.map(({ set }) => set);
    const joint = judgeTogether(sets, facts, { direction, at, ...(level && { level }) });
    refuseMistakes(joint.doubted);
    return judgementView(protocols, joint, at);
  }

  async inForce(actor: Actor, allianceId: string): Promise<CriteriaInForce> {
    const at = this.clock.now();
    const { level, protocols, responseMinutes } = await this.of(actor, allianceId, at);
    return {
      allianceId,
      at: at.toISOString(),
      level,
      responseMinutes: { ...responseMinutes },
      protocols: protocols.map(({ content, criteria, set: _, invented: __, ...version }) => ({
        ...version,
        title: content.title,
        facts: content.facts as CriteriaInForce['protocols'][number]['facts'],
        criteria: [...criteria.values()].map(
          ({ testCases: ___, ...criterion }) => criterion,
        ) as CriteriaInForce['protocols'][number]['criteria'],
      })),
    };
  }

  facts(): AnswerOf<typeof listFacts> {
    return { items: dictionary as AnswerOf<typeof listFacts>['items'] };
  }

  /** @throws Refusal access.not_found for whoever neither leads the alliance nor is its member */
  private async of(actor: Actor, allianceId: string, at: Date): Promise<Standing> {
    const standing = await this.standing.of(actor, allianceId, at);
    if (!standing.belongs) throw new Refusal('access.not_found');
    return standing;
  }
}

const dictionary = factDictionary.map((definition) => {
  const derived = derivedFacts.get(definition.key);
  return derived ? { ...definition, computedFrom: [...derived.inputs], computedBy: derived.source } : definition;
});
