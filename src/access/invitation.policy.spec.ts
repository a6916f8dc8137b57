import { believedAddress, grantedRole } from './invitation.policy.js';

describe('the role that an invitation gives', () => {
  it.each([
    ['ADMIN', 'OWNER', 'ADMIN'],
    ['OWNER', 'OWNER', 'OWNER'],
    ['OWNER', 'ADMIN', 'ADMIN'],
    ['OWNER', 'MEMBER', 'MEMBER'],
    ['ADMIN', 'GUEST', 'MEMBER'],
    ['ADMIN', null, 'MEMBER'],
    ['MEMBER', null, 'MEMBER'],
    ['GUEST', null, 'GUEST'],
    ['GUEST', 'OWNER', 'GUEST'],
  ] as const)('to %s by who is %s now is %s', (invited, inviter, granted) => {
    expect(grantedRole(invited, inviter)).toBe(granted);
  });
});

describe('an address', () => {
  it('is believed when it was verified, or where people sign up at once', () => {
    const facts = { email: 'ada@example.org', emailVerified: false };
    expect(believedAddress(facts, 'closed')).toBeNull();
    expect(believedAddress(facts, 'instant')).toBe(facts.email);
    expect(believedAddress({ ...facts, emailVerified: true }, 'closed')).toBe(facts.email);
  });
});
