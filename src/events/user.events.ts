import { defineEvent } from './event.js';

export const userSignedUp = defineEvent('user.signed-up', { activity: 'USER_SIGNED_UP', subject: 'USER' });

export const userSignedIn = defineEvent('user.signed-in', { activity: 'USER_SIGNED_IN', subject: 'USER' });

/** Somebody gave a wrong password for an account that exists. */
export const userSignInFailed = defineEvent('user.sign-in-failed', { activity: 'USER_SIGN_IN_FAILED', subject: 'USER' });

export const userProfileChanged = defineEvent<{ fields: string[] }>('user.profile-changed', {
  activity: 'USER_PROFILE_CHANGED',
  subject: 'USER',
});

/** A session is over before its time: signed out, or ended because its refresh token was used twice. Nobody reads of it. */
export const sessionEnded = defineEvent<{ sessionId: string }>('session.ended', {
  activity: null,
  subject: null,
  streams: () => [],
  rights: { of: 'PERSON' },
});
