import {
  Body,
  HttpCode,
  Param,
  Query,
  RequestMapping,
  RequestMethod,
  SerializeOptions,
  SetMetadata,
  applyDecorators,
} from '@nestjs/common';
import { ApiConsumes, ApiOperation, ApiResponse } from '@nestjs/swagger';
import { statusOf } from '@alliance/contracts/problem';
import type { InputOf, ReplyOf, Route } from '@alliance/contracts/route';
import type { StreamableFile } from '@nestjs/common';

export const ROUTE = 'alliance:route';
const INPUT = 'alliance:input';

/** Marks the parameter that receives `InputOf<route>`; it must be the first. */
export const Input = (): ParameterDecorator => (target, key, index) => {
  if (index !== 0) throw new Error(`@Input() must be the first parameter of ${String(key)}`);
  Reflect.defineMetadata(INPUT, true, target, key as string);
};

type Handled<R extends Route> = R extends { readonly kind: 'file' } ? ReplyOf<R> | StreamableFile : ReplyOf<R>;

/**
 * Binds a method to a route of the contracts, with Nest's own decorators only: method and path, schema pipes for params, query
 * and body, the response serializer and the OpenAPI operation. The three validated parts arrive as trailing arguments and are
 * handed to the method as one object.
 */
export const Handle =
  <R extends Route>(route: R) =>
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the parameters behind the input belong to other decorators
  <H extends (input: InputOf<R>, ...rest: any[]) => Handled<R> | Promise<Handled<R>>>(
    target: object,
    key: string,
    descriptor: TypedPropertyDescriptor<H>,
  ): void => {
    const original = descriptor.value as H;
    const types = (Reflect.getMetadata('design:paramtypes', target, key) ?? []) as unknown[];
    const at = types.length;
    const wrapped = {
      [key](this: unknown, ...args: unknown[]): unknown {
        const [params, query, body] = args.slice(at);
        const takesInput = Reflect.getMetadata(INPUT, target, key) as boolean | undefined;
        return Reflect.apply(original, this, takesInput ? [{ params, query, body }, ...args.slice(1, at)] : args.slice(0, at));
      },
    }[key] as unknown as H;
    for (const name of Reflect.getMetadataKeys(original)) Reflect.defineMetadata(name, Reflect.getMetadata(name, original), wrapped);
    descriptor.value = wrapped;
    if (route.params) Param({ schema: route.params })(target, key, at);
    if (route.query) Query({ schema: route.query })(target, key, at + 1);
    if (route.body) Body({ schema: route.body })(target, key, at + 2);
    Reflect.defineMetadata('design:paramtypes', [...types, Object, Object, Object], target, key);
    const refused = Map.groupBy(['request.invalid' as const, ...route.refuses], (code) => statusOf[code]);
    applyDecorators(
      RequestMapping({ method: RequestMethod[route.method], path: route.path }),
      HttpCode(route.status),
      ...(route.kind === 'file' ? [] : [SerializeOptions({ schema: route.returns })]),
      ...(route.kind === 'form' ? [ApiConsumes('multipart/form-data')] : []),
      ...(route.kind === 'bytes' ? [ApiConsumes(route.media ?? 'application/octet-stream')] : []),
      SetMetadata(ROUTE, route),
      ApiOperation({ summary: route.summary }),
      ApiResponse({
        status: route.status,
        description: 'ok',
        ...(route.status === 204 || route.kind === 'file' ? {} : { standardSchema: route.returns }),
      }),
      ...[...refused].map(([status, codes]) =>
        ApiResponse({
          status,
          description: codes.join(', '),
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        }),
      ),
    )(target, key, descriptor as TypedPropertyDescriptor<unknown>);
  };
