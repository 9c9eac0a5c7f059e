/** How far we follow a schema that a server controls. Beyond a limit we stop and say so; we never hang. */
export interface SchemaLimits {
  /** Subschemas nested inside each other. */
  readonly maxDepth: number;
  /** Subschemas looked at in one pass. */
  readonly maxNodes: number;
  /** `$ref` followed to `$ref`, one after another. */
  readonly maxRefs: number;
}

/** Generous for every schema that a person wrote, tight for one that was made to hurt. */
export const schemaLimits: SchemaLimits = { maxDepth: 64, maxNodes: 20_000, maxRefs: 32 };
