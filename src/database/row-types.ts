import pg from 'pg';

const INT8 = 20;

/** How values of rows arrive in JavaScript. 64-bit integers here are sizes and positions, which fit into 53 bits. */
export const rowTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === INT8 ? Number : (pg.types.getTypeParser(oid, format) as (value: string) => unknown),
};
