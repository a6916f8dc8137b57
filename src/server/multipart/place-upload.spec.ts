import { UploadPart } from '../../shared/file-upload.js';
import { placeUpload } from './place-upload.js';

const operation = () => ({
  query: '{ __typename }',
  variables: { content: null, input: { content: null, list: [null, null] } } as Record<string, unknown>,
});

describe('the path of a file', () => {
  const part = new UploadPart();

  it.each([
    ['variables.content', { content: part }],
    ['variables.new', { new: part }],
    ['variables.input.content', { input: { content: part } }],
    ['variables.input.list.1', { input: { list: [null, part] } }],
  ])('%s leads to a variable', (path, variables) => {
    const asked = operation();
    expect(placeUpload(asked, path, part)).toBe(true);
    expect(asked.variables).toMatchObject(variables);
  });

  it.each([
    '',
    'variables',
    'query',
    'content',
    'variables.content.more',
    'variables.none.content',
    'variables.input.list.2',
    'variables.input.list.length',
    'variables.input.list.01',
    'variables.input.list.100000000',
    'variables.__proto__',
    'variables.__proto__.polluted',
    'variables.constructor.prototype.polluted',
    '__proto__.polluted',
    `variables${'.a'.repeat(30)}`,
  ])('%p leads nowhere, and changes nothing', (path) => {
    const asked = operation();
    expect(placeUpload(asked, path, part)).toBe(false);
    expect(asked).toEqual(operation());
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
  });
});
