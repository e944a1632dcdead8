import { MetadataScanner, type DiscoveryService } from '@nestjs/core';

export interface Marked<Mark> {
  readonly mark: Mark;
  readonly where: string;
  /** The method, bound to its provider. */
  readonly call: (...args: never[]) => unknown;
}

/** Methods of all providers or controllers that carry a mark: how jobs, timers and routes find their one handler. */
export function markedMethods<Mark>(instances: Iterable<{ instance?: unknown }>, key: string): Marked<Mark>[] {
  const scanner = new MetadataScanner();
  const found: Marked<Mark>[] = [];
  for (const { instance } of instances) {
    if (typeof instance !== 'object' || instance === null) continue;
    const prototype = Object.getPrototypeOf(instance) as Record<string, (...args: never[]) => unknown>;
    for (const name of scanner.getAllMethodNames(prototype)) {
      const method = prototype[name];
      const mark = method && (Reflect.getMetadata(key, method) as Mark | undefined);
      if (method && mark !== undefined) found.push({ mark, where: `${prototype.constructor.name}.${name}`, call: method.bind(instance) });
    }
  }
  return found;
}

export type Providers = Pick<DiscoveryService, 'getProviders' | 'getControllers'>;
