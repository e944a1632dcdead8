import { z } from 'zod';

// What is read of FHIR R4; everything else of a resource is passed over.
const Coding = z.object({ system: z.string().optional(), code: z.string().optional(), display: z.string().optional() });
const Concept = z.object({ coding: z.array(Coding).optional(), text: z.string().optional() });
export type Concept = z.infer<typeof Concept>;
const Reference = z.object({ reference: z.string().optional(), type: z.string().optional(), display: z.string().optional() });
export type Reference = z.infer<typeof Reference>;
const Identifier = z.object({ system: z.string().optional(), value: z.string().optional(), type: Concept.optional() });
export type Identifier = z.infer<typeof Identifier>;
const Quantity = z.object({
  value: z.number().optional(),
  comparator: z.string().optional(),
  unit: z.string().optional(),
  code: z.string().optional(),
});
const measured = {
  code: Concept,
  valueQuantity: Quantity.optional(),
  valueString: z.string().optional(),
  valueCodeableConcept: Concept.optional(),
  valueInteger: z.number().optional(),
  valueBoolean: z.boolean().optional(),
  interpretation: z.array(Concept).optional(),
  referenceRange: z.array(z.object({ low: Quantity.optional(), high: Quantity.optional(), text: z.string().optional() })).optional(),
};
const Measured = z.object(measured);
export type Measured = z.infer<typeof Measured>;

export const Observation = z.object({
  resourceType: z.literal('Observation'),
  status: z.string(),
  ...measured,
  effectiveDateTime: z.string().optional(),
  method: Concept.optional(),
  bodySite: Concept.optional(),
  specimen: Reference.optional(),
  component: z.array(Measured).optional(),
  hasMember: z.array(Reference).optional(),
});
export type Observation = z.infer<typeof Observation>;

export const Patient = z.object({
  resourceType: z.literal('Patient'),
  identifier: z.array(Identifier).optional(),
  name: z.array(z.object({ text: z.string().optional(), family: z.string().optional(), given: z.array(z.string()).optional() })).optional(),
  gender: z.enum(['male', 'female', 'other', 'unknown']).optional(),
  birthDate: z.string().optional(),
});
export type Patient = z.infer<typeof Patient>;

export const DiagnosticReport = z.object({
  resourceType: z.literal('DiagnosticReport'),
  identifier: z.array(Identifier).optional(),
  status: z.string(),
  code: Concept,
  subject: Reference.optional(),
  effectiveDateTime: z.string().optional(),
  effectivePeriod: z.object({ start: z.string().optional() }).optional(),
  issued: z.string().optional(),
  performer: z.array(Reference).optional(),
  resultsInterpreter: z.array(Reference).optional(),
  result: z.array(Reference).optional(),
  imagingStudy: z.array(Reference).optional(),
  conclusion: z.string().optional(),
});
export type DiagnosticReport = z.infer<typeof DiagnosticReport>;

export const Resource = z.looseObject({ resourceType: z.string(), id: z.string().optional(), contained: z.array(z.unknown()).optional() });
export type Resource = z.infer<typeof Resource>;
export const Bundle = z.object({
  resourceType: z.literal('Bundle'),
  type: z.enum(['transaction', 'batch', 'collection']),
  identifier: Identifier.optional(),
  entry: z.array(z.object({ fullUrl: z.string().optional(), resource: Resource.optional() })).optional(),
});
export type Bundle = z.infer<typeof Bundle>;
