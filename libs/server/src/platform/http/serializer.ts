import { Injectable, StandardSchemaSerializerInterceptor } from '@nestjs/common';
import { z } from 'zod';

type Serialize = StandardSchemaSerializerInterceptor['serialize'];

/** Nest's own serialises arrays item by item, lets null through and does not say which field is wrong; a reply is one value here. */
@Injectable()
export class ReplySerializer extends StandardSchemaSerializerInterceptor {
  override serialize(...[reply, schema]: Parameters<Serialize>): ReturnType<Serialize> {
    if (!(schema instanceof z.ZodType)) return reply;
    const parsed = schema.safeParse(reply);
    if (parsed.success) return parsed.data as typeof reply;
    throw new Error(`a reply breaks its contract: ${parsed.error.issues.map(({ path, code }) => `${path.join('.')} ${code}`).join('; ')}`);
  }
}
