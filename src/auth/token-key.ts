import { hash } from 'node:crypto';

/** By what a token is remembered in place of itself: short, and of no use to who reads the memory. */
export const tokenKey = (token: string): string => hash('sha256', token, 'base64url');
