import * as Type from "typebox";

/** Shapes that several schemas are made of. */
export const closed = { additionalProperties: false } as const;

export const numbers = (description: string) => Type.Array(Type.Number(), { description });

export const ranks = (description: string) => Type.Array(Type.Integer({ minimum: 1 }), { description });

export const orNull = <Schema extends Type.TSchema>(schema: Schema, description: string) =>
  Type.Union([schema, Type.Null()], { description });

export const ClassSchema = Type.Enum(["motor", "relay", "dependent", "autonomous"], { type: "string" });

export const classOrNull = (description: string) => orNull(ClassSchema, description);

export const plainRef = (name: string) => Type.Unsafe({ $ref: `${name}#` });

/** Beside a $ref the generator of the document drops a description: hence allOf. */
export const ref = (name: string, description: string) => Type.Unsafe({ description, allOf: [plainRef(name)] });
