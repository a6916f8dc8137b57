import { existsSync } from 'node:fs';
import eslint from '@eslint/js';
import graphql from '@graphql-eslint/eslint-plugin';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const schema = 'src/schema/schema.graphql';

/** The emitted schema, linted like code. Where the contract says otherwise, the contract wins. */
const emittedSchema = {
  files: [schema],
  plugins: { '@graphql-eslint': graphql },
  languageOptions: { parser: graphql.parser, parserOptions: { graphQLConfig: { schema } } },
  rules: {
    ...graphql.configs['flat/schema-recommended'].rules,
    ...graphql.configs['flat/schema-relay'].rules,
    '@graphql-eslint/relay-arguments': ['error', { includeBoth: false }],
    '@graphql-eslint/relay-edge-types': ['error', { listTypeCanWrapOnlyEdgeType: false }],
    '@graphql-eslint/require-description': [
      'error',
      { types: true, FieldDefinition: true, InputValueDefinition: true, EnumValueDefinition: true, DirectiveDefinition: true },
    ],
    // Only what is a Node has an identity; edges, payloads and errors have none.
    '@graphql-eslint/strict-id-in-types': 'off',
    // `User.username` and `Folder.folders` are what they are called.
    '@graphql-eslint/no-typename-prefix': 'off',
  },
};

export default defineConfig(
  globalIgnores(['dist/', 'coverage/', '.atrium/', 'test/testkit/graphql/']),
  {
    files: ['**/*.{ts,js,mjs}'],
    extends: [eslint.configs.recommended],
    // What is not defined TypeScript finds; in the few plain scripts everything is imported or Node's own.
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A port promises; its adapter may have nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // What a use case works with is taken apart in its parameters, and made of functions.
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    // A test holds answers that nobody has typed against what they should be.
    files: ['**/*.spec.ts', 'test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  ...(existsSync(new URL(schema, import.meta.url)) ? [emittedSchema] : []),
);
