import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { Problem } from '@alliance/contracts/problem';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';

/** zod → OpenAPI 3.1; swagger's own converter asks for 3.0 (`nullable`) whatever the document says. */
export function openApi(app: INestApplication): OpenAPIObject {
  const named = new Map<string, unknown>();
  const name = (id: string, schema: unknown) => {
    if (named.has(id) && !isDeepStrictEqual(named.get(id), schema))
      throw new Error(`two different schemas are called ${id} (one as input, one as output?)`);
    named.set(id, schema);
  };
  const convert = (schema: unknown, io: 'input' | 'output') => {
    if (!(schema instanceof z.ZodType)) return undefined;
    const { $schema: _, $defs = {}, id, ...json } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' });
    const components: Record<string, unknown> = Object.fromEntries(
      Object.entries($defs).map(([key, { id: _id, ...value }]) => [key, value]),
    );
    if (typeof id === 'string') components[id] = json;
    for (const [key, value] of Object.entries(components)) name(key, value);
    const inComponents = JSON.parse(
      JSON.stringify(typeof id === 'string' ? { $ref: `#/components/schemas/${id}` } : json).replaceAll(
        '#/$defs/',
        '#/components/schemas/',
      ),
    ) as object;
    return {
      schema: inComponents,
      components: JSON.parse(JSON.stringify(components).replaceAll('#/$defs/', '#/components/schemas/')) as Record<string, object>,
    };
  };
  const about = new DocumentBuilder()
    .setTitle('Specialty alliance portal')
    .setDescription('Every route, what it takes, what it answers and how it refuses.')
    .setVersion('0.1.0')
    .setOpenAPIVersion('3.1.0')
    .build();
  const document = SwaggerModule.createDocument(app, about, {
    standardSchemaConverter: (schema, { schemaType }) => convert(schema, schemaType),
    operationIdFactory: (controller, method) => `${controller.replace('Controller', '')}.${method}`,
  });
  (document.components ??= {}).schemas = { ...document.components.schemas, ...(convert(Problem, 'output')?.components as object) };
  return document;
}
