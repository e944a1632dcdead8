import { SetMetadata } from '@nestjs/common';
import type { z } from 'zod';

/** A job is an order: ids only, never a clinical value; Redis keeps it in clear text. */
export interface Job<Payload extends z.ZodObject = z.ZodObject> {
  readonly name: string;
  readonly payload: Payload;
  readonly attempts: number;
}
export type PayloadOf<J extends Job> = z.output<J['payload']>;

/** Every job that was defined: the worker refuses to start unless each has exactly one handler. */
export const definedJobs: Job[] = [];

export function defineJob<const P extends z.ZodObject>(name: string, payload: P, { attempts = 10 } = {}): Job<P> {
  if (definedJobs.some((job) => job.name === name)) throw new Error(`the job ${name} is defined twice`);
  const job = { name, payload, attempts };
  definedJobs.push(job);
  return job;
}

export const HANDLES_JOB = 'alliance:job';
/** Marks the method of a provider that does a job; it gets the parsed payload. */
export const HandlesJob =
  <J extends Job>(job: J) =>
  <H extends (payload: PayloadOf<J>) => Promise<void>>(target: object, key: string, descriptor: TypedPropertyDescriptor<H>): void => {
    SetMetadata(HANDLES_JOB, job)(target, key, descriptor as TypedPropertyDescriptor<unknown>);
  };
