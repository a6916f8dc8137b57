import type { Command } from 'commander';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchema } from '../../resolvers/build-schema.js';

export function registerSchema(program: Command): void {
  program
    .command('schema')
    .description('print the GraphQL schema (SDL)')
    .action(async () => {
      process.stdout.write(`${printSchema(lexicographicSortSchema(await buildSchema()))}\n`);
    });
}
