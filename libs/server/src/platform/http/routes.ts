import { Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { routesOf, type Route } from '@alliance/contracts/route';
import { markedMethods, type Providers } from '../discover.js';
import { ROUTE } from './handle.js';

/** Refuses to boot when a route of the contracts has no handler or two, or a handler serves a route that no contract lists. */
export const checkRoutes = (...contracts: object[]): Type<OnModuleInit> => {
  @Injectable()
  class RouteCheck implements OnModuleInit {
    constructor(private readonly found: DiscoveryService) {}
    onModuleInit(): void {
      compareRoutes(contracts.flatMap(routesOf), this.found);
    }
  }
  return RouteCheck;
};

/** @throws Error naming every route without exactly one handler and every handler without a route */
export function compareRoutes(routes: readonly Route[], found: Pick<Providers, 'getControllers'>): void {
  const handled = markedMethods<Route>(found.getControllers(), ROUTE);
  const wrong = [
    ...routes
      .map((route) => [route, handled.filter(({ mark }) => mark === route).length] as const)
      .filter(([, n]) => n !== 1)
      .map(([{ method, path }, n]) => `${method} ${path} has ${n} handlers`),
    ...handled
      .filter(({ mark }) => !routes.includes(mark))
      .map(({ mark, where }) => `${where} serves ${mark.method} ${mark.path}, which no contract lists`),
  ];
  if (wrong.length) throw new Error(wrong.join('; '));
}
