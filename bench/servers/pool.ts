import pg from 'pg';

/** As many connections as Atrium has. */
export const POOL_SIZE = 10;

const INT8 = 20;

/** Sizes and counts fit into 53 bits. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : (pg.types.getTypeParser(oid, format) as (value: string) => unknown),
};

export const openPool = (): pg.Pool => new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: POOL_SIZE, types });
