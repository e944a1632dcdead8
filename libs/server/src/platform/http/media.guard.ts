import type { Route } from '@alliance/contracts/route';
import { Refusal } from '@alliance/domain/refusal';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { ROUTE } from './handle.js';

const mediaOf: Readonly<Record<Route['kind'], string>> = {
  json: 'application/json',
  file: 'application/json',
  form: 'multipart/form-data',
  bytes: 'application/octet-stream',
};

/** A route of the contracts takes JSON, a form with a file or bytes (plain ones or of one kind) where it says so: plain forms and text are what a page of another site can send unasked. */
@Injectable()
export class MediaGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const route = Reflect.getMetadata(ROUTE, context.getHandler()) as Route | undefined;
    const { headers, method } = context.switchToHttp().getRequest<FastifyRequest>();
    const type = headers['content-type'];
    if (!route || method === 'GET' || type === undefined) return true;
    if (type.split(';')[0]?.trim().toLowerCase() !== (route.media ?? mediaOf[route.kind])) throw new Refusal('request.unsupported_media');
    return true;
  }
}
