import { GraphQLError, Kind } from 'graphql';
import { UploadPart } from '../../shared/file-upload.js';
import { Upload } from './upload.js';

describe('the Upload scalar', () => {
  it('hands over the promise of a part', async () => {
    const part = new UploadPart();
    const file = { filename: 'a.txt', mimetype: 'text/plain', createReadStream: () => process.stdin };

    const parsed = Upload.parseValue(part);
    part.resolve(file);

    expect(await parsed).toBe(file);
  });

  it.each([
    ['a text', 'a.txt'],
    ['null', null],
    ['a look-alike', { promise: Promise.resolve({ filename: 'a.txt' }) }],
  ])('refuses %s, which came as a value', (_name, value) => {
    expect(() => Upload.parseValue(value)).toThrow(GraphQLError);
    expect(() => Upload.parseValue(value)).toThrow('multipart request');
  });

  it('refuses a literal, and cannot be answered', () => {
    expect(() => Upload.parseLiteral({ kind: Kind.STRING, value: 'a.txt' })).toThrow('multipart request');
    expect(() => Upload.serialize('a.txt')).toThrow('input only');
  });
});
