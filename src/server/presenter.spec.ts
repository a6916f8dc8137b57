import { GraphQLError } from 'graphql';
import { pino } from 'pino';
import { presenter } from './presenter.js';
import { workTime } from '../../test/testkit/work-time.js';

const hiding = presenter(pino({ level: 'silent' }), true);
const shown = (message: string) => hiding({ message, extensions: { code: 'BAD_USER_INPUT' } }, new GraphQLError(message)).message;

describe('a server that keeps its schema to itself', () => {
  it.each([
    ['Cannot query field "emial" on type "Viewer". Did you mean "email"?', 'Cannot query field "emial" on type "Viewer".'],
    ['Unknown type "Usr". Did you mean "User", "Viewer", or "Url"?', 'Unknown type "Usr".'],
    ['Field "a" is sent twice. Is it?', 'Field "a" is sent twice. Is it?'],
    ['It got "Did you mean what?" and more.', 'It got "Did you mean what?" and more.'],
  ])('shows of %p that much', (message, left) => {
    expect(shown(message)).toBe(left);
  });

  it('reads what a client sent once, however often the words of a hint stand in it', () => {
    const value = 'Did you mean '.repeat(75_000);
    const began = workTime();
    expect(shown(`Variable "$x" got invalid value "${value}"; Int cannot be that.`)).toMatch(
      /^Variable .* … .*; Int cannot be that\.$/,
    );
    expect(workTime() - began).toBeLessThan(250);
  });
});
