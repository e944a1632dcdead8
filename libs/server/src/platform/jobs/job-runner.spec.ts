import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { HandlesJob, defineJob } from './job.js';
import { handlersOf } from './job-runner.js';

const remind = defineJob('test.remind', z.strictObject({ id: z.string() }));
class Reminder {
  @HandlesJob(remind)
  async remind(): Promise<void> {
    await Promise.resolve();
  }
}
const providing = (...instances: object[]) => ({ getProviders: () => instances.map((instance) => ({ instance })) }) as never;

describe('jobs', () => {
  it('have exactly one handler', () => {
    expect([...handlersOf(providing(new Reminder()), [remind]).keys()]).toEqual(['test.remind']);
  });
  it('without one keep the worker from starting', () => {
    expect(() => handlersOf(providing(), [remind])).toThrow('test.remind has 0 handlers');
  });
  it('with two as well', () => {
    expect(() => handlersOf(providing(new Reminder(), new Reminder()), [remind])).toThrow('test.remind has 2 handlers');
  });
  it('are defined once', () => {
    expect(() => defineJob('test.remind', z.strictObject({}))).toThrow('defined twice');
  });
});
