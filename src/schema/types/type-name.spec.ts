import { encodeId, newId } from '../../shared/ids.js';
import { typeNameOf } from './type-name.js';

describe('the type of an object behind an interface', () => {
  it('is what the object says, else what its id says', () => {
    expect(typeNameOf({ __typename: 'Folder', id: encodeId('File', newId()) })).toBe('Folder');
    expect(typeNameOf({ id: encodeId('Organization', newId()) })).toBe('Organization');
  });

  it('stays unknown when neither tells', () => {
    expect(typeNameOf({ id: newId() })).toBeUndefined();
    expect(typeNameOf({})).toBeUndefined();
  });
});
